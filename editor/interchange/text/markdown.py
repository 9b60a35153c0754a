"""Copy written in Markdown becomes a story, with what its front matter says.

CommonMark with tables and strike-through; raw HTML in it stays text. Markdown is turned into
HTML first, so that both ways in share one reading of blocks, marks and links.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from itertools import starmap
from typing import Any

from editor.interchange.arriving import signatures
from editor.interchange.arriving.conservation import Unplaced, missing
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.left_out import part_left_out, told_by
from editor.interchange.arriving.lost_characters import quoted
from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.text.markdown_page import is_address, markdown_page
from editor.interchange.web.html_head import PageHead, language_tag
from editor.interchange.web.html_page import split_keywords, story_on_page
from editor.interchange.web.sanitise import sanitised
from editor.late import frozen, regex
from editor.message import message
from editor.story.credit import parse_credit
from editor.story.fields import FIELDS, NAMES, FieldKind, StoryField
from editor.story.people import split_names
from editor.story.text import clean_line, clean_text

_BELOW = ("|", ">")  # signs of YAML that the lines below are the value
_KEY = regex(r"(?P<key>[A-Za-z][\w-]*)\s*:(?:\s++(?P<value>.*))?")
_FENCES = ("---", "...")


@frozen
class FrontMatter:
    """The lines between `---` at the head of a file: `key: value`, `key: [a, b]` and lists of
    `- item`, what editors write there. It is not YAML, so nothing in it can be more than text.

    `values` maps keys in small letters to what was given; `rest` is the text below."""

    values: dict[str, tuple[str, ...]]
    rest: str

    def line(self, *keys: str) -> str:
        """The value of the first of `keys` that is given; "" when none is."""
        return ", ".join(next((self.values[key] for key in keys if key in self.values), ()))

    def list(self, *keys: str) -> tuple[str, ...]:
        return next((self.values[key] for key in keys if key in self.values), ())


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of `text`; without a closed block at its very head there is none."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter({}, text)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES), None)
    if end is None:
        return FrontMatter({}, text)
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines[1:end]:
        match = _KEY.fullmatch(line.rstrip())
        if match:
            key = match["key"].lower()
            value = (match["value"] or "").strip()
            values[key] = [] if value in _BELOW else list(_values(value))
        elif not line.strip() or line.lstrip().startswith("#"):
            continue
        elif key:
            values[key].append(_unquoted(line.strip().removeprefix("- ").strip()))
        else:  # words before any key: this is no front matter
            return FrontMatter({}, text)
    said = {key: tuple(v for v in each if v) for key, each in values.items()}
    return FrontMatter(said, "\n".join(lines[end + 1 :]))


def _values(text: str) -> tuple[str, ...]:
    if text.startswith("[") and text.endswith("]"):
        return tuple(v for v in (_unquoted(part) for part in text[1:-1].split(",")) if v)
    return (_unquoted(text),) if text else ()


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


_TAG = regex(r"</?[a-zA-Z][^<>]*>")
# The parser takes some 25 millionths of a second for each of these, and more for a line.
_SIGNS = "[]*_`!~|<>&#\\"
MAX_SIGNS = 30_000
MAX_LINES = 20_000
FORMAT = "galley"  # `format:` of a file that Galley wrote: below its front matter all is body
_CARRIED = tuple(field for field in FIELDS.values() if field.front)
_USED = {"caption", "credit", "photo", "format", *(n for each in _CARRIED for n in each.front)}


def read_markdown(text: str) -> IncomingStory:
    """The story in `text`; `# ` is the headline unless front matter has a title.

    Raises BeyondBounds for what would take too long to read.
    """
    front = read_front_matter(clean_text(text))
    story = _known(front)
    _hold_bounds(front.rest)
    made = markdown_page(front.rest)
    page = sanitised(made.html)
    story = story_on_page(page, PageHead(), story, all_body=front.line("format") == FORMAT)
    if _TAG.search(story.body.text):
        tags = quoted(", ".join(dict.fromkeys(_TAG.findall(story.body.text))), 100)
        note = message("arriving.html-in-markdown", tags=tags)
        story = replace(story, warnings=(*story.warnings, note))
    story = replace(
        story,
        warnings=(*story.warnings, *dict.fromkeys(starmap(part_left_out, made.left_out))),
        quoted=(*story.quoted, *(words for _, words in made.left_out)),
    )
    return replace(story, unplaced=(*story.unplaced, *not_told(front, told_by(story))))


def _hold_bounds(text: str) -> None:
    if sum(map(text.count, _SIGNS)) > MAX_SIGNS:
        raise BeyondBounds("unread.too-many-signs", limit=MAX_SIGNS)
    if text.count("\n") > MAX_LINES:
        raise BeyondBounds("unread.too-many-lines", limit=MAX_LINES)


def _known(front: FrontMatter) -> IncomingStory:
    unused = [
        f"{key}: {', '.join(values)}" for key, values in front.values.items() if key not in _USED
    ]
    said = {field.key: _read(field, front) for field in _CARRIED}
    # What else a line of names says: an office, a place.
    given = ((each, said[line.key]) for line in NAMES for each in front.list(*line.front))
    more = [each for each, names in given if not _are_all(each, names)]
    return IncomingStory(
        **said,
        caption=clean_line(front.line("caption")),
        credit=parse_credit(front.line("credit")),
        warnings=(
            *(message("arriving.names-of-line", line=quoted(each)) for each in more),
            *(message("arriving.unused-front-matter", line=quoted(line)) for line in unused),
        ),
        quoted=(*more, *unused),
    )


def _read(field: StoryField, front: FrontMatter) -> Any:
    match field.kind:
        case FieldKind.NAMES:
            return _names(front.list(*field.front))
        case FieldKind.KEYWORDS:
            words = (word for each in front.list(*field.front) for word in split_keywords(each))
            return tuple(dict.fromkeys(words))
        case FieldKind.LANGUAGE:
            return language_tag(front.line(*field.front))
        case _:
            return clean_line(front.line(*field.front))


def _are_all(line: str, names: tuple[str, ...]) -> bool:
    """Whether a line is nothing but these names."""
    return line.strip() in names or set(split_names(line)) <= set(names)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    found = (
        name
        for each in given
        for name in signatures.byline(each)[0] or signatures.people(each) or (clean_line(each),)
    )
    return tuple(dict.fromkeys(name for name in found if name))


# What these keys hold comes in as something else than words.
_NO_WORDS = frozenset({"language", "lang", "format", "credit", "photo"})
_NO_LETTERS = regex(r"[!-/:-@\[-`{-~]+")
_NUMBER = regex(r"^((?:[\s>]|[-*+]\s)*)\d{1,9}[.)](?=\s)")
# Where a link leads, and its title.
_TARGET = regex(
    r"\]\(\s*+(?:<[^<>]*>|(?:[^()\s]|\([^()\s]*\))*+)"
    r"(?:\s++(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\))|)\s*+\)"
)
_PICTURE = regex(r"!\[([^\[\]]*)\]")
_LABEL = regex(r"(?<=\])\[[^\[\]]*\]")
_DEFINITION = regex(r"^\s{0,3}\[[^\]]*\]:\s*(\S+)")


def not_told(front: FrontMatter, told: Iterable[str]) -> tuple[Unplaced, ...]:
    return missing(_seen(front), map(_letters, told))


def _seen(front: FrontMatter) -> Iterator[str]:
    for key, values in front.values.items():
        if key not in _NO_WORDS:
            yield from (f"{_letters(value)}\n" for value in values)
    for line in front.rest.split("\n"):
        match = _DEFINITION.match(line)
        if match and is_address(match[1]):
            continue  # told where nothing leads to it
        line = _NUMBER.sub(r"\1", line)
        aside = [next(filter(None, found), "") for found in _TARGET.findall(line)]
        line = _LABEL.sub("", _TARGET.sub("]", line))
        aside += _PICTURE.findall(line)
        for words in (_PICTURE.sub(" ", line), *aside):
            yield f"{_letters(unescape(words))}\n"


def _letters(text: str) -> str:
    return _NO_LETTERS.sub(" ", text)
