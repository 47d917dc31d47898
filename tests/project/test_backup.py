"""A backup is whole or not there; what is restored is what was there."""
import hashlib
import json
import resource
import signal

import psycopg
import pytest

from lastmile.project import backup, copies, restore
from lastmile.project.database import server, use
from lastmile.project.database.access import APPLICATION, OWNER
from lastmile.project.folder import Folder
from lastmile.project.place import Place
from lastmile.project.words import Stop

pytestmark = pytest.mark.slow
PICTURE = "云溪区隐患整改后照片".encode() * 5000


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """A place with a table of items, a guard on it, and a piece of evidence."""
    city = Place(Folder(tmp_path_factory.mktemp("city") / "data").make())
    with use.embedded(city.folder):
        with psycopg.connect(**city.owner.libpq()) as link:
            link.execute("create table item (id int primary key, title text)")
            link.execute("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$")
            link.execute("insert into item select n, '排查第' || n || '处' from generate_series(1, 500) n")
            link.execute("create trigger guard before insert on item for each statement execute function refuse()")
            link.execute("grant select on item to lastmile")
        evidence = city.folder.files / "ab" / hashlib.sha256(PICTURE).hexdigest()
        evidence.parent.mkdir()
        evidence.write_bytes(PICTURE)
        yield city


@pytest.fixture(scope="module")
def saved(city, tmp_path_factory):
    target = tmp_path_factory.mktemp("backups") / "2026-11-24"
    backup.write(city, target)
    return target


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """Another machine's data folder, named by the environment as an operator would."""
    monkeypatch.setenv("LASTMILE_DATA", str(tmp_path / "data"))
    return Place(Folder(tmp_path / "data"))


def titles(place):
    with use.embedded(place.folder), psycopg.connect(**place.owner.libpq()) as link:
        return [row[0] for row in link.execute("select title from item order by id")]


def says(act, *arguments) -> str:
    with pytest.raises(Stop) as stop:
        act(*arguments)
    return str(stop.value)


def test_a_backup_goes_to_another_place_and_back(city, saved, empty, capsys):
    assert restore.main([str(saved)]) == 0
    assert titles(empty) == titles(city) and len(titles(empty)) == 500
    assert [path.read_bytes() for path in empty.folder.files.rglob("*") if path.is_file()] == [PICTURE]
    assert empty.folder.secret_key() == city.folder.secret_key()
    assert str(saved) in capsys.readouterr().out


def test_the_guard_comes_along_and_the_passwords_are_new(city, saved, empty):
    restore.main([str(saved)])
    assert empty.application.password != city.application.password
    with use.embedded(empty.folder), psycopg.connect(**empty.owner.libpq()) as link:
        with pytest.raises(psycopg.errors.RaiseException):
            link.execute("insert into item values (501, '绕过')")
    with use.embedded(empty.folder), psycopg.connect(**empty.application.libpq()) as link:
        assert link.info.user == APPLICATION != OWNER


def test_the_manifest_names_every_file_with_its_hash_and_nothing_is_open_to_others(saved):
    manifest = json.loads((saved / "manifest.json").read_text("utf-8"))
    assert {one["path"].split("/")[0] for one in manifest["files"]} == {"database.dump", "files", "secret-key"}
    assert hashlib.sha256(PICTURE).hexdigest() in {one["sha256"] for one in manifest["files"]}
    assert saved.stat().st_mode & 0o077 == 0


def test_uploads_come_and_go_while_it_is_made(city, tmp_path, monkeypatch):
    """李敏 sends a photograph, breaks off another, and the worker clears away what nobody named: all between listing and copying."""
    sending, gone = city.folder.files / ".coming-photo", city.folder.files / "ab" / ("ab" + "0" * 62)
    plain = copies.copy

    def copy(source, target):
        sending.unlink(missing_ok=True)
        gone.unlink(missing_ok=True)
        plain(source, target)
    for path in (sending, gone):
        path.write_bytes(b"half")
    (city.folder.files / ".going-0").write_bytes(b"aside")
    monkeypatch.setattr(copies, "copy", copy)
    backup.write(city, tmp_path / "new")
    (city.folder.files / ".going-0").unlink()
    kept = [path.name for path in (tmp_path / "new/files").rglob("*") if path.is_file()]
    assert kept == [hashlib.sha256(PICTURE).hexdigest()] and copies.checked(tmp_path / "new")


def test_an_older_backup_is_never_written_over(city, saved):
    before = copies.checked(saved)
    assert str(saved) in says(backup.write, city, saved)
    assert copies.checked(saved) == before


@pytest.mark.parametrize("name", ["database.dump", "secret-key", "manifest.json"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(city, saved, empty, tmp_path, name):
    damaged = tmp_path / "damaged"
    copies.copy(saved, damaged)
    with (damaged / name).open("r+b") as file:
        file.write(b"\x00\x01")
    assert name in says(restore.main, [str(damaged)])
    assert not empty.folder.root.exists()


def test_a_file_too_many_is_no_whole_backup_either(saved, empty, tmp_path):
    copies.copy(saved, tmp_path / "more")
    (tmp_path / "more/files/stray").write_text("?")
    assert "stray" in says(restore.main, [str(tmp_path / "more")])


def test_a_place_with_data_is_refused_and_with_force_moved_aside(saved, empty):
    empty.folder.make()
    (empty.folder.files / "old").write_text("旧的佐证")
    assert "--force" in says(restore.main, [str(saved)])
    assert restore.main([str(saved), "--force"]) == 0
    [aside] = empty.folder.root.glob("before-*")
    assert (aside / "files/old").read_text() == "旧的佐证"
    assert len(titles(empty)) == 500
    assert server.live(empty.folder) is None


def test_a_restore_that_broke_off_can_be_done_again(saved, empty):
    half = Folder(empty.folder.make().root / "restoring")
    server.start(half)
    assert restore.main([str(saved)]) == 0
    assert len(titles(empty)) == 500 and not half.root.exists()


@pytest.mark.parametrize("room", [10, 100_000], ids=["for the dump", "for the evidence"])
def test_no_room_left_is_a_sentence_and_leaves_nothing_that_looks_whole(city, tmp_path, room):
    """A limit on the size of files stands in for the full disk: it strikes at the same places."""
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1][1]))
    try:
        assert len(says(backup.write, city, tmp_path / "full")) > 20
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before[1])
        signal.signal(signal.SIGXFSZ, before[0])
    assert list(tmp_path.iterdir()) == []
