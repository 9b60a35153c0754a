"""From arguments to exit status: opens the library, runs one command, answers every failure."""

import argparse
import logging
from pathlib import Path

from db.errors import WRONG_FORM
from db.file.backup import restore_library
from editor.cli import accounts, commands, keys
from editor.cli.arguments import default_library
from editor.cli.shapes import DONE, UNUSABLE, WRONG_USAGE, Output
from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchSection
from editor.desk.photo_library import NotOfField
from editor.desk.way import NotAMoment
from editor.message import Said, message
from editor.story.matching import BadExpression
from editor.story.stationery import StationeryRefused
from editor.version import VERSION

_log = logging.getLogger(__name__)

# How long a command waits for its turn while others write the library: a script may start many
# at once, and one of them may bring in a hundred pictures.
WAITING_SECONDS = 120.0

# What came with the command cannot be meant.
_WRONG = (
    *(commands.WrongUsage, NoSuchSection, NotOfField, NotAMoment),
    *(StationeryRefused, BadExpression),
)


def run_command(args: argparse.Namespace) -> int:
    """0 done, 1 the check or verification found something, 2 wrong usage, 3 the input cannot
    be used. Never raises; every failure is one line on standard error."""
    out = Output.standard(as_json=args.json)
    library: Path = args.library or default_library()
    try:
        status = _run(args, library, out)
        out.finish()
        return status
    except _WRONG as error:
        out.complain(error)
        return WRONG_USAGE
    except Said as error:
        out.complain(error)
        return UNUSABLE
    except BrokenPipeError:
        # The reader has gone (`galley list | head`): nothing is wrong on our side.
        out.forsake()
        return DONE
    except KeyboardInterrupt:
        out.complain(message("answer.stopped"))
        return UNUSABLE
    except OSError as error:
        # The disk said no where nothing above answers for it: a path that is too long, say.
        _log.warning("command %s", args.command, exc_info=error)
        reason = error.strerror or type(error).__name__
        if error.filename:
            out.complain(message("answer.unusable", file=error.filename, reason=reason))
        else:
            out.complain(message("answer.some-file-unusable", reason=reason))
        return UNUSABLE
    except Exception as error:
        _log.exception("command %s", args.command)
        out.complain(message("answer.mistake", kind=type(error).__name__, error=str(error)))
        return UNUSABLE


def _run(args: argparse.Namespace, library: Path, out: Output) -> int:
    if args.command == "verify":
        return keys.verify(args, out, library)
    if args.command == "restore":
        kept = restore_library(library, args.file, wait=WAITING_SECONDS)
        out.say(message("answer.restored", file=args.file, kept=kept))
        out.give({"restored": str(args.file), "kept": str(kept) if kept else None})
        return DONE
    writing = args.command in commands.WRITING
    command = (commands.WRITING if writing else commands.READING)[args.command]

    def opened() -> Desk:
        made = Desk.open(
            library,
            program_version=VERSION,
            person="Command line",
            via="command",
            writing=writing,
            wait=WAITING_SECONDS,
            brief=True,
        )
        try:
            accounts.take_seat(made, args.seat, writing=writing)
        except BaseException:
            made.close()
            raise
        return made

    if args.command == "ingest" and args.watch:
        return commands.photos.watch(opened, args, out)
    desk = opened()
    try:
        return command(desk, args, out)
    except WRONG_FORM as error:
        # Met only while it was printed.
        desk.upkeep.blame_rows(error)
        raise
    finally:
        desk.close()
