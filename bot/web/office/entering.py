"""Who asks: the cookie of a session, its person, and the token that only our own forms have."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from aiohttp import web

from bot import passes
from bot.pages import number_in
from bot.permissions import Role, role_of
from bot.phrases import Language
from bot.services import Services
from bot.targets import managed
from storage.engine import ReadSession
from storage.tables import Group, Person

LANGUAGE_COOKIE = "lang"


@dataclass(frozen=True, slots=True, repr=False)
class Guest:
    """A person in the office, by the secret of their session."""

    person: Person
    secret: str

    @property
    def csrf(self) -> str:
        """What our forms carry and nobody else can know."""
        return self.seal("csrf")

    def seal(self, text: str) -> str:
        """A mark that only this session can put on a text."""
        return hmac.new(self.secret.encode(), text.encode(), sha256).hexdigest()

    def has_sealed(self, text: str, seal: str) -> bool:
        """Whether it did."""
        return hmac.compare_digest(self.seal(text).encode(), seal.encode("utf-8", "replace"))


def cookie_name(*, secure: bool) -> str:
    """A browser takes a cookie of the first name only over TLS, from this very host and for all of it."""
    return "__Host-dandelion" if secure else "dandelion"


def let_in(response: web.Response, secret: str, *, secure: bool) -> None:
    """Give the browser its session."""
    lasts = int(passes.SESSION_FOR.total_seconds())
    response.set_cookie(
        cookie_name(secure=secure), secret, max_age=lasts, path="/", httponly=True, secure=secure, samesite="Lax"
    )


async def guest_of(
    session: ReadSession, services: Services, cookies: Mapping[str, str], *, secure: bool
) -> Guest | None:
    """Who this browser belongs to, while its session lasts."""
    secret = cookies.get(cookie_name(secure=secure), "")
    if not 20 < len(secret) < 100 or not secret.isascii():
        return None
    found = await passes.holder(session, services.account_id, "session", secret, services.clock.now())
    person = None if found is None else await session.get(Person, found.person_id)
    return None if person is None else Guest(person, secret)


async def group_of(session: ReadSession, services: Services, person: Person, number: str) -> tuple[Group, Role] | None:
    """A group the person manages, with the role held there; None for any other, whether there is one or not."""
    operators = frozenset(services.settings.operators)
    mine = await managed(session, services.account_id, person, operators)
    group = await session.scalar(mine.where(Group.id == number_in(number)))
    return None if group is None else (group, await role_of(session, person, group, operators))


def language_of(request: web.Request, otherwise: Language) -> Language:
    """The language that was last chosen on a page, else the bot's."""
    asked = request.query.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    return "en" if asked == "en" else "zh" if asked == "zh" else otherwise
