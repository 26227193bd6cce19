"""Signatures by the Standard Webhooks (https://www.standardwebhooks.com): who has the secret knows that it was us."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A secret as the specification writes it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signed(secret: str, message_id: str, body: bytes, at: datetime) -> Mapping[str, str]:
    """The headers that go along with a body that is sent at a moment."""
    timestamp = str(int(at.timestamp()))
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    digest = hmac.new(base64.b64decode(secret.removeprefix(PREFIX)), content, sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
