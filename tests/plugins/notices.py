"""A plugin that announces things on schedule, for what holds of every schedule."""

from datetime import datetime
from typing import Any

from bot.content import Image, Text
from bot.phrases import Phrase
from bot.plugin import Plugin
from bot.scheduler import JobRun, Missed
from bot.times.recurrence import Once
from bot.times.timewords import recurrence_of
from tests.world import World


async def announce(run: JobRun) -> None:
    """Post to the groups of the arguments, or to the schedule's own, under its title if it has one."""
    run.title = run.args.get("title", "")
    words = f"{run.args['words']} {run.due_at.strftime(run.args.get('form', '%d'))}"
    content = Image(path="a.png") if run.args.get("picture") else Text((words,))
    for group_id in run.args.get("groups", [run.group_id]):
        run.post(content, group_id=group_id)


NOTICE = Plugin("notice", Phrase("通知", "notices"), jobs={"notice.announce": announce})


async def plan(world: World, key: str, at: str | datetime | Once, group_id: int | None = 1, **args: Any) -> None:
    """Schedule an announcement, as a handler does."""
    app = world.app
    assert app is not None
    assert app.bot is not None
    scheduler = app.bot.scheduler
    async with app.db.write() as session:
        await scheduler.schedule(
            session,
            key=key,
            job="notice.announce",
            at=recurrence_of(at) if isinstance(at, str) else at,
            zone="Asia/Shanghai",
            now=world.clock.now(),
            group_id=group_id,
            args={"words": key} | args,
            missed=Missed.REPORT,
        )
    scheduler.wake()
    await world.settle()
