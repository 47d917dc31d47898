from django.apps import AppConfig


class Web(AppConfig):
    name = "lastmile.interfaces.web"
    label = "web"
