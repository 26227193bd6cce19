"""Thanks for those who help, and somebody to look at questions nobody has answered."""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.nudges.reconnect import duty, jobs, looking, plans, stars

__all__ = ["plugin"]

plugin = Plugin(
    name="reconnect",
    title=Phrase("感谢与值日", "Thanks and duty"),
    commands=(stars.stars, duty.duty),
    jobs={jobs.THANK: jobs.THANKING, looking.LOOK: looking.LOOKING},
    plans=plans.coming,
    undo={stars.REPLAN: stars.undo_plan},
    explains={jobs.STARS: stars.explain, looking.DUTY: duty.explain},
)
