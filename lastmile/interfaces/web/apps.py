from django.apps import AppConfig


class Web(AppConfig):
    name = "lastmile.interfaces.web"
    label = "web"

    def ready(self):
        from lastmile.interfaces.sheets import work  # noqa: F401  declares the long work of sheets
