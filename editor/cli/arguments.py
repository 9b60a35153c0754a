"""The command line's words: every command with its options, as data for argparse."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from editor.message import Message, Names
from editor.story.fields import FIELDS, LAID_OUT
from editor.story.story import Status
from editor.story.words import WordKind
from editor.version import VERSION

SETTABLE = tuple(field.key for field in FIELDS.values() if field.by_command)


def default_library() -> Path:
    """`GALLEY_LIBRARY`, else the platform's place for a program's data."""
    chosen = os.environ.get("GALLEY_LIBRARY", "")
    return Path(chosen).expanduser() if chosen else user_data_path("Galley", appauthor=False)


class _Help(argparse.HelpFormatter):
    """What stands here as a key of the words, said only when somebody asks."""

    def add_text(self, text: str | None) -> None:
        super().add_text(None if text is None else _said(text))

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return None if action.help is None else _said(action.help)


def _said(text: str) -> str:
    if not text.startswith("command."):
        return text  # argparse's own
    return str(Message(text, (("fields", Names(SETTABLE)),)))


class _Parser(argparse.ArgumentParser):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=_Help)


AddCommand = Callable[[str, str], argparse.ArgumentParser]


def _add_finding(command: AddCommand) -> None:
    """Words looked for in the text of every draft."""
    finding = command("find", "command.find")
    finding.add_argument("words", nargs="+", metavar="WORD")
    replacing = command("replace", "command.replace")
    replacing.add_argument("old", metavar="OLD")
    replacing.add_argument("new", metavar="NEW")
    replacing.add_argument("--keep-case", action="store_true", help="command.keep-case")
    replacing.add_argument("--signed-off", action="store_true", help="command.signed-off-too")
    replacing.add_argument("--yes", action="store_true", help="command.yes")
    for parser in (finding, replacing):
        parser.add_argument("--regex", action="store_true", help="command.regex")
        parser.add_argument("--whole-words", action="store_true")
        parser.add_argument("--match-case", action="store_true")


def _add_history(command: AddCommand) -> None:
    """Versions: kept, listed, compared, brought back."""
    saving = command("save-version", "command.save-version")
    saving.add_argument("id", metavar="ID")
    saving.add_argument("name", metavar="NAME", help="command.version-name")

    listing = command("history", "command.history")
    listing.add_argument("id", metavar="ID")

    comparing = command("compare", "command.compare")
    comparing.add_argument("id", metavar="ID")
    comparing.add_argument("older", type=int, metavar="OLDER", help="command.older")
    comparing.add_argument("newer", nargs="?", type=int, metavar="NEWER", help="command.newer")

    restoring = command("restore-version", "command.restore-version")
    restoring.add_argument("id", metavar="ID")
    restoring.add_argument("number", type=int, metavar="NUMBER")


def _add_words(words: argparse.ArgumentParser) -> None:
    """What is spelt right: the newsroom's own words, and a story read for the others."""
    verbs = words.add_subparsers(metavar="list|add|forget|import|check", required=True)

    def verb(name: str, says: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=says, description=says)
        added.add_argument("--json", action="store_true", help="command.json")
        added.set_defaults(command=f"words {name}")
        return added

    listing = verb("list", "command.words-list")
    listing.add_argument("--all", action="store_true", help="command.words-all")

    adding = verb("add", "command.words-add")
    adding.add_argument("words", nargs="+", metavar="WORD", help="command.words-quoted")
    adding.add_argument("--kind", choices=[str(kind) for kind in WordKind], default="word")
    adding.add_argument("--chinese", default="", metavar="FORM", help="command.words-chinese")

    forgetting = verb("forget", "command.words-forget")
    forgetting.add_argument("words", nargs="+", metavar="WORD")

    importing = verb("import", "command.words-import")
    importing.add_argument("file", type=Path, metavar="FILE")

    checking = verb("check", "command.words-check")
    checking.add_argument("id", metavar="ID")


def build_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """For any words, or for these: those that only open a window need none of the commands, whose
    thirty parsers are a part of its start."""
    parser = _Parser(
        prog="galley",
        description="command.galley",
        epilog="command.exit-status",
    )
    parser.add_argument("--version", action="version", version=f"Galley {VERSION}")
    parser.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="command.library",
    )
    parser.set_defaults(command=None)
    match words:
        case [] | ["--library", _]:
            return parser
        case _:
            pass
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.add_argument("--json", action="store_true", help="command.json")
        return added

    importing = command("import", "command.import")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--section", default="", help="command.section")
    importing.add_argument("--by", action="append", default=[], metavar="NAME", help="command.by")
    importing.add_argument(
        "--tracked",
        choices=["accept", "reject"],
        default="ask",
        help="command.tracked",
    )
    importing.add_argument(
        "--as-body",
        action="append",
        default=[],
        choices=(*LAID_OUT, "caption", "unplaced"),
        help="command.as-body",
    )

    listing = command("list", "command.list")
    listing.add_argument("--status", choices=[str(status) for status in Status])
    listing.add_argument("--section", default="")

    showing = command("show", "command.show")
    showing.add_argument("id", metavar="ID", help="command.id")

    searching = command("search", "command.search")
    searching.add_argument("words", nargs="+", metavar="WORD")

    setting = command("set", "command.set")
    setting.add_argument("id", metavar="ID")
    setting.add_argument("fields", nargs="+", metavar="FIELD=VALUE")

    _add_finding(command)
    _add_history(command)
    _add_words(commands.add_parser("words", help="command.words"))

    photo = commands.add_parser("photo", help="command.photo")
    photos = photo.add_subparsers(dest="photo_command", metavar="add", required=True)
    adding = photos.add_parser("add", help="command.photo-add")
    adding.add_argument("id", metavar="ID")
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    adding.add_argument("--lead", action="store_true", help="command.lead")
    for text in ("caption", "credit", "alt"):
        adding.add_argument(f"--{text}", metavar="T")
    adding.add_argument("--json", action="store_true", help="command.json")

    checking = command("check", "command.check")
    checking.add_argument("id", metavar="ID")

    signing = command("sign-off", "command.sign-off")
    signing.add_argument("id", metavar="ID")
    signing.add_argument("--by", required=True, metavar="NAME")
    signing.add_argument("--note", default="")

    exporting = command("export", "command.export")
    exporting.add_argument("id", metavar="ID")
    exporting.add_argument("--to", required=True, type=Path, metavar="DIR")
    exporting.add_argument("--zip", action="store_true", help="command.zip")
    exporting.add_argument("--proof", action="store_true", help="command.proof")
    exporting.add_argument(
        "--replace-other",
        action="store_true",
        help="command.replace-other",
    )

    verifying = command("verify", "command.verify")
    verifying.add_argument("bundle", type=Path, metavar="BUNDLE")

    previewing = command("preview", "command.preview")
    previewing.add_argument("id", metavar="ID")
    previewing.add_argument("--to", required=True, type=Path, metavar="FILE.html")

    saving = command("save-as", "command.save-as")
    saving.add_argument("id", metavar="ID", help="command.id")
    saving.add_argument("file", type=Path, metavar="FILE", help="command.save-as-file")

    doctor = command("doctor", "command.doctor")
    doctor.add_argument("--deep", action="store_true", help="command.deep")

    backing_up = command("backup", "command.backup")
    backing_up.add_argument("--to", type=Path, metavar="FILE")

    restoring = command("restore", "command.restore")
    restoring.add_argument("file", type=Path, metavar="FILE")

    touring = command("tour", "command.tour")
    touring.add_argument("--to", required=True, type=Path, metavar="DIR")
    return parser
