"""The ledger: which items, in which columns, as an Excel sheet; a long one is long work."""
import tempfile
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lastmile.interfaces import jobs
from lastmile.interfaces.papers import ledger
from lastmile.interfaces.papers.works import NAME
from lastmile.kernel.act import Actor, can
from lastmile.kernel.act.speech import joined
from lastmile.kernel.queries import items
from lastmile.kernel.queries.papers import columns_of
from lastmile.kernel.queries.visible import city_for

from .. import words
from ..jinja import url
from ..page import render
from .items import FILTERS, NO_UNIT, known, named, states
from .papers import office

AT_ONCE = items.CAP  # so many items are written while one waits; of more the worker tells


def ledger_page(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked, wanted = filters(request.GET, actor)
    total, capped = items.total(actor, wanted)
    own = office(actor)
    may = own is not None and can("ledger.set_columns", actor, now=timezone.now())
    return render(
        request, "ledger.html", "papers", filters=asked, total=total, capped=capped, columns=columns_of(own or 0), states=states(asked["state"]),
        action=url("ledger_write"), columns_href=url("do", "ledger.set_columns", unit=own, next=url("ledger")) if may else "",
        sent={name: value for name, value in asked.items() if value}, back=url("papers"))


def filters(given: Any, actor: Actor) -> tuple[dict[str, str], dict[str, Any]]:
    """What was asked for as it stands in the fields, and as items are narrowed by it."""
    asked = {"unit": given.get("unit", "").strip()} | {name: known(name, given.get(name, "")) for name in FILTERS if name != "unit"}
    wanted: dict[str, Any] = {name: value for name, value in asked.items() if value}
    if asked["unit"]:
        unit = named(city_for(actor), actor, asked["unit"])
        wanted["unit"] = unit or NO_UNIT
        asked["unit"] = city_for(actor).units[unit].name if unit else asked["unit"]
    return asked, wanted


@require_POST
def write(request: HttpRequest) -> HttpResponseBase:
    """The sheet itself, or, when it is long, the page that tells how far it is."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked, wanted = filters(request.POST, actor)
    own, (_total, capped) = office(actor), items.total(actor, wanted)
    name = f"{ledger.NAME}_{timezone.localdate():%Y%m%d}.xlsx"
    if capped:
        chosen = (words.word(key, asked[key]) for key in ("area", "state", "light", "overdue") if asked[key] in words.TABLES[key])
        about = joined((asked["unit"], *chosen)) or _("全部事项")
        return redirect("work", jobs.ask(NAME, {"filters": wanted, "office": own, "name": name}, actor, about))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        ledger.write(path, actor, wanted, columns_of(own or 0))
        return FileResponse(path.open("rb"), content_type=ledger.MEDIA, as_attachment=True, filename=name)
