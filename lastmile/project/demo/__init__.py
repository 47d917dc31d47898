"""The demonstration city 青云市: invented, built through the same actions as any city's work."""
from .city import PASSWORD, SHOWN

__all__ = ["PASSWORD", "SHOWN", "build", "sign_ins"]


def build() -> None:
    """Enter the city and play its story of half a year into an empty database; half a minute."""
    from .build import play
    play()


def sign_ins() -> list[tuple[str, str, str]]:
    """User name, password and who it is, for those who show the system around."""
    from .data import people, unit
    named = {p["username"]: p for p in people()}
    return [(name, PASSWORD, f"{unit(named[name]['posts'][0]['unit'])['name']} {named[name]['name']}") for name in SHOWN]
