"""The page on exposing the bot agrees with the code: ports, paths, sizes and limits."""

import re
from fnmatch import fnmatch

import pytest
from aiohttp import web

from bot.clock import SystemClock
from bot.settings import settings_from
from bot.web import door, reading
from bot.web.api import app as api
from bot.web.office import app as office
from bot.web.office import following, forms, visit
from bot.web.server import Probes, create_app
from plugins import PLUGINS
from tests.docs.pages import blocks, text_of

PAGES = ("docs/exposing.md", "docs/exposing.zh-CN.md")
MEGABYTE = 1 << 20
WITHIN = ("/office", "/api/")
pytestmark = pytest.mark.parametrize("page", PAGES)


def served() -> set[str]:
    """An address of each route of the running bot."""

    async def nothing() -> bytes:
        return b""

    settings, clock = settings_from({}), SystemClock()
    rooms = office.create_office(settings, lambda: None, clock), api.create_api(settings, PLUGINS, lambda: None, clock)
    app = create_app(Probes(lambda: (), lambda: True, nothing), *rooms)
    routes = [route for each in (app, *rooms) for route in each.router.routes()]
    resources = [route.resource for route in routes if isinstance(route.resource, web.Resource)]
    return {re.sub(r"\{\w+\}", "1", resource.canonical) for resource in resources}


def locations(page: str) -> list[tuple[str, str]]:
    """The patterns that nginx tries in order, each with what is done there."""
    text = blocks(page, "nginx")[0].text
    return re.findall(r"location ~ (\S+) \{(.*?)\}", text, re.DOTALL)


def told_by_nginx(page: str, path: str) -> str:
    """What is done with an address, empty for nothing."""
    return next((what for pattern, what in locations(page) if re.search(pattern, path)), "")


def test_what_machines_read_stays_inside_and_all_else_is_let_through(page: str) -> None:
    """By both proxies, for each route that there is."""
    [passed] = re.findall(r"@dandelion path (.*)", blocks(page, "caddy")[0].text)
    paths = served()
    assert {"/healthz", "/readyz", "/metrics", "/office", "/api/v1/groups"} <= paths
    for path in paths:
        is_let_through = any(fnmatch(path, pattern) for pattern in passed.split())
        assert is_let_through == bool(told_by_nginx(page, path)) == path.startswith(WITHIN), path


def test_both_lead_to_where_the_bot_listens(page: str) -> None:
    """By default."""
    settings = settings_from({})
    place = f"{settings.web_host}:{settings.web_port}"
    assert {what for _, what in locations(page) if f"proxy_pass http://{place};" not in what} == set()
    assert f"reverse_proxy {place} " in blocks(page, "caddy")[0].text


def test_streams_are_not_buffered_and_links_not_logged(page: str) -> None:
    """Each in its place; a silent stream is heard before the proxy gives it up, and a connection ends there first."""
    live = told_by_nginx(page, "/office/g/12/drops/live")
    [patience] = re.findall(r"proxy_read_timeout (\d+)s", live)
    assert "proxy_buffering off" in live
    assert int(patience) > 2 * following.ALIVE_S
    assert "access_log off" in told_by_nginx(page, "/office/in/a-link")
    [kept] = re.findall(r"keepalive (\d+)s", blocks(page, "caddy")[0].text)
    assert int(kept) < door.PATIENCE_S


def test_the_largest_upload_gets_through(page: str) -> None:
    """What the bot takes, both proxies take."""
    most = forms.LARGEST // MEGABYTE
    assert f"client_max_body_size  {most}m;" in blocks(page, "nginx")[0].text
    assert f"max_size {most}MiB" in blocks(page, "caddy")[0].text


def test_the_limits_are_those_of_the_code(page: str) -> None:
    """Row by row."""
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| [^|]+ \|$", text_of(page), re.MULTILINE)
    numbers = [[int(number) for number in re.findall(r"\d+", row)] for row in rows if re.search(r"\d", row)]
    assert numbers == [
        [door.MOST],
        [int(door.PATIENCE_S)],
        [int(reading.PATIENCE_S)],
        [forms.LARGEST_WORDS // MEGABYTE, forms.LARGEST // MEGABYTE],
        [visit.RECEIVED],
        [office.ENTERING],
        [office.ASKING],
        [following.MOST_OWN, following.MOST],
        [api.ASKING, api.STRANGERS],
    ]
