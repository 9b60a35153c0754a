"""A proof that comes back: one file with a story's page, on which somebody without Galley writes
remarks, and the small answer file they send back.

The proof asks nothing of anybody: pictures, style and script are in it, and its policy lets
nothing else in or out. The answer is a stranger's: nothing of it is believed, names included.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from editor.late import frozen, regex
from editor.message import Said, listed, message, texts_of
from editor.publish.address import PageAddress, PictureFile, PictureFiles, picture_files
from editor.publish.news_article import script_safe
from editor.publish.page import PROOF_ROBOTS, UNDER_TITLE, PageRenderer, page_values, proof_mark
from editor.publish.prose import printable
from editor.story.rendition import Encoding
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line, clean_text

# What the pictures may take together: as text in the page it is a third more.
MOST_PICTURES = 6_000_000
WIDEST = 1000  # pixels
# On paper, in pixels of which 96 are an inch.
_PAPER_WIDE, _PAPER_HIGH = 560, 420
_NO_PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"

# Nothing in or out but what is in the file, by its hash.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'STYLE'; script-src 'SCRIPT'; "
    "base-uri 'none'; form-action 'none'"
)


@frozen
class ProofMarks:
    """What a proof says of itself: `nonce` (hex) is its own and comes back with the answer,
    `version` the number of the version in the story's history."""

    nonce: str
    version: int


def widths_tried(snapshot: Snapshot) -> tuple[tuple[PictureFile, ...], ...]:
    """The picture files a proof may be made of, one for each picture, in sets from the best to
    the smallest: the first set that is small enough is taken."""
    pictures = list(picture_files(snapshot, PageAddress.of(snapshot)).values())
    sizes = sorted({file.rendition.width for each in pictures for file in _jpegs(each)})
    fitting = [size for size in sizes if size <= WIDEST] or sizes[:1]
    return tuple(tuple(_nearest(each, size) for each in pictures) for size in reversed(fitting))


def _jpegs(files_of: PictureFiles) -> tuple[PictureFile, ...]:
    return files_of.encoded(Encoding.JPEG)


def _nearest(files_of: PictureFiles, width: int) -> PictureFile:
    files_by_width = sorted(_jpegs(files_of), key=lambda file: file.rendition.width)
    fitting = [file for file in files_by_width if file.rendition.width <= width]
    return (fitting or files_by_width[:1])[-1]


def proof_html(
    renderer: PageRenderer, snapshot: Snapshot, marks: ProofMarks, pictures: Mapping[str, bytes]
) -> bytes:
    """The whole file. `pictures` are JPEG files by their placement; of one that is missing, only
    its texts are there."""
    address = PageAddress.of(snapshot)
    values = page_values(snapshot, address, picture_files(snapshot, address), anchored=True)
    for figure in _figures(values):
        data = pictures.get(figure["placement"])
        figure |= {"avif": "", "webp": "", "jpeg": ""}
        figure["src"] = (
            f"data:image/jpeg;base64,{b64encode(data).decode()}" if data else _NO_PICTURE
        )
    folder = files("resources") / "proof"
    style = renderer.templates.style.decode() + _resource(folder, "proof-page.css")
    script = _resource(folder, "proof-page.js")
    file = f"{address.slug}-remarks.json"
    # By their names in template and script.
    said = {name.replace("-", "_"): text for name, text in texts_of("reader").items()}
    said["saved"] = str(message("reader.saved", file=file))
    version = str(message("reader.version", number=marks.version))
    told = {
        "proof": marks.nonce,
        "story": snapshot.story_id,
        "snapshot": snapshot.sha256,
        "slug": address.slug,
        "file": file,
        "version": version,
        "say": said,
    }
    values |= {
        "policy": _POLICY.replace("STYLE", _hash(style)).replace("SCRIPT", _hash(script)),
        "robots": PROOF_ROBOTS,
        "proof": {**proof_mark(snapshot, values["language"]), "version": version},
        # No other page of the site is here.
        "navigation": [],
        "home": "#story",
        "styles": Markup(style),  # noqa: S704 (our own)
        "script": Markup(script),  # noqa: S704
        "data": Markup(script_safe(told)),  # noqa: S704
        "say": said,
    }
    html = printable(renderer.templates.filled("proof-page.html.j2", values))
    return html.encode("utf-8")


def paper_html(
    renderer: PageRenderer, snapshot: Snapshot, marks: ProofMarks, pictures: Mapping[str, bytes]
) -> str:
    """The same for paper: no look of a site, pictures as wide as the text, lines to sign on."""
    address = PageAddress.of(snapshot)
    values = page_values(snapshot, address, picture_files(snapshot, address))
    for figure in _figures(values):
        data = pictures.get(figure["placement"])
        figure["src"] = f"data:image/jpeg;base64,{b64encode(data).decode()}" if data else ""
        share = min(1, _PAPER_WIDE / figure["width"], _PAPER_HIGH / figure["height"])
        figure["shown"] = [round(figure[name] * share) for name in ("width", "height")]
    values["proof"] = {**proof_mark(snapshot, values["language"]), "version": str(marks.version)}
    lines = (values[name] for name in UNDER_TITLE)
    values["lines"] = str(listed(lines, "facts"))
    said = {
        "signed": message("paper.signed"),
        "name": message("paper.name"),
        "signature": message("paper.signature"),
        "date": message("paper.date"),
    }
    values["say"] = {name: str(each) for name, each in said.items()}
    return framed(renderer, "proof-paper.html.j2", values)


def framed(renderer: PageRenderer, template: str, values: Mapping[str, Any]) -> str:
    """A document by itself, for paper or a browser, into which nothing is loaded."""
    style = _resource(files("resources") / "proof", "proof-paper.css")
    policy = _POLICY.replace("STYLE", _hash(style)).replace(" script-src 'SCRIPT';", "")
    own = {"policy": policy, "styles": Markup(style)}  # noqa: S704 (our own)
    return printable(renderer.templates.filled(template, {**values, **own}))


def _resource(folder: Any, name: str) -> str:
    return folder.joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _figures(values: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    if values["lead"]:
        yield values["lead"]
    for part in values["body"]:
        yield from part["figures"]


# What comes back.

LARGEST = 1 << 20  # bytes
MOST_REMARKS = 500
LONGEST_TEXT, LONGEST_QUOTE, LONGEST_NAME, LONGEST_ID = 4_000, 2_000, 100, 100
_DEEPEST = 4
_BEGINS = '{"galley"'
_STRING = regex(r'"(?:[^"\\]|\\.)*+"?')
_NONCE, _SHA256 = regex(r"[0-9a-f]{32}"), regex(r"[0-9a-f]{64}")


class AnswerRefused(Said):
    """What is no answer to a proof, and why."""


@frozen
class Remark:
    """Words about a place of the page: of a `block` of the body, of a `field` of the story or of
    the photo with that `placement`; `quote` are the words there from `offset` (characters) on.
    All empty for the story as a whole."""

    text: str
    block: str = ""
    placement: str = ""
    field: str = ""
    quote: str = ""
    offset: int = 0


@frozen
class Answer:
    """`by` is what somebody says they are called."""

    proof: str
    story: str
    snapshot: str
    by: str
    remarks: tuple[Remark, ...]


def read_answer(data: bytes) -> Answer:
    """Raises AnswerRefused for whatever is not exactly an answer."""
    if len(data) > LARGEST:
        raise AnswerRefused("remarks.too-large", n=LARGEST >> 20)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_answer() from error
    text = text.strip()
    in_message = not text.startswith("{")  # copied as a text, for people
    if in_message:
        text = text[text.rfind(_BEGINS) :] if _BEGINS in text else ""
    _bound(text)
    try:
        found, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise _no_answer() from error
    if text[end:] and not in_message:
        raise _no_answer()
    return _answer(found)


def _no_answer() -> AnswerRefused:
    return AnswerRefused("remarks.no-answer")


def _bound(text: str) -> None:
    """Before anything is made of it: nothing may lie deeper than an answer does."""
    depth = 0
    for sign in _STRING.sub("", text):
        depth += (sign in "[{") - (sign in "]}")
        if depth > _DEEPEST:
            raise _no_answer()


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _never(text: str) -> Any:
    raise ValueError(text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_float=_never, parse_constant=_never, strict=False
)


def _answer(found: Any) -> Answer:
    names = {"galley", "schema", "proof", "story", "snapshot", "by", "remarks"}
    if not isinstance(found, dict) or found.get("galley") != "remarks":
        raise _no_answer()
    schema, rows = found.get("schema"), found.get("remarks")
    if type(schema) is int and schema > 1:
        raise AnswerRefused("remarks.newer")
    if found.keys() != names or type(schema) is not int or schema != 1:
        raise _no_answer()
    if not isinstance(rows, list):
        raise _no_answer()
    if len(rows) > MOST_REMARKS:
        raise AnswerRefused("remarks.too-many", most=MOST_REMARKS)
    by = clean_line(_text(found, "by", LONGEST_NAME))
    if not by:
        raise AnswerRefused("remarks.no-name")
    proof, story = _text(found, "proof", 32), clean_line(_text(found, "story", LONGEST_ID))
    snapshot = _text(found, "snapshot", 64)
    if not (_NONCE.fullmatch(proof) and _SHA256.fullmatch(snapshot) and story):
        raise _no_answer()
    remarks = tuple(_remark(row) for row in rows)
    if not remarks:
        raise AnswerRefused("remarks.none")
    return Answer(proof, story, snapshot, by, remarks)


def _remark(row: Any) -> Remark:
    if not isinstance(row, dict) or row.keys() != _FIELDS:
        raise _no_answer()
    offset = row["offset"]
    if type(offset) is not int or not 0 <= offset <= LARGEST:
        raise _no_answer()
    text = clean_text(_text(row, "text", LONGEST_TEXT)).strip()
    if not text:
        raise AnswerRefused("remarks.empty")
    places = {name: clean_line(_text(row, name, LONGEST_ID)) for name in ("block", "placement")}
    field = clean_line(_text(row, "field", LONGEST_ID))
    quote = clean_text(_text(row, "quote", LONGEST_QUOTE))
    return Remark(text, **places, field=field, quote=quote, offset=offset)


_FIELDS = {"text", "block", "placement", "field", "quote", "offset"}


def _text(found: Mapping[str, Any], name: str, longest: int) -> str:
    value = found[name]
    if not isinstance(value, str) or len(value) > 2 * longest:  # it counts units of UTF-16
        raise _no_answer()
    return value[:longest]
