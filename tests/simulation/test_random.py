"""Whatever people do and whenever the bot crashes: what must hold holds, and the same seed tells the same story."""

import asyncio
import io
import json
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.content import Text
from bot.context import Context
from bot.events import Joined
from bot.outbox import Priority
from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.simulation.script import read_script
from bot.simulation.simulate import Play, end_of, play, settings_for
from plugins import PLUGINS
from storage.engine import Database
from storage.tables import Message, Outbox
from tests.simulation.play import Row

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 10, 10, 20, tzinfo=ZONE)
SETS = {"GROUP_DAILY_CAP": "3", "DAILY_CAP": "4", "NEW_ACCOUNT_DAYS": "0", "JITTER": "2s"}
GROUPS = ("g1", "g2")
PEOPLE = {"boss": "阿宁", "ming": "小明"}
MEMBERS = ("boss", "ming", "hong", "yu")
WORDS = ("早", "/群规", "/群规 设置\n好好说话", "/欢迎", "群规", "@bot 帮助", "/为什么", "确认", "/没有这个")


async def announce(ctx: Context, joined: Joined) -> None:
    """Post something for every arrival, so that there are posts to be held."""
    ctx.post(Text(("来了新人",)), key=f"noise:{ctx.event_id}", group_id=joined.group_id, priority=Priority.POST)


NOISE = Plugin("noise", Phrase("噪声", "noise"), on={Joined: announce})


@st.composite
def scripts(draw: st.DrawFn) -> list[Row]:
    """A possible story: only members of groups do things there."""
    now, inside = START, {group: {"boss", "ming"} for group in GROUPS}
    rows: list[Row] = [
        {
            "type": "group",
            "group": group,
            "name": f"群{group}",
            "owner": "boss",
            "members": {"boss": "阿宁", "ming": "小明"},
        }
        for group in GROUPS
    ]
    for number in range(draw(st.integers(3, 14))):
        group = draw(st.sampled_from(GROUPS))
        member = draw(st.sampled_from(sorted(inside[group])))
        pause = draw(st.sampled_from([0, 0, 1, 3, 30, 600, 3600, 14400]))
        kind = draw(st.sampled_from(["say", "say", "say", "private", "again", "join", "leave", "fault", "crash"]))
        rows.append({"pause": pause} | _line(draw, kind, group, member, number, inside))
    for row in rows:
        now += timedelta(seconds=row.pop("pause", 0))
        row["at"] = now.isoformat()
    return rows


def _line(draw: st.DrawFn, kind: str, group: str, member: str, number: int, inside: dict[str, set[str]]) -> Row:
    match kind:
        case "say":
            words = draw(st.sampled_from(WORDS))
            mentions = ["bot"] if words.startswith("@") else []
            said = {"group": group, "member": member, "text": words, "mentions": mentions}
            return {"type": "say", "id": f"m{number}", **said}
        case "private":
            return {"type": "say", "member": "boss", "text": draw(st.sampled_from(["群", "预算", "帮助"]))}
        case "again":
            return {"type": "say", "group": group, "member": member, "text": "早", "id": "again"}
        case "join":
            newcomer = draw(st.sampled_from(MEMBERS))
            inside[group].add(newcomer)
            return {"type": "join", "group": group, "members": {newcomer: f"名{newcomer}"}}
        case "leave" if len(inside[group]) > 1:
            inside[group].discard(member)
            return {"type": "leave", "group": group, "member": member}
        case "crash":
            when = draw(st.sampled_from(["now", "before_send", "after_send"]))
            return {"type": "crash", "when": when, "down": draw(st.sampled_from([0, 20, 900]))}
        case _:
            send = draw(st.sampled_from(["temporary", "permanent", "flood"]))
            return {"type": "fault", "send": send, "times": draw(st.integers(1, 2)), "retry_after": 40}


@dataclass(frozen=True)
class Told:
    """What came out of a run: the rows written, and what the database holds of them."""

    text: str
    posts: list[Outbox]
    heard: list[str]

    @property
    def rows(self) -> list[Row]:
        """The output, row by row."""
        return [json.loads(row) for row in self.text.splitlines()]


async def run(lines: list[Row], seed: int, template: Path) -> Told:
    """Play it on a database of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(template, folder / "dandelion.db")
        (folder / "script.jsonl").write_text("\n".join(map(json.dumps, lines)))
        given_settings = settings_for(SETS, f"sqlite:///{folder}/dandelion.db", folder)
        script = read_script(folder / "script.jsonl")
        out = io.StringIO()
        until = end_of(script, None, "zh") + timedelta(days=1)
        await play(Play(script, until, given_settings, seed, (*PLUGINS, NOISE)), "jsonl", out)
        async with Database(given_settings.database_url) as db, db.read() as session:
            posts = list(await session.scalars(select(Outbox).order_by(Outbox.id)))
            heard = list(await session.scalars(select(Message.platform_id)))
    return Told(out.getvalue(), posts, heard)


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=scripts(), seed=st.integers(0, 3))
def test_what_must_hold_holds(lines: list[Row], seed: int, sqlite_template: Path) -> None:
    """Every message heard once and every post sent once, in order, out of the quiet hours and within the caps."""
    told = asyncio.run(run(lines, seed, sqlite_template))
    assert told.text == asyncio.run(run(lines, seed, sqlite_template)).text
    said = {row.get("id") or f"line:{number}" for number, row in enumerate(lines, 1) if row["type"] == "say"}
    assert Counter(told.heard) == Counter(said)
    sent = sorted((post for post in told.posts if post.state == "sent"), key=_number)
    assert [_number(post) for post in sent] == list(range(1, len(told.rows) + 1))
    assert all(row["cause"]["kind"] != "unknown" for row in told.rows)
    assert all(post.state in ("sent", "failed", "expired", "dropped", "waiting") for post in told.posts)
    _in_order(sent)
    _within_limits(sent, told.rows)


def _number(post: Outbox) -> int:
    """The line of the output a sent post became."""
    return int((post.platform_message_id or "out:0@").removeprefix("out:").partition("@")[0])


def _in_order(sent: list[Outbox]) -> None:
    """In one chat, answers come in the order they were given, and so do posts."""
    chats: dict[tuple[object, ...], list[int]] = {}
    for post in sent:
        chats.setdefault((post.group_id, post.person_id, post.priority), []).append(post.id)
    assert all(ids == sorted(ids) for ids in chats.values())


def _within_limits(sent: list[Outbox], rows: list[Row]) -> None:
    """No post between 22:30 and 08:00, at most three a day in a group and four in all."""
    posted = [
        (datetime.fromisoformat(row["at"]), row["to"])
        for post, row in zip(sent, rows, strict=True)
        if post.priority == Priority.POST
    ]
    assert all(time(8) <= at.time() < time(22, 30) for at, _ in posted)
    assert max(Counter((at.date(), to) for at, to in posted).values(), default=0) <= 3
    assert max(Counter(at.date() for at, _ in posted).values(), default=0) <= 4
