"""Sign-ups: members say 接龙, or go on with a pasted list; seats are counted, and a waiting list moves up."""

from bot.commands import Word
from bot.context import Context
from bot.events import Removed
from bot.listening import Listener
from bot.phrases import Phrase
from bot.plugin import Plugin
from plugins.campaigns.signup import acts, handlers, jobs, members, plans, store
from plugins.campaigns.signup.command import signup
from plugins.campaigns.signup.kind import KIND
from plugins.campaigns.signup.listening import hear
from plugins.campaigns.signup.page import PAGE
from plugins.campaigns.signup.pasted import looks_like_one

__all__ = ["KIND", "handlers", "plugin"]


async def _removed(ctx: Context, happening: Removed) -> None:
    """Where the bot is not, nobody signs up."""
    await store.close_all(ctx.session, happening.group_id, happening.at)


plugin = Plugin(
    name="signup",
    title=Phrase("接龙", "Sign-ups"),
    commands=(signup,),
    words=(
        Word("接龙", "signup", Phrase("报名，可以写上人数", "sign up, with how many you are"), members.sign_up),
        Word("+1", "+1", Phrase("报名", "sign up"), members.plus_one),
        Word("取消接龙", "withdraw", Phrase("取消自己的报名", "give your place back"), members.withdraw),
    ),
    on={Removed: _removed},
    jobs={plans.LIST: jobs.show_list, plans.CLOSE: jobs.close, plans.REMIND: jobs.remind},
    listeners=(Listener(hear, notices=looks_like_one),),
    undo={acts.MADE: acts.undo_made, acts.CHANGE: acts.undo_change, acts.ENTRY: acts.undo_entry},
    pages=(PAGE,),
)
