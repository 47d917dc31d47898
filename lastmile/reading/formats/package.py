"""Archives and XML from strangers: opened within bounds, without entities, without network."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from lastmile.reading.formats.extract import UNPACKED
from lastmile.reading.model import N_, Unreadable

# Marks of XML in one part: a tree of more would not fit into the memory that a paper is worth.
MARKS = 1_500_000
CHUNK = 1 << 20


class Package:
    """An archive whose members are read one by one, never more of one than it says it holds."""

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            self.members = [info for info in self.archive.infolist() if not info.is_dir()]
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
            raise Unreadable("damaged", N_("文件不完整，打不开，请重新导出后再交来。")) from error
        if any(info.flag_bits & 1 for info in self.members):
            raise Unreadable("encrypted", N_("文件加了密码，请去掉密码后再交来。"))
        if sum(info.file_size for info in self.members) > UNPACKED:
            raise Unreadable("too-large", N_("文件展开后过大，请只留正文后再交来。"))
        self.names = {info.filename for info in self.members}

    def read(self, name: str, most: int = UNPACKED) -> bytes:
        """The bytes of a member; refused when it is damaged or longer than `most`."""
        with self.open(name) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise Unreadable("too-large", N_("文件展开后过大，请只留正文后再交来。"))
        return data

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A member as a stream."""
        try:
            with self.archive.open(name) as file:
                yield file
        except Unreadable:
            raise
        except Exception as error:  # zipfile and its decompressors raise whatever broken bytes lead to
            raise Unreadable("damaged", N_("文件不完整，打不开，请重新导出后再交来。")) from error

    def part(self, name: str) -> Any:
        """A member as an XML tree, or None when there is none."""
        return xml(self.read(name)) if name in self.names else None


def xml(data: bytes) -> Any:
    """A tree of XML; no entity is expanded, nothing is fetched, and there are bounds to depth and size."""
    from lxml import etree  # 40 ms to load: paid only by files of XML

    if data.count(b"<") > MARKS:
        raise Unreadable("too-large", N_("文件展开后过大，请只留正文后再交来。"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged", N_("文件不完整，打不开，请重新导出后再交来。")) from error


def local(node: Any) -> str:
    """The name of an element without its namespace; what is no element has none."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: Any, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    if node is None:
        return default
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default


def child(node: Any, *names: str) -> Any:
    """The descendant along a path of local names, or None."""
    for name in names:
        node = next((one for one in node if local(one) == name), None) if node is not None else None
    return node
