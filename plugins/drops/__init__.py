"""The content desk: what is posted on schedule, where it comes from, and whether it did any good.

Each folder within is a plugin of the family with the same rooms as any other; together they are what an owner sees.
"""

from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.drops import acts, body, editing, forgetting, handlers, jobs, making, moving, reports, sets, sources
from plugins.drops import tables as tables
from plugins.drops.calendar import plugin as calendar
from plugins.drops.command import drop
from plugins.drops.effects import plugin as effects
from plugins.drops.endpoints import DROP
from plugins.drops.exchange import plugin as exchange
from plugins.drops.feeds import plugin as feeds
from plugins.drops.feeds import source as feeds_source
from plugins.drops.feeds import tables as feeds_tables
from plugins.drops.library import plugin as library
from plugins.drops.library import source as library_source
from plugins.drops.library import tables as library_tables
from plugins.drops.page import PAGE
from plugins.drops.series import plugin as series
from plugins.drops.series import source as series_source
from plugins.drops.series import tables as series_tables

__all__ = ["editing", "feeds_tables", "handlers", "library_tables", "plugins", "series_tables", "tables"]

drops = Plugin(
    name="drops",
    title=Phrase("内容投放", "Content drops"),
    commands=(drop,),
    jobs={
        making.FIRE: jobs.fire,
        acts.RENEWAL: reports.ask_for_renewal,
        acts.FORGET: forgetting.forget,
        reports.REPORT: reports.report,
    },
    pages=(PAGE,),
    undo={"drops.made": acts.undo_made, "drops.change": acts.undo_change, "drops.opt_out": sets.undo_opt_out},
    explains={jobs.MOVED: moving.explain},
    endpoints=(DROP,),
)

sources.SOURCES["body"] = body.serve
sources.SOURCES["series"] = series_source.serve
sources.SOURCES["library"] = library_source.serve
sources.SOURCES["feed"] = feeds_source.serve

plugins = (drops, series, library, feeds, calendar, exchange, effects)
