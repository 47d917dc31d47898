"""Every action through page, API, command and sheet leaves the same entries but for the name of the interface."""
import io
import json
import re

import pytest
import xlsxwriter
from django.contrib.auth import get_user_model
from django.db import transaction

from lastmile.interfaces.cli.act import main as act
from lastmile.interfaces.sheets import take_in
from lastmile.kernel.registry import offered
from tests.examples import EXAMPLES, Example
from tests.world import World, entries, last_entry

pytestmark = pytest.mark.django_db
SUBJECTS = "item|unit|person|post|document|directive|paper|slip|block|review|rulebook|recount|officehours|clockrule"
NEW = re.compile(rf'"(?:{SUBJECTS}):\d+"|"\w+_id":\d+|"item":\d+|[0-9a-f]{{8}}-[0-9a-f-]{{27}}')


def flat(value):
    """A value as somebody types it."""
    if isinstance(value, list):
        return json.dumps(value) if value and isinstance(value[0], dict) else "、".join(map(str, value))
    if isinstance(value, dict):
        return json.dumps(value)
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def page(client, world: World, name: str, example: Example):
    client.force_login(get_user_model().objects.get(pk=world.people[example.who]), "django.contrib.auth.backends.ModelBackend")
    form = {}
    for field, value in example.values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            form |= {f"{field}-{n}-{part}": flat(cell) for n, row in enumerate(value) for part, cell in row.items()}
        else:
            form[field] = {True: "true", False: "false"}[value] if isinstance(value, bool) else flat(value)
    answer = client.post(f"/do/{name}", form)
    assert answer.status_code in (200, 302), answer.content.decode()


def api(client, world: World, name: str, example: Example):
    answer = client.post(f"/api/do/{name}", json.dumps(example.values), content_type="application/json",
                         headers={"Authorization": f"Bearer {world.token(example.who)}"})
    assert answer.status_code == 200, answer.content.decode()


def cli(client, world: World, name: str, example: Example):
    given = [part for field, value in example.values.items() for part in (f"--{field}", flat(value))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LASTMILE_TOKEN", world.token(example.who))
        assert act([name, *given]) == 0


def sheet(client, world: World, name: str, example: Example):
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        rows = book.add_worksheet()
        for place, (field, value) in enumerate(example.values.items()):
            rows.write(0, place, offered()[name].takes.model_fields[field].title)
            rows.write(1, place, value if isinstance(value, int) and not isinstance(value, bool) else flat(value))
    taken = take_in(held.getvalue(), name, world.actor(example.who, "sheet"))
    assert not taken.wrong, taken.wrong


WAYS = {"web": page, "api": api, "cli": cli, "sheet": sheet}


@pytest.mark.parametrize("name", sorted(offered()))
def test_the_same_entries_whatever_the_interface(name, world, client, settings, tmp_path):
    settings.FILES = tmp_path
    example = EXAMPLES[name](world)
    told = {}
    for interface, way in WAYS.items():
        before = last_entry()
        if offered()[name].in_person and interface in ("api", "cli"):  # they come with a token
            with pytest.raises(AssertionError):
                way(client, world, name, example)
            assert last_entry() == before
            continue
        with transaction.atomic():
            way(client, world, name, example)
            lines = entries(before)
            transaction.set_rollback(True)
        assert {line["interface"] for line in lines} == {interface}
        told[interface] = [(line["action"], line["n"], line["actor"], line["unit"], line["at"], NEW.sub("…", line["data"])) for line in lines]
    assert all(lines == told["web"] for lines in told.values())
