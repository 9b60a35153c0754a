"""The stored form of a body: ProseMirror-shaped JSON, read strictly and written one way.

`from_json(to_json(document)) == document`. Reading refuses what the document cannot hold and
says where, so that a damaged or foreign body is never half read.
"""

from typing import Any, cast

from editor.message import message
from editor.story.document import (
    MAX_GALLERY_PHOTOS,
    MAX_LIST_DEPTH,
    MAX_TABLE_COLUMNS,
    MAX_TABLE_ROWS,
    Block,
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
    TableRow,
    once,
)
from editor.story.forms import NewerSchema, json_text
from editor.story.runs import NO_MARKS, Mark, Run, Runs

# 2: tables and galleries. A document is written with the lowest schema that holds it, so that
# the bytes of what was signed before, and with them its hash, stay what they were.
SCHEMA = 2
_NEEDS_2 = frozenset({Table, Gallery})
Json = dict[str, Any]

# One order for marks, so that equal documents have equal bytes.
_MARK_ORDER = tuple(Mark)


class DocumentError(ValueError):
    """The JSON is not a body this program can hold; the message says where."""


def to_json(document: Document) -> Json:
    """Bodies share the forms of the blocks that they share: nobody may change one."""
    return {
        "type": "doc",
        "schema": _schema(document),
        "content": list(map(block_json, document.blocks)),
    }


def to_text(document: Document) -> str:
    """`json_text(to_json(document))`, for which only blocks that are new are written."""
    content = ",".join(map(_block_text, document.blocks))
    return f'{{"content":[{content}],"schema":{_schema(document)},"type":"doc"}}'


def from_json(data: object) -> Document:
    """Raises DocumentError for anything that is not a document, NewerSchema for one of a schema
    that only a newer Galley knows."""
    if not isinstance(data, dict) or data.get("type") != "doc":
        raise DocumentError("not a document")
    schema = data.get("schema", SCHEMA)
    if not isinstance(schema, int):
        raise DocumentError("its schema is no number")
    if schema > SCHEMA:
        raise NewerSchema(message("newer.text"), schema, SCHEMA)
    blocks = [
        _read_block(node, f"content[{i}]") for i, node in enumerate(_content(data, "document"))
    ]
    return Document.of(blocks)


# -- writing


def _schema(document: Document) -> int:
    return 1 if _NEEDS_2.isdisjoint(map(type, document.blocks)) else SCHEMA


@once
def block_json(block: Block) -> Json:
    match block:
        case Paragraph(runs):
            return _with_content("paragraph", _runs_json(runs))
        case Heading(level, runs):
            return _with_content("heading", _runs_json(runs), {"level": level})
        case Blockquote(paragraphs, attribution):
            attrs = {"attribution": attribution} if attribution else None
            return _with_content("blockquote", [block_json(p) for p in paragraphs], attrs)
        case PullQuote(runs):
            return _with_content("pull_quote", _runs_json(runs))
        case ListBlock(ordered, items):
            kind = "ordered_list" if ordered else "bullet_list"
            return _with_content(kind, [_item_json(item) for item in items])
        case PhotoBlock(placement):
            return {"type": "photo", "attrs": {"placement": placement}}
        case Gallery(placements):
            return {"type": "gallery", "attrs": {"placements": list(placements)}}
        case Table(rows):
            return _with_content("table", [_row_json(row) for row in rows])
        case Divider():
            return {"type": "divider"}


@once
def _block_text(block: Block) -> str:
    match block:
        case Paragraph((Run(text, marks, ""),)) if text and not marks and "\n" not in text:
            # As most are.
            return f'{{"content":[{{"text":{json_text(text)},"type":"text"}}],"type":"paragraph"}}'
    return json_text(block_json(block))


def _item_json(item: ListItem) -> Json:
    inner = [block_json(Paragraph(item.runs)), *(block_json(each) for each in item.lists)]
    return _with_content("list_item", inner)


def _row_json(row: TableRow) -> Json:
    cells = (
        ("table_header" if cell.header else "table_cell", block_json(Paragraph(cell.runs)))
        for cell in row
    )
    return _with_content("table_row", [_with_content(kind, [words]) for kind, words in cells])


def _with_content(kind: str, content: list[Json], attrs: Json | None = None) -> Json:
    node: Json = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    if content:
        node["content"] = content
    return node


def _runs_json(runs: Runs) -> list[Json]:
    nodes: list[Json] = []
    for run in runs:
        marks: list[Json] = [{"type": str(mark)} for mark in _MARK_ORDER if mark in run.marks]
        if run.href:
            marks.append({"type": "link", "attrs": {"href": run.href}})
        for i, line in enumerate(run.text.split("\n")):
            if i:
                nodes.append({"type": "hard_break", **({"marks": marks} if marks else {})})
            if line:
                nodes.append({"type": "text", "text": line, **({"marks": marks} if marks else {})})
    return nodes


# -- reading


def _content(node: Json, place: str) -> list[Json]:
    content = node.get("content", [])
    if not isinstance(content, list) or not {*map(type, cast("list[Any]", content))} <= {dict}:
        raise DocumentError(f"{place}: content is not a list of nodes")
    return cast("list[Json]", content)


def _attr(node: Json, name: str, kind: type, place: str, default: Any = None) -> Any:
    attrs = node.get("attrs") or {}
    value = attrs.get(name, default) if isinstance(attrs, dict) else None
    if not isinstance(value, kind):
        raise DocumentError(f"{place}: {name} is missing or of the wrong kind")
    return value


def _read_block(node: Json, place: str) -> Block:
    match node.get("type"):
        case "paragraph":
            return Paragraph(_read_runs(node, place))
        case "heading":
            return Heading(_attr(node, "level", int, place), _read_runs(node, place))
        case "blockquote":
            inner = [_read_block(n, f"{place}[{i}]") for i, n in enumerate(_content(node, place))]
            paragraphs = tuple(block for block in inner if isinstance(block, Paragraph))
            if len(paragraphs) != len(inner):
                raise DocumentError(f"{place}: a quote holds paragraphs only")
            return Blockquote(paragraphs, _attr(node, "attribution", str, place, default=""))
        case "pull_quote":
            return PullQuote(_read_runs(node, place))
        case "bullet_list" | "ordered_list":
            return _read_list(node, place, 1)
        case "photo":
            return PhotoBlock(_attr(node, "placement", str, place))
        case "gallery":
            return _read_gallery(node, place)
        case "table":
            return _read_table(node, place)
        case "divider":
            return Divider()
        case other:
            raise DocumentError(f"{place}: unknown block {str(other)[:40]!r}")


def _read_list(node: Json, place: str, depth: int) -> ListBlock:
    if depth > 4 * MAX_LIST_DEPTH:  # far past what normal form keeps: somebody's attack
        raise DocumentError(f"{place}: lists nested too deeply")
    items: list[ListItem] = []
    for i, child in enumerate(_content(node, place)):
        here = f"{place}[{i}]"
        parts = _content(child, here)
        if child.get("type") != "list_item" or not parts or parts[0].get("type") != "paragraph":
            raise DocumentError(f"{here}: not a list item that starts with a paragraph")
        if any(part.get("type") not in ("bullet_list", "ordered_list") for part in parts[1:]):
            raise DocumentError(f"{here}: a list item holds one paragraph, then lists")
        inner = tuple(_read_list(part, here, depth + 1) for part in parts[1:])
        items.append(ListItem(_read_runs(parts[0], here), inner))
    return ListBlock(node.get("type") == "ordered_list", tuple(items))


def _read_gallery(node: Json, place: str) -> Gallery:
    placements = cast("list[Any]", _attr(node, "placements", list, place))
    if not all(isinstance(each, str) for each in placements):
        raise DocumentError(f"{place}: a gallery holds ids of placements only")
    if len(placements) > MAX_GALLERY_PHOTOS:
        raise DocumentError(f"{place}: a gallery of more than {MAX_GALLERY_PHOTOS} photos")
    return Gallery(tuple(placements))


def _read_table(node: Json, place: str) -> Table:
    rows = _content(node, place)
    if len(rows) > MAX_TABLE_ROWS:
        raise DocumentError(f"{place}: a table of more than {MAX_TABLE_ROWS} rows")
    return Table(tuple(_read_row(row, f"{place}[{i}]") for i, row in enumerate(rows)))


def _read_row(node: Json, place: str) -> TableRow:
    cells = _content(node, place)
    if node.get("type") != "table_row":
        raise DocumentError(f"{place}: a table holds rows only")
    if len(cells) > MAX_TABLE_COLUMNS:
        raise DocumentError(f"{place}: a row of more than {MAX_TABLE_COLUMNS} cells")
    return tuple(_read_cell(cell, f"{place}[{i}]") for i, cell in enumerate(cells))


def _read_cell(node: Json, place: str) -> TableCell:
    parts = _content(node, place)
    if node.get("type") not in ("table_cell", "table_header"):
        raise DocumentError(f"{place}: a row holds cells only")
    if len(parts) != 1 or parts[0].get("type") != "paragraph":
        raise DocumentError(f"{place}: a cell holds one paragraph")
    return TableCell(_read_runs(parts[0], place), node.get("type") == "table_header")


def _read_runs(node: Json, place: str) -> Runs:
    runs: list[Run] = []
    for child in _content(node, place):
        marks, href = _read_marks(child, place) if "marks" in child else (NO_MARKS, "")
        if child.get("type") == "hard_break":
            runs.append(Run("\n", marks, href))
        elif child.get("type") == "text" and isinstance(child.get("text"), str):
            runs.append(Run(child["text"], marks, href))
        else:
            raise DocumentError(f"{place}: only text and line breaks may stand in a paragraph")
    return tuple(runs)


def _read_marks(node: Json, place: str) -> tuple[frozenset[Mark], str]:
    marks: set[Mark] = set()
    href = ""
    for mark in node["marks"] or []:
        kind = mark.get("type") if isinstance(mark, dict) else None
        if kind == "link":
            href = _attr(mark, "href", str, place)
        elif kind in _MARK_ORDER:
            marks.add(Mark(kind))
        else:
            raise DocumentError(f"{place}: unknown mark {str(kind)[:40]!r}")
    return frozenset(marks), href
