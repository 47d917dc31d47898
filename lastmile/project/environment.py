"""Strict reading of LASTMILE_… variables: a bad or missing value stops the start with a sentence of what to do."""
import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from .words import Stop, _

PREFIX = "LASTMILE_"
YES = {"yes": True, "no": False, "1": True, "0": False, "true": True, "false": False}


class Environment:
    """The variables of one start; it remembers which names were asked for, so that a misspelt one can be told."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self.values = os.environ if values is None else values
        self.known: set[str] = set()

    def text(self, name: str, default: str | None = None) -> str:
        """The value as it stands; without a default it must be there."""
        self.known.add(name)
        value = self.values.get(PREFIX + name, "").strip()
        if not value and default is None:
            raise Stop(_("缺少设置 {name}：请先设置这个环境变量再启动。").format(name=PREFIX + name))
        return value or default or ""

    def secret(self, name: str) -> str:
        """A value that nobody should see in a list of processes: as it stands, or from the file that NAME_FILE names; "" when not set."""
        value, path = self.text(name, ""), self.text(f"{name}_FILE", "")
        if value and path:
            raise Stop(_("设置 {name} 和 {file} 只能写一个，请删去一个再启动。").format(name=PREFIX + name, file=PREFIX + name + "_FILE"))
        try:
            return Path(path).read_text("utf-8").strip() if path else value
        except (OSError, ValueError) as no:
            raise Stop(_("设置 {name} 指的文件读不出来：{why}。请改正后再启动。").format(
                name=PREFIX + name + "_FILE", why=getattr(no, "strerror", "") or type(no).__name__)) from no

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number between low and high."""
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise self._wrong(name, value, _("应为 {low} 到 {high} 之间的整数").format(low=low, high=high))
        return int(value)

    def yes(self, name: str, default: bool = False) -> bool:
        """yes or no."""
        value = self.text(name, "yes" if default else "no")
        if value.lower() not in YES:
            raise self._wrong(name, value, _("应为 yes 或 no"))
        return YES[value.lower()]

    def names(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """Names separated by commas."""
        return [one.strip() for one in self.text(name, ",".join(default)).split(",") if one.strip()]

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        """One of the options; the first is the default."""
        value = self.text(name, options[0])
        if value not in options:
            raise self._wrong(name, value, _("应为 {options} 之一").format(options=_("、").join(options)))
        return value

    def address(self, name: str, schemes: tuple[str, ...]) -> SplitResult | None:
        """An address of one of the schemes with a host, or None when not set; never repeated, for it may hold a password."""
        value = self.text(name, "")
        if not value:
            return None
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname:
            raise self._wrong(name, "…", _("应为 {form} 这样的地址").format(form=f"{schemes[0]}://" + _("用户:密码@主机:端口/名称")))
        return parts

    def engine(self) -> tuple[str, str, str]:
        """Address, model and key of the city's own language model; all empty when there is none."""
        model, key, value = self.text("ENGINE_MODEL", ""), self.secret("ENGINE_KEY"), self.site("ENGINE_URL", "http://10.0.0.5:8000/v1")
        if bool(value) != bool(model):
            raise Stop(_("设置 {url} 和 {model} 要一起写，请补上另一个再启动。").format(url=f"{PREFIX}ENGINE_URL", model=f"{PREFIX}ENGINE_MODEL"))
        return value, model, key

    def site(self, name: str, form: str) -> str:
        """An address of the web without password or query, "" when not set; `form` is an example for who writes it wrong."""
        value = self.text(name, "")
        if value and not _plain_address(value):
            raise self._wrong(name, "…", _("应为 {form} 这样的地址，密钥另写").format(form=form))
        return value.rstrip("/")

    def refuse_misspelt(self, also: tuple[str, ...] = ()) -> None:
        """Stop when a variable is nearly, but not quite, one that is read: it would be silently without effect."""
        known = sorted(self.known | set(also))
        for name in sorted(self.values):
            bare = name.removeprefix(PREFIX)
            if name.startswith(PREFIX) and bare not in known and (near := get_close_matches(bare, known, 1, 0.85)):
                raise Stop(_("没有 {name} 这个设置，是不是 {near}？请改正后再启动。").format(name=name, near=PREFIX + near[0]))

    def _wrong(self, name: str, value: str, wanted: str) -> Stop:
        return Stop(_("设置 {name} 的值“{value}”不对：{wanted}。请改正后再启动。").format(
            name=PREFIX + name, value=value, wanted=wanted))


def _plain_address(value: str) -> bool:
    """An address of the web with a host, and with nothing in it that belongs elsewhere: no password, no query."""
    try:
        parts = urlsplit(value)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return port_is_one and parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.username or parts.query or parts.fragment)
