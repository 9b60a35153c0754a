"""Starts Galley: reads the arguments, sets up the log, opens the window or runs a command."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from editor.child import (
    CREDENTIALS_ARGUMENT,
    DECODE_ARGUMENT,
    MATCH_ARGUMENT,
    PAPER_ARGUMENT,
    READ_ARGUMENT,
    SAVE_ARGUMENT,
    SPELL_ARGUMENT,
)
from editor.cli.arguments import build_parser, default_library
from editor.late import load_qt
from editor.log import set_up_log


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == [DECODE_ARGUMENT]:
        # A frozen Galley has no Python beside it: it reads pictures in a child of itself.
        from editor.photos.decoder import main as decode

        return decode(words[1:])
    if words[:1] == [READ_ARGUMENT]:
        from editor.interchange.office.reader import main as read

        return read(words[1:])
    if words[:1] == [SAVE_ARGUMENT]:
        from editor.photos.saving import main as save

        return save(words[1:])
    if words[:1] == [CREDENTIALS_ARGUMENT]:
        from editor.photos.credentials import main as read_credentials

        return read_credentials(words[1:])
    if words[:1] == [SPELL_ARGUMENT]:
        from editor.language.suggestions import main as answer_words

        return answer_words(words[1:])
    if words[:1] == [MATCH_ARGUMENT]:
        # And it tries expressions in one, which can be stopped.
        from editor.desk.expression_child import main as match

        return match()
    if words[:1] == [PAPER_ARGUMENT]:
        # Sheets of paper are set by Qt, which no command loads.
        from editor.ui.review.paper import main as set_sheets

        return set_sheets(words[1:])
    args = build_parser(words).parse_args(words)
    set_up_log()
    # Imported late on purpose: a command must not load Qt, nor the window the commands.
    if args.command is None:
        # Starting makes a hundred thousand objects and hardly any garbage: searching them again
        # and again for cycles is a tenth of the start. The window collects by a timer of its own.
        gc.disable()
        return load_window()(args.library or default_library())
    from editor.cli.run import run_command

    return run_command(args)


def load_window() -> Callable[[Path], int]:
    """What opens the window, loaded in the way that takes the least time."""
    load_qt()
    from editor.ui.app import run_window

    return run_window


if __name__ == "__main__":
    sys.exit(main())
