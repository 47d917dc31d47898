from django.apps import AppConfig


class Directives(AppConfig):
    name = "lastmile.domains.directives"
    label = "directives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from lastmile.kernel import registry

        from . import actions, taking  # noqa: F401  every module of actions declares itself, and long work
        from .domain import DOMAIN
        from .papers import IMPLEMENTATION
        from .queries.papers import held
        from .queries.source import further_sources, source_of

        registry.declare(DOMAIN)
        registry.declare_paper(IMPLEMENTATION)
        registry.SOURCES["directive"] = source_of
        registry.ALSO.append(further_sources)
        registry.HOLDERS["directives"] = held
