"""The tree of units: who speaks for whom, who lies below whom, and whom a name means."""
from lastmile.kernel.rules.city import city_of

from .town import CITY, ID


def test_an_office_speaks_for_its_government_and_a_department_for_itself():
    assert CITY.speaks_for(ID["云溪区督查室"]).name == "云溪区"
    assert CITY.speaks_for(ID["云溪区应急管理局"]).name == "云溪区应急管理局"


def test_the_government_of_a_bureaus_squad_is_the_city():
    assert CITY.government(ID["市执法支队"]).name == "青云市"
    assert CITY.government(ID["石桥镇党政办公室"]).name == "石桥镇" and CITY.government(ID["松江县"]).name == "松江县"


def test_a_unit_covers_itself_and_all_below_it():
    assert CITY.covers(ID["云溪区"], ID["石桥镇"]) and CITY.covers(ID["云溪区"], ID["云溪区"])
    assert not CITY.covers(ID["松江县"], ID["石桥镇"]) and not CITY.covers(ID["石桥镇"], ID["云溪区"])
    assert not CITY.covers(ID["云溪区"], 999)


def test_an_office_and_the_government_it_acts_for_are_one_hand_two_offices_are_not():
    assert CITY.one_hand(ID["云溪区督查室"], ID["云溪区"]) and CITY.one_hand(ID["云溪区"], ID["云溪区督查室"])
    assert CITY.one_hand(ID["石桥镇"], ID["石桥镇"])
    assert not CITY.one_hand(ID["云溪区督查室"], ID["云溪区政府办公室"]) and not CITY.one_hand(ID["云溪区应急管理局"], ID["云溪区"])


def test_a_name_that_several_bear_means_the_nearest():
    named = city_of(CITY.units.values(), [("应急局", ID["云溪区应急管理局"]), ("应急局", ID["松江县应急管理局"])])
    assert named.find("应急局", ID["石桥镇"]) == (ID["云溪区应急管理局"],)
    assert len(named.find("应急局", ID["市公安局"])) == 2 and named.find("没有的局") == ()


def test_the_children_of_the_city_stand_in_protocol_order():
    assert [unit.name for unit in CITY.children[ID["云溪区"]]] == ["云溪区督查室", "云溪区政府办公室", "云溪区应急管理局", "石桥镇"]
    assert CITY.root.name == "青云市"
