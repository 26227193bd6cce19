"""What every page keeps to: whose host it is, who may write, and what a browser may load."""

from collections.abc import Collection
from ipaddress import ip_address

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

log = structlog.get_logger()

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Server": "Dandelion",
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
READING = ("GET", "HEAD")
SAME = ("same-origin", "none")


@web.middleware
async def with_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every answer tells the browser to load nothing from elsewhere; an error tells nothing of what is inside."""
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        response = web.Response(status=refusal.status, text=f"{refusal.status} {refusal.reason}\n")
        if "Allow" in refusal.headers:
            response.headers["Allow"] = refusal.headers["Allow"]
        if "Location" in refusal.headers:
            response.headers["Location"] = refusal.headers["Location"]
    except Exception:
        resource = request.match_info.route.resource  # the path itself may hold a secret
        log.exception("web.failed", path="" if resource is None else resource.canonical)
        response = web.Response(status=500, text="500 Internal Server Error\n")
    return response if response.prepared else dressed(response)


async def dress(_request: web.Request, response: web.StreamResponse) -> None:
    """For `on_response_prepare`: streams, and what is answered before any handler, have the headers too."""
    dressed(response)


def dressed(response: web.StreamResponse) -> web.StreamResponse:
    """With the headers that everything we answer has."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def only_hosts(names: Collection[str]) -> Middleware:
    """Answer only under these names, or under an address: a page elsewhere can't pass itself off as ours."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
        if host not in names and not _is_address(host):
            raise web.HTTPForbidden
        return await handler(request)

    return check


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only a script of our own page may change anything: no form of another site can send this header.

    What is mounted below with guards of its own is left to them.
    """
    if len(request.match_info.apps) > 1:
        return await handler(request)
    is_ours = request.headers.get("X-Dandelion") == "1" and request.headers.get("Sec-Fetch-Site", "none") in SAME
    if request.method not in READING and not is_ours:
        raise web.HTTPForbidden
    return await handler(request)


@web.middleware
async def same_site(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A browser that tells where a form comes from is believed; those that don't still need the form's token."""
    if request.method not in READING and request.headers.get("Sec-Fetch-Site", "none") not in SAME:
        raise web.HTTPForbidden
    return await handler(request)


def _is_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
