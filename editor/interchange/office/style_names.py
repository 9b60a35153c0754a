"""Paragraph styles by their names, as Word, Writer and Chinese office suites call them."""

import re

from editor.interchange.arriving.incoming import BODY, CAPTION
from editor.interchange.office.copy_flow import Shape
from editor.late import regex
from editor.story.fields import FIELDS, LAID_OUT

STORY_TEXT = "Story Text"
ATTRIBUTION = "Quote Attribution"
DIVIDER = "Divider"
STORY_PHOTO = "Story Photo"  # of a photo in the body, which the lead photo is not
STORY_TABLE = "Story Table"

_STYLES = {
    **{key: FIELDS[key].styles for key in LAID_OUT},
    CAPTION: (
        "caption", "photo caption", "picture caption", "illustration", "figure", "drawing", "题注",
    ),
    BODY: (STORY_TEXT, STORY_PHOTO),
}  # fmt: skip
_KINDS = {
    "quote": ("quote", "quotations", "block text", "block quotation", "blockquote", "引用"),
    "pull-quote": ("pull quote", "intense quote", "明显引用"),
    "attribution": ("quote attribution",),
    "divider": ("divider", "horizontal line"),
}
_BY_NAME = {
    **{name.casefold(): Shape(style=style) for style, names in _STYLES.items() for name in names},
    **{name: Shape(kind) for kind, names in _KINDS.items() for name in names},
}
_LIST = regex(r"list (?P<kind>bullet|number)(?: (?P<level>[2-9]))?")
_HEADING = regex(r"(?:heading|标题)\s*([1-9])")


def shape_of_name(name: str) -> Shape | None:
    """What a paragraph of the style called `name` is; None when the name says nothing."""
    plain = " ".join(name.casefold().split())
    if match := _HEADING.fullmatch(plain):
        return Shape("heading", level=2 if int(match[1]) < 3 else 3)
    if match := _LIST.fullmatch(plain):
        # Its level stands in its name, while its numbering has only one.
        return Shape(level=int(match["level"] or 1), ordered=match["kind"] == "number")
    return _BY_NAME.get(plain)


def is_contents(name: str) -> bool:
    """Whether the style is that of a table of contents, which a story never has."""
    return re.fullmatch(r"(?:toc|contents) (?:\d|heading)", name.casefold()) is not None
