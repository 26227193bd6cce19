"""The gateways, for the tests beside this file."""

from tests.gateway.fixtures import own_gateway, shared_gateway

__all__ = ["own_gateway", "shared_gateway"]
