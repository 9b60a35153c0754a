"""How well stories are found on real web pages: `python -m tests.trials.web_pages FOLDER`.

The folder holds pages (`pages/*.html`, any encoding) and `expected.json`: for each page's name
`with` (passages of its story), `without` (words around it) and, where known, `title`. Printed are
the passages that came in, the furniture that stayed out, and whatever is neither in the story
nor quoted in what was left out. `--names` lists what went wrong, `--only PART` some pages.
"""

import argparse
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from editor.interchange.arriving.encoding import decode_page
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.read import FileRefused, read_bytes
from editor.interchange.web.markup import tokens
from editor.interchange.web.page_seen import seen_on_page

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Tally:
    """What was asked of the pages, and what came of it; texts are what went wrong."""

    pages: int = 0
    characters: int = 0
    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    passages: int = 0
    missing: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    furniture: int = 0
    staying: list[str] = field(default_factory=list)
    titles: int = 0
    other_titles: list[str] = field(default_factory=list)

    def add(self, name: str, story: IncomingStory, expected: dict[str, list[str]]) -> None:
        self.pages += 1
        self.lost += (f"{name}: {each.text[:90]!r}" for each in story.unplaced)
        came = letters(" ".join(_texts(story)))
        said = letters(" ".join(map(str, story.warnings)))
        for passage in expected["with"]:
            self.passages += 1
            if letters(passage) not in came:
                self.missing.append(f"{name}: {passage[:90]!r}")
                if letters(passage) not in said:
                    self.unsaid.append(f"{name}: {passage[:90]!r}")
        in_the_way = letters(f"{story.headline} {story.deck} {story.body.text}")
        for words in expected["without"]:
            self.furniture += 1
            if letters(words) in in_the_way:
                self.staying.append(f"{name}: {words[:90]!r}")
        if title := expected.get("title"):
            self.titles += 1
            if letters(str(title)) != letters(story.headline):
                self.other_titles.append(f"{name}: {story.headline!r} for {title!r}")

    def lines(self) -> list[str]:
        return [
            f"pages {self.pages}, refused {len(self.refused)}",
            f"passages kept {_share(self.passages - len(self.missing), self.passages)}",
            f"furniture out {_share(self.furniture - len(self.staying), self.furniture)}",
            f"headlines {_share(self.titles - len(self.other_titles), self.titles)}",
            f"passages neither in the story nor quoted {len(self.unsaid)}",
            f"letters seen {self.characters:,}; words whose place is not known {len(self.lost)}",
        ]


def letters(text: str) -> str:
    """Letters and figures alone: blanks and signs are set differently by everybody."""
    return _NO_LETTERS.sub("", text).casefold()


def _texts(story: IncomingStory) -> list[str]:
    captions = [picture.caption for picture in story.pictures]
    names = [*story.byline, *story.contributors]
    first = f"{story.dateline} {story.body.text}"
    return [story.headline, story.deck, *names, story.caption, *captions, first]


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / max(1, whole):.1%})"


def measured(folder: Path, only: str = "") -> Tally:
    tally = Tally()
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for name, words in sorted(expected.items()):
        if only and only not in name:
            continue
        try:
            data = (folder / "pages" / name).read_bytes()
            tally.characters += len(letters("".join(seen_on_page(tokens(decode_page(data)[0])))))
            tally.add(name, read_bytes(data, name), words)
        except FileRefused as error:
            tally.refused.append(f"{name}: {error.reason}")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--names", action="store_true")
    asked = parser.parse_args()
    start = time.process_time()
    tally = measured(asked.folder, asked.only)
    if asked.names:
        for title in ("refused", "lost", "missing", "unsaid", "staying", "other_titles"):
            print(f"-- {title}", *getattr(tally, title), sep="\n")
    print(*tally.lines(), f"{time.process_time() - start:.0f} s of computing", sep="\n")


if __name__ == "__main__":
    main()
