"""The command line, and the only place that names the plugins. Each command imports what it needs when it runs."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.errors import DandelionError, PlatformError
from bot.operations import messages as say
from bot.phrases import Language
from bot.settings import preferred_language, read_settings
from storage.errors import StorageError

FAILED, WRONG_INPUT, INTERRUPTED = 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 2 for what the caller got wrong and 1 for what failed."""
    language = preferred_language()
    args = _parser(language).parse_args(argv)
    command: Callable[[argparse.Namespace], int] = args.command
    try:
        return command(args)
    except PlatformError as refusal:
        print(refusal.text(language), file=sys.stderr)
        return WRONG_INPUT
    except DandelionError as error:
        print(error, file=sys.stderr)
        return WRONG_INPUT
    except StorageError as error:
        from bot.operations.maintenance import in_words

        print(in_words(error, language), file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever read our output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        print(error, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(_args: argparse.Namespace) -> int:
    settings = read_settings()
    if settings.platform == "simulator" and settings.web_port:
        from bot.web.tryout import serve
        from plugins import PLUGINS

        return serve.run(settings, PLUGINS)
    if settings.platform == "simulator":
        return _chat(_args)
    from bot import live, log
    from plugins import PLUGINS

    log.configure(settings)
    return live.run(settings, PLUGINS)


def _chat(_args: argparse.Namespace) -> int:
    from bot.terminal import chat
    from plugins import PLUGINS

    return chat.run(read_settings(), PLUGINS)


def _simulate(args: argparse.Namespace) -> int:
    from bot.simulation import simulate
    from plugins import PLUGINS

    return simulate.main(
        args.script,
        plugins=PLUGINS,
        until=args.until,
        db=args.db,
        seed=args.seed,
        overrides=dict(args.set),
        form=args.format,
    )


def _doctor(_args: argparse.Namespace) -> int:
    from bot.operations import doctor

    return doctor.run()


def _migrate(_args: argparse.Namespace) -> int:
    from bot.operations import maintenance

    return maintenance.migrate(read_settings())


def _backup(_args: argparse.Namespace) -> int:
    from bot.operations import maintenance

    return maintenance.backup(read_settings())


def _restore(args: argparse.Namespace) -> int:
    from bot.operations import maintenance

    return maintenance.restore(read_settings(), args.file, force=args.force)


def _import(args: argparse.Namespace) -> int:
    from plugins import PLUGINS
    from plugins.drops.exchange import console

    return console.import_file(read_settings(), PLUGINS, args.file, console.Target(args.group, args.tag), yes=args.yes)


def _export(args: argparse.Namespace) -> int:
    from plugins import PLUGINS
    from plugins.drops.exchange import console

    return console.export_file(
        read_settings(), PLUGINS, args.file, console.Target(args.group, args.tag), as_calendar=args.ics
    )


def _history(args: argparse.Namespace) -> int:
    from plugins.nudges.history import console

    return console.import_history(read_settings(), args.file, args.group, only_look=args.dry_run, yes=args.yes)


def _list_scenes(_args: argparse.Namespace) -> int:
    from plugins.campaigns.scenes import console

    return console.list_shipped(preferred_language())


def _lint_scene(args: argparse.Namespace) -> int:
    from plugins.campaigns.scenes import console

    return console.lint(args.file, preferred_language())


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dandelion", description=say.ABOUT(language))
    parser.set_defaults(command=_run)
    commands = parser.add_subparsers(metavar="")

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        about = getattr(say, name.upper())(language)
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(command=run)
        return command

    for name, run in (("run", _run), ("chat", _chat), ("doctor", _doctor), ("migrate", _migrate), ("backup", _backup)):
        add(name, run)
    restore = add("restore", _restore)
    restore.add_argument("file", type=Path, help=say.RESTORE_FILE(language))
    restore.add_argument("--force", action="store_true", help=say.FORCE(language))
    _add_exchange(add("import", _import), add("export", _export), language)
    _add_history(add("history", _history), language)
    _add_scenes(add("scenes", _list_scenes), language)
    _add_simulation(add("simulate", _simulate), language)
    return parser


def _add_exchange(bringing: argparse.ArgumentParser, giving: argparse.ArgumentParser, language: Language) -> None:
    bringing.add_argument("file", type=Path, help=say.IMPORT_FILE(language))
    giving.add_argument("file", help=say.EXPORT_FILE(language))
    for command, group, tag in (
        (bringing, say.IMPORT_GROUP, say.IMPORT_TAG),
        (giving, say.EXPORT_GROUP, say.EXPORT_TAG),
    ):
        where = command.add_mutually_exclusive_group()
        where.add_argument("--group", type=int, metavar="ID", help=group(language))
        where.add_argument("--tag", default="", metavar="TAG", help=tag(language))
    bringing.add_argument("--yes", action="store_true", help=say.YES(language))
    giving.add_argument("--ics", action="store_true", help=say.ICS(language))


def _add_history(history: argparse.ArgumentParser, language: Language) -> None:
    history.add_argument("file", type=Path, metavar="FILE", help=say.HISTORY_FILE(language))
    history.add_argument("--group", required=True, metavar="GROUP", help=say.HISTORY_GROUP(language))
    history.add_argument("--dry-run", action="store_true", help=say.DRY_RUN(language))
    history.add_argument("--yes", action="store_true", help=say.YES(language))


def _add_scenes(scenes: argparse.ArgumentParser, language: Language) -> None:
    actions = scenes.add_subparsers(metavar="")
    actions.add_parser("list", help=say.SCENES_LIST(language), description=say.SCENES_LIST(language))
    lint = actions.add_parser("lint", help=say.SCENES_LINT(language), description=say.SCENES_LINT(language))
    lint.add_argument("file", type=Path, metavar="FILE", help=say.SCENE_FILE(language))
    lint.set_defaults(command=_lint_scene)


def _add_simulation(simulate: argparse.ArgumentParser, language: Language) -> None:
    simulate.add_argument("script", type=Path, metavar="SCRIPT", help=say.SCRIPT(language))
    simulate.add_argument("--until", metavar="TIME", help=say.UNTIL(language))
    simulate.add_argument("--db", metavar="URL", help=say.DB(language))
    simulate.add_argument("--seed", type=int, default=0, metavar="N", help=say.SEED(language))
    simulate.add_argument(
        "--set", type=_pair, action="append", default=[], metavar="NAME=VALUE", help=say.SET(language)
    )
    simulate.add_argument("--format", choices=("jsonl", "chat"), default="jsonl", help=say.FORMAT(language))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("NAME=VALUE")
    return name, value
