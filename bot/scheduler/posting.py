"""What the jobs of one transaction say, handed to the outbox in portions: a backlog may be long."""

from dataclasses import replace
from datetime import datetime

from bot.outbox import Outbox
from bot.outbox.post import Post
from bot.scheduler.jobs import Batch, JobRun

PORTION = 2000


class Posting:
    """Posts to be sent, and those whose moment was missed, which wait for somebody's word."""

    def __init__(self, outbox: Outbox, batch: Batch, now: datetime) -> None:
        self.any_missed = False
        self.has_said = False
        self._outbox, self._batch, self._now = outbox, batch, now
        self._due: list[Post] = []
        self._missed: list[Post] = []

    async def take(self, run: JobRun) -> None:
        """What a job said; of what it missed, only that to groups was missed."""
        for post in run.posts:
            if run.missed and post.group_id is not None:
                self._missed.append(replace(post, title=run.title, due_at=post.due_at or run.due_at))
                self.any_missed = True
            else:
                self._due.append(post)
        if len(self._due) + len(self._missed) >= PORTION:
            await self.flush()

    async def flush(self) -> None:
        """Write what was said so far."""
        await self._batch.finish()
        self.has_said = self.has_said or bool(self._due or self._missed)
        await self._outbox.add(self._batch.connection, self._due, self._now)
        if self._missed:
            await self._outbox.add(self._batch.connection, self._missed, self._now, missed=True)
        self._due.clear()
        self._missed.clear()
