"""Where an item says it comes from: in somebody's words, or from a domain's own action."""
import pytest

from lastmile.kernel.act import Refused
from lastmile.kernel.models import Item
from tests.examples import accepted_paper
from tests.world import World

pytestmark = pytest.mark.django_db
GIVEN = {"title": "清理排水沟", "area": "storms", "unit": "云溪区", "issue": True}


@pytest.mark.parametrize("claimed", ["directive:1", "directive:999", "directive"])
def test_nobody_claims_a_sentence_of_a_paper(claimed, world: World):
    with pytest.raises(Refused) as no:
        world.do("赵雅琴", "item.open", **GIVEN, source=claimed)
    assert (no.value.code, no.value.column) == ("item.open.source", "source") and not Item.objects.exists()


@pytest.mark.parametrize("words", ["市长批示", "市安委会部署：第3号", "", "会议：directive:1"])
def test_words_are_free(words, world: World):
    item = world.do("赵雅琴", "item.open", **GIVEN, source=words).id
    assert Item.objects.get(pk=item).source == words


def test_an_item_from_a_paper_and_its_parts_point_to_the_sentence(world: World, settings, tmp_path):
    settings.FILES = tmp_path
    world.do("赵雅琴", "document.issue", document=accepted_paper(world))
    whole = Item.objects.get()
    assert whole.source.startswith("directive:")
    world.do("赵雅琴", "item.reassign", item=whole.pk, unit="云溪区", reason="属地负责")
    world.do("周海涛", "item.sign", item=whole.pk)
    world.do("周海涛", "item.break_down", item=whole.pk, children=[{"unit": "石桥镇", "title": "排查本镇"}])
    assert Item.objects.get(parent_id=whole.pk).source == whole.source
