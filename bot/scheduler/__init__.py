"""What is due, run once in one commit with its posts."""

from bot.scheduler.scheduler import Job, JobRun, Missed, Scheduler

__all__ = ["Job", "JobRun", "Missed", "Scheduler"]
