"""What this package adds to the system: one kind of item, its pages."""
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.registry import Allowance, Domain, Kind

DIRECTIVE = Kind(
    "directive", "督", N_("督办事项"), closes_when_verified=True,
    sign_within=Allowance(1, "wd", "sign"), finish_within=Allowance(20, "d", "meeting"))
DOMAIN = Domain(
    name="directives", title=N_("督查督办"), kinds=(DIRECTIVE,), urls="lastmile.domains.directives.urls",
    nav=(("documents", N_("会议")),), jobs=("lastmile.domains.directives.jobs.second_readings",))
