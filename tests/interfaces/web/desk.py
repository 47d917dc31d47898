"""Somebody of the world at a browser, and what they read there."""
import re
from typing import Any

from django.test import Client

from tests.world import PASSWORD, World

TAGS = re.compile(r"<[^>]*>")
IN_PLACE = {"HX-Request": "true"}


def at(world: World, name: str, **how: Any) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(**how)
    client.post("/sign-in", {"username": world.names[name], "password": PASSWORD})
    return client


def words(answer: Any) -> str:
    """The page without its marks, one space between words."""
    return re.sub(r"\s+", " ", TAGS.sub(" ", answer.content.decode()))


def row(answer: Any, item: int) -> str:
    """The line of an item in a list of lines."""
    return re.sub(r"\s+", " ", TAGS.sub(" ", answer.content.decode().split(f'<li id="i{item}">')[1].split("</li>")[0])).strip()


def heads(answer: Any) -> list[str]:
    """The heads of an inbox, with their counts."""
    return [re.sub(r"\s+", "", TAGS.sub("", head)) for head in re.findall(r'<h2 class="group"[^>]*>(.*?)</h2>', answer.content.decode())]
