"""Renders a page as the product does, without a request or a database."""
from pathlib import Path

import django
from django.conf import settings
from django.urls import set_urlconf
from django.utils import translation
from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).parents[3] / "lastmile"
FOLDERS = [ROOT / "interfaces/web/templates", *sorted(ROOT.glob("domains/*/templates"))]
STATIC = [ROOT / "interfaces/web/static", *sorted(ROOT.glob("domains/*/static"))]


def ready() -> None:
    """Django with what pages need, if nobody has set it up."""
    if not settings.configured:
        settings.configure(
            USE_I18N=True, USE_TZ=True, TIME_ZONE="Asia/Shanghai", LANGUAGE_CODE="zh-hans",
            LANGUAGES=[("zh-hans", "中文"), ("en", "English")], LOCALE_PATHS=[ROOT / "locale"], STATIC_URL="/static/",
            ROOT_URLCONF="tests.interfaces.web.routes",
        )
        django.setup()


def environment() -> Environment:
    """The product's environment; a variable that a template takes and nobody gives is an error."""
    ready()
    from lastmile.interfaces.web.jinja import environment as build

    return build(loader=FileSystemLoader(FOLDERS), undefined=StrictUndefined)


def templates() -> list[str]:
    """Every template by its name."""
    return sorted(str(path.relative_to(folder)) for folder in FOLDERS for path in folder.rglob("*.html"))


def render(env: Environment, name: str, values: dict, language: str = "zh-hans") -> str:
    """A page in a language."""
    set_urlconf("tests.interfaces.web.routes")
    try:
        with translation.override(language):
            return env.get_template(name).render(values)
    finally:
        set_urlconf(None)
