"""Events of the gateway, each turned into what happened."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from wechaty_grpc.wechaty import puppet
from wechaty_grpc.wechaty.puppet import EventType

from bot.clock import Clock
from bot.events import (
    BotAdded,
    BotRemoved,
    GroupRenamed,
    LinkDown,
    LinkUp,
    MemberJoined,
    MemberLeft,
    PlatformEvent,
)
from bot.platforms.wechaty import inbound
from bot.platforms.wechaty.background import Background
from bot.platforms.wechaty.directory import Directory, Name
from bot.platforms.wechaty.inbound import ids_of, text_of
from bot.platforms.wechaty.line import Job, Line
from bot.platforms.wechaty.link import Link, NotConnectedError, describe
from bot.platforms.wechaty.lru import Lru
from bot.platforms.wechaty.rooms import Rooms
from bot.platforms.wechaty.wire import Empty, IdRequest, MessagePayload, parse_event, said_at

LOAD_TRIES = 3
LOAD_PAUSE = 0.2
UNDATED_LIMIT = 1_000
OF_GROUPS = (EventType.EVENT_TYPE_ROOM_JOIN, EventType.EVENT_TYPE_ROOM_LEAVE, EventType.EVENT_TYPE_ROOM_TOPIC)

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
Events = Sequence[PlatformEvent]
Payload = dict[str, Any]


class Arrivals:
    """Keeps who we are logged in as, and puts what arrives in the line."""

    def __init__(
        self, link: Link, line: Line, names: Directory, rooms: Rooms, clock: Clock, *, accept_invites: bool
    ) -> None:
        self._link, self._line, self._names, self._rooms, self._clock = link, line, names, rooms, clock
        self._accept_invites = accept_invites
        self.self_id: str = ""
        self.logged_in = False
        self._asked_to_scan = False
        self._told_down = ""
        self._number = 0
        self._unloaded: list[tuple[int, str]] = []
        self._undated: Lru[str, datetime] = Lru(UNDATED_LIMIT)
        self._background = Background()
        self._handlers: dict[int, Callable[[Payload], Job | None]] = {
            EventType.EVENT_TYPE_HEARTBEAT: _nothing,
            EventType.EVENT_TYPE_DONG: _nothing,
            EventType.EVENT_TYPE_READY: _nothing,
            EventType.EVENT_TYPE_ERROR: self._error,
            EventType.EVENT_TYPE_SCAN: self._scan,
            EventType.EVENT_TYPE_LOGIN: self._login,
            EventType.EVENT_TYPE_LOGOUT: self._logout,
            EventType.EVENT_TYPE_DIRTY: self._dirty,
            EventType.EVENT_TYPE_MESSAGE: self._message,
            EventType.EVENT_TYPE_ROOM_JOIN: self._joined,
            EventType.EVENT_TYPE_ROOM_LEAVE: self._left,
            EventType.EVENT_TYPE_ROOM_TOPIC: self._renamed,
            EventType.EVENT_TYPE_ROOM_INVITE: self._invite,
            EventType.EVENT_TYPE_FRIENDSHIP: self._friendship,
        }

    async def heard(self, raw: bytes) -> None:
        """Take one event off the wire; garbage is logged and survived."""
        try:
            kind, payload = parse_event(raw)
        except Exception as error:
            log.warning("wechaty.garbled_event", size=len(raw), why=describe(error))
            return
        handler = self._handlers.get(kind)
        if handler is None:
            log.info("wechaty.unknown_event", kind=kind)
            return
        if kind in OF_GROUPS and not self.self_id:
            return  # the groups are shown at login, and this with them
        try:
            job = handler(payload)
        except ValueError as error:
            log.warning("wechaty.garbled_event", kind=kind, why=str(error))
            return
        if job is not None:
            await self._line.put(job)
        if kind == EventType.EVENT_TYPE_LOGIN:
            await self._load_the_unloaded()

    async def came_up(self) -> None:
        """A new connection: names may have changed, and what the old one could not load may be had now."""
        self._names.clear()
        self._asked_to_scan = False
        if self.self_id:
            await self._load_the_unloaded()

    async def went_down(self, why: str, final: bool) -> None:
        """The connection ended, or could not be made again: told once, unless the reason is another."""
        self.logged_in = False
        self._rooms.end_sweep()
        if final or why != self._told_down:
            self._told_down = why
            await self._line.put(_ready(LinkDown(self._clock.now(), why, final)))

    async def stop(self) -> None:
        """End side jobs; the next start logs in anew."""
        self.logged_in = False
        await self._background.stop()

    # The account.

    def _login(self, payload: Payload) -> Job | None:
        self_id = text_of(payload, "contactId")
        if self.logged_in and self_id == self.self_id:
            return None
        self.self_id, self.logged_in, self._asked_to_scan, self._told_down = self_id, True, False, ""
        self._rooms.sweep()
        return self._greeted(self_id)

    async def _greeted(self, self_id: str) -> Events:
        name = await self._names.soon("", self_id)
        log.info("wechaty.logged_in", self_id=self_id)
        return (LinkUp(self._clock.now(), self_id, name.name),)

    def _logout(self, payload: Payload) -> Job | None:
        if not self.logged_in:
            return None
        self.logged_in = False
        self._rooms.end_sweep()
        log.warning("wechaty.logged_out", why=payload.get("data"))
        return _ready(LinkDown(self._clock.now(), f"logged out of WeChat: {payload.get('data') or 'no reason given'}"))

    def _scan(self, payload: Payload) -> Job | None:
        log.warning("wechaty.scan_to_log_in", qrcode=payload.get("qrcode"), status=payload.get("status"))
        if self.logged_in or self._asked_to_scan or not payload.get("qrcode"):
            return None
        self._asked_to_scan = True
        return _ready(LinkDown(self._clock.now(), f"WeChat waits for this QR code to be scanned: {payload['qrcode']}"))

    def _error(self, payload: Payload) -> None:
        log.warning("wechaty.gateway_error", why=payload.get("gerror") or payload.get("data"))

    # Messages.

    def _message(self, payload: Payload) -> Job | None:
        """Before the first login nobody knows whose message it is; it waits for that."""
        self._number += 1
        message_id = text_of(payload, "messageId")
        if self.self_id:
            return self._load(self._number, message_id)
        self._unloaded.append((self._number, message_id))
        return None

    async def _load_the_unloaded(self) -> None:
        unloaded, self._unloaded = sorted(self._unloaded), []
        for number, message_id in unloaded:
            await self._line.put(self._load(number, message_id))

    async def _load(self, number: int, message_id: str) -> Events:
        for attempt in range(1, LOAD_TRIES + 1):
            try:
                payload = await self._link.call("MessagePayload", IdRequest(id=message_id), MessagePayload)
            except NotConnectedError:
                self._unloaded.append((number, message_id))
                return ()
            except Exception as error:
                if attempt == LOAD_TRIES:
                    log.error("wechaty.message_lost", message_id=message_id, why=describe(error))
                    return ()
                await asyncio.sleep(LOAD_PAUSE * attempt)
            else:
                return await self._posted(message_id, payload)
        return ()

    async def _posted(self, message_id: str, payload: MessagePayload) -> Events:
        if not payload.from_id:
            log.warning("wechaty.message_without_sender", message_id=message_id)
            return ()
        payload.id = message_id
        post = inbound.posted(payload, said_at(payload) or self._first_seen(message_id), self.self_id)
        if post.group_id:
            self._rooms.heard_of(post.group_id)
        if post.from_self:
            return (post,)
        name = await self._names.soon(post.group_id, post.sender_id)
        return (replace(post, sender_name=name.name, sender_alias=name.alias),)

    def _first_seen(self, message_id: str) -> datetime:
        """A message without a usable time gets one that is the same when it is delivered again."""
        seen = self._undated.get(message_id)
        if seen is None:
            seen = self._clock.now()
            self._undated.put(message_id, seen)
        return seen

    # Groups.

    def _joined(self, payload: Payload) -> Job:
        group_id, members = text_of(payload, "roomId"), ids_of(payload, "inviteeIdList")
        inviter, at = str(payload.get("inviterId") or ""), inbound.happened_at(payload, self._clock.now())
        self._rooms.changed(group_id)
        if self.self_id in members:
            self._rooms.show_later(group_id)
            return _ready(BotAdded(group_id, at, inviter))
        return self._named(MemberJoined(group_id, at, dict.fromkeys(members, ""), inviter))

    async def _named(self, joined: MemberJoined) -> Events:
        self._rooms.heard_of(joined.group_id)
        names: Sequence[Name] = await asyncio.gather(*(self._names.soon(joined.group_id, m) for m in joined.members))
        return (replace(joined, members=dict(zip(joined.members, (n.name for n in names), strict=True))),)

    def _left(self, payload: Payload) -> Job:
        group_id, members = text_of(payload, "roomId"), ids_of(payload, "removeeIdList")
        remover, at = str(payload.get("removerId") or ""), inbound.happened_at(payload, self._clock.now())
        by_id = "" if remover in members else remover
        if self.self_id in members:
            self._rooms.gone(group_id)
            return _ready(BotRemoved(group_id, at, by_id))
        self._rooms.changed(group_id)
        return _ready(MemberLeft(group_id, at, members, by_id))

    def _renamed(self, payload: Payload) -> Job:
        group_id, at = text_of(payload, "roomId"), inbound.happened_at(payload, self._clock.now())
        self._rooms.changed(group_id)
        name = inbound.clean(text_of(payload, "newTopic"))
        return _ready(GroupRenamed(group_id, at, name, str(payload.get("changerId") or "")))

    def _dirty(self, payload: Payload) -> None:
        self._names.forget(text_of(payload, "payloadId"))

    # People who want something.

    def _invite(self, payload: Payload) -> None:
        invitation_id = text_of(payload, "roomInvitationId")
        log.info("wechaty.invited", invitation_id=invitation_id, accepted=self._accept_invites)
        if self._accept_invites:
            self._background.spawn(
                self._link.call("RoomInvitationAccept", IdRequest(id=invitation_id), Empty), "accept an invitation"
            )

    def _friendship(self, payload: Payload) -> None:
        if self._accept_invites:
            self._background.spawn(self._befriend(text_of(payload, "friendshipId")), "accept a friend")

    async def _befriend(self, friendship_id: str) -> None:
        request = IdRequest(id=friendship_id)
        friendship = await self._link.call("FriendshipPayload", request, puppet.FriendshipPayloadResponse)
        if friendship.type == puppet.FriendshipType.FRIENDSHIP_TYPE_RECEIVE:
            log.info("wechaty.befriended", contact_id=friendship.contact_id)
            await self._link.call("FriendshipAccept", request, Empty)


async def _ready(event: PlatformEvent) -> Events:
    return (event,)


def _nothing(payload: Payload) -> None:
    """An event that only shows the gateway is alive."""
