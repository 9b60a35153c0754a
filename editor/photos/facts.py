"""What a picture file says about itself, read in the trade's order: XMP, then IIM, then EXIF.

It keeps words as they stand: a credit is not parsed, a missing credit is not made up.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib.resources import files
from pathlib import Path

from editor.late import frozen, regex
from editor.message import Message, label, message
from editor.photos.blocks import blocks_of, datasets, exif_texts
from editor.photos.decoding import Decoded, declared, decode_texts, is_doubly_encoded
from editor.photos.metadata import cut_to_bytes, iso_date
from editor.photos.packet import Flaw, read_packets
from editor.story.credit import CreditLine
from editor.story.photo import (
    LIST_LIMIT,
    PHOTO_FIELDS,
    Kind,
    PhotoFacts,
    PhotoField,
    source_type,
)
from editor.story.text import clean_line, clean_text


class MetadataUnreadable(Exception):
    """It is no picture file of a kind that we take."""


@frozen
class Embedded:
    """`xmp` is as in a Packet, `iim` goes by the dataset of record 2, `exif` by tag, `png` by
    keyword. XMP is text; the others are bytes, in whatever encoding the file has them.
    `iim_charset` is the value of 1:90. `unread` names the other blocks of which something could
    not be read, `flaws` are those of XMP."""

    xmp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    iim: Mapping[int, Sequence[bytes]] = field(default_factory=dict)
    iim_charset: bytes = b""
    exif: Mapping[int, bytes] = field(default_factory=dict)
    png: Mapping[str, bytes] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    flaws: frozenset[Flaw] = frozenset()


@frozen
class Reading:
    """What a file says, and what whoever brought it should know of how it was read."""

    facts: PhotoFacts
    notices: tuple[Message, ...] = ()


def read_embedded(data: bytes) -> Embedded:
    """The blocks of a whole picture file. Raises MetadataUnreadable, and what Pillow raises."""
    blocks = blocks_of(data)
    if blocks is None:
        raise MetadataUnreadable
    packet = read_packets(blocks.xmp, blocks.extended)
    iim, iim_whole = datasets(blocks.iim)
    exif, exif_whole = exif_texts(blocks.exif, _TAGS) if blocks.exif else ({}, True)
    return Embedded(
        packet.properties,
        {number: values for (record, number), values in iim.items() if record == 2},
        next(iter(iim.get((1, 90), ())), b""),
        exif,
        blocks.png,
        tuple(name for name, whole in (("IIM", iim_whole), ("EXIF", exif_whole)) if not whole),
        packet.flaws,
    )


# A field longer than this, in bytes, is an attack or a mistake, not a caption (reliability B1).
TEXT_LIMIT = 32 * 1024
ITEM_LIMIT = 1024  # of one name or keyword

# EXIF has the zone of a date elsewhere, as IIM has its time.
_OFFSET, _COPYRIGHT = 36881, 33432
_EXIF = {row: (row.exif.tag, *row.exif.also) for row in PHOTO_FIELDS if row.exif}
_TAGS = frozenset(tag for tags in _EXIF.values() for tag in tags if tag) | {_OFFSET}


def read_facts(path: Path) -> Reading:
    """What a picture file says; what it does not say is "".

    Raises MetadataUnreadable for what is no picture, and OSError.
    """
    return facts_of(read_embedded(path.read_bytes()))


def facts_of(embedded: Embedded) -> Reading:
    """The facts behind raw blocks: of each field the first source that says something."""
    xmp, iim = _xmp(embedded), _iim(embedded)
    sources = (xmp, iim, *_exif(embedded), *_png(embedded))
    found: dict[str, object] = {}
    uncertain: list[Message] = []
    undated: list[Message] = []
    for row in PHOTO_FIELDS:
        said = (
            (_texts(row, source.get(row, ())), source[row]) for source in sources if row in source
        )
        texts, told = next((each for each in said if each[0]), ((), ()))
        if not all(each.certain for each in told):
            uncertain.append(row.label)
        written = (each.text for source in sources for each in source.get(row, ()))
        if row.kind is Kind.DATE and not texts and any(map(_DATED.match, written)):
            undated.append(row.label)
        if row.kind in _SEVERAL:
            found[row.name] = texts
        elif texts:
            found[row.name] = CreditLine.free(texts[0]) if row.kind is Kind.CREDIT else texts[0]
    differing = [row.label for row in PHOTO_FIELDS if _differ(row, xmp, iim, embedded)]
    notices = tuple(_notices(embedded, uncertain, undated, differing))
    return Reading(PhotoFacts(**found), notices)  # pyright: ignore[reportArgumentType]


def sources_of(embedded: Embedded) -> dict[str, PhotoFacts]:
    """By the name of each block what it says by itself; blocks that say nothing are left out."""
    alone = {
        "XMP": Embedded(embedded.xmp),
        "IIM": Embedded(iim=embedded.iim, iim_charset=embedded.iim_charset),
        "EXIF": Embedded(exif=embedded.exif),
        "PNG": Embedded(png=embedded.png),
    }
    said = {name: facts_of(each).facts for name, each in alone.items()}
    return {name: facts for name, facts in said.items() if facts != PhotoFacts()}


# Not the zeros that stand for no date, nor a time or zone beside it.
_DATED = regex(r"(?!\s*+0000)(?:[^T+]|T(?!\d))*?[1-9]")


def _notices(
    embedded: Embedded,
    uncertain: Sequence[Message],
    undated: Sequence[Message],
    differing: Sequence[Message],
) -> Iterable[Message]:
    if flaws := [label(flaw) for flaw in Flaw if flaw in embedded.flaws]:
        yield message("picture.xmp-damaged", flaws=flaws)
    if embedded.unread:
        yield message("picture.blocks-unread", blocks=embedded.unread)
    if uncertain:
        yield message("picture.characters-uncertain", fields=uncertain)
    if undated:
        yield message("picture.dates-unread", fields=undated)
    if differing:
        yield message("picture.xmp-iim-differ", fields=differing)


def _differ(row: PhotoField, xmp: "_Source", iim: "_Source", embedded: Embedded) -> bool:
    """Whether XMP says one thing and IIM another: somebody changed one of them only."""
    ours, theirs = (_texts(row, source.get(row, ())) for source in (xmp, iim))
    if row.iim is None or not ours or not theirs:
        return False
    if row.kind is Kind.DATE:
        day, other = ours[0][:10], theirs[0][:10]
        return not (day.startswith(other) or other.startswith(day))
    # A beginning is the same text where IIM had no room for more, a character more or less; many
    # programs give it the first of several names only.
    full = max(map(len, embedded.iim[row.iim.dataset])) > row.iim.limit - 4
    return not all(any(o == t or (full and o.startswith(t)) for o in ours) for t in theirs)


# One block of metadata by field: texts not yet cleaned.
_Source = dict[PhotoField, Sequence[Decoded]]
_SEVERAL = (Kind.PEOPLE, Kind.WORDS)


def _xmp(embedded: Embedded) -> _Source:
    source: _Source = {}
    for row in PHOTO_FIELDS:
        said = (embedded.xmp.get(name, ()) for name in (row.xmp.name, *row.xmp.also))
        texts = next((each for each in said if any(map(str.strip, each))), ())
        source[row] = [Decoded(text, not is_doubly_encoded(text[:TEXT_LIMIT])) for text in texts]
    return source


def _iim(embedded: Embedded) -> _Source:
    raws: list[_Raw] = []
    for row in PHOTO_FIELDS:
        values = embedded.iim.get(row.iim.dataset, ())[:LIST_LIMIT] if row.iim else ()
        if row.iim and row.iim.time and values:
            time = next(iter(embedded.iim.get(row.iim.time, ())), b"")
            values = [values[0] + b"T" + time if time.strip(b"\0 ") else values[0]]
        raws += ((0, row, value) for value in values)
    return next(iter(_decoded(raws, declared(embedded.iim_charset))), {})


def _exif(embedded: Embedded) -> Iterable[_Source]:
    raws: list[_Raw] = []
    for row, tags in _EXIF.items():
        zone = embedded.exif.get(_OFFSET, b"")[:6] if row.kind is Kind.DATE else b""
        found = ((rank, tag) for rank, tag in enumerate(tags) if tag in embedded.exif)
        raws += ((rank, row, _ended(tag, embedded.exif[tag]) + zone) for rank, tag in found)
    return _decoded(raws)


def _ended(tag: int, raw: bytes) -> bytes:
    """A text of EXIF ends at NUL, whatever lay in the camera's memory behind it. Copyright may hold
    the photographer's notice, NUL, the editor's, NUL and nothing more (Exif 2.32, 4.6.4 D)."""
    first, _, rest = raw.partition(b"\0")
    second, _, more = rest.partition(b"\0")
    two = tag == _COPYRIGHT and not more.strip(b"\0") and min(second, default=0) >= 0x20
    return first + b"\n" + second if two else first


def _png(embedded: Embedded) -> Iterable[_Source]:
    named = {keyword.casefold(): raw for keyword, raw in embedded.png.items()}
    places = ((row, *each) for row in PHOTO_FIELDS for each in enumerate(row.png))
    found = ((rank, row, named.get(keyword.casefold())) for row, rank, keyword in places)
    return _decoded([(rank, row, raw) for rank, row, raw in found if raw])


# A text, and which of the places of its field in one block it stood in.
_Raw = tuple[int, PhotoField, bytes]


def _decoded(raws: Sequence[_Raw], charset: str = "") -> Iterable[_Source]:
    """A source for each rank of places: what stands in a later one is read where an earlier says
    nothing."""
    # Cut before it is decoded, and again as text; two bytes may be one letter of it.
    texts = decode_texts([raw[: 2 * TEXT_LIMIT] for *_, raw in raws], charset)
    sources: dict[int, dict[PhotoField, list[Decoded]]] = {}
    for (rank, row, _), text in zip(raws, texts, strict=True):
        sources.setdefault(rank, {}).setdefault(row, []).append(text)
    return ({**source} for _, source in sorted(sources.items()))


def _texts(row: PhotoField, told: Sequence[Decoded]) -> tuple[str, ...]:
    texts = [each.text for each in told]
    if row.kind in _SEVERAL:
        if len(texts) == 1:  # of a program without lists; a comma may stand within a name
            found = _ITEM.findall(_bounded(texts[0]))
            texts = [quoted.replace('""', '"') or plain for quoted, plain in found]
        cleaned = (cut_to_bytes(clean_line(text), ITEM_LIMIT) for text in texts)
        said = (text for text in cleaned if says_something(text, row.kind))
        return tuple(dict.fromkeys(said))[:LIST_LIMIT]
    cleaned = map(_CLEAN.get(row.kind, clean_line), map(_bounded, texts))
    return tuple(text for text in cleaned if says_something(text, row.kind))[:1]


# One that has a semicolon stands in quotation marks (Metadata Working Group 2.0, of Artist).
_ITEM = regex(r'\s*+"((?:[^"]|"")*+)"\s*+(?:[;；、]|\Z)|([^;；、]*+)[;；、]?+')


def _bounded(text: str) -> str:
    # Cut before it is cleaned: normalising two megabytes of accents is the attack.
    return cut_to_bytes(text[:TEXT_LIMIT], TEXT_LIMIT)


def _clean_lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in clean_text(text).split("\n")).strip()


def _date(text: str) -> str:
    return iso_date(text.replace("\0", "")[:64])


def _term(text: str) -> str:
    return source_type(text) or clean_line(text)


def _json(text: str) -> str:
    """Only the label itself: comments of programs stand in the same places."""
    return text.strip() if _LABEL.match(text) else ""


_LABEL = regex(r"\s*\{.*[\"'](?:AIGC|Label)[\"']\s*:.*\}\s*", re.DOTALL)
_CLEAN: dict[Kind, Callable[[str], str]] = {
    Kind.LINES: _clean_lines,
    Kind.DATE: _date,
    Kind.TERM: _term,
    Kind.JSON: _json,
}


@cache
def _no_texts() -> tuple[frozenset[str], frozenset[str], re.Pattern[str]]:
    data = tomllib.loads((files("resources") / "no_texts.toml").read_text("utf-8"))
    patterns = re.compile("|".join(f"(?:{each})" for each in data["patterns"]))
    return frozenset(data["anywhere"]), frozenset(data["texts"]), patterns


def says_something(text: str, kind: Kind = Kind.LINES) -> bool:
    """Whether anybody wrote it: not what cameras and programs write of themselves."""
    anywhere, texts, patterns = _no_texts()
    plain = text.casefold().strip()
    if not plain or plain in anywhere:
        return False
    return kind not in (Kind.LINE, Kind.LINES) or not (plain in texts or patterns.fullmatch(plain))
