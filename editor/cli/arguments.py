"""The command line's words: every command with its options, as data for argparse."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_path

from editor.story.fields import FIELDS, LAID_OUT
from editor.story.story import Status
from editor.story.words import WordKind
from editor.version import VERSION

SETTABLE = tuple(field.key for field in FIELDS.values() if field.by_command)


def default_library() -> Path:
    """`GALLEY_LIBRARY`, else the platform's place for a program's data."""
    chosen = os.environ.get("GALLEY_LIBRARY", "")
    return Path(chosen).expanduser() if chosen else user_data_path("Galley", appauthor=False)


AddCommand = Callable[[str, str], argparse.ArgumentParser]


def _add_finding(command: AddCommand) -> None:
    """Words looked for in the text of every draft."""
    finding = command("find", "find words in every draft, with the words around them")
    finding.add_argument("words", nargs="+", metavar="WORD")
    replacing = command("replace", "replace words in every draft; shows them all before it does")
    replacing.add_argument("old", metavar="OLD")
    replacing.add_argument("new", metavar="NEW")
    replacing.add_argument("--keep-case", action="store_true", help="give NEW the capitals of OLD")
    replacing.add_argument(
        "--signed-off", action="store_true", help="signed-off stories too, which voids the sign-off"
    )
    replacing.add_argument("--yes", action="store_true", help="do it, without asking")
    for parser in (finding, replacing):
        parser.add_argument("--regex", action="store_true", help="read it as a regular expression")
        parser.add_argument("--whole-words", action="store_true")
        parser.add_argument("--match-case", action="store_true")


def _add_history(command: AddCommand) -> None:
    """Versions: kept, listed, compared, brought back."""
    saving = command("save-version", "keep a story as it stands under a name")
    saving.add_argument("id", metavar="ID")
    saving.add_argument("name", metavar="NAME", help="such as “Before the cut”")

    listing = command("history", "list the versions of a story, newest first")
    listing.add_argument("id", metavar="ID")

    comparing = command("compare", "say what differs between two versions of a story")
    comparing.add_argument("id", metavar="ID")
    comparing.add_argument("older", type=int, metavar="OLDER", help="the number of a version")
    comparing.add_argument(
        "newer", nargs="?", type=int, metavar="NEWER", help="another one; else the story as it is"
    )

    restoring = command("restore-version", "bring a version back; what is there is kept first")
    restoring.add_argument("id", metavar="ID")
    restoring.add_argument("number", type=int, metavar="NUMBER")


def _add_words(words: argparse.ArgumentParser) -> None:
    """What is spelt right: the newsroom's own words, and a story read for the others."""
    verbs = words.add_subparsers(metavar="list|add|forget|import|check", required=True)

    def verb(name: str, says: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=says, description=says)
        added.add_argument("--json", action="store_true", help="print JSON")
        added.set_defaults(command=f"words {name}")
        return added

    listing = verb("list", "list the newsroom's words, names and places")
    listing.add_argument("--all", action="store_true", help="also those that come with Galley")

    adding = verb("add", "make words right in every story")
    adding.add_argument("words", nargs="+", metavar="WORD", help="quote a name of several words")
    adding.add_argument("--kind", choices=[str(kind) for kind in WordKind], default="word")
    adding.add_argument("--chinese", default="", metavar="FORM", help="for a single word or name")

    forgetting = verb("forget", "take words out of the newsroom's")
    forgetting.add_argument("words", nargs="+", metavar="WORD")

    importing = verb("import", "bring in a spreadsheet: .xlsx, .csv or .tsv")
    importing.add_argument("file", type=Path, metavar="FILE")

    checking = verb("check", "say which words and names of a story are not known")
    checking.add_argument("id", metavar="ID")


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="galley",
        description="Galley, the editorial workstation. Without a command it opens its window.",
        epilog="Exit status: 0 done, 1 the check or verification found something, "
        "2 wrong usage, 3 the input cannot be used.",
    )
    parser.add_argument("--version", action="version", version=f"Galley {VERSION}")
    parser.add_argument(
        "--library",
        type=Path,
        metavar="DIR",
        help="the folder of drafts and photos (else GALLEY_LIBRARY, else the usual place)",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.add_argument("--json", action="store_true", help="print JSON")
        return added

    importing = command("import", "bring Word, Writer, rich text, mail, text, Markdown and HTML in")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--section", default="", help="a section's name or key")
    importing.add_argument("--by", action="append", default=[], metavar="NAME", help="the author")
    importing.add_argument(
        "--tracked",
        choices=["accept", "reject"],
        default="ask",
        help="what becomes of tracked changes; without it a file that holds some is refused",
    )
    importing.add_argument(
        "--as-body",
        action="append",
        default=[],
        choices=(*LAID_OUT, "caption", "unplaced"),
        help="what was taken for this is copy after all; may be given several times; `unplaced`: "
        "words whose place is not known, which then stand at the end",
    )

    listing = command("list", "list the stories, newest change first")
    listing.add_argument("--status", choices=[str(status) for status in Status])
    listing.add_argument("--section", default="")

    showing = command("show", "show one story")
    showing.add_argument("id", metavar="ID", help="an id, its beginning, or a slug")

    searching = command("search", "find stories by their words")
    searching.add_argument("words", nargs="+", metavar="WORD")

    setting = command("set", "set fields of a story: " + ", ".join(SETTABLE))
    setting.add_argument("id", metavar="ID")
    setting.add_argument("fields", nargs="+", metavar="FIELD=VALUE")

    _add_finding(command)
    _add_history(command)
    _add_words(commands.add_parser("words", help="what the newsroom knows to be spelt right"))

    photo = commands.add_parser("photo", help="the photos of a story")
    photos = photo.add_subparsers(dest="photo_command", metavar="add", required=True)
    adding = photos.add_parser("add", help="attach pictures to a story")
    adding.add_argument("id", metavar="ID")
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    adding.add_argument("--lead", action="store_true", help="make the first one the lead photo")
    for text in ("caption", "credit", "alt"):
        adding.add_argument(f"--{text}", metavar="T")
    adding.add_argument("--json", action="store_true", help="print JSON")

    checking = command("check", "say what stands between a story and its sign-off")
    checking.add_argument("id", metavar="ID")

    signing = command("sign-off", "approve a story exactly as it stands now")
    signing.add_argument("id", metavar="ID")
    signing.add_argument("--by", required=True, metavar="NAME")
    signing.add_argument("--note", default="")

    exporting = command("export", "write a signed-off story as a bundle, any other as a proof")
    exporting.add_argument("id", metavar="ID")
    exporting.add_argument("--to", required=True, type=Path, metavar="DIR")
    exporting.add_argument("--zip", action="store_true", help="one .zip file instead of a folder")
    exporting.add_argument("--proof", action="store_true", help="a proof even when signed off")
    exporting.add_argument(
        "--replace-other",
        action="store_true",
        help="also in the place of another story's bundle",
    )

    verifying = command("verify", "check a bundle against its own manifest")
    verifying.add_argument("bundle", type=Path, metavar="BUNDLE")

    previewing = command("preview", "write the page's HTML exactly as it will be published")
    previewing.add_argument("id", metavar="ID")
    previewing.add_argument("--to", required=True, type=Path, metavar="FILE.html")

    saving = command("save-as", "write a story as a Word file, Markdown or plain text")
    saving.add_argument("id", metavar="ID", help="an id, its beginning, or a slug")
    saving.add_argument("file", type=Path, metavar="FILE", help="ends in .docx, .md or .txt")

    doctor = command("doctor", "examine the library: integrity, disk, orphans")
    doctor.add_argument("--deep", action="store_true", help="read every original and compare it")

    backing_up = command("backup", "copy the library's database while it is in use")
    backing_up.add_argument("--to", type=Path, metavar="FILE")

    restoring = command("restore", "put a backup in place; the present database is kept")
    restoring.add_argument("file", type=Path, metavar="FILE")

    touring = command("tour", "the whole road with the sample story: in, signed off, exported")
    touring.add_argument("--to", required=True, type=Path, metavar="DIR")
    return parser
