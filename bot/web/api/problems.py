"""What went wrong, as RFC 9457 has it: the status says what kind it is, `detail` what to do about it."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.phrases import Language, Phrase
from bot.web.guards import HEADERS

log = structlog.get_logger()

PROBLEM = "application/problem+json"


class Problem(Exception):
    """Instead of an answer, this is told; `more` are members beside the usual ones, `headers` go along."""

    def __init__(self, status: int, detail: Phrase | str = "", /, **values: object) -> None:
        super().__init__(status)
        self.status, self.detail, self.values = status, detail, values
        self.headers: dict[str, str] = {}
        self.more: dict[str, Any] = {}


def telling(language: Language) -> Middleware:
    """Turns whatever is not an answer into a problem, and nothing of what is inside into words."""

    @web.middleware
    async def tell(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            response = await handler(request)
        except Problem as problem:
            detail = problem.detail
            words = detail(language, **problem.values) if isinstance(detail, Phrase) else detail
            response = _response(problem.status, words, problem.more, problem.headers)
        except web.HTTPException as refusal:
            allowed = {name: refusal.headers[name] for name in ("Allow",) if name in refusal.headers}
            response = _response(refusal.status, "", {}, allowed)
        except Exception:
            log.exception("api.failed", path=request.path)
            response = _response(500, "", {}, {})
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return tell


def _response(status: int, detail: str, more: Mapping[str, Any], headers: Mapping[str, str]) -> web.Response:
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    said |= {"detail": detail} if detail else {}
    body = json.dumps(said | dict(more), ensure_ascii=False).encode()
    return web.Response(status=status, body=body, headers={**headers, "Content-Type": PROBLEM})
