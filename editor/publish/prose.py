"""The body of a story as HTML: every block to its element, every text escaped once, here.

One block leaves one element, or none when it has no words; the preview counts on that to find
the block behind a click. Knows no photo: where one stands, it says so.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup, escape

from editor.late import regex
from editor.story import document as body
from editor.story.addresses import safe_address
from editor.story.document import Block, Document, once
from editor.story.runs import Mark, Run, Runs, runs_text

# Outermost first. One order for all pages: equal text has equal bytes, and a link is one link
# even when only a part of it is bold.
_TAGS = (
    (Mark.BOLD, "strong"),
    (Mark.ITALIC, "em"),
    (Mark.UNDERLINE, "u"),
    (Mark.STRIKE, "s"),
    (Mark.SUPERSCRIPT, "sup"),
    (Mark.SUBSCRIPT, "sub"),
)

_NUMBER = regex(r"[+−–-]?\s?[¥$€£]?\s?\d[\d,.\s]*(?:%|‰|percent)?")
_FIRST_TAG = regex(r"<[a-z0-9]+")
_MISSING = ("-", "–", "—", "…", "n/a")

# The complement of `editor.story.text.is_supported`, as a search: a page is cleaned whole, after
# escaping, each time somebody pauses typing. In two parts, since the second, which is slow, is
# needed only where there are characters beyond the basic plane.
_NO_PAGE_CHARACTER = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\uf8ff\ufdd0-\ufdef\ufeff"
    "\ufffc\ufffd\ufffe\uffff]"
)
_PLANES = range(0x10000, 0xF0000, 0x10000)
_NO_PAGE_CHARACTER_BEYOND = regex(
    "[" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in _PLANES) + "\U000f0000-\U0010ffff]"
)


def prose(document: Document) -> Iterator[Markup | body.PhotoBlock | body.Gallery]:
    """The elements of the body in order; photos and galleries are handed on as they are."""
    for block in document.blocks:
        if isinstance(block, body.PhotoBlock | body.Gallery):
            yield block
        elif html := block_html(block):
            yield html


def prose_html(document: Document) -> str:
    """The body's text alone, one element a line, for readers that place photos themselves."""
    return printable("\n".join(part for part in prose(document) if isinstance(part, Markup)))


def printable(text: str) -> str:
    """`text` without the characters that no page can carry."""
    text = _NO_PAGE_CHARACTER.sub("", text)
    if len(text.encode("utf-16-le")) == 2 * len(text):
        return text
    return _NO_PAGE_CHARACTER_BEYOND.sub("", text)


@once
def block_html(block: Block) -> Markup:
    """One block as one element; empty when it has no words."""
    match block:
        case body.Paragraph(runs):
            return _element("p", runs)
        case body.Heading(level, runs):
            return _element(f"h{level}", runs)
        case body.PullQuote(runs):
            inner = _element("p", runs)
            return Markup('<aside class="pull-quote">%s</aside>') % inner if inner else inner
        case body.Blockquote(paragraphs, attribution):
            return _quote(paragraphs, attribution)
        case body.ListBlock():
            return _list(block)
        case body.Divider():
            return Markup("<hr>")
        case body.Table(rows):
            return _table(rows)
        case body.PhotoBlock() | body.Gallery():
            return Markup("")


def anchored_html(html: Markup, block_id: str) -> Markup:
    """One element, as `block_html` made it, that says which block of the body it is."""
    tag = _FIRST_TAG.match(html)
    return (
        Markup('%s data-block="%s"%s')
        % (
            Markup(html[: tag.end()]),  # noqa: S704 (parts of what was made above)
            block_id,
            Markup(html[tag.end() :]),  # noqa: S704
        )
        if tag
        else html
    )


def inline_html(runs: Runs) -> Markup:
    """Marked text; an address that no page may link to leaves its words without a link."""
    parts: list[str] = []
    for href, group in groupby(runs, key=lambda run: safe_address(run.href) if run.href else ""):
        linked = tuple(group)
        marks = frozenset[Mark]().union(*(run.marks for run in linked))
        inner = _marked(linked, [(mark, tag) for mark, tag in _TAGS if mark in marks])
        parts.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return Markup("".join(parts))  # noqa: S704 (every text in it went through _text or escape)


def _marked(runs: tuple[Run, ...], tags: list[tuple[Mark, str]]) -> str:
    if not tags:
        return _text(runs_text(runs)).replace("\n", "<br>")
    (mark, tag), inner_tags = tags[0], tags[1:]
    parts: list[str] = []
    for marked, group in groupby(runs, key=lambda run: mark in run.marks):
        inner = _marked(tuple(group), inner_tags)
        parts.append(f"<{tag}>{inner}</{tag}>" if marked else inner)
    return "".join(parts)


def _text(text: str) -> str:
    """Escaped for text between tags, where quotation marks need no escape."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _element(tag: str, runs: Runs) -> Markup:
    if not runs_text(runs).strip():
        return Markup("")
    return Markup('<{0} dir="auto">{1}</{0}>').format(tag, inline_html(runs))


def _quote(paragraphs: tuple[body.Paragraph, ...], attribution: str) -> Markup:
    parts = [_element("p", paragraph.runs) for paragraph in paragraphs]
    if attribution:
        parts.append(Markup('<footer dir="auto">— <cite>%s</cite></footer>') % attribution)
    return Markup("<blockquote>%s</blockquote>") % Markup("").join(parts)


def _table(rows: tuple[body.TableRow, ...]) -> Markup:
    """A table with words in it; rows of headers at its top are its head."""
    if not any(runs_text(cell.runs).strip() for row in rows for cell in row):
        return Markup("")
    head = next((i for i, row in enumerate(rows) if not all(c.header for c in row)), len(rows))
    columns = zip(*rows[head:], strict=True)
    numbers = tuple(place > 0 and _is_of_numbers(column) for place, column in enumerate(columns))
    parts: list[Markup] = []
    if head:
        parts.append(Markup("<thead>%s</thead>") % _rows(rows[:head], "col", numbers))
    if rows[head:]:
        parts.append(Markup("<tbody>%s</tbody>") % _rows(rows[head:], "row", numbers))
    return Markup("<table>%s</table>") % Markup("").join(parts)


def _is_of_numbers(column: Iterable[body.TableCell]) -> bool:
    """Whether a column is read down its digits; a dash is a number that is missing.

    Never asked of the first one, which says what a row is about, were it a year.
    """
    texts = [text for cell in column if (text := runs_text(cell.runs).strip())]
    return any(map(_NUMBER.fullmatch, texts)) and all(
        _NUMBER.fullmatch(text) or text in _MISSING for text in texts
    )


def _rows(rows: tuple[body.TableRow, ...], scope: str, numbers: tuple[bool, ...]) -> Markup:
    numbers = numbers or (False,) * len(rows[0])
    return Markup("").join(
        Markup("<tr>%s</tr>")
        % Markup("").join(
            _cell(cell, scope, number=number) for cell, number in zip(row, numbers, strict=True)
        )
        for row in rows
    )


def _cell(cell: body.TableCell, scope: str, *, number: bool) -> Markup:
    words = inline_html(cell.runs)
    kind = Markup(' class="number"') if number else Markup("")
    # A header without words would name nothing.
    if cell.header and runs_text(cell.runs).strip():
        return Markup('<th scope="{0}"{1} dir="auto">{2}</th>').format(scope, kind, words)
    return Markup('<td{0} dir="auto">{1}</td>').format(kind, words)


def _list(block: body.ListBlock) -> Markup:
    items = (
        Markup('<li dir="auto">%s%s</li>')
        % (inline_html(item.runs), Markup("").join(_list(inner) for inner in item.lists))
        for item in block.items
    )
    tag = "ol" if block.ordered else "ul"
    return Markup("<{0}>{1}</{0}>").format(tag, Markup("").join(items))
