"""Whether a gateway answers and takes our token, without disturbing the bot that may be connected to it."""

import ssl

from grpclib.const import Status
from grpclib.exceptions import GRPCError
from wechaty_grpc.wechaty import PuppetStub

from bot.errors import PlatformError
from bot.platforms.wechaty import messages as say
from bot.platforms.wechaty.config import WechatyConfig, address_of, check_token, tls_context
from bot.platforms.wechaty.link import describe, open_channel


async def probe(config: WechatyConfig) -> str:
    """Why the gateway can't be used just now, empty when it can; raises PlatformError for what waiting won't cure."""
    check_token(config)
    channel = open_channel(config, address_of(config.endpoint), tls_context(config.tls))
    try:
        metadata = {"authorization": f"Wechaty {config.token}"}
        await PuppetStub(channel, timeout=config.connect_timeout, metadata=metadata).version()
    except GRPCError as error:
        if error.status is Status.UNAUTHENTICATED:
            raise PlatformError(say.WRONG_TOKEN, endpoint=config.endpoint) from None
        return describe(error)
    except ssl.SSLCertVerificationError as error:
        raise PlatformError(say.BAD_CERTIFICATE, endpoint=config.endpoint, why=error.verify_message) from error
    except (OSError, TimeoutError) as error:
        return describe(error)
    finally:
        channel.close()
    return ""
