"""Old and foreign office papers (.doc .wps .rtf .odt): turned into .docx by LibreOffice, where that is installed, and read as such."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from lastmile.reading.formats import apart, word
from lastmile.reading.formats.extract import Extract
from lastmile.reading.formats.kinds import kind_of
from lastmile.reading.formats.manner import patient
from lastmile.reading.model import N_, Unreadable

SECONDS, MEMORY = 60, 4_000
PROGRAMS = ("soffice", "libreoffice")
# No macro, no link followed, no picture fetched from elsewhere, whatever the paper says; and a proxy that answers to nobody.
SETTINGS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3", "DisableMacrosExecution": "true", "BlockUntrustedRefererLinks": "true", "DisableActiveContent": "true",
    },
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2", "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": "9", "ooInetHTTPSProxyName": "127.0.0.1",
        "ooInetHTTPSProxyPort": "9",
    },
}
ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'


def extract(data: bytes, name: str) -> Extract:
    """The text of a paper that another program has to open first."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise Unreadable("old-office", N_(
            "这种文件要先转换才能读，本机没有装转换程序（LibreOffice）。请另存为 .docx 或 .pdf 后再交来，或请管理员安装。"))
    patient()
    kind = kind_of(data, name).name
    return apart.run("office", data, seconds=SECONDS, memory=MEMORY, patience=1, options={"program": program, "kind": kind})


def work(data: bytes, program: str, kind: str) -> Extract:
    """The same, in a folder of its own that is there and empty."""
    folder = Path.cwd()
    _settings(folder / "profile" / "user")
    (folder / f"paper.{kind}").write_bytes(data)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", "docx:Office Open XML Text", "--outdir", str(folder / "out"), f"paper.{kind}",
    ]
    subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    made = folder / "out" / "paper.docx"
    if not made.exists():
        raise Unreadable("old-office", N_("这份文件打不开或加了密码，请去掉密码，另存为 .docx 后再交来。"))
    return replace(word.extract(made.read_bytes(), "paper.docx"), kind=kind, encoding=kind)


def _settings(folder: Path) -> None:
    """The settings of this one run."""
    folder.mkdir(parents=True)
    items = (ITEM.format(path=path, name=name, value=value) for path, values in SETTINGS.items() for name, value in values.items())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (folder / "registrymodifications.xcu").write_text(head + "".join(items) + "</oor:items>", encoding="utf-8")
