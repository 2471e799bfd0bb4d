"""How pages are written: Jinja2, six languages, figures as the reader writes them."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from amicable.engines.ledger import FIRM_FILE, Ledger
from amicable.evidence import Firm
from amicable.i18n import LANGUAGES, say, say_form
from amicable.report import charts
from amicable.report.figures import Figures
from amicable.signs import Model
from amicable.web.assets import asset
from amicable.web.menu import menu
from amicable.web.rights import TITLES

LANGUAGE_NAMES = {
    "en": "English",
    "es": "Español",
    "ca": "Català",
    "pl": "Polski",
    "fi": "Suomi",
    "vi": "Tiếng Việt",
}


NO_MONEY = "XXX"
"""ISO 4217 for "no currency": where figures hold no amounts."""


def environment(**options: object) -> Environment:
    """The Jinja2 environment of all pages."""
    options = {
        **options,
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)  # type: ignore[arg-type]  # noqa: S701 (autoescape is set two lines above)
    made.globals.update(
        _=said,
        ngettext=counted,
        asset=asset,
        url=address,
        icon=icon,
        charts=charts,
        Model=Model,
        banners=banners,
        languages=LANGUAGE_NAMES,
    )
    return made


def language() -> str:
    """The language of the person who reads this page."""
    spoken = (get_language() or "en").split("-")[0]
    return spoken if spoken in LANGUAGES else "en"


def figures(currency: str = "") -> Figures:
    """How the reader's language writes figures, money in the firm's currency, times by the firm's clock."""
    known = firm()
    return Figures(language(), currency or known.currency, known.zone)


def firm() -> Firm:
    """The firm's own facts; read again when their file has changed."""
    path = settings.DEPLOYMENT.ledger / FIRM_FILE
    changed = path.stat().st_mtime_ns if path.exists() else 0
    return _firm_as_of(settings.DEPLOYMENT.ledger, changed)


@lru_cache(maxsize=4)
def _firm_as_of(folder: Path, changed: int) -> Firm:  # noqa: ARG001 (another time, another reading)
    return Ledger.open(folder).firm


def said(message: str, /, **values: object) -> Markup:
    """A sentence in the reader's language; its values are escaped, the sentence itself is ours."""
    words = Markup(say(message, language()))  # noqa: S704 (from our own catalogue)
    return words.format(**values) if values else words


def told(message: str, /, **values: object) -> str:
    """A sentence in the reader's language as plain text."""
    return say(message, language(), **values)


def counted(one: str, many: str, count: int, /, **values: object) -> Markup:
    """The form of a counted sentence that `count` needs."""
    words = Markup(say_form(one, many, count, language()))  # noqa: S704 (from our own catalogue)
    return words.format(count=figures(NO_MONEY).count(count), **values)


@lru_cache(maxsize=4096)  # a list names hundreds, and they never change
def address(name: str, *parts: object, **named: object) -> str:
    """The address of a view."""
    return reverse(name, args=parts or None, kwargs=named or None)


@cache
def icon(name: str, *, title: str = "") -> Markup:
    """One of our icons; without a title it is decoration."""
    place = f"{asset('amicable/icons.svg')}#{name}"
    if title:
        return Markup('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>').format(
            title, place
        )
    return Markup('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>').format(place)


def banners(client: object) -> list[str]:
    """What stands over everything about a client: sentences to be translated."""
    return [sentence for path in settings.BANNERS if (sentence := import_string(path)(client))]


def surroundings(request: HttpRequest) -> Mapping[str, object]:
    """What every page knows."""
    person = getattr(request, "user", None)
    return {
        "person": person if person is not None and person.is_authenticated else None,
        "language": language(),
        "f": figures(),
        "demo": settings.DEPLOYMENT.demo,
        "menu": menu(request),
        "role_titles": TITLES,
        "here": request.resolver_match.view_name if request.resolver_match else "",
    }
