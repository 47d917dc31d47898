"""Facts about the files of this repository."""
import re
import subprocess

import pytest

from tests.tools import ROOT

# Written in two halves, so that this file does not name what no file may name.
HOSTS = re.compile("|".join(re.escape(name + end) for name, end in (
    ("pypi.", "org"), ("python", "hosted.org"), ("npmjs.", "org"), ("npmjs.", "com"), ("deb.", "debian.org"),
    ("security.", "debian.org"), ("proxy.", "golang.org"), ("registry.", "yarnpkg.com"))).encode())


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_the_host_of_a_registry():
    if not (files := tracked()):
        pytest.skip("not a git repository")
    assert [str(path) for path in files if HOSTS.search(path.read_bytes())] == []


@pytest.mark.parametrize("name", ["run", "dev", "ocr"])
def test_every_dependency_has_a_line_of_why(name):
    lines = (ROOT / f"requirements/{name}.in").read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    assert wanted and [line for line in wanted if not re.search(r"  +# \w", line)] == []


@pytest.mark.parametrize("name", ["run", "dev", "ocr"])
def test_every_locked_version_has_its_hashes_and_every_wanted_package_is_locked(name):
    lock = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    blocks = re.findall(r"^([a-z0-9][a-z0-9._-]*)==\S+ \\\n((?:    --hash=\S+(?: \\)?\n)+)", lock, re.M)
    locked = {package for package, _hashes in blocks}
    assert len(locked) == len(re.findall(r"^[a-z0-9]", lock, re.M))
    lines = (ROOT / f"requirements/{name}.in").read_text("utf-8").splitlines()
    wanted = {re.split(r"[\[>=< ]", line)[0].lower() for line in lines if line and not line.startswith(("#", "-"))}
    assert wanted <= locked
