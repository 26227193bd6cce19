"""How a command is declared."""

from bot.commands import Command, Example, Target
from bot.commands.parameters import Body, Rest, Tags, Words
from bot.context import Context
from bot.permissions import admin, anyone
from bot.phrases import Phrase
from bot.times.recurrence import Recurrence
from storage.tables import Person
from tests.bot import sample


def test_an_action_has_what_its_command_has_unless_it_says_otherwise() -> None:
    """Guard and target are declared once for most commands."""
    command = Command("样", "kinds", Phrase("样", "kinds"), admin, Target.GROUPS)
    assert command.bare is None

    @command.action(summary=Phrase("", ""), example=Example("", ""))
    async def show(ctx: Context) -> None: ...

    @command.action("看", "see", summary=Phrase("", ""), example=Example("", ""), guard=anyone, target=Target.NONE)
    async def see(ctx: Context) -> None: ...

    bare, other = command.actions
    assert command.bare is bare
    assert (bare.guard, bare.target, bare.handler, bare.parameters) == (admin, Target.GROUPS, show, ())
    assert (other.guard, other.target, other.handler) == (anyone, Target.NONE, see)


def test_parameters_come_from_the_annotations() -> None:
    """Types without their wrapping, labels in both languages, and what may be left out."""
    named = {a.names[1]: a.parameters for c in (sample.drops, sample.points, sample.welcome) for a in c.actions}
    shown = {en: [(p.name, p.type, p.label.zh, p.required) for p in ps] for en, ps in named.items()}
    assert shown["add"] == [
        ("when", Recurrence, "时间", True),
        ("tags", Tags, "#标签", False),
        ("content", Body, "正文", True),
    ]
    assert shown["give"] == [
        ("who", Person, "@成员", True),
        ("how_many", int, "编号", True),
        ("why", Rest, "内容", False),
    ]
    assert shown["set"] == [("text", Words, "正文", True)]
    assert shown["off"] == []
