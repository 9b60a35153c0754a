"""Markdown as a page of HTML, and the words of it for which a page has no place.

Nothing that somebody wrote as words is taken for an address or falls off the edge of a table.
"""

import re
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.interchange.arriving.refusal import BeyondBounds
from editor.late import regex

_ATTRIBUTION_STARTS = ("—", "–", "--", "―")
MAX_NESTING = 40  # blocks within blocks; a list and its item are two
MAX_COLUMNS = 100
_DEFINITION = regex(r"\s{0,3}\[((?:[^\]\\]|\\.)*)\]:\s*(\S+)")
# `[Mayor]: Yes.` defines a link to Markdown; only what looks like an address does to a reader.
_ADDRESS = regex(
    r"<|(?:https?|ftp|file|mailto|tel|data|cid|news|irc):|\w+://|\.{0,2}/|#\w|\?\w|www\."
    r"|[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}(?:[/?#:]|$)|[\w.-]+/[\w.-]",
    re.IGNORECASE,
)
_reference = import_module("markdown_it.rules_block.reference").reference
_cells = import_module("markdown_it.rules_block.table").escapedSplit


@dataclass(slots=True)
class MarkdownPage:
    """`left_out` holds (what it is, a key of the words; its words)."""

    html: str
    left_out: list[tuple[str, str]] = field(default_factory=list)


def is_address(text: str) -> bool:
    return _ADDRESS.match(text) is not None


def markdown_page(text: str) -> MarkdownPage:
    """`text` as HTML, before any fence. Raises BeyondBounds."""
    definitions: list[tuple[str, str]] = []  # (its label, how it was written)

    def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        lines = state.getLines(start, min(start + 2, end), state.blkIndent, False)
        match = _DEFINITION.match(lines)
        if match is None or not is_address(match[2]):
            return False
        if not _reference(state, start, end, silent):
            return False
        written = state.getLines(start, state.line, state.blkIndent, False)
        definitions.append((normalizeReference(match[1]), " ".join(written.split())))
        return True

    rules = {"html": False, "maxNesting": MAX_NESTING, "store_labels": True}
    parser = MarkdownIt("commonmark", rules).enable(["table", "strikethrough"])
    parser.block.ruler.at("reference", definition)
    # Which addresses a story may link to is decided for all ways in at one place (`body_flow`).
    parser.validateLink = _every_address
    parsed = parser.parse(text)
    if (wide := _widened(text, parsed)) != text:
        definitions.clear()
        parsed = parser.parse(wide)
    left_out: list[tuple[str, str]] = []
    used: set[str] = set()
    for token in parsed:
        if token.level >= MAX_NESTING - 1:  # the parser leaves out what is deeper
            raise BeyondBounds("unread.nested-lists")
        if token.type == "fence" and token.info.strip():
            left_out.append(("part.beside-code", token.info))
        _break_before_attribution(token.children or [])
        for child in token.children or []:
            _note(child, left_out, used)
    for label, written in definitions:
        if label not in used:
            left_out.append(("part.unused-address", written))
        used.discard(label)  # Markdown takes the first of several
    return MarkdownPage(parser.renderer.render(parsed, parser.options, {}), left_out)


def _every_address(url: str) -> bool:
    return True


def _note(token: Token, left_out: list[tuple[str, str]], used: set[str]) -> None:
    if token.type not in ("link_open", "image"):
        return
    if label := token.meta.get("label"):
        used.add(normalizeReference(str(label)))
    if title := str(token.attrs.get("title") or ""):
        is_link = token.type == "link_open"
        left_out.append(("part.title-of-link" if is_link else "part.title-of-picture", title))


def _widened(text: str, parsed: list[Token]) -> str:
    """`text` with the heads of its tables as wide as their widest rows: Markdown leaves out the
    cells beyond."""
    lines = text.split("\n")
    for token in parsed:
        if token.type != "table_open" or token.map is None:
            continue
        start, stop = token.map
        head = _count(lines[start])
        most = max((_count(line) for line in lines[start + 2 : stop]), default=0)
        if (more := min(most, MAX_COLUMNS) - head) > 0:
            lines[start] = f"{_closed(lines[start])}{' |' * more}"
            lines[start + 1] = f"{_closed(lines[start + 1])}{'---|' * more}"
    return "\n".join(lines)


def _count(line: str) -> int:
    cells = _cells(line.strip().lstrip("> "))
    return len(cells) - (not cells[0].strip()) - (len(cells) > 1 and not cells[-1].strip())


def _closed(line: str) -> str:
    line = line.rstrip()
    return line if line.endswith("|") and not line.endswith("\\|") else f"{line} |"


def _break_before_attribution(children: list[Token]) -> None:
    """A quote's last line `— Name` stays a line: Markdown would join it to the one above."""
    for token, following in pairwise(children):
        if token.type == "softbreak" and following.content.startswith(_ATTRIBUTION_STARTS):
            token.type = "hardbreak"
            token.tag = "br"
