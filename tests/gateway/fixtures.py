"""Gateways for tests: one shared by those that leave it as it was, one of its own for those that break it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.gateway.gateway import Gateway, lacking


def need_gateway() -> None:
    """Skip, or in CI fail, where the gateway can't run."""
    if what := lacking():
        missing(what)


@pytest.fixture(scope="session")
def shared_gateway() -> Iterator[Gateway]:
    """A gateway many tests use one after the other, each with groups of its own."""
    need_gateway()
    gateway = Gateway()
    gateway.start()
    yield gateway
    gateway.kill()


@pytest.fixture
def own_gateway(tmp_path: Path) -> Iterator[Gateway]:
    """A gateway that is not started yet, remembers over kills, and may be broken."""
    need_gateway()
    gateway = Gateway(tmp_path / "wechat.jsonl")
    yield gateway
    gateway.kill()
