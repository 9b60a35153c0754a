"""The command line's words: every command with its options, as data for argparse."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from editor.language.typing_habits import DELIMITERS
from editor.message import Message, Names
from editor.story.edits import Ratio
from editor.story.fields import FIELDS, LAID_OUT
from editor.story.story import Status
from editor.story.words import WordKind
from editor.story.workflow import Priority, SeatRole
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


Argument = tuple[str, dict[str, Any]]  # its name, and what argparse is told of it


def _taken(name: str, **told: Any) -> Argument:
    """An argument; one that is no option is shown as its name in capitals."""
    return name, told if name.startswith("-") else {"metavar": name.upper(), **told}


def _switch(name: str, says: str | None = None) -> Argument:
    return name, {"action": "store_true", "help": says}


_ID, _SAID_ID = _taken("id"), _taken("id", help="command.id")
_FILE = _taken("file", type=Path)
_FILES = _taken("files", nargs="+", type=Path, metavar="FILE")
_WORDS = _taken("words", nargs="+", metavar="WORD")
_INTO = _taken("--to", required=True, type=Path, metavar="DIR")
_HOW = (_switch("--regex", "command.regex"), _switch("--whole-words"), _switch("--match-case"))
_NUMBER = _taken("number", type=int, metavar="N")
_PLACED = (
    _taken("--at", default="", metavar="WORDS", help="command.comment-at"),
    _taken("--photo", default="", metavar="P", help="command.photo-of-story"),
    _taken("--field", default="", metavar="F", help="command.comment-field"),
)
# By their names what they say of themselves and take; of two words the first is a group's.
_COMMANDS: dict[str, tuple[str, *tuple[Argument, ...]]] = {
    "import": (
        "command.import",
        _FILES,
        _taken("--section", default="", help="command.section"),
        _taken("--by", action="append", default=[], metavar="NAME", help="command.by"),
        _taken("--tracked", choices=["accept", "reject"], default="ask", help="command.tracked"),
        _taken(
            "--as-body",
            action="append",
            default=[],
            choices=(*LAID_OUT, "caption", "unplaced"),
            help="command.as-body",
        ),
    ),
    "list": (
        "command.list",
        _taken("--status", choices=[str(status) for status in Status]),
        _taken("--section", default=""),
    ),
    "show": ("command.show", _SAID_ID),
    "search": ("command.search", _WORDS),
    "set": ("command.set", _ID, _taken("fields", nargs="+", metavar="FIELD=VALUE")),
    "find": ("command.find", _WORDS, *_HOW),
    "replace": (
        "command.replace",
        _taken("old"),
        _taken("new"),
        _switch("--keep-case", "command.keep-case"),
        _switch("--signed-off", "command.signed-off-too"),
        _switch("--yes", "command.yes"),
        *_HOW,
    ),
    "save-version": ("command.save-version", _ID, _taken("name", help="command.version-name")),
    "history": ("command.history", _ID),
    "compare": (
        "command.compare",
        _ID,
        _taken("older", type=int, help="command.older"),
        _taken("newer", nargs="?", type=int, help="command.newer"),
    ),
    "restore-version": ("command.restore-version", _ID, _taken("number", type=int)),
    "words list": ("command.words-list", _switch("--all", "command.words-all")),
    "words add": (
        "command.words-add",
        _taken("words", nargs="+", metavar="WORD", help="command.words-quoted"),
        _taken("--kind", choices=[str(kind) for kind in WordKind], default="word"),
        _taken("--chinese", default="", metavar="FORM", help="command.words-chinese"),
    ),
    "words forget": ("command.words-forget", _WORDS),
    "words import": ("command.words-import", _FILE),
    "words check": ("command.words-check", _ID),
    "codes list": ("command.codes-list",),
    "codes import": (
        "command.codes-import",
        _FILE,
        _taken("--delimiter", choices=list(DELIMITERS), help="command.codes-delimiter"),
    ),
    "codes export": ("command.codes-export", _FILE),
    "photo add": (
        "command.photo-add",
        _ID,
        _FILES,
        _switch("--lead", "command.lead"),
        *(_taken(f"--{text}", metavar="T") for text in ("caption", "credit", "alt")),
        _switch("--decorative", "command.decorative"),
    ),
    "photo show": (
        "command.photo-show",
        _taken("photo", help="command.photo-or-file"),
        _switch("--sources", "command.photo-sources"),
    ),
    "photo passport": ("command.photo-passport", _FILE),
    "photo set": (
        "command.photo-set",
        _taken("photo", help="command.photo-id"),
        _taken("fields", nargs="+", metavar="FIELD=VALUE"),
    ),
    "photo save": (
        "command.photo-save",
        _taken("photo", help="command.photo-id"),
        _taken("--to", required=True, type=Path, metavar="FILE"),
    ),
    "photo crop": (
        "command.photo-crop",
        _SAID_ID,
        _taken("photo", help="command.photo-of-story"),
        _taken("name", choices=["free", *(str(each) for each in Ratio)]),
        _taken("box", metavar="X,Y,W,H", help="command.crop-box"),
    ),
    "photo focus": (
        "command.photo-focus",
        _SAID_ID,
        _taken("photo", help="command.photo-of-story"),
        _taken("point", metavar="X,Y", help="command.focus-point"),
    ),
    "photos": (
        "command.photos",
        _switch("--unused", "command.unused"),
        _switch("--used", "command.used"),
        _switch("--no-credit", "command.no-credit"),
        _switch("--no-caption", "command.no-caption"),
        _switch("--expiring", "command.expiring"),
        _taken("--search", nargs="+", default=[], metavar="WORD"),
    ),
    "ingest": (
        "command.ingest",
        _taken("folder", type=Path),
        _taken("--stationery", metavar="NAME", help="command.ingest-stationery"),
        _switch("--watch", "command.ingest-watch"),
    ),
    "stationery list": ("command.stationery-list",),
    "stationery save": (
        "command.stationery-save",
        _taken("name"),
        _taken("fields", nargs="+", metavar="FIELD=VALUE"),
        *(
            _taken(f"--{way}", action="extend", nargs="+", default=[], metavar="FIELD", help=says)
            for way, says in (
                ("append", "command.stationery-append"),
                ("if-empty", "command.stationery-if-empty"),
            )
        ),
    ),
    "stationery remove": ("command.stationery-remove", _taken("name")),
    "stationery apply": (
        "command.stationery-apply",
        _taken("name"),
        _taken("photos", nargs="*", metavar="PHOTO", help="command.photo-id"),
        _taken("--story", metavar="ID", help="command.stationery-story"),
    ),
    "check": ("command.check", _ID),
    "comment add": (
        "command.comment-add",
        _SAID_ID,
        *_PLACED,
        _taken("--text", required=True, metavar="T"),
    ),
    "comment list": ("command.comment-list", _taken("id", nargs="?", help="command.comment-id")),
    "comment answer": (
        "command.comment-answer",
        *(_ID, _NUMBER),
        _taken("--text", required=True, metavar="T"),
    ),
    "comment resolve": ("command.comment-resolve", _ID, _NUMBER),
    "comment reopen": ("command.comment-reopen", _ID, _NUMBER),
    "suggest": (
        "command.suggest",
        _SAID_ID,
        _taken("--old", required=True, metavar="T"),
        _taken("--new", required=True, metavar="T"),
        *_PLACED[1:],
    ),
    "suggestion list": ("command.suggestion-list", _ID),
    "suggestion accept": (
        "command.suggestion-accept",
        _ID,
        _taken("number", nargs="?", type=int, metavar="N", help="command.suggestion-number"),
    ),
    "suggestion reject": ("command.suggestion-reject", _ID, _NUMBER),
    "return": (
        "command.return",
        _ID,
        _taken("--comment", default="", metavar="T", help="command.return-comment"),
    ),
    "send": (
        "command.send",
        _SAID_ID,
        _taken("--to", default="", metavar="ROLE|NAME", help="command.send-to"),
        _taken("--due", default="", metavar="T", help="command.time"),
        _taken("--priority", type=int, choices=list(map(int, Priority)), help="command.priority"),
        _taken("--note", default=""),
    ),
    "embargo": (
        "command.embargo",
        _SAID_ID,
        _taken("time", nargs="+", metavar="T", help="command.embargo-time"),
    ),
    "board": (
        "command.board",
        _taken("--most", type=int, default=60, metavar="N", help="command.board-most"),
    ),
    "kill": ("command.kill", _SAID_ID, _taken("--reason", required=True, metavar="T")),
    "account add": (
        "command.account-add",
        _taken("name"),
        _taken("--role", required=True, choices=[str(role) for role in SeatRole]),
        _switch("--password", "command.account-password"),
    ),
    "account list": ("command.account-list",),
    "sign-off": (
        "command.sign-off",
        _ID,
        _taken("--by", default="", metavar="NAME", help="command.signed-by"),
        _taken("--note", default=""),
        _taken("--read", metavar="SHA256", help="command.read"),
    ),
    "export": (
        "command.export",
        _ID,
        _INTO,
        _switch("--zip", "command.zip"),
        _switch("--proof", "command.proof"),
        _switch("--replace-other", "command.replace-other"),
    ),
    "verify": (
        "command.verify",
        _taken("bundle", type=Path),
        _taken("--keys", type=Path, metavar="FILE", help="command.verify-keys"),
    ),
    "keys list": ("command.keys-list",),
    "keys export": (
        "command.keys-export",
        _taken("--to", required=True, type=Path, metavar="FILE"),
    ),
    "keys revoke": ("command.keys-revoke", _taken("name")),
    "preview": (
        "command.preview",
        _ID,
        _taken("--to", required=True, type=Path, metavar="FILE.html"),
    ),
    "proof": (
        "command.proof-file",
        _SAID_ID,
        _taken("--to", required=True, type=Path, metavar="FILE.html"),
    ),
    "save-as": (
        "command.save-as",
        _SAID_ID,
        _taken("file", type=Path, help="command.save-as-file"),
    ),
    "remarks": ("command.remarks-file", _FILE),
    "sheet": (
        "command.sheet",
        _SAID_ID,
        _taken("--to", required=True, type=Path, metavar="FILE", help="command.sheet-file"),
    ),
    "audit": (
        "command.audit",
        _taken("id", nargs="?", default="", help="command.id"),
        _switch("--csv", "command.audit-csv"),
    ),
    "doctor": ("command.doctor", _switch("--deep", "command.deep")),
    "backup": ("command.backup", _taken("--to", type=Path, metavar="FILE")),
    "restore": ("command.restore", _FILE),
    "tour": ("command.tour", _INTO),
}
_GROUPS = {
    "account": "command.account",
    "words": "command.words",
    "codes": "command.codes",
    "keys": "command.keys",
    "photo": "command.photo",
    "stationery": "command.stationery",
    "comment": "command.comment",
    "suggestion": "command.suggestion",
}


def build_parser(words: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """For any words, or for these: those that only open a window need none of the commands, whose
    thirty parsers are a part of its start."""
    parser = _Parser(prog="galley", description="command.galley", epilog="command.exit-status")
    parser.add_argument("--version", action="version", version=f"Galley {VERSION}")
    parser.add_argument("--library", type=Path, metavar="DIR", help="command.library")
    parser.add_argument("--as", dest="seat", metavar="NAME", help="command.as")
    parser.set_defaults(command=None)
    match words:
        case [] | ["--library", _]:
            return parser
        case _:
            pass
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    adders = {"": commands.add_parser}
    for name, (says, *given) in _COMMANDS.items():
        group, _, verb = name.rpartition(" ")
        if group not in adders:
            verbs = "|".join(each.split()[1] for each in _COMMANDS if each.startswith(f"{group} "))
            grouped = commands.add_parser(group, help=_GROUPS[group])
            adders[group] = grouped.add_subparsers(metavar=verbs, required=True).add_parser
        added = adders[group](verb, help=says, description=says)
        added.set_defaults(command=name)
        for argument, told in (_switch("--json", "command.json"), *given):
            added.add_argument(argument, **told)
    return parser
