"""WeChat through a Wechaty gateway, spoken to in its own gRPC protocol.

Read in this order: `config` (what the owner gives), `wire` (the protocol's messages, both generations), `link` (one
connection, kept up), `line` (events prepared ahead, handed on in order), `directory` (names), `inbound` and `outbound`
(pure translation), `files`, and `adapter`, which puts them together as the Platform.
"""

from bot.platforms.wechaty.adapter import WechatyPlatform
from bot.platforms.wechaty.config import WechatyConfig

__all__ = ["WechatyConfig", "WechatyPlatform"]
