"""The doctor at a real gateway."""

import pytest

from bot.operations import doctor
from bot.settings import settings_from
from tests.gateway.gateway import Gateway

pytestmark = pytest.mark.gateway


@pytest.mark.parametrize(
    ("token", "level", "words"),
    [("", "OK", "answers and takes the token"), ("guess", "FAIL", "does not accept"), ("中", "FAIL", "visible ASCII")],
)
def test_the_gateway_is_asked_with_the_token(shared_gateway: Gateway, token: str, level: str, words: str) -> None:
    """A right token is fine; a wrong one fails and says so before the bot is started with it."""
    overrides = {"LANGUAGE": "en", "WECHATY_ENDPOINT": shared_gateway.endpoint}
    finding = doctor.gateway(settings_from(overrides | {"WECHATY_TOKEN": token or shared_gateway.token}))
    assert finding.level == level
    assert words in finding.says
