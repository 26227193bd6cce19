"""What is due, run once in one commit with its posts."""

from bot.scheduler.scheduler import REPORT, AnyJob, Job, JobRun, Missed, Prepared, Rezoned, Scheduler, Together

__all__ = ["REPORT", "AnyJob", "Job", "JobRun", "Missed", "Prepared", "Rezoned", "Scheduler", "Together"]
