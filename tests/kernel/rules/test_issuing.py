"""Who may issue to whom."""
import pytest

from lastmile.kernel.rules.issuing import NOT_A_DEPARTMENTS, NOT_BELOW, OWN, TOO_DEEP, issuing, meant

from .town import CITY, ID


@pytest.mark.parametrize(("issuer", "target", "says"), [
    ("青云市", "市应急管理局", OWN), ("青云市", "云溪区", OWN), ("市委督查室", "云溪区", OWN), ("青云市", "市执法支队", OWN),
    ("青云市", "石桥镇", TOO_DEEP), ("青云市", "云溪区应急管理局", TOO_DEEP), ("市委督查室", "石桥镇", TOO_DEEP),
    ("云溪区", "石桥镇", OWN), ("云溪区督查室", "云溪区应急管理局", OWN), ("云溪区", "松江县", NOT_BELOW), ("石桥镇", "云溪区", NOT_BELOW),
    ("青云市", "青云市", NOT_BELOW),
])
def test_a_government_issues_to_its_departments_and_to_the_governments_right_below_it(issuer, target, says):
    assert issuing(CITY, ID[issuer], ID[target]) == says


@pytest.mark.parametrize(("issuer", "target", "says"), [
    ("市应急管理局", "市执法支队", OWN), ("市应急管理局", "云溪区应急管理局", OWN), ("市应急管理局", "市应急管理局办公室", OWN),
    ("市应急管理局办公室", "云溪区应急管理局", OWN), ("市应急管理局", "云溪区", NOT_A_DEPARTMENTS), ("市应急管理局", "石桥镇", NOT_A_DEPARTMENTS),
    ("市应急管理局", "市公安局", NOT_BELOW), ("市应急管理局", "市应急管理局", NOT_BELOW), ("云溪区应急管理局", "市应急管理局", NOT_BELOW),
])
def test_a_bureau_issues_to_its_own_squads_and_to_bureaus_one_level_down(issuer, target, says):
    assert issuing(CITY, ID[issuer], ID[target]) == says


@pytest.mark.parametrize("office", ["云溪区督查室", "云溪区政府办公室"])
def test_a_bureau_reaches_no_county_by_the_countys_own_office(office):
    assert issuing(CITY, ID["市应急管理局"], ID[office]) == NOT_A_DEPARTMENTS
    assert meant(CITY, ID["市应急管理局"], ID[office]).name == "云溪区"
    assert issuing(CITY, ID["云溪区应急管理局"], ID["石桥镇党政办公室"]) == NOT_A_DEPARTMENTS


def test_the_city_reaches_a_county_by_its_office_and_a_town_not_even_so():
    assert issuing(CITY, ID["市委督查室"], ID["云溪区政府办公室"]) == OWN
    assert issuing(CITY, ID["青云市"], ID["石桥镇党政办公室"]) == TOO_DEEP
    assert issuing(CITY, ID["云溪区"], ID["石桥镇党政办公室"]) == OWN


def test_the_city_gives_work_to_its_own_offices_its_bureaus_do_not():
    assert issuing(CITY, ID["青云市"], ID["市政府督查室"]) == issuing(CITY, ID["市委督查室"], ID["市政府督查室"]) == OWN
    assert issuing(CITY, ID["市应急管理局"], ID["市政府督查室"]) == NOT_BELOW
