from django.apps import AppConfig


class Kernel(AppConfig):
    name = "lastmile.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import actions  # noqa: F401  every module of actions declares itself
        from .queries.works import held
        from .registry import HOLDERS

        HOLDERS["works"] = held
