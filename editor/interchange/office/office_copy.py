"""What the child says of an office file, as a value and as the JSON it crosses in.

Never pickle: the child has read a file from outside, and what it says is only data. Its characters
are those that a page can show, with sentences about those it cannot (`shown`).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from editor.interchange.arriving.conservation import Unplaced, missing
from editor.interchange.arriving.incoming import STYLES, Piece
from editor.interchange.arriving.left_out import texts_of
from editor.interchange.arriving.lost_characters import LostCharacters
from editor.interchange.arriving.refusal import Change, ChangeKind
from editor.late import frozen
from editor.message import Message
from editor.story import document as body
from editor.story import document_json
from editor.story.document import Block, Document
from editor.story.runs import Run, Runs, runs_text

Json = dict[str, Any]
MALFORMED = (ValueError, KeyError, TypeError, AttributeError)


@frozen
class OfficeCopy:
    """`headline` is what a mail's subject says; `changes` are tracked ones, told even when they
    were accepted or rejected. Pictures are those of the store, by key, name, file and alt.

    `seen` is all visible text of the file as its dumb pass has gathered it, `quoted` the words
    that only a warning has, `unplaced` what neither they nor the pieces have (`conservation`).
    What was seen stays in the child.
    """

    pieces: tuple[Piece, ...] = ()
    warnings: tuple[Message, ...] = ()
    changes: tuple[Change, ...] = ()
    headline: str = ""
    pictures: tuple[Json, ...] = ()
    quoted: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    seen: tuple[str, ...] = ()

    def told(self) -> Iterator[str]:
        for piece in self.pieces:
            yield from texts_of(piece.block)
        for picture in self.pictures:
            yield picture["alt"]
        yield from self.quoted


def accounted_copy(copy: OfficeCopy) -> OfficeCopy:
    """`copy` with what was seen in the file and came out nowhere."""
    return replace(copy, unplaced=(*copy.unplaced, *missing(copy.seen, copy.told())))


def copy_json(copy: OfficeCopy) -> Json:
    return {
        "pieces": [_piece_json(piece) for piece in copy.pieces],
        "warnings": [each.to_json() for each in copy.warnings],
        "changes": [change.json() for change in copy.changes],
        "headline": copy.headline,
        "pictures": list(copy.pictures),
        "quoted": list(copy.quoted),
        "unplaced": [[each.text, each.after] for each in copy.unplaced],
    }


def read_copy(data: Json) -> OfficeCopy:
    """Raises one of MALFORMED for anything else than `copy_json` gives."""
    return OfficeCopy(
        pieces=tuple(piece for each in data["pieces"] for piece in _read_piece(each)),
        warnings=tuple(map(Message.from_json, data["warnings"])),
        changes=tuple(
            Change(ChangeKind(each["kind"]), str(each["author"]), str(each["text"]))
            for each in data["changes"]
        ),
        headline=str(data["headline"]),
        pictures=tuple(
            {name: str(each[name]) for name in ("key", "name", "file", "alt")}
            for each in data["pictures"]
        ),
        quoted=tuple(str(each) for each in data["quoted"]),
        unplaced=tuple(Unplaced(str(text), str(after)) for text, after in data["unplaced"]),
    )


def _piece_json(piece: Piece) -> Json:
    return {
        # In normal form: a table beyond what a document holds is folded and goes on in another.
        "document": document_json.to_json(Document.of((piece.block,))),
        "number": piece.number,
        "style": piece.style,
        "slight": piece.slight,
    }


def _read_piece(data: Json) -> list[Piece]:
    document = document_json.from_json(data["document"])
    if (style := data["style"]) not in STYLES:
        raise ValueError(f"{style!r:.40} is no style of a paragraph")
    number, slight = int(data["number"]), bool(data["slight"])
    return [Piece(block, number, style, slight) for block in document.blocks]


def shown(copy: OfficeCopy) -> OfficeCopy:
    lost = LostCharacters()
    pieces = tuple(replace(piece, block=_block(piece.block, lost)) for piece in copy.pieces)
    headline = lost.take(copy.headline)
    return replace(
        copy, pieces=pieces, headline=headline, warnings=(*lost.sentences, *copy.warnings)
    )


def _block(block: Block, lost: LostCharacters) -> Block:
    match block:
        case body.Blockquote(paragraphs, attribution):
            kept = tuple(body.Paragraph(_runs(each.runs, lost)) for each in paragraphs)
            return body.Blockquote(kept, lost.take(attribution))
        case body.ListBlock():
            return _list(block, lost)
        case body.Table(rows):
            return body.Table(
                tuple(tuple(replace(c, runs=_runs(c.runs, lost)) for c in row) for row in rows)
            )
        case _:
            runs = getattr(block, "runs", None)
            return block if runs is None else replace(block, runs=_runs(runs, lost))


def _list(block: body.ListBlock, lost: LostCharacters) -> body.ListBlock:
    items = (
        body.ListItem(_runs(item.runs, lost), tuple(_list(inner, lost) for inner in item.lists))
        for item in block.items
    )
    return body.ListBlock(block.ordered, tuple(items))


def _runs(runs: Runs, lost: LostCharacters) -> Runs:
    if runs_text(runs).isascii():
        return runs
    taken: list[Run] = []
    before = ""
    for run in runs:
        text = lost.take(run.text, before)
        taken.append(replace(run, text=text))
        before = f"{before}{text}"[-40:]  # enough to say where a lost one stood
    return tuple(taken)
