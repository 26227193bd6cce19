"""What the contract suites need of others' fixtures."""

from tests.gateway.fixtures import shared_gateway

__all__ = ["shared_gateway"]
