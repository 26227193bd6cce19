"""What the owner says about the gateway, and what can be wrong with it."""

import ssl
from dataclasses import dataclass, field

from bot.errors import PlatformError
from bot.platforms.wechaty import messages as say


@dataclass(frozen=True, slots=True)
class WechatyConfig:
    """Where the gateway is and how patient to be with it. Times in seconds."""

    endpoint: str
    token: str = field(repr=False)
    tls: str = "off"
    """off, system, or the path of the gateway's CA file."""
    tls_name: str = ""
    """The name in the gateway's certificate, where it is not that of the endpoint."""
    accept_invites: bool = True
    call_timeout: float = 15.0
    connect_timeout: float = 5.0
    keepalive: float = 20.0
    idle_probe: float = 30.0
    probe_timeout: float = 10.0
    backoff_first: float = 0.5
    backoff_max: float = 30.0
    sweep_pause: float = 0.01
    """Rest between two groups when all are listed after a connect."""


def address_of(endpoint: str) -> tuple[str, int]:
    """Host and port; an IPv6 host stands in brackets. Raises PlatformError."""
    host, _, port = endpoint.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if (
        not host
        or any(c in host for c in "/ @")
        or not port.isascii()
        or not port.isdigit()
        or not 0 < int(port) < 65536
    ):
        raise PlatformError(say.BAD_ENDPOINT, endpoint=endpoint)
    return host, int(port)


def check_token(config: WechatyConfig) -> None:
    """Raise PlatformError for a token that no gateway could accept, since it can't stand in a header."""
    if not config.token.isascii() or not config.token.isprintable():
        raise PlatformError(say.BAD_TOKEN)


def tls_context(tls: str) -> ssl.SSLContext | None:
    """TLS as gRPC needs it, or None for plain text. Raises PlatformError for a CA file that can't be used."""
    if tls == "off":
        return None
    try:
        context = ssl.create_default_context(cafile=None if tls == "system" else tls)
    except OSError as error:
        raise PlatformError(say.BAD_CA_FILE, path=tls, why=error) from error
    context.set_alpn_protocols(["h2"])
    return context
