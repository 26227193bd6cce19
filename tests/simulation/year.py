"""Twelve months of a busy owner, told by a seed: talk, drops, series, feeds, and everything that goes wrong.

`python -m tests.simulation.year SEED DAYS FOLDER [--threads]` plays so much of them on a new database in the folder,
with threads as in life or with none, and writes down what was said.
"""

import asyncio
import hashlib
import json
import logging
import shutil
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import structlog
import uvloop
from aiohttp import web

from bot.platforms.base import AFTER_MENTION
from plugins import PLUGINS
from storage.migrate import migrate
from tests.fakes.site import Site, open_site
from tests.world import START, Chat, GroupChat, World, open_world

GROUPS = 30
DAYS = 365
OWNER = "阿宁"
TAGS = ("早", "晚", "周")
"""A third of the groups each."""
FAR = ("America/New_York", "Europe/Berlin")
"""Zones of two groups, with clock changes in the year."""
DOWNS = (0, 40, 600, 7200, 32_400, 270_000)
"""Seconds the bot is away after a crash: from nothing to three days."""
SETTINGS = {
    "pacing": "on",
    "jitter": "0s",  # what goes to ten groups goes at once then, which spares the year a third of its steps
    "account_burst": "30",
    "fetch_private": "on",
    "new_account_days": "0",
    "log_level": "error",
}

SINGLE = (
    "每天 08:30",
    "每周一、三 20:00",
    "每周五 20:00",
    "每周日 23:00",
    "每月1号 09:00",
    "每月31号 09:00",
    "每月最后一天 07:00",
    "工作日 18:00",
    "休息日 10:00",
    "农历每月初一、十五 09:00",
    "每年2月29日 12:00",
    "每年11月11日 20:00",
    "从2026-03-02起每3天 12:00",
    "cron 30 8 * * 1-5",
)


def table(rng: Random) -> str:
    """Forty drops, five series, ten feeds and a library, as the owner would send them."""
    parts = [
        _drop(f"{tag}报", when, tag=tag)
        for tag, when in zip(TAGS, ("工作日 08:30", "每周一、四 12:30", "每周二、五 18:00"), strict=True)
    ]
    parts += [
        _drop(f"{tag}推", f"每周{day} 19:00", tag=tag, promo=True) for tag, day in zip(TAGS, "三四五", strict=True)
    ]
    parts += [_drop("要闻", "每周一 21:00", tag="早", must=True), _drop("未定", "每周二 10:00", tag="晚", until="")]
    for number in range(31):
        when, group = SINGLE[number % len(SINGLE)], rng.randrange(GROUPS) + 1
        parts.append(_drop(f"投{number}", when, group=group, promo=number == 6, must=number % 5 == 4))
    parts.append(
        '[[drop]]\nwhen = "每周六 09:00"\ngroup = "3"\nuntil = "forever"\nlibrary = { tag = "句", rest_days = 20 }'
    )
    for number in range(5):
        parts.append(_series(number, issues=(60, 60, 8, 5, 60)[number], evergreen=number == 3))
    for number in range(10):
        where, days = f'group = "{3 * number + 1}"', "一、四" if number % 2 else "二、五"
        parts.append(
            f'[[feed]]\nurl = "SITE/{number}"\nwhen = "每周{days} 10:{number % 3}0"\n{where}\nuntil = "forever"'
        )
    parts += [f'[[material]]\ntext = "句子{number}"\ntags = ["句"]' for number in range(6)]
    return "\n\n".join(parts)


def _drop(
    title: str,
    when: str,
    *,
    tag: str = "",
    group: int = 0,
    promo: bool = False,
    must: bool = False,
    until: str = "forever",
) -> str:
    lines = ["[[drop]]", f'title = "{title}"', f'when = "{when}"', f'text = "{title} {{日期}} {{第几次}}"']
    lines.append(f'tag = "{tag}"' if tag else f'group = "{group}"')
    lines += [f"promo = {str(promo).lower()}", f"must = {str(must).lower()}", f'until = "{until}"']
    return "\n".join(lines)


def _series(number: int, *, issues: int, evergreen: bool) -> str:
    when = f"每周{'一二三四五'[number]} 20:30"
    lines = [
        "[[series]]",
        f'name = "栏{number}"',
        f'when = "{when}"',
        f'group = "{5 * number + 2}"',
        'until = "forever"',
    ]
    lines.append(f"evergreen = {str(evergreen).lower()}")
    for issue in range(issues):
        lines += ["[[series.issue]]", f'text = "栏{number}之{issue + 1}"']
    return "\n".join(lines)


def feed_of(number: int, days: int) -> bytes:
    """The feed as it is after so many days: something new every few days, the last ten listed."""
    count = 3 + days // (number % 4 + 2)
    items = [
        f"<item><guid>{number}-{n}</guid><title>{escape(f'新闻{number}-{n}')}</title><link>https://example.org/{n}</link></item>"
        for n in range(count, max(0, count - 10), -1)
    ]
    head = f"<title>网志{number}</title>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


class Year:
    """The year as it goes by."""

    def __init__(self, world: World, site: Site, seed: int, folder: Path) -> None:
        self.world, self.site, self.rng, self.folder = world, site, Random(seed), folder
        self.groups: list[GroupChat] = []
        self.owner: Chat = world.private(world.id_of(OWNER))
        self.said = 0
        self.permanent = 0
        self.crashes = 0

    async def play(self, days: int) -> None:
        """So much of it."""
        await self._begin()
        for day in range(1, days):
            morning = START.replace(hour=0, minute=0) + timedelta(days=day)
            for moment, happening in sorted(self._plan(morning), key=lambda each: each[0]):
                await self.world._stage.advance(moment)
                await happening()
        await self.world._stage.advance(START + timedelta(days=days))

    async def _begin(self) -> None:
        world = self.world
        for number in range(GROUPS):
            self.groups.append(await world.group(f"群{number + 1}", OWNER, "小明", "小红"))
        await world.advance(minutes=10)
        await self._owner(f"/绑定 {world.codes[-1]}")
        for place, tag in enumerate(TAGS):
            numbers = range(place * 10 + 1, place * 10 + 11)
            await self._owner(f"/标签 添加 #{tag} {' '.join(map(str, numbers))}")
        for zone, number in zip(FAR, (8, 23), strict=True):
            await self._owner(f"/用 {number}")
            await self._owner(f"/时区 {zone}")
        for number in range(10):
            self.site.pages[f"/{number}"] = self._feed(number)
        file = self.folder / "year.toml"
        file.write_text(table(self.rng).replace("SITE", self.site.url("").rstrip("/")), "utf-8")
        await world.say(self.owner.member_id, "", file=file)
        await self._owner("确认")
        await world.advance(minutes=10)
        said = "\n".join(self.owner.heard())
        assert "导入了 55 条投放" in said, said[-1500:]

    def _feed(self, number: int):
        async def answer(_request: web.BaseRequest) -> web.StreamResponse:
            days = (self.world.clock.now() - START).days
            if Random(f"{number}:{days}").random() < 0.03:
                return web.Response(status=500)
            return web.Response(body=feed_of(number, days))

        return answer

    def _plan(self, morning: datetime):
        """What people and circumstances do on a day."""
        rng = self.rng
        for hour, chance in ((7.8, 0.9), (10.3, 0.8), (12.2, 0.8), (17.7, 0.8), (18.8, 0.8), (20.25, 0.8)):
            yield morning + timedelta(hours=hour), lambda chance=chance: self._talk(chance)
        yield morning + timedelta(hours=20.2), self._read_private
        if rng.random() < 1 / 12:
            yield morning + timedelta(seconds=rng.randrange(86_400)), self._crash
        for kind, odds in (("flood", 20), ("temporary", 15), ("permanent", 60)):
            if rng.random() < 1 / odds:
                yield morning + timedelta(seconds=rng.randrange(86_400)), lambda kind=kind: self._fault(kind)
        if morning == START.replace(hour=0, minute=0) + timedelta(days=180):
            yield morning + timedelta(hours=9.2), lambda: self.world.platform.kick_bot(self.groups[12].group_id)

    async def _talk(self, chance: float) -> None:
        for group in self.groups:
            if self.rng.random() < chance and self.world.platform.groups[group.group_id].has_bot:
                for _ in range(self.rng.randint(4, 6)):
                    await self._say("小明", group)
        await self.world.settle()

    async def _say(self, who: str, group: GroupChat) -> None:
        self.said += 1
        await self.world.platform.say(
            self.world.id_of(who), "嗯嗯", message_id=f"talk{self.said}", group_id=group.group_id
        )

    async def _read_private(self) -> None:
        """The owner reads what the bot has told, and decides on some of it."""
        for text in self.owner.heard():
            if "错过" in text and "补发" in text:
                answer = self.rng.choice(["补发 1", "跳过", "补发 1 2", ""])
                await (self._owner(answer) if answer else asyncio.sleep(0))
            elif "/投放 续期" in text:
                number = text.partition("/投放 续期")[2].split()[0]
                await self._owner(f"/投放 续期 {number}")

    async def _owner(self, text: str) -> None:
        await self.world.say(self.owner.member_id, text)

    async def _crash(self) -> None:
        self.crashes += 1
        down, when = self.rng.choice(DOWNS), self.rng.choice(["now", "before_send", "after_send"])
        if self.world._stage._app is None:
            return
        if when == "now":
            await self.world.crash(seconds=down)
        else:
            self.world._stage.crash_lasts(timedelta(seconds=down))
            self.world.platform.crash_at_next_send("before_send" if when == "before_send" else "after_send")

    async def _fault(self, kind: str) -> None:
        match kind:
            case "flood":
                self.world.platform.fail_sends("flood", 1, timedelta(minutes=self.rng.choice([5, 30, 120])))
            case "temporary":
                self.world.platform.fail_sends("temporary", self.rng.randint(1, 3))
            case _:
                self.permanent += 1
                self.world.platform.fail_sends("permanent", 1)


async def play(seed: int, days: int, folder: Path, *, scratch: bool) -> None:
    """Play some days in an empty folder; `said.jsonl` is what the bot said, `story.json` what happened to it."""
    url = f"sqlite:///{folder}/year.db"
    await migrate(url, folder, START)
    async with open_site() as site, open_world(url, PLUGINS, scratch, **SETTINGS) as world:
        year = Year(world, site, seed, folder)
        await year.play(days)
        rows = [
            {
                "at": each.at.isoformat(),
                "id": each.message_id,
                "group": each.to.group_id,
                "kind": each.kind,
                "text": each.text.replace(AFTER_MENTION, " ").replace(site.url("").rstrip("/"), "SITE"),
            }
            for each in world.platform.accepted
        ]
        port = str(site.port)
    said = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "said.jsonl").write_text(said, "utf-8")
    story = {
        "digest": hashlib.sha256(said.replace(port, "PORT").encode()).hexdigest(),
        "messages": len(rows),
        "talk": year.said,
        "crashes": year.crashes,
        "permanent": year.permanent,
    }
    (folder / "story.json").write_text(json.dumps(story), "utf-8")


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    place = Path(sys.argv[3])
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    uvloop.run(play(int(sys.argv[1]), int(sys.argv[2]), place, scratch="--threads" not in sys.argv))
