"""The help, made from the declarations alone."""

from collections.abc import Collection, Iterable, Iterator

from bot.commands import Action, Command, Word
from bot.commands import messages as m
from bot.commands.parameters import Body, Parameter, Tags, Words
from bot.commands.readers import short
from bot.commands.suggest import suggest
from bot.errors import UserError
from bot.permissions import Role, needed_by
from bot.phrases import Language
from bot.router import Router

_WHO = {Role.ADMIN: m.FOR_ADMINS, Role.OWNER: m.FOR_OWNER, Role.OPERATOR: m.FOR_OPERATOR}


def overview(router: Router, role: Role, language: Language, private: bool, hidden: Collection[Command] = ()) -> str:
    """Everything this person may do, by plugin: a line a command, in private a line an action."""
    lines = [m.HELP_HEAD(language), *_part(router, Role.MEMBER, Role.MEMBER, language, private, hidden)]
    if role > Role.MEMBER:
        lines += ["", m.HELP_ADMIN(language), *_part(router, Role.ADMIN, role, language, private, hidden)]
    foot = m.HELP_FOOT_ADMIN if role > Role.MEMBER and not private else m.HELP_FOOT
    return "\n".join([*lines, "", foot(language)])


def detail(command: Command, role: Role, language: Language) -> str:
    """One command: its other name, who may use it, and how to write each action this person may do."""
    other: Language = "en" if language == "zh" else "zh"
    least = min(needed_by(action.guard) for action in command.actions)
    allowed = _allowed(command, Role.MEMBER, role)
    if allowed == [command.bare]:
        line = _line(command, allowed[0], language) + _who(least, language)
        return "\n".join([line, *_more(command, allowed[0], language, other)])
    head = m.HELP_LINE(language, usage=f"/{_named(command, language)}", summary=command.summary)
    lines = [head + _who(least, language), m.HELP_ALSO(language, usage=f"/{_named(command, other)}")]
    for action in allowed:
        needed = needed_by(action.guard)
        lines += ["", _line(command, action, language) + (_who(needed, language) if needed > least else "")]
        lines += _more(command, action, language, other if action.names[0] else None)
    return "\n".join(lines)


def usage(command: Command, action: Action, language: Language) -> str:
    """How an action is written: `/投放 添加 <时间> [#标签] ↵ <正文>`."""
    words = ["/" + _named(command, language), action.names[0 if language == "zh" else 1]]
    words += [_shown(each, language) for each in action.parameters if each.type not in (Body, Words)]
    for each in action.parameters:
        if each.type in (Body, Words):
            words += ["↵", _shown(each, language)]
    return " ".join(word for word in words if word)


def find_topic(router: Router, topic: str, language: Language) -> Command:
    """The command somebody wants to read about. Raises UserError with the nearest one."""
    found = router.command(topic.strip().lstrip("/／"))
    if found is not None:
        return found
    near = suggest(topic.strip(), [_named(each, language) for each in router.commands])
    if near is None:
        raise UserError(m.NO_SUCH_TOPIC, topic=short(topic.strip()))
    raise UserError(m.NO_SUCH_TOPIC_NEAR, topic=short(topic.strip()), near=near)


def _part(
    router: Router, least: Role, most: Role, language: Language, private: bool, hidden: Collection[Command]
) -> Iterator[str]:
    for plugin in router.plugins:
        offered = [command for command in plugin.commands if command not in hidden]
        lines = [*_commands(offered, least, most, language, private)]
        if least is Role.MEMBER:
            commands = {command.zh for command in plugin.commands}
            lines += [_word(word, language) for word in plugin.words if word.zh not in commands]
        if lines:
            yield from ["", m.HELP_PLUGIN(language, title=plugin.title), *lines]


def _commands(commands: Iterable[Command], least: Role, most: Role, language: Language, private: bool) -> Iterator[str]:
    for command in commands:
        actions = _allowed(command, least, most)
        if private or len(actions) == 1:
            yield from (_line(command, action, language) for action in actions)
        elif actions:
            yield m.HELP_LINE(language, usage=f"/{_named(command, language)}", summary=command.summary)


def _allowed(command: Command, least: Role, most: Role) -> list[Action]:
    return [action for action in command.actions if least <= needed_by(action.guard) <= most]


def _line(command: Command, action: Action, language: Language) -> str:
    return m.HELP_LINE(language, usage=usage(command, action, language), summary=action.summary)


def _word(word: Word, language: Language) -> str:
    return m.HELP_LINE(language, usage=word.zh if language == "zh" else word.en, summary=word.summary)


def _more(command: Command, action: Action, language: Language, other: Language | None) -> Iterator[str]:
    """How else an action is written, and its example where that tells more than its line."""
    if other is not None:
        yield m.HELP_ALSO(language, usage=usage(command, action, other))
    example = action.example(language)
    if example != usage(command, action, language):
        yield m.HELP_EXAMPLE(language, example=example)


def _who(needed: Role, language: Language) -> str:
    return _WHO[needed](language) if needed in _WHO else ""


def _named(command: Command, language: Language) -> str:
    return command.zh if language == "zh" else command.en


def _shown(parameter: Parameter, language: Language) -> str:
    label = parameter.label(language)
    if parameter.type is Tags:
        return f"[{label}…]"
    return f"<{label}>" if parameter.required else f"[{label}]"
