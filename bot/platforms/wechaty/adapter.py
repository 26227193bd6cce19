"""The Platform over a Wechaty gateway."""

import asyncio
import random
from pathlib import Path
from typing import Any

import betterproto
import structlog
from grpclib.const import Status
from grpclib.exceptions import GRPCError
from wechaty_grpc.wechaty import puppet

from bot.clock import Clock
from bot.content import File, Image, Link, MiniProgram
from bot.errors import PlatformError
from bot.platforms.base import Destination, Outcome, Parcel, Refused, Sent, Sink, TooLargeError, TryAgain, Words
from bot.platforms.wechaty import files, inbound, outbound
from bot.platforms.wechaty import messages as say
from bot.platforms.wechaty.arrivals import Arrivals
from bot.platforms.wechaty.config import WechatyConfig
from bot.platforms.wechaty.directory import NOBODY, Directory, Name, NoAnswerError
from bot.platforms.wechaty.inbound import clean
from bot.platforms.wechaty.line import Line
from bot.platforms.wechaty.link import Link as GatewayLink
from bot.platforms.wechaty.link import describe
from bot.platforms.wechaty.outbound import Call
from bot.platforms.wechaty.rooms import Rooms
from bot.platforms.wechaty.wire import Chunk, Empty, IdRequest, SentResponse, Uploaded, UrlResponse, sent_id, set_text

NOT_NOW = {Status.DEADLINE_EXCEEDED, Status.CANCELLED, Status.UNAVAILABLE}
"""Refusals that say nothing about what was asked."""
AHEAD = 64
"""Messages whose payloads are asked for side by side."""

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class UploadError(Exception):
    """A file could not be brought to the gateway, so nothing was sent."""


class WechatyPlatform:
    """WeChat through a Wechaty gateway."""

    name = "wechaty"
    max_text = 1800
    announces_everyone = False

    def __init__(self, config: WechatyConfig, clock: Clock, rng: random.Random | None = None) -> None:
        self._line = Line(AHEAD)
        self._names = Directory(self._look_up)
        self._link = GatewayLink(
            config,
            rng or random.Random(),
            on_up=lambda: self._arrivals.came_up(),
            on_event=lambda raw: self._arrivals.heard(raw),
            on_down=lambda why, final: self._arrivals.went_down(why, final),
        )
        self._rooms = Rooms(self._link, self._line, self._names, clock, config.sweep_pause)
        self._arrivals = Arrivals(
            self._link, self._line, self._names, self._rooms, clock, accept_invites=config.accept_invites
        )
        self._delivery: asyncio.Task[None] | None = None

    async def start(self, sink: Sink) -> None:
        """Connect and keep connected; a gateway that is away is told as LinkDown and tried again."""
        self._delivery = asyncio.create_task(self._line.run(sink))
        try:
            await self._link.start()
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Disconnect; no event comes after it."""
        if self._delivery is not None:
            self._delivery.cancel()
            await asyncio.gather(self._delivery, return_exceptions=True)
            self._delivery = None
        self._line.clear()
        await self._rooms.stop()
        await self._arrivals.stop()
        await self._names.stop()
        await self._link.stop()

    async def send(self, to: Destination, parcel: Parcel) -> Outcome:
        """Hand one message to WeChat."""
        if not self._arrivals.logged_in:
            return TryAgain("not logged in to WeChat")
        try:
            call = await self._prepare(to, parcel)
        except files.UnfitFileError as error:
            return Refused(str(error))
        except UploadError as error:
            return TryAgain(str(error))
        except NoAnswerError:
            return TryAgain("the gateway does not say whom to mention")
        outcome = await self._hand_over(call)
        if isinstance(parcel, Image) and parcel.message_id and _can_not_forward(outcome):
            return await self._pass_on(to, parcel.message_id)
        return outcome

    async def reconcile(self, group_id: str) -> None:
        """Show the group as WeChat has it now; without a connection the next one shows every group."""
        try:
            await self._rooms.reconcile(group_id, self._arrivals.self_id)
        except Exception as error:
            log.warning("wechaty.reconcile_failed", group=group_id, why=describe(error))

    async def fetch_image(self, message_id: str) -> bytes:
        """The picture a message carried."""
        request = puppet.MessageImageRequest(id=message_id, type=puppet.ImageType.IMAGE_TYPE_ARTWORK)
        try:
            box = await self._link.call("MessageImage", request, puppet.MessageImageResponse)
            return await files.unpack(box.filebox, self._download)
        except files.TooLargeFileError as error:
            raise TooLargeError(str(error)) from error
        except Exception as error:
            raise PlatformError(say.NO_PICTURE, message_id=message_id, why=describe(error)) from error

    async def fetch_file(self, message_id: str) -> tuple[str, bytes]:
        """The file a message carried, with its name."""
        request = puppet.MessageFileRequest(id=message_id)
        try:
            box = await self._link.call("MessageFile", request, puppet.MessageFileResponse)
            return files.name_of(box.filebox), await files.unpack(box.filebox, self._download)
        except files.TooLargeFileError as error:
            raise TooLargeError(str(error)) from error
        except Exception as error:
            raise PlatformError(say.NO_FILE, message_id=message_id, why=describe(error)) from error

    async def fetch_link(self, message_id: str) -> Link:
        """The link card a message carried."""
        try:
            return inbound.link_card(await self._link.call("MessageUrl", IdRequest(id=message_id), UrlResponse))
        except Exception as error:
            raise PlatformError(say.NO_LINK, message_id=message_id, why=describe(error)) from error

    async def announce(self, group_id: str, text: str) -> Outcome:
        """Set the group's announcement."""
        return await self._act("RoomAnnounce", set_text(group_id, text))

    async def remove_member(self, group_id: str, member_id: str) -> Outcome:
        """Remove a member from a group."""
        return await self._act("RoomDel", puppet.RoomDelRequest(id=group_id, contact_id=member_id))

    async def _prepare(self, to: Destination, parcel: Parcel) -> Call:
        match parcel:
            case Words():
                return outbound.words(to, parcel, await self._names_in(to, parcel))
            case Image(message_id=message_id) if message_id:
                return outbound.forward(to, message_id)
            case Image(path=path):
                return outbound.file_box(to, await self._boxed(await _read(path), Path(path).name))
            case File(path=path, name=name):
                return outbound.file_box(to, await self._boxed(await _read(path), name))
            case Link():
                return outbound.link_card(to, parcel)
            case MiniProgram():
                return outbound.mini_program(to, parcel)

    async def _boxed(self, data: bytes, name: str) -> str:
        """A file as FileBox JSON; a large one is uploaded first. Raises UnfitFileError, UploadError."""
        if len(data) <= files.LARGEST_AT_ONCE:
            return await asyncio.to_thread(files.pack, data, name)
        try:
            kept = await self._link.upload("Upload", files.pieces(data), Uploaded, files.UPLOAD_SECONDS)
        except Exception as error:
            if isinstance(error, GRPCError) and error.status is Status.UNIMPLEMENTED:
                raise files.TooLargeFileError(len(data), files.LARGEST_AT_ONCE) from error
            raise UploadError(f"the upload broke off: {describe(error)}") from error
        return files.uploaded(kept.id, name)

    async def _names_in(self, to: Destination, parcel: Words) -> dict[str, str]:
        wanted = outbound.mentioned_in(parcel)
        names = await asyncio.gather(*(self._names.surely(to.group_id, member_id) for member_id in wanted))
        return {member_id: name.shown for member_id, name in zip(wanted, names, strict=True)}

    async def _hand_over(self, call: Call) -> Outcome:
        patience = files.SEND_SECONDS if call.method == outbound.SEND_FILE else None
        try:
            answer = await self._link.call(call.method, call.request, SentResponse, patience)
        except Exception as error:
            return outbound.judge(error)
        return Sent(sent_id(answer))

    async def _act(self, method: str, request: betterproto.Message) -> Outcome:
        try:
            await self._link.call(method, request, Empty)
        except Exception as error:
            return outbound.judge(error)
        return Sent()

    async def _pass_on(self, to: Destination, message_id: str) -> Outcome:
        """A picture sent anew, through a gateway that can't forward."""
        try:
            picture = await self.fetch_image(message_id)
            box = await self._boxed(picture, f"{message_id}.jpg")
        except UploadError as error:
            return TryAgain(str(error))
        except (PlatformError, files.UnfitFileError) as error:
            return Refused(str(error))
        return await self._hand_over(outbound.file_box(to, box))

    def _download(self, uuid: str) -> Any:
        return self._link.download("Download", IdRequest(id=uuid), Chunk)

    async def _look_up(self, group_id: str, member_id: str) -> Name:
        """Ask the gateway for a name; a member it does not know stays nobody."""
        try:
            if not group_id:
                return Name(await self._contact_name(member_id))
            request = puppet.RoomMemberPayloadRequest(id=group_id, member_id=member_id)
            member = await self._link.call("RoomMemberPayload", request, puppet.RoomMemberPayloadResponse)
            return Name(clean(member.name) or await self._contact_name(member_id), clean(member.room_alias))
        except GRPCError as error:
            if error.status in NOT_NOW:
                raise
            log.info("wechaty.name_refused", group=group_id, member=member_id, why=describe(error))
            return NOBODY

    async def _contact_name(self, contact_id: str) -> str:
        contact = await self._link.call("ContactPayload", IdRequest(id=contact_id), puppet.ContactPayloadResponse)
        return clean(contact.name)


async def _read(path: str) -> bytes:
    return await asyncio.to_thread(files.read, path)


def _can_not_forward(outcome: Outcome) -> bool:
    return isinstance(outcome, Refused) and outcome.why.startswith(Status.UNIMPLEMENTED.name)
