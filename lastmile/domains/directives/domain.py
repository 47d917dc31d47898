"""What this package adds to the system: one kind of item, its pages."""
from django.utils.translation import gettext_noop as N_

from lastmile.kernel.registry import Domain, Kind
from lastmile.kernel.rules.notices import Tell

DIRECTIVE = Kind(
    "directive", "督", N_("督办事项"), closes_when_verified=True,
    finish_within="meeting", states={"returned": "redo", "reported": "check"})
# A paper is its readers' own work; what is issued from it tells its unit by the entry of the item.
NOBODY: dict[str, tuple[Tell, ...]] = dict.fromkeys((
    "document.take", "document.correct", "document.cover", "document.issue", "document.second_reading", "directive.add", "directive.accept",
    "directive.change", "directive.split", "directive.merge", "directive.link", "directive.dismiss", "directive.reopen", "directive.issue"), ())
DOMAIN = Domain(
    name="directives", title=N_("督查督办"), kinds=(DIRECTIVE,), urls="lastmile.domains.directives.urls",
    nav=(("documents", N_("会议")),), tells=NOBODY, jobs=("lastmile.domains.directives.jobs.second_readings",))
