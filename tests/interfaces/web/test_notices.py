"""What I have been told, and how I want to be told."""
import pytest

from lastmile.interfaces.notices.tell import tell
from lastmile.kernel.act import seal
from lastmile.kernel.models import Notice
from tests.interfaces.web.desk import at, words
from tests.world import NOW, World, entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World) -> World:
    """李敏 has one item to sign for; of nothing else is she told."""
    seal(NOW)
    tell(NOW)
    Notice.objects.all().delete()
    world.item("assigned")
    seal(NOW)
    tell(NOW)
    return world


def test_the_bell_counts_and_the_list_says_what_to_do_until_when(told):
    client = at(told, "李敏")
    assert "1 条消息未读" in words(client.get("/"))
    page = words(client.get("/notices"))
    assert "1条消息未读" in page and "交办给您单位，请签收 · 签收时限：11月23日（星期一）" in page and "2026-督-0001" in page


def test_opening_one_reads_it_and_leads_to_the_item(told):
    client, notice = at(told, "李敏"), Notice.objects.get()
    answer = client.get(f"/notices/{notice.pk}")
    assert answer.status_code == 302 and answer["Location"].startswith("/items/")
    assert "没有未读的消息" in words(client.get("/notices"))


def test_all_are_read_by_one_button(told):
    client = at(told, "李敏")
    assert client.post("/notices")["Location"] == "/notices"
    assert Notice.objects.get().read_at == NOW and "没有未读" in words(client.get("/notices?unread=1"))


def test_anothers_notice_is_not_there(told):
    client, notice = at(told, "何晓棠"), Notice.objects.get()
    assert client.get(f"/notices/{notice.pk}").status_code == 404
    client.post("/notices")
    notice.refresh_from_db()
    assert notice.read_at is None and "2026-督" not in words(client.get("/notices"))


def test_an_address_is_typed_once_and_then_shown_in_part(told):
    client = at(told, "李敏")
    client.post("/do/contact.set", {"person": told.people["李敏"], "channel": "mail", "address": "limin@example.cn", "next": "/notices/settings"})
    page = client.get("/notices/settings").content.decode()
    assert "li…@example.cn" in page and "limin@" not in page
    assert "limin@" not in str(entries())


def test_the_calendars_address_is_shown_once(told):
    client = at(told, "李敏")
    made = client.post("/do/feed.issue", {"person": told.people["李敏"], "next": "/notices/settings", "key": "k"})
    address = words(made) and made.content.decode().partition('value="http://testserver/calendar/')[2].partition('"')[0]
    assert address.endswith(".ics") and client.get(f"/calendar/{address}").status_code == 200
    again = client.post("/do/feed.issue", {"person": told.people["李敏"], "next": "/notices/settings", "key": "k"})
    assert "刚才已经生成过" in words(again) and "/calendar/" not in again.content.decode().partition("<main")[2]


def test_only_who_administers_the_city_sees_how_the_channels_fare(told):
    told.do("系统时钟", "channel.fail", channel="mail", reason="unreachable")
    assert "连不上服务器" in words(at(told, "王建国").get("/notices/settings"))
    assert "连不上服务器" not in words(at(told, "李敏").get("/notices/settings"))
