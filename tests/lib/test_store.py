import errno
import hashlib
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
