import errno
import hashlib
import os
import re

import pytest

from lastmile.lib import store
from lastmile.lib.store import NoRoom, Store, TooBig


def files(folder) -> list:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_by_its_hash_and_comes_back(tmp_path):
    kept = Store(tmp_path / "files").put([b"photo ", b"of the dike"])
    assert kept.hash == hashlib.sha256(b"photo of the dike").hexdigest() and kept.size == 17
    with Store(tmp_path / "files").open(kept.hash) as file:
        assert file.read() == b"photo of the dike"


def test_the_same_content_lies_there_once(tmp_path):
    assert Store(tmp_path).put([b"a", b"b"]) == Store(tmp_path).put([b"ab"])
    assert len(files(tmp_path)) == 1


def test_a_file_over_the_limit_leaves_nothing(tmp_path):
    with pytest.raises(TooBig):
        Store(tmp_path, most=10).put([b"12345", b"678901"])
    assert not files(tmp_path)


def test_a_sender_who_breaks_off_leaves_nothing(tmp_path):
    def breaking_off():
        yield b"half"
        raise ConnectionError
    with pytest.raises(ConnectionError):
        Store(tmp_path).put(breaking_off())
    assert not files(tmp_path)


@pytest.mark.parametrize(("step", "number"), [("fsync", errno.ENOSPC), ("replace", errno.EDQUOT)])
def test_a_full_disk_leaves_nothing(step, number, tmp_path, monkeypatch):
    def full(*given):
        raise OSError(number, "full")
    monkeypatch.setattr(store.os, step, full)
    with pytest.raises(NoRoom):
        Store(tmp_path).put([b"photo"])
    assert not files(tmp_path)


def test_another_fault_of_the_disk_is_not_called_full(tmp_path, monkeypatch):
    def broken(*given):
        raise OSError(errno.EIO, "broken")
    monkeypatch.setattr(store.os, "fsync", broken)
    with pytest.raises(OSError, match="broken"):
        Store(tmp_path).put([b"photo"])


@pytest.mark.parametrize("hash", ["", "../../etc/passwd", "F" * 64, "a" * 63, "a" * 64 + "\n"])
def test_what_is_no_hash_is_no_path(hash, tmp_path):
    with pytest.raises(ValueError, match=re.escape(hash) or "^$"):
        Store(tmp_path).path(hash)


LONG_AGO, BEFORE = 1_000.0, 2_000.0


@pytest.fixture
def photo(tmp_path):
    """A photograph that was handed in long ago."""
    kept = Store(tmp_path).put([b"photo"])
    os.utime(Store(tmp_path).path(kept.hash), (LONG_AGO, LONG_AGO))
    return kept.hash


def nobody(hashes: set[str]) -> set[str]:
    return set()


def test_what_nobody_names_is_taken_away(photo, tmp_path):
    assert Store(tmp_path).untouched(photo, BEFORE)
    assert Store(tmp_path).remove([photo, "0" * 64], BEFORE, nobody) == 1 and not files(tmp_path)


def test_what_is_named_at_the_last_moment_goes_back_to_its_place(photo, tmp_path):
    def named(hashes: set[str]) -> set[str]:
        assert not Store(tmp_path).path(photo).exists()
        return hashes
    assert Store(tmp_path).remove([photo], BEFORE, named) == 0
    assert files(tmp_path) == [Store(tmp_path).path(photo)]


def test_what_is_handed_in_again_before_or_meanwhile_stays(photo, tmp_path):
    def again(hashes: set[str]) -> set[str]:
        Store(tmp_path).put([b"photo"])
        return set()
    Store(tmp_path).remove([photo], BEFORE, again)
    assert files(tmp_path) == [Store(tmp_path).path(photo)] and not Store(tmp_path).untouched(photo, BEFORE)
    assert Store(tmp_path).remove([photo], BEFORE, nobody) == 0 and files(tmp_path) == [Store(tmp_path).path(photo)]


@pytest.mark.parametrize("still", [True, False])
def test_what_a_killed_run_had_put_aside_is_looked_at_again(still, photo, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        Store(tmp_path).remove([photo], BEFORE, lambda hashes: (_ for _ in ()).throw(KeyboardInterrupt))
    Store(tmp_path).remove([], BEFORE, lambda hashes: hashes if still else set())
    assert files(tmp_path) == ([Store(tmp_path).path(photo)] if still else [])


def test_the_half_of_a_killed_sender_is_swept_away_that_of_a_slow_one_is_not(tmp_path):
    for name, written in ((".coming-dead", LONG_AGO), (".coming-slow", BEFORE)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (written, written))
    assert Store(tmp_path).sweep(BEFORE) == 1 and [path.name for path in files(tmp_path)] == [".coming-slow"]
    assert Store(tmp_path / "none yet").sweep(BEFORE) == 0
