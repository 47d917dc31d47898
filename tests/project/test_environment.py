"""A bad or missing setting stops the start, and the sentence says which one and what it should be."""
import pytest

from lastmile.project.environment import Environment
from lastmile.project.words import Stop


def read(**values):
    return Environment({f"LASTMILE_{name}": value for name, value in values.items()})


def stopped(ask) -> str:
    with pytest.raises(Stop) as stop:
        ask()
    return str(stop.value)


def test_what_is_not_set_has_its_default():
    assert read().number("PORT", 8000, 1, 65535) == 8000
    assert read(PORT="  ").number("PORT", 8000, 1, 65535) == 8000
    assert read().yes("HTTPS") is False
    assert read().names("HOSTS", ("localhost",)) == ["localhost"]


def test_a_missing_value_that_must_be_there_is_named():
    assert "LASTMILE_SITE" in stopped(lambda: read().text("SITE"))


@pytest.mark.parametrize("value", ["many", "-1", "70000", "8000.5", "８０００"])
def test_a_number_outside_its_bounds_is_refused(value):
    says = stopped(lambda: read(PORT=value).number("PORT", 8000, 1, 65535))
    assert "LASTMILE_PORT" in says and value in says and "65535" in says


def test_only_yes_or_no_is_yes_or_no():
    assert read(HTTPS="YES").yes("HTTPS") is True
    assert "LASTMILE_HTTPS" in stopped(lambda: read(HTTPS="maybe").yes("HTTPS"))


def test_a_choice_is_one_of_its_options():
    assert read(LOG_LEVEL="DEBUG").choice("LOG_LEVEL", ("INFO", "DEBUG")) == "DEBUG"
    assert "INFO" in stopped(lambda: read(LOG_LEVEL="loud").choice("LOG_LEVEL", ("INFO", "DEBUG")))


def test_hosts_are_separated_by_commas():
    assert read(HOSTS="a.example, b.example,").names("HOSTS") == ["a.example", "b.example"]


def test_a_wrong_database_address_is_refused_without_repeating_its_password():
    says = stopped(lambda: read(DATABASE_URL="mysql://lastmile:kept-secret@db/x").address("DATABASE_URL", ("postgresql",)))
    assert "LASTMILE_DATABASE_URL" in says and "kept-secret" not in says


def test_a_misspelt_setting_is_told_instead_of_being_silently_without_effect():
    environment = read(DATABSE_URL="postgresql://db/x")
    environment.address("DATABASE_URL", ("postgresql",))
    says = stopped(environment.refuse_misspelt)
    assert "LASTMILE_DATABSE_URL" in says and "LASTMILE_DATABASE_URL" in says


def test_a_variable_of_somebody_else_is_left_alone():
    environment = read(REPORT="/somewhere")
    environment.text("DATA", "data")
    environment.refuse_misspelt()


def test_an_engine_has_an_address_and_a_model_and_perhaps_a_key(tmp_path):
    assert read().engine() == ("", "", "")
    (tmp_path / "key").write_text("geheim\n")
    where = {"ENGINE_URL": "http://10.0.0.5:8000/v1", "ENGINE_MODEL": "qwen"}
    assert read(**where).engine() == ("http://10.0.0.5:8000/v1", "qwen", "")
    assert read(**where, ENGINE_KEY_FILE=str(tmp_path / "key")).engine()[2] == "geheim"


@pytest.mark.parametrize("value", [
    "10.0.0.5:8000", "ftp://10.0.0.5/v1", "http://", "http://geheim@10.0.0.5/v1", "http://10.0.0.5/v1?key=geheim", "http://10.0.0.5:99999",
    "http://[",
])
def test_an_engine_at_a_strange_address_is_refused_and_the_address_not_repeated(value):
    says = stopped(lambda: read(ENGINE_URL=value, ENGINE_MODEL="qwen").engine())
    assert "LASTMILE_ENGINE_URL" in says and "geheim" not in says


def test_half_an_engine_is_refused():
    for one in ({"ENGINE_URL": "http://10.0.0.5/v1"}, {"ENGINE_MODEL": "qwen"}):
        assert "LASTMILE_ENGINE_MODEL" in stopped(read(**one).engine)


def test_a_secret_stands_in_one_place_and_its_file_can_be_read(tmp_path):
    assert "LASTMILE_ENGINE_KEY_FILE" in stopped(lambda: read(ENGINE_KEY="a", ENGINE_KEY_FILE="b").secret("ENGINE_KEY"))
    assert "LASTMILE_ENGINE_KEY_FILE" in stopped(lambda: read(ENGINE_KEY_FILE=str(tmp_path / "none")).secret("ENGINE_KEY"))
