"""What the settings make of the environment, each in a process of its own."""
import os
import subprocess
import sys

import pytest


def settings(folder, expression, **values):
    environ = {"PATH": os.environ["PATH"], "LASTMILE_DATA": str(folder), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    environ |= {f"LASTMILE_{name}": value for name, value in values.items()}
    return subprocess.run([sys.executable, "-c", f"from lastmile.project import settings as s; print(({expression}))"],
                          env=environ, capture_output=True, text=True)


def test_the_secret_key_is_made_once_and_readable_by_this_account_alone(tmp_path):
    first, second = (settings(tmp_path / "data", "s.SECRET_KEY").stdout for _ in range(2))
    assert first == second and len(first) > 50
    assert (tmp_path / "data/secret-key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data/database.json").stat().st_mode & 0o777 == 0o600


def test_nothing_is_shown_of_errors_and_cookies_are_for_https_when_there_is_https(tmp_path):
    found = settings(tmp_path, "s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_TRUSTED_ORIGINS, s.SECURE_HSTS_SECONDS > 0",
                     HTTPS="yes", HOSTS="duban.example.gov")
    assert found.stdout.strip() == "(False, True, ['https://duban.example.gov'], True)"


def test_without_https_a_forwarded_protocol_is_not_believed(tmp_path):
    assert settings(tmp_path, "s.SECURE_PROXY_SSL_HEADER, s.SESSION_COOKIE_SECURE").stdout.strip() == "(None, False)"


def test_an_address_gives_the_citys_own_database_and_its_extras(tmp_path):
    address = "postgresql://app:p%40ss@db.example:6432/items?sslmode=require"
    found = settings(tmp_path, "[s.DATABASES['default'][k] for k in ('HOST', 'PORT', 'USER', 'PASSWORD', 'NAME')], "
                               "s.DATABASES['default']['OPTIONS']['sslmode'], s.PLACE.embedded, s.DATABASE_OWNER['USER']",
                     DATABASE_URL=address)
    assert found.stdout.strip() == "(['db.example', 6432, 'app', 'p@ss', 'items'], 'require', False, 'app')"


@pytest.mark.parametrize("name, value", [("DEBUG", "perhaps"), ("HTTPS", "2"), ("LOG_LEVEL", "LOUD"), ("DATABASE_URL", "sqlite:///x"),
                                         ("HOST", "duban.example.gov")])
def test_a_bad_value_stops_with_a_sentence_not_a_traceback(tmp_path, name, value):
    found = settings(tmp_path, "s.DEBUG", **{name: value})
    assert found.returncode == 1 and f"LASTMILE_{name}" in found.stderr and "Traceback" not in found.stderr


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    found = settings(tmp_path / "file" / "data", "s.DEBUG")
    assert found.returncode == 1 and "LASTMILE_DATA" in found.stderr and "Traceback" not in found.stderr
