"""The journal of one subject on its page: the newest lines, and the older ones page by page."""
from types import SimpleNamespace

from django.http import HttpRequest

from lastmile.kernel.queries.journal import Line, last_number, timeline
from lastmile.kernel.rules.city import City

from ..asked import number
from ..jinja import url
from .tell import entry

SIZE = 100


def journal(request: HttpRequest, subject: str, city: City, newest: list[Line]) -> SimpleNamespace:
    """The lines that the address asks for (`before` an entry's number), else the newest, which the caller has read."""
    before = number(request.GET.get("before"))
    lines = timeline(subject, before, SIZE) if before else newest
    noun, _mark, pk = subject.partition(":")
    oldest = lines[-1].n if lines else 1
    return SimpleNamespace(
        count=newest[0].n if newest else last_number(subject), entries=[entry(line, city) for line in lines],
        older=url(noun, pk, before=oldest) + "#journal" if oldest > 1 else "", newest=url(noun, pk) + "#journal" if before else "")
