"""How many characters of any set of files came into a story, were quoted, or were lost.

    python -m tests.e2e.conservation FOLDER_OR_FILE…

Every file is read as the house reads it. What is visible in it is gathered once more, apart from
the reader, and held against all that came of it: `lost` has to be 0. A refused file is named with
its reason and loses nothing.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from editor.interchange.arriving.conservation import folded, missing
from editor.interchange.arriving.encoding import decode, decode_page
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.left_out import told_by
from editor.interchange.arriving.lost_characters import LostCharacters
from editor.interchange.office.package import Package, children, parse_part
from editor.interchange.office.rtf.rtf_seen import seen_in as seen_in_rich_text
from editor.interchange.office.word.word_mending import settle
from editor.interchange.office.word.word_pictures import relations
from editor.interchange.office.word.word_seen import seen_in as seen_in_word
from editor.interchange.office.writer.writer_seen import seen_in as seen_in_writer
from editor.interchange.read import FileRefused, Tracked, read_story
from editor.interchange.web.markup import tokens
from editor.interchange.web.page_seen import seen_on_page

Seen = Callable[[Path], list[str]]
_NOTES = ("footnotes", "endnotes", "comments")


@dataclass(frozen=True, slots=True)
class Measured:
    """Visible characters of a file, without blanks: in the story, quoted as left out, shown as
    words whose place is not known, and in none of these."""

    seen: int = 0
    kept: int = 0
    quoted: int = 0
    unplaced: int = 0
    lost: int = 0

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(
            self.seen + other.seen,
            self.kept + other.kept,
            self.quoted + other.quoted,
            self.unplaced + other.unplaced,
            self.lost + other.lost,
        )


def seen_in_word_file(path: Path) -> list[str]:
    with closing(Package(path)) as package:
        related = relations(package, "").values()
        main = next(r.target for r in related if r.kind == "officeDocument")
        parts = [main]
        parts += [r.target for r in relations(package, main).values() if r.kind in _NOTES]
        seen: list[str] = []
        for each in filter(package.read, parts):
            root = parse_part(package.read(each))
            settle(root, accept=True)
            seen += seen_in_word(root)
        return seen


def seen_in_writer_file(path: Path) -> list[str]:
    with closing(Package(path)) as package:
        root = parse_part(package.read("content.xml"))
        return [words for each in children(root, "body") for words in seen_in_writer(each)]


def seen_in_rich_text_file(path: Path) -> list[str]:
    lost = LostCharacters()  # as the story has them: characters of old fonts, signs that are lost
    return [lost.take(text) for text in seen_in_rich_text(path.read_bytes())]


def seen_in_text_file(path: Path) -> list[str]:
    return LostCharacters().take(decode(path.read_bytes())[0]).splitlines(keepends=True)


# A kind of file that is not here is measured by what its own reader has seen.
SEEN: dict[str, Seen] = {
    ".html": lambda path: list(seen_on_page(tokens(decode_page(path.read_bytes())[0]))),
    ".docx": seen_in_word_file,
    ".docm": seen_in_word_file,
    ".odt": seen_in_writer_file,
    ".rtf": seen_in_rich_text_file,
    ".txt": seen_in_text_file,
}


def measured(story: IncomingStory, seen: Iterable[str]) -> Measured:
    runs = list(seen)
    total = _length(runs)
    in_story = list(told_by(replace(story, quoted=())))
    unplaced = [each.text for each in story.unplaced]
    beside = _length(_not_told(runs, in_story))
    unquoted = _length(_not_told(runs, [*in_story, *story.quoted]))
    lost = _length(_not_told(runs, [*in_story, *story.quoted, *unplaced]))
    return Measured(total, total - beside, max(0, beside - unquoted), max(0, unquoted - lost), lost)


def _not_told(runs: list[str], told: list[str]) -> Iterator[str]:
    """What is missing, but for words that stand in what was told as often as in the source: a
    shorter run, “this”, may have been found in the middle of the only “to this story”."""
    for each in missing(runs, told):
        words = folded(each.text)
        if folded("".join(runs)).count(words) > sum(folded(t).count(words) for t in told):
            yield each.text


def measure(path: Path) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        story = read_story(path, Path(folder), Tracked.ACCEPT)
    seen = SEEN.get(path.suffix.lower())
    if seen is None:
        unplaced = _length(each.text for each in story.unplaced)
        in_story = _length(told_by(replace(story, quoted=())))
        quoted = _length(story.quoted)
        return Measured(in_story + quoted + unplaced, in_story, quoted, unplaced)
    return measured(story, seen(path))


def _length(texts: Iterable[str]) -> int:
    return sum(len(folded(text)) for text in texts)


def _files(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def main(names: list[str]) -> int:
    total = Measured()
    read = refused = 0
    for path in _files(names):
        try:
            found = measure(path)
        except FileRefused as refusal:
            refused += 1
            print(f"      refused  {refusal}")
            continue
        read += 1
        total += found
        print(
            f"{found.seen:9,} seen {found.kept:9,} kept {found.quoted:7,} quoted "
            f"{found.unplaced:6,} unplaced {found.lost:5,} lost  {path}"
        )
    print(
        f"{read} files read, {refused} refused: {total.seen:,} characters seen, {total.kept:,} "
        f"kept, {total.quoted:,} quoted, {total.unplaced:,} unplaced, {total.lost:,} lost"
    )
    return 1 if total.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
