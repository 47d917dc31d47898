"""Strict reading of LASTMILE_… variables: a bad or missing value stops the start with a sentence of what to do."""
import os
from collections.abc import Mapping
from difflib import get_close_matches
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
