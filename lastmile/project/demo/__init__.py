"""The demonstration city 青云市: invented, built through the same actions as any city's work."""
# For everybody who shows the system around; any other person of the city signs in once an administrator has set a password.
SHOWN = ("zhaoyaqin", "limin", "zhouhaitao", "chenlixin", "sunjing", "zhoumingyuan", "wangjianguo")
PASSWORD = "qingyun-2026"


def build() -> None:
    """Enter the city and play its story of half a year into an empty database; half a minute."""
    from .build import play
    play()


def sign_ins() -> list[tuple[str, str, str]]:
    """User name, password and who it is, for those who show the system around."""
    from .data import people, unit
    named = {p["username"]: p for p in people()}
    return [(name, PASSWORD, f"{unit(named[name]['posts'][0]['unit'])['name']} {named[name]['name']}") for name in SHOWN]
