"""Thanks for those who help, and somebody to look at questions nobody has answered."""

from bot.plugin import Plugin
from plugins.nudges.reconnect import duty, jobs, looking, plans, stars
from plugins.nudges.reconnect.messages import PAGE_TITLE
from plugins.nudges.reconnect.page import PAGE

__all__ = ["plugin"]

plugin = Plugin(
    name="reconnect",
    title=PAGE_TITLE,
    commands=(stars.stars, duty.duty),
    jobs={jobs.THANK: jobs.THANKING, looking.LOOK: looking.LOOKING},
    plans=plans.coming,
    pages=(PAGE,),
    undo={stars.REPLAN: stars.undo_plan},
    explains={jobs.STARS: stars.explain, looking.DUTY: duty.explain},
)
