"""Posts claimed by the commit that writes them, where nothing else waits."""

from bot.content import Text
from bot.outbox import Cause, Post, Priority, Step
from tests.bot.speaking import Speaker, speaking


def post(words: str, priority: Priority = Priority.POST, room: int = 1) -> Post:
    """A post whose key are its words."""
    return Post(words, Text((words,)), Cause("schedule", "1"), group_id=room, priority=priority)


async def say(bot: Speaker, *posts: Post) -> Step:
    """Write posts as a due schedule does, after the outbox has seen that nothing waits."""
    await bot.settle()
    async with bot.db.transaction() as connection:
        return await bot.outbox.say(connection, posts, bot.clock.now())


async def test_a_crash_before_the_handing_over_leaves_it_unknown(database_url: str) -> None:
    """As with any claim, nobody guesses; and what was not claimed is sent afterwards."""
    async with speaking(database_url) as bot:
        step = await say(bot, post("一"), post("二"))
        assert [flight.row.key for flight in step.claimed] == ["一"]
        await bot.crash()
        await bot.settle()
        assert (await bot.row("一")).state == "unknown"
        assert bot.platform.words_to("room1") == ["二"]


async def test_a_key_that_is_known_is_not_sent_again(database_url: str) -> None:
    """Neither of an earlier commit nor of the same one."""
    async with speaking(database_url) as bot:
        bot.outbox.said(await say(bot, post("一"), post("一", room=2)))
        bot.outbox.said(await say(bot, post("一"), post("二")))
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["一", "二"]


async def test_an_answer_goes_before_the_post_of_the_same_commit(database_url: str) -> None:
    """Whoever asks comes first; a paused group's post is never sent."""
    async with speaking(database_url) as bot:
        await bot.group(2, paused_at=bot.clock.now())
        bot.outbox.said(await say(bot, post("投放"), post("回答", Priority.ANSWER), post("停", room=2)))
        await bot.settle()
        assert [words for _, _, words in bot.platform.taken] == ["回答", "投放"]
        assert (await bot.row("停")).reason == "paused"
