"""Blocks and texts into HTML, everything escaped; the templates hold no logic but how things look."""

import secrets
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from aiohttp import web
from jinja2 import DictLoader, Environment, StrictUndefined

from bot.pages import Go
from bot.phrases import Language, Phrase
from bot.web.office import messages as say
from bot.web.office.composing import shape

TEMPLATES = ("base.html", "cells.html", "list.html", "page.html", "confirm.html", "enter.html", "told.html")


def page(name: str, language: Language, values: Mapping[str, object], *, status: int = 200) -> web.Response:
    """A whole page as an answer."""
    common = {"language": language, "w": _words(language), "csrf": "", **HELPERS}
    other = f"?{urlencode({'lang': 'zh' if language == 'en' else 'en'})}"
    text = (
        _templates()
        .get_template(name)
        .render({**common, "other_language": other, "points": points, "query": query_of, **values})
    )
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8")


def told(what: Phrase, language: Language, status: int, back: str = "", **values: object) -> web.Response:
    """A page that only says something."""
    return page("told.html", language, {"text": what(language, **values), "back": back}, status=status)


def address_in(group_id: int, name: str, way: Go) -> str:
    """Where a link on a page leads to."""
    query = f"?{urlencode(way.query)}" if way.query else ""
    return f"/office/g/{group_id}/{way.page or name}{query}"


def query_of(**given: object) -> str:
    """The part of an address after the question mark, without what is empty."""
    return urlencode({name: value for name, value in given.items() if value not in ("", None)})


def points(values: Sequence[float]) -> str:
    """A small line in a box of 100 by 28, as SVG wants it."""
    if not values:
        return ""
    top = max(*values, 1.0) if len(values) > 1 else max(values[0], 1.0)
    step = 100 / max(len(values) - 1, 1)
    return " ".join(f"{n * step:.1f},{26 - 24 * value / top:.1f}" for n, value in enumerate(values))


HELPERS = {"new_key": secrets.token_urlsafe, "shape": shape, "points": points, "query": query_of}


@cache
def _words(language: Language) -> Mapping[str, str]:
    found = {name: value for name, value in vars(say).items() if isinstance(value, Phrase)}
    return {name: phrase.written(language) for name, phrase in found.items()}


@cache
def _templates() -> Environment:
    folder = files("bot.web.office").joinpath("templates")
    texts = {name: folder.joinpath(name).read_text("utf-8") for name in TEMPLATES}
    return Environment(loader=DictLoader(texts), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
