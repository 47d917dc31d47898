from django.apps import AppConfig

from lastmile.kernel import registry


class Toy(AppConfig):
    name = "tests.domains.toy"
    label = "toy"

    def ready(self):
        from . import actions, domain  # noqa: F401
        registry.declare(domain.DOMAIN)
