"""Who acts: the duty holder of a unit, a colleague, who supervises and who checks."""
from functools import cache

from .data import Story, documents, people
from .hours import pick

CITY_CHECKERS = ("sunjing", "luominxing")
OF_AREA = {"safety": "zhongyi", "storms": "panrucheng"}  # 市安委办 and 市三防办 check their own field


@cache
def posts(unit: str, role: str) -> tuple[str, ...]:
    """The usernames of those who hold the role in the unit, the duty holder first."""
    found = [(not post["duty"], n, person["username"]) for n, person in enumerate(people())
             for post in person["posts"] if post["unit"] == unit and post["role"] == role]
    return tuple(username for _, _, username in sorted(found))


def duty(unit: str) -> str:
    """The handler who answers for the unit."""
    return posts(unit, "handler")[0]


def colleague(unit: str) -> str:
    """Another handler of the unit, or the duty holder if there is none."""
    return posts(unit, "handler")[-1]


def office(story: Story) -> str | None:
    """The supervision office of the county when the unit is below a county, else None: the city supervises it."""
    parts = story.lead.split(".")
    return f"{parts[0]}.ducha" if len(parts) > 1 and parts[0] != "city" else None


def supervisor(story: Story) -> str:
    """Who issues, extends and closes the item."""
    if county := office(story):
        return posts(county, "supervisor")[0]
    return documents()[story.document - 1]["supervisor"] if story.document else "zhaoyaqin"


def checker(story: Story) -> str:
    """Who checks the item: always of another unit than the one that reports."""
    if county := office(story):
        return posts(county, "verifier")[0]
    able = [name for name in (*CITY_CHECKERS, OF_AREA.get(story.area, "sunjing")) if name not in members(story.lead)]
    return able[pick(story.ref + "check", len(able))]


@cache
def members(unit: str) -> frozenset[str]:
    """Everybody who sits in the unit."""
    return frozenset(p["username"] for p in people() if any(post["unit"] == unit for post in p["posts"]))
