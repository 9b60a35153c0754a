"""A story as Markdown with front matter, as `text.markdown` reads it back.

Markdown holds headings, lists, quotes, tables with a head, links, bold, italic and strike. What
it cannot hold is written as plain words, never lost: underline, superscript and subscript; a
pull quote is a quote; a table without a head gets an empty one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from editor.interchange.leaving.outgoing import OutgoingStory
from editor.interchange.text.markdown import FORMAT
from editor.interchange.text.markdown_page import markdown_page
from editor.interchange.web.html import body_from_html
from editor.late import regex
from editor.story import document as body
from editor.story.document import Block, block_runs
from editor.story.fields import FIELDS
from editor.story.runs import Mark, Run, Runs, normal_runs
from editor.story.text import clean_line

_HELD = {Mark.STRIKE: "~~", Mark.BOLD: "**", Mark.ITALIC: "*"}
_SPECIAL = regex(r"([\\`*_\[\]<>&~|!#])")
_SIGN = regex(r"^([-+=])")  # at the start of a line these begin something else
_NUMBER = regex(r"^(\d{1,9})([.)])")
_EDGES = regex(r"(\s*+)((?:.*\S)?)(\s*)", re.DOTALL)


def markdown(story: OutgoingStory) -> str:
    """UTF-8 text with `\\n` line ends."""
    blocks = [_block(block, story) for block in story.body.blocks]
    return "\n".join(_front(story)) + "\n\n" + "\n\n".join(each for each in blocks if each) + "\n"


def _front(story: OutgoingStory) -> Iterator[str]:
    lead = story.lead_photo
    caption = lead.caption if lead else story.caption
    credit = lead.credit if lead else story.credit
    said = {field.front[0]: getattr(story, key) for key, field in FIELDS.items() if field.front}
    lists = {key: value for key, value in said.items() if not isinstance(value, str)}
    lines = {
        **{key: value for key, value in said.items() if key not in lists},
        "caption": caption,
        "credit": credit.words(story.credit_style),
        "photo": lead.name if lead else "",
    }
    yield "---"
    yield f"format: {FORMAT}"
    for key, value in lines.items():
        if value:
            yield f'{key}: "{clean_line(value)}"'
    for key, values in lists.items():
        if values:
            yield f"{key}:"
            yield from (f'  - "{clean_line(each)}"' for each in values)
    yield "---"


def _block(block: Block, story: OutgoingStory) -> str:
    match block:
        case body.Paragraph(runs):
            return _paragraph(runs)
        case body.Heading(level, runs):
            # A heading is one line here.
            return f"{'#' * level} {_words(_on_one_line(runs))}".rstrip()
        case body.Blockquote(paragraphs, attribution):
            parts = [_paragraph(p.runs) for p in paragraphs]
            parts += [f"— {_escaped(attribution)}"] if attribution else []
            return _quoted("\n\n".join(part for part in parts if part))
        case body.PullQuote(runs):
            return _quoted(_paragraph(runs))
        case body.ListBlock():
            return "\n".join(_items(block))
        case body.Table(rows):
            return _table(rows)
        case body.PhotoBlock(placement):
            return _photos((placement,), story)
        case body.Gallery(placements):
            return _photos(placements, story)
        case body.Divider():
            return "***"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _items(block: body.ListBlock) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        bullet = f"{number}. " if block.ordered else "- "
        indent = " " * len(bullet)
        lines = _paragraph(item.runs).split("\n")
        yield f"{bullet}{lines[0]}".rstrip()
        yield from (f"{indent}{line}" for line in lines[1:])
        for inner in item.lists:
            yield from (f"{indent}{line}" for line in _items(inner))


def _table(rows: tuple[tuple[body.TableCell, ...], ...]) -> str:
    has_head = all(cell.header for cell in rows[0])
    head = rows[0] if has_head else tuple(body.TableCell() for _ in rows[0])
    below = rows[1:] if has_head else rows
    return "\n".join((_row(head), f"|{' --- |' * len(head)}", *map(_row, below)))


def _row(row: tuple[body.TableCell, ...]) -> str:
    cells = (_words(_on_one_line(cell.runs)).strip() for cell in row)
    return f"| {' | '.join(cells)} |"


def _photos(placements: tuple[str, ...], story: OutgoingStory) -> str:
    lines: list[str] = []
    for key in placements:
        photo = story.photos.get(key)
        if photo is not None:
            caption = story.printed(photo.caption, photo.credit).replace("\\", "\\\\")
            title = f' "{caption.replace(chr(34), chr(92) + chr(34))}"' if caption else ""
            address = re.sub(r"[\s<>()]", "_", photo.name)
            lines.append(f"![{_escaped(photo.alt)}]({address}{title})")
    return "\n\n".join(lines)


def _paragraph(runs: Runs) -> str:
    """A paragraph with its line breaks; nothing at a line's start makes it something else."""
    lines = (line.lstrip(" \t") for line in _words(runs).split("\n"))
    return "\n".join(_NUMBER.sub(r"\1\\\2", _SIGN.sub(r"\\\1", line)) for line in lines)


def _on_one_line(runs: Runs) -> Runs:
    return tuple(Run(run.text.replace("\n", " "), run.marks, run.href) for run in runs)


def _words(runs: Runs) -> str:
    """The words with their marks; a mark that Markdown would not read there is left off."""
    runs = _held(runs)
    marked = _marked(runs)
    if _reads_back(marked, runs):
        return marked
    return _marked(tuple(Run(run.text, frozenset(), run.href) for run in runs))


def _reads_back(marked: str, runs: Runs) -> bool:
    document, _ = body_from_html(markdown_page(marked).html)
    read = [run for block in document.blocks for part in block_runs(block) for run in part]
    return _looks(read) == _looks(runs)


def _looks(runs: Iterable[Run]) -> list[tuple[str, frozenset[Mark], str]]:
    """Each character as it looks; blanks look alike with and without marks."""
    return [(c, run.marks, run.href) for run in runs for c in run.text if not c.isspace()]


def _held(runs: Runs) -> Runs:
    """Without the marks Markdown does not have, and without marks on blanks at the edges."""
    held: list[Run] = []
    for run in runs:
        marks = run.marks & _HELD.keys()
        match = _EDGES.fullmatch(run.text)
        before, words, after = match.groups() if match else ("", run.text, "")
        held += (
            Run(before, frozenset(), run.href),
            Run(words, marks, run.href),
            Run(after, frozenset(), run.href),
        )
    return normal_runs(held)


def _marked(runs: Runs) -> str:
    parts: list[str] = []
    for href, alike in groupby(runs, key=lambda run: run.href):
        words = "".join(_run(run) for run in alike)
        parts.append(f"[{words}](<{_address(href)}>)" if href else words)
    return "".join(parts).replace("\n", "\\\n")


def _run(run: Run) -> str:
    signs = [sign for mark, sign in _HELD.items() if mark in run.marks]
    return "".join(signs) + _escaped(run.text) + "".join(reversed(signs))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _address(href: str) -> str:
    return href.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
