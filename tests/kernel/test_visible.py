"""何晓棠 of 松江县 sees nothing of 云溪区, whichever way she looks."""
import pytest
from django.contrib.auth import get_user_model

from lastmile.kernel.models import Upload
from lastmile.kernel.queries import boards, inbox, item, items
from lastmile.kernel.queries.search import search
from tests.world import STANDS, World

pytestmark = pytest.mark.django_db
SIGN_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def shown(world: World, settings, tmp_path) -> tuple[World, int, str, int]:
    """An item of 云溪区 with a file, its number and the file's id."""
    from lastmile.interfaces.files import keep
    settings.FILES = tmp_path
    owed = world.item("working", "云溪区")
    kept = keep([b"photo"], "现场.jpg", world.actor("周海涛"))
    world.do("周海涛", "item.report", item=owed, done="整治完成", evidence=[kept["hash"]])
    assert Upload.objects.count() == 1
    whole = item.one(world.actor("赵雅琴"), owed)
    assert whole is not None
    return world, owed, whole.item.number, whole.evidence[0]["id"]


def looked(world: World, who: str, owed: int, number: str, file: int) -> dict[str, object]:
    actor = world.actor(who)
    return {
        "inbox": owed in [row.id for row in inbox.inbox(actor).rows], "counts": inbox.inbox_counts(actor)["all"] > 0,
        "list": owed in [row.id for row in items.listing(actor, {}).rows], "by unit": bool(
            items.listing(actor, {"unit": world.units["云溪区"]}).rows),
        "search": bool(search(actor, STANDS[:4]).rows), "number": bool(search(actor, number).rows),
        "page": item.one(actor, owed) is not None, "file": item.evidence_file(actor, file) is not None,
        "board": boards.board(actor, world.units["云溪区"]) is not None,
    }


@pytest.mark.parametrize("who", ["周海涛", "赵雅琴", "孙静", "周明远"])
def test_who_has_to_do_with_it_sees_it(who, shown):
    assert all(looked(shown[0], who, *shown[1:]).values())


def test_a_stranger_sees_nothing_of_it(shown):
    assert not any(looked(shown[0], "何晓棠", *shown[1:]).values())


@pytest.mark.parametrize("address", ["/items/{item}", "/files/{file}", "/api/items/{item}"])
def test_nor_by_any_address(address, shown, client):
    world, owed, _number, file = shown
    at = address.format(item=owed, file=file)
    for who, status in (("周海涛", 200), ("何晓棠", 404)):
        client.force_login(get_user_model().objects.get(pk=world.people[who]), SIGN_IN)
        answer = client.get(at, headers={"Authorization": f"Bearer {world.token(who)}"})
        for close in answer._resource_closers:  # answer.close() would close the connection of the test, too
            close()
        assert answer.status_code == status, who


def test_the_lower_unit_of_a_part_does_not_see_what_is_above_it(world):
    above = world.item("signed", "云溪区")
    world.do("周海涛", "item.break_down", item=above, children=[{"unit": "石桥镇", "title": "排查本镇"}])
    assert item.one(world.actor("陈立新"), above) is None
    assert len(inbox.inbox(world.actor("陈立新")).rows) == 1
