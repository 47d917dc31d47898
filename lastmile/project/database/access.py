"""How a database is reached: the embedded one by a private file, the city's own by an address."""
import json
import secrets
import socket
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

from lastmile.project.folder import Folder, write_private

FILE = "database.json"
OWNER, APPLICATION, NAME = "lastmile_owner", "lastmile", "lastmile"


@dataclass(frozen=True)
class Access:
    """One role at one database; extras are libpq's own words, such as sslmode."""

    host: str
    port: int
    user: str
    password: str
    name: str
    extras: tuple[tuple[str, str], ...] = ()

    def libpq(self, **more: Any) -> dict[str, Any]:
        """As psycopg.connect takes it."""
        return {"host": self.host, "port": self.port, "user": self.user, "password": self.password, "dbname": self.name,
                "connect_timeout": 10, **dict(self.extras), **more}

    def environ(self) -> dict[str, str]:
        """As pg_dump takes it: by variables, since a password among the arguments stands in `ps` for everyone."""
        named = {"PGHOST": self.host, "PGPORT": str(self.port), "PGUSER": self.user, "PGPASSWORD": self.password,
                 "PGDATABASE": self.name}
        return named | {f"PG{key.upper()}": value for key, value in self.extras}

    def django(self) -> dict[str, Any]:
        """As settings.DATABASES takes it, without options."""
        return {"HOST": self.host, "PORT": self.port, "USER": self.user, "PASSWORD": self.password, "NAME": self.name}


def from_address(address: SplitResult) -> Access:
    """postgresql://user:password@host:port/name?sslmode=require"""
    user = unquote(address.username or "")
    return Access(address.hostname or "", address.port or 5432, user, unquote(address.password or ""),
                  unquote(address.path.lstrip("/")) or user, tuple(parse_qsl(address.query)))


@dataclass(frozen=True)
class Keys:
    """What the private file of the embedded database holds."""

    port: int
    owner: str
    application: str

    def access(self, user: str, name: str = NAME) -> Access:
        """The role at the embedded server: the owner brings the tables up to date, the application can only use them."""
        return Access("127.0.0.1", self.port, user, self.owner if user == OWNER else self.application, name)


def keys(folder: Folder) -> Keys:
    """Port and passwords of the embedded database, made at the first call and kept."""
    made = Keys(free_port(), secrets.token_urlsafe(24), secrets.token_urlsafe(24))
    return Keys(**json.loads(folder.kept(FILE, json.dumps(asdict(made)))))


def move_port(folder: Folder) -> Keys:
    """Another program has taken the port meanwhile: keep a new one."""
    moved = replace(keys(folder), port=free_port())
    write_private(folder.root / FILE, json.dumps(asdict(moved)))
    return moved


def free_port() -> int:
    """A port on loopback that nobody holds now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def taken(port: int) -> bool:
    """Does somebody listen there?"""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
