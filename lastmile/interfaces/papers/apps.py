from functools import partial

from django.apps import AppConfig


class Papers(AppConfig):
    name = "lastmile.interfaces.papers"
    label = "papers"

    def ready(self):
        from lastmile.kernel import registry

        from . import works  # noqa: F401  the ledger as long work declares itself
        from .kinds import KINDS
        from .writing import FORMS, write

        for kind in KINDS:
            registry.declare_paper(kind)
        registry.WRITERS.update({form: partial(write, form=form) for form in FORMS})
