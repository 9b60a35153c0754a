"""The fields of a story, one row each: what a field is called, what kind of thing it holds, and
where it goes. Whatever is done with every field loops over these rows.

A new field is a row here, a value in `StoryEdit` and in `Story` (in `StoryTexts` where files carry
it), in `Snapshot` where readers see it, a column in `db/schema.py` with its migration, and the
places of `editor/publish/` that print it; a new kind of field, its widget in the inspector as well.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from editor.late import frozen
from editor.message import NOTHING, Message, message
from editor.story.people import Role, byline_text, contributor_line


class FieldKind(StrEnum):
    """What a field holds; decides how it is cleaned, kept, compared, typed and shown."""

    LINE = "line"
    BODY = "body"
    SLUG = "slug"
    SECTION = "section"  # a section's key, or ""
    NAMES = "names"
    KEYWORDS = "keywords"
    LANGUAGE = "language"  # a BCP 47 tag
    MOMENT = "moment"
    LENGTH = "length"  # a number of words, or None; an edit says 0 for None


@frozen
class StoryField:
    """`key` is its name in `Story`, in JSON and on the command line, `label` its name for people.

    `on_page`: readers see it, so it is part of what is signed. `written`: it stands in the writing
    pane, not in the inspector. `by_command`: the command line sets and shows it as a line of text.
    `run_in`: it is printed at the front of the first paragraph. `role` is that of a line of names,
    `line` the key of that line's name. `front` are its names in the front matter of a file, and
    `styles` those of its paragraph style in an office file, the first the one that is written;
    () where no file carries it. `hint` is what stands in it while it is empty.
    """

    key: str
    kind: FieldKind
    on_page: bool = True
    written: bool = False
    by_command: bool = True
    run_in: bool = False
    role: Role | None = None
    line: str = ""
    front: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    hint: Message = NOTHING

    def printed(self, value: Any) -> str:
        """A text of this field as a page prints it; of names, the line that names them."""
        if self.kind is FieldKind.NAMES:
            helped = self.role is Role.CONTRIBUTOR
            return contributor_line(value) if helped else byline_text(value)
        return ", ".join(value) if self.kind is FieldKind.KEYWORDS else value


FIELDS: Mapping[str, StoryField] = {
    field.key: field
    for field in (
        StoryField(
            *("headline", FieldKind.LINE),
            written=True,
            front=("title", "headline"),
            styles=("Title", "Headline", "标题", "大标题"),
        ),
        StoryField(
            *("deck", FieldKind.LINE),
            written=True,
            front=("deck", "standfirst", "description", "summary"),
            styles=("Subtitle", "Deck", "Standfirst", "副标题"),
        ),
        StoryField("body", FieldKind.BODY, written=True, by_command=False),
        StoryField("slug", FieldKind.SLUG, hint=message("hint.slug")),
        StoryField("section", FieldKind.SECTION),
        StoryField(
            *("byline", FieldKind.NAMES),
            role=Role.AUTHOR,
            front=("byline", "authors", "author"),
            styles=("Byline", "Author"),
        ),
        StoryField(
            *("contributors", FieldKind.NAMES),
            role=Role.CONTRIBUTOR,
            line="contributor-line",
            front=("contributors",),
            styles=("Contributor Line", "Contributors"),
        ),
        StoryField(
            *("dateline", FieldKind.LINE),
            run_in=True,
            front=("dateline",),
            styles=("Dateline",),
            hint=message("hint.dateline"),
        ),
        StoryField("dated", FieldKind.MOMENT, by_command=False),
        StoryField("keywords", FieldKind.KEYWORDS, front=("keywords", "tags")),
        StoryField("language", FieldKind.LANGUAGE, front=("language", "lang")),
        StoryField("target_words", FieldKind.LENGTH, on_page=False),
    )
}
ON_PAGE = tuple(field for field in FIELDS.values() if field.on_page)
NAMES = tuple(field for field in FIELDS.values() if field.kind is FieldKind.NAMES)
WRITTEN = tuple(field.key for field in FIELDS.values() if field.written)
TITLES = tuple(key for key in WRITTEN if FIELDS[key].kind is FieldKind.LINE)
# What a line of a file's layout may be.
LAID_OUT = tuple(field.key for field in FIELDS.values() if field.styles)
RUN_IN = tuple(field.key for field in FIELDS.values() if field.run_in)
# In the order of the page, above and below the text.
ABOVE = tuple(FIELDS[key] for key in ("headline", "deck", "byline", "dateline"))
BELOW = (FIELDS["contributors"],)
# In the order in which two versions are compared; the body is compared passage by passage.
COMPARED = (
    *("headline", "deck", "byline", "contributors", "section"),
    *("dateline", "keywords", "slug", "dated", "language"),
)


def label_of(key: str, *, printed: bool = False) -> Message:
    """What people call a text of a story or of one of its photos, or the line printed of it."""
    line = FIELDS[key].line if printed and key in FIELDS else ""
    return Message(f"field.{line or key}")


def named(key: str) -> Message:
    """The same in the middle of a sentence."""
    return Message(f"in.{key}")
