"""The environment in which pages are rendered: Jinja2 with the office's words, days and languages."""
import re
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment
from markupsafe import Markup, escape

from . import moments, words
from .line import SHAPES, line, lines

PHRASE = re.compile(r"[^，：；。]+[，：；。]?")
FILTERS = ("day", "weekday", "full_day", "due", "stamp", "left", "late_days", "number", "size")


def ph(text: str) -> Markup:
    """A heading whose lines break between phrases, not inside a word; English breaks by itself."""
    if moments.english():
        return escape(text)
    return Markup("").join(Markup('<span class="ph">{}</span>').format(one) for one in PHRASE.findall(str(text)))


def url(route: str, /, *args: object, **query: object) -> str:
    """The path of a route, with a query if there is one."""
    return _address(route, args, tuple(query.items()), settings.ROOT_URLCONF)


@lru_cache(16384)
def _address(route: str, args: tuple[object, ...], query: tuple[tuple[str, object], ...], _routes: str) -> str:
    """Kept, since a board names some four hundred and each takes 10 µs to work out."""
    path, asked = reverse(route, args=args), [(key, value) for key, value in query if value not in ("", None)]
    return f"{path}?{urlencode(asked)}" if asked else path


def language() -> str:
    """What the page's lang attribute says."""
    return "en" if moments.english() else {"zh-hant": "zh-TW"}.get(get_language() or "", "zh-CN")


def environment(**options: Any) -> Environment:
    """For settings: TEMPLATES = [{"BACKEND": "django.template.backends.jinja2.Jinja2", "OPTIONS": {"environment": this}}]."""
    settings = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True} | options
    env = Environment(**settings)
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    env.filters.update({name: getattr(moments, name) for name in FILTERS}, ph=ph)
    env.globals.update(static=lru_cache(static), url=url, language=language, word=words.word, choices=words.choices,
                       area_mark=words.area_mark, greeting=moments.greeting, english=moments.english, SHAPES=SHAPES, line=line, lines=lines)
    return env
