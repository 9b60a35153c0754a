"""What the child says of an office file, as a value and as the JSON it crosses in.

Never pickle: the child has read a file from outside, and what it says is only data.
"""

from dataclasses import dataclass
from typing import Any

from editor.interchange.office.tracked import Change, ChangeKind
from editor.interchange.piece import Piece, Style
from editor.story import document_json
from editor.story.document import Document

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfficeCopy:
    """`headline` is what a mail's subject says; `changes` are tracked ones, told even when they
    were accepted or rejected. Pictures are those of the store, by key, name, file and alt."""

    pieces: tuple[Piece, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    headline: str = ""
    pictures: tuple[Json, ...] = ()


def copy_json(copy: OfficeCopy) -> Json:
    return {
        "pieces": [_piece_json(piece) for piece in copy.pieces],
        "warnings": list(copy.warnings),
        "changes": [change.json() for change in copy.changes],
        "headline": copy.headline,
        "pictures": list(copy.pictures),
    }


def read_copy(data: Json) -> OfficeCopy:
    """Raises ValueError, KeyError or TypeError for anything else than `copy_json` gives."""
    return OfficeCopy(
        pieces=tuple(piece for each in data["pieces"] for piece in _read_piece(each)),
        warnings=tuple(str(each) for each in data["warnings"]),
        changes=tuple(
            Change(ChangeKind(each["kind"]), str(each["author"]), str(each["text"]))
            for each in data["changes"]
        ),
        headline=str(data["headline"]),
        pictures=tuple(
            {name: str(each[name]) for name in ("key", "name", "file", "alt")}
            for each in data["pictures"]
        ),
    )


def _piece_json(piece: Piece) -> Json:
    return {
        # In normal form: a table beyond what a document holds is folded and goes on in another.
        "document": document_json.to_json(Document.of((piece.block,))),
        "number": piece.number,
        "style": str(piece.style),
        "slight": piece.slight,
    }


def _read_piece(data: Json) -> list[Piece]:
    document = document_json.from_json(data["document"])
    style = Style(data["style"])
    number, slight = int(data["number"]), bool(data["slight"])
    return [Piece(block, number, style, slight) for block in document.blocks]
