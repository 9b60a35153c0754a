"""Starts Galley: reads the arguments, sets up the log, opens the window or runs a command."""

import sys

from editor.cli.arguments import build_parser, default_library
from editor.log import set_up_log


def main(argv: list[str] | None = None) -> int:
    args = build_parser().parse_args(argv)
    set_up_log()
    # Imported late on purpose: a command must not load Qt, nor the window the commands.
    if args.command is None:
        from editor.ui.app import run_window

        return run_window(args.library or default_library())
    from editor.cli.run import run_command

    return run_command(args)


if __name__ == "__main__":
    sys.exit(main())
