"""Who may set whose password, and what a token may not do."""
import json

import pytest
from django.contrib.auth.hashers import check_password

from lastmile.kernel.act import Refused, can
from lastmile.kernel.models import Person
from lastmile.kernel.queries.people import actor_of_token
from tests.world import NOW, PASSWORD, World, entries

pytestmark = pytest.mark.django_db
NEW = "自己的口令-77-好"


@pytest.fixture
def county(world: World) -> World:
    """何晓棠 administers 松江县; 唐雯 works there under her."""
    world.do("王建国", "post.give", person=world.people["何晓棠"], unit="松江县", role="administrator")
    world.people["唐雯"] = world.do("何晓棠", "person.add", username="tangwen", name="唐雯", unit="松江县", role="handler").id
    return world


def refused(world: World, who: str, action: str = "person.set_password", /, **values: object) -> str:
    with pytest.raises(Refused) as no:
        world.do(who, action, **values)
    return no.value.code


def test_li_min_changes_her_own_only_with_the_old_one(world):
    li = world.people["李敏"]
    assert refused(world, "李敏", person=li, password=NEW) == "person.set_password.old"
    assert refused(world, "李敏", person=li, password=NEW, old="错的") == "person.set_password.old"
    world.do("李敏", "person.set_password", person=li, password=NEW, old=PASSWORD)
    person = Person.objects.get(pk=li)
    assert check_password(NEW, person.password) and not person.must_change
    given = json.loads(entries()[-1]["data"])["given"]
    assert set(given) == {"person", "password"} and not {NEW, PASSWORD} & set(given.values())


def test_an_administrator_needs_no_old_one_of_somebody_else_who_then_must_change_it(county):
    county.do("何晓棠", "person.set_password", person=county.people["唐雯"], password=NEW)
    assert Person.objects.get(pk=county.people["唐雯"]).must_change


@pytest.mark.parametrize("post", [{"unit": "云溪区", "role": "handler"}, {"unit": "松江县", "role": "leader", "scope": "青云市"}])
def test_a_county_administrator_sets_none_of_somebody_who_reaches_beyond_the_county(post, county):
    """A seat elsewhere counts, and so does a scope of the whole city held from a seat in the county."""
    county.do("王建国", "post.give", person=county.people["唐雯"], **post)
    for action, values in (("person.set_password", {"password": NEW}), ("person.retire", {}), ("token.issue", {"name": "报表", "secret": "q" * 40})):
        assert refused(county, "何晓棠", action, person=county.people["唐雯"], **values) == "not-allowed"
    county.do("王建国", "person.set_password", person=county.people["唐雯"], password=NEW)


def test_who_has_no_post_left_belongs_to_the_city_administrator(county):
    county.do("何晓棠", "post.take", person=county.people["唐雯"], unit="松江县", role="handler")
    assert refused(county, "何晓棠", person=county.people["唐雯"], password=NEW) == "not-allowed"
    county.do("王建国", "person.set_password", person=county.people["唐雯"], password=NEW)


@pytest.mark.parametrize(("action", "values"), [
    ("person.set_password", {"password": NEW, "old": PASSWORD}), ("token.issue", {"name": "报表", "secret": "q" * 40})])
@pytest.mark.parametrize("who", ["王建国", "李敏"])
def test_a_token_sets_no_password_and_makes_no_token(who, action, values, world):
    from lastmile.interfaces.perform import perform

    actor = actor_of_token(world.token(who), "api", NOW)
    assert actor is not None and not can(action, actor, Person.objects.get(pk=world.people["李敏"]), now=NOW)
    with pytest.raises(Refused) as no:
        perform(action, values | {"person": "limin"}, actor)
    assert no.value.code == "in-person" and "不能用令牌" in no.value.says


def test_a_token_opens_nothing_while_its_owner_has_a_password_to_change(world):
    world.do("王建国", "person.set_password", person=world.people["李敏"], password=NEW)
    assert actor_of_token(world.token("李敏"), "api", NOW) is None
    world.do("李敏", "person.set_password", person=world.people["李敏"], password=PASSWORD, old=NEW)
    assert actor_of_token(world.token("李敏"), "api", NOW) is not None


def test_an_account_of_a_program_needs_no_password_for_its_token(county):
    """Nobody has set it one, so that nobody signs in with it."""
    county.do("何晓棠", "token.issue", person=county.people["唐雯"], name="报表", secret="q" * 40)
    assert actor_of_token("q" * 40, "api", NOW) is not None
