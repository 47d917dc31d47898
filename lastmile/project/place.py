"""Where this start keeps its data and which database it uses; known before Django is."""
from dataclasses import dataclass, field
from urllib.parse import SplitResult

from .database.access import APPLICATION, OWNER, Access, from_address, keys
from .environment import Environment
from .folder import Folder

SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True)
class Place:
    """The data folder and, if the city runs a database of its own, the addresses of its two roles."""

    folder: Folder
    address: SplitResult | None = field(default=None, repr=False)
    owner_address: SplitResult | None = field(default=None, repr=False)

    @property
    def embedded(self) -> bool:
        """Is the database ours to start and stop?"""
        return self.address is None

    @property
    def application(self) -> Access:
        """The role the system works as. Asked anew each time: a start may have moved the port."""
        return from_address(self.address) if self.address else keys(self.folder).access(APPLICATION)

    @property
    def owner(self) -> Access:
        """The role that changes tables; without an address of its own it is the application's."""
        if self.address:
            return from_address(self.owner_address or self.address)
        return keys(self.folder).access(OWNER)


def place(environment: Environment | None = None) -> Place:
    """Read LASTMILE_DATA, LASTMILE_DATABASE_URL and LASTMILE_DATABASE_OWNER_URL."""
    environment = environment or Environment()
    return Place(Folder(environment.text("DATA", "data")), environment.address("DATABASE_URL", SCHEMES),
                 environment.address("DATABASE_OWNER_URL", SCHEMES))
