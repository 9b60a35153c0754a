"""A body on its way to the clipboard: HTML for other programs, and plain text.

Simple semantic HTML without styles; it is never what a page is published from.
"""

from collections.abc import Callable, Iterator
from html import escape

from editor.interchange.web.markup import OWN, PULL_QUOTE
from editor.story import document as body
from editor.story.document import Block, Document, block_placements, block_runs
from editor.story.runs import Mark, Run, Runs, runs_text

_TAGS = {
    Mark.BOLD: "strong",
    Mark.ITALIC: "em",
    Mark.UNDERLINE: "u",
    Mark.STRIKE: "s",
    Mark.SUPERSCRIPT: "sup",
    Mark.SUBSCRIPT: "sub",
}
_TABLE = '<table border="1" style="border-collapse:collapse">'


Photo = Callable[[str], str]  # what stands in a photo's place, by its placement's id


def _nothing(placement: str) -> str:
    return ""  # their files do not travel in text


def to_html(document: Document) -> str:
    """The body as HTML; photos and galleries are left out."""
    blocks = "".join(block_html(block) for block in document.blocks)
    return f'<div {OWN}="document">{blocks}</div>'


def to_plain_text(document: Document, photo: Photo = _nothing) -> str:
    """The body as text: blank lines between paragraphs, `- ` and numbers before list items."""
    return "\n\n".join(plain_blocks(document, photo))


def plain_blocks(document: Document, photo: Photo = _nothing) -> list[str]:
    """The words of each block that has some."""
    parts = ("\n".join(_lines(block, photo)) for block in document.blocks)
    return [part for part in parts if part]


def block_html(block: Block, photo: Photo = _nothing) -> str:
    match block:
        case body.Paragraph(runs):
            return f"<p>{_runs_html(runs)}</p>"
        case body.Heading(level, runs):
            return f"<h{level}>{_runs_html(runs)}</h{level}>"
        case body.Blockquote(paragraphs, attribution):
            quoted = "".join(block_html(paragraph) for paragraph in paragraphs)
            said_by = f"<footer>— {escape(attribution)}</footer>" if attribution else ""
            return f"<blockquote>{quoted}{said_by}</blockquote>"
        case body.PullQuote(runs):
            return f'<aside {OWN}="{PULL_QUOTE}">{_runs_html(runs)}</aside>'
        case body.ListBlock(ordered, items):
            tag = "ol" if ordered else "ul"
            inner = "".join(
                f"<li>{_runs_html(item.runs)}{''.join(map(block_html, item.lists))}</li>"
                for item in items
            )
            return f"<{tag}>{inner}</{tag}>"
        case body.Table(rows):
            return _table_html(rows)
        case body.PhotoBlock() | body.Gallery():
            return "\n".join(filter(None, map(photo, block_placements(block))))
        case body.Divider():
            return "<hr>"


def _table_html(rows: tuple[body.TableRow, ...]) -> str:
    """Rows of headers at the top are the head, as spreadsheets expect it; Word draws no lines
    that the table does not ask for."""
    head = next((i for i, row in enumerate(rows) if not _is_head(row)), len(rows))
    above = f"<thead>{_rows_html(rows[:head])}</thead>" if head else ""
    below = f"<tbody>{_rows_html(rows[head:])}</tbody>" if rows[head:] else ""
    return f"{_TABLE}{above}{below}</table>"


def _is_head(row: body.TableRow) -> bool:
    return all(cell.header for cell in row)


def _rows_html(rows: tuple[body.TableRow, ...]) -> str:
    return "".join(f"<tr>{''.join(map(_cell_html, row))}</tr>" for row in rows)


def _cell_html(cell: body.TableCell) -> str:
    tag = "th" if cell.header else "td"
    return f"<{tag}>{_runs_html(cell.runs)}</{tag}>"


def _runs_html(runs: Runs) -> str:
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    html = escape(run.text, quote=False).replace("\n", "<br>")
    for mark, tag in _TAGS.items():
        if mark in run.marks:
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href else html


def _lines(block: Block, photo: Photo, indent: str = "") -> Iterator[str]:
    match block:
        case body.ListBlock(ordered, items):
            for number, item in enumerate(items, 1):
                bullet = f"{number}. " if ordered else "- "
                words = runs_text(item.runs).replace("\n", f"\n{indent}{' ' * len(bullet)}")
                yield f"{indent}{bullet}{words}"
                for inner in item.lists:
                    yield from _lines(inner, photo, indent + "  ")
        case body.Blockquote(_, attribution):
            yield "\n\n".join(runs_text(runs) for runs in block_runs(block))
            if attribution:
                yield f"— {attribution}"
        case body.Table(rows):
            for row in rows:
                yield "\t".join(" ".join(runs_text(cell.runs).split("\n")) for cell in row)
        case body.Divider():
            yield "* * *"
        case _:
            yield from (runs_text(runs) for runs in block_runs(block))
            yield from filter(None, map(photo, block_placements(block)))
