"""The kinds of paper that every city writes. A domain declares its own with kernel.registry.declare_paper."""
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.registry import PaperKind

from .counted import bulletin, circular, special
from .slips import notice, urge

KINDS = (
    PaperKind("notice", N_("督查通知单"), "交", notice, asks=("items",), signers=("supervisor", "leader")),
    PaperKind("urge", N_("催办单"), "催", urge, asks=("items",), signers=("supervisor", "leader")),
    PaperKind("circular", N_("督查通报"), "通", circular, asks=("period",)),
    PaperKind("special", N_("督查专报"), "报", special, asks=("period",), issues=True),
    PaperKind("weekly", N_("工作周报"), "周", bulletin, asks=("period",), period="week", issues=True),
    PaperKind("monthly", N_("工作月报"), "月", bulletin, asks=("period",), period="month", issues=True),
)
