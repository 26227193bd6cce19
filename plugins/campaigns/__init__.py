"""The group's calendar of moments: a special day gathers all eyes, from the teaser to the recap.

Each folder within is a plugin of the family with the same rooms as any other; together they are what an owner sees.
"""

from bot.events import Said
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns import activities_page, acts, editing, handlers, jobs, own, reach
from plugins.campaigns import tables as tables
from plugins.campaigns.activities import ACTIVITIES
from plugins.campaigns.calendar import plugin as calendar
from plugins.campaigns.calendar import tables as calendar_tables
from plugins.campaigns.codes import kind as codes_kind
from plugins.campaigns.codes import plugin as codes
from plugins.campaigns.codes import tables as code_tables
from plugins.campaigns.command import campaign
from plugins.campaigns.groupbuy import KIND as GROUPBUY
from plugins.campaigns.groupbuy import plugin as groupbuy
from plugins.campaigns.groupbuy import tables as groupbuy_tables
from plugins.campaigns.lottery import KIND as LOTTERY
from plugins.campaigns.lottery import plugin as lottery
from plugins.campaigns.lottery import tables as lottery_tables
from plugins.campaigns.messages import ACTIVITIES as ON_PAGE
from plugins.campaigns.page import PAGE
from plugins.campaigns.polls import KIND as POLL
from plugins.campaigns.polls import plugin as polls
from plugins.campaigns.polls import tables as poll_tables
from plugins.campaigns.recap import plugin as recap
from plugins.campaigns.signup import KIND as SIGNUP
from plugins.campaigns.signup import plugin as signup
from plugins.campaigns.signup import tables as signup_tables

__all__ = [
    "calendar_tables",
    "code_tables",
    "editing",
    "groupbuy_tables",
    "handlers",
    "lottery_tables",
    "plugins",
    "poll_tables",
    "signup_tables",
    "tables",
]

campaigns = Plugin(
    name="campaigns",
    title=Phrase("场景活动", "Campaigns"),
    commands=(campaign,),
    on={Said: own.received},
    jobs={acts.FIRE: jobs.fire},
    plans=reach.plans,
    undo={acts.CHANGE: acts.undo_change},
    pages=(PAGE,),
)

activities = Plugin(name="activities", title=ON_PAGE, pages=(activities_page.PAGE,))

plugins: tuple[Plugin, ...] = (campaigns, recap, calendar, signup, polls, lottery, groupbuy, codes, activities)

ACTIVITIES["signup"] = SIGNUP
ACTIVITIES["poll"] = POLL
ACTIVITIES["groupbuy"] = GROUPBUY
ACTIVITIES["lottery"] = LOTTERY
ACTIVITIES["codes"] = codes_kind
