"""Every address of the system: the interfaces' own, then the domains'."""
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

PARTS = (("", "lastmile.interfaces.web"), ("api/", "lastmile.interfaces.api"), ("", "lastmile.interfaces.calendar"),
         *(("", domain) for domain in settings.DOMAINS))


def there(package: str) -> bool:
    """Has that part addresses of its own?"""
    return bool(find_spec(package) and find_spec(f"{package}.urls"))


urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(f"{package}.urls")) for prefix, package in PARTS if there(package)]

handler400 = "lastmile.interfaces.web.views.errors.bad"
handler403 = "lastmile.interfaces.web.views.errors.denied"
handler404 = "lastmile.interfaces.web.views.errors.not_found"
handler500 = "lastmile.interfaces.web.views.errors.failed"
