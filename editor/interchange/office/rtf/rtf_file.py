"""A rich text file (.rtf) as pieces of copy.

Every byte of text goes somewhere: into the copy, into a sentence that quotes it, or into a group
whose kind is named as one that nobody sees (`rtf_destinations`).
"""

from dataclasses import dataclass, field

from editor.interchange.arriving.incoming import Piece
from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.refusal import Change, ChangeKind, Tracked, Unreadable, joined
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.rtf import rtf_destinations as groups
from editor.interchange.office.rtf.rtf_destinations import RtfPicture
from editor.interchange.office.rtf.rtf_layout import RtfLayout
from editor.interchange.office.rtf.rtf_seen import RtfPass, Token, seen_in
from editor.interchange.office.rtf.rtf_state import RtfState, apply_word
from editor.interchange.office.rtf.rtf_tables import RtfTables
from editor.interchange.office.style_names import sign_of
from editor.interchange.office.word.word_fields import OpenField, shown_by
from editor.late import regex
from editor.message import message
from editor.story.addresses import safe_address

_UNDEFINED = 25  # of a form field: nobody has chosen yet, the default holds
_BOX, _LIST = 1, 2
_BOXES = ("☐", "☒")


@dataclass(slots=True)
class RtfField(OpenField):
    """`said` is how much had been said when its result began: nothing more means it has none."""

    said: int = 0
    kind: int | None = None  # of a form field
    chosen: int = _UNDEFINED
    default: int = 0
    choices: list[str] = field(default_factory=list)
    text: str = ""

    def word(self, name: str, number: int | None) -> None:
        """A control word of a form field."""
        if name == "fftype":
            self.kind = number or 0
        elif name == "ffres":
            self.chosen = number if number is not None else _UNDEFINED
        elif name == "ffdefres":
            self.default = number or 0

    @property
    def form_words(self) -> str:
        at = self.default if self.chosen == _UNDEFINED else self.chosen
        if self.kind == _BOX:
            return _BOXES[at == 1]
        if self.kind == _LIST:
            return self.choices[at] if 0 <= at < len(self.choices) else " ".join(self.choices)
        return self.text


@dataclass(slots=True, kw_only=True)
class RtfGroup(RtfState):
    """`destination` is "" in the copy itself, else what the words of this group are for; these
    are gathered in `capture`. `layout` takes the copy: a text box has one of its own.

    `field` is the one it is a part of. `object` and `shape` say how much had been said when one
    began. `around` is what a group given twice, for old and for new programs, stands in.
    """

    layout: RtfLayout
    destination: str = ""
    capture: list[str] = field(default_factory=list)
    begins: bool = False  # whether it is this group, and none around it, that gathers them
    field: RtfField | None = None
    object: int | None = None
    shape: int | None = None
    around: tuple[str, list[str]] = ("", [])


_BREAKS = frozenset("par sect line cell row nestcell nestrow".split())
_NO_WORDS = regex(r"[0-9A-Fa-f\W_]*")  # what an unknown group of bytes holds
MAX_WORDS = 12_000_000  # characters of copy


def read_rtf(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable. With changes in it and nothing said of them, only these are answered."""
    reading = _Reading(store, tracked)
    reading.take(data)
    pieces = reading.finish()
    changes = joined(reading.changes)
    if changes and tracked is Tracked.ASK:
        return OfficeCopy(changes=changes)
    return OfficeCopy(
        tuple(pieces),
        (*store.warnings, *reading.left_out.sentences()),
        changes,
        quoted=(*reading.left_out.quoted, *store.quoted, *reading.not_taken),
        seen=seen_in(data),
    )


class _Reading(RtfPass[RtfGroup]):
    def __init__(self, store: PictureStore, tracked: Tracked) -> None:
        self.left_out = LeftOut()
        tables = RtfTables()
        super().__init__(RtfGroup(layout=RtfLayout(tables, self.left_out)), tables)
        self.changes: list[Change] = []
        self.not_taken: list[str] = []  # the words of changes that were accepted or rejected
        self._tracked = tracked
        self._store = store
        self._picture = RtfPicture(store)
        self._author = ""
        self._property = ""
        self._hidden: list[str] = []
        self._length = 0
        self._said = 0  # characters and pictures, of the copy and of what is quoted

    def finish(self) -> list[Piece]:
        while self._stack:  # groups that a damaged file leaves open
            self._close()
        self._end_half()
        self._end_hidden()
        return self._group.layout.finish()

    # -- groups

    def _part(self, token: Token) -> None:
        super()._part(token)
        if token.kind == "open":
            self._group.begins = False

    def _close(self) -> None:
        ended, self._group = self._group, self._stack.pop()
        if ended.begins:
            self._end_of(ended, "".join(ended.capture).strip())
        if ended.layout is not self._group.layout:
            self._group.layout.box(ended.layout.finish())
        if ended.field is not None and ended.field is not self._group.field:
            self._end_field(ended.field)
        if ended.object != self._group.object and ended.object == self._said:
            self.left_out.drawing()

    def _end_of(self, ended: RtfGroup, words: str) -> None:
        """A group that was no copy has ended: what it held is made use of."""
        kind, field = ended.destination, ended.field
        if kind == "picture":
            self._said += 1
            if key := self._picture.finish():
                self._group.layout.picture(key)
        elif kind == "bullet" and not self._group.destination:
            self._group.layout.at.bullet = words
        elif kind in ("twin", "bullet"):
            self._say(words)
        elif kind == "note":
            self.left_out.tell("notes", words)
        elif kind == "remark":
            self.left_out.remark(self._author, words)
        elif kind == "remark-author":
            self._author = words
        elif kind == "formula":
            self.left_out.formula(words)
            self._say(words)
        elif kind in groups.TOLD:
            self.left_out.words(kind, words)
        elif kind == "property-name":
            self._property = words
        elif kind == "property-value" and self._property in groups.WORDS_OF_SHAPES:
            self._said += 1
            self.left_out.words("part.drawn-letters", words)
        elif kind == groups.UNKNOWN and not _NO_WORDS.fullmatch(words):
            self.left_out.words("part.of-its-program", words)
        elif field is not None:
            self._end_of_field_part(kind, words, field)

    def _end_of_field_part(self, kind: str, words: str, field: RtfField) -> None:
        if kind == "instruction":
            field.instruction, field.said = words, self._said
            if field.href and not safe_address(field.href):
                self.left_out.link(field.href, "")
        elif kind == "choice":
            field.choices.append(words)
        elif kind == "default":
            field.text = words

    def _end_field(self, field: RtfField) -> None:
        """A field has ended; one without a result shows what its instruction says."""
        if self._said != field.said:
            return
        if field.kind is not None:
            self._say(field.form_words)
            return
        shown = shown_by(field)
        self._say(f"{shown.base}({shown.reading})" if shown.reading else shown.base)
        shown.tell(self.left_out, in_copy=not self._group.destination)

    def _word(self, token: Token) -> None:
        name, number, state = token.name, token.number, self._group
        if self._begins(name) or self._tables.head_word(name, number):
            return
        if name == "u" and number is not None:
            self._unicode(number)
        elif state.destination in groups.TABLES:
            self._tables.word(state.destination, name, number)
        elif state.destination.startswith("picture"):
            self._picture.word(name, token.data)
        elif state.destination == "pn":
            state.layout.old_list(name)
        elif state.destination == "form" and state.field is not None:
            state.field.word(name, number)
        elif apply_word(state, name, number):
            return
        elif name in groups.CHARACTERS:
            self._say(groups.CHARACTERS[name])
        elif name in _BREAKS:
            self._break(name)
        elif name == "mden" and state.destination == "formula":
            self._say("/")
        elif not state.destination:
            state.layout.word(name, number)

    def _begins(self, name: str) -> bool:
        """Whether the word says what the group it stands in is for."""
        state = self._group
        starred, state.starred = state.starred, False
        if state.destination == groups.SKIP:
            return True
        if name in groups.ENTERED:
            self._enter(name)
            return True
        if name in ("field", "object", "shp"):
            if name == "field":
                state.field = RtfField(said=self._said)
            elif name == "object":
                state.object = self._said
            else:
                state.shape = self._said
            return True
        kind = _kind_within(
            groups.kind_of(name, starred=starred), state.destination, starred=starred
        )
        if not kind or len(self._stack) < 2:
            return False
        if name == "shprslt" and state.shape == self._said and not state.destination:
            return True  # nothing of the shape was told: what stands in for it is
        if kind == "twin":
            state.around = (state.destination, state.capture)
        state.destination, state.capture, state.begins = kind, [], True
        if kind == "picture":
            self._picture = RtfPicture(self._store)
        return True

    def _enter(self, name: str) -> None:
        """A group whose words are read as those around it."""
        state = self._group
        if name == "fldrslt" and state.field is not None:
            state.href = safe_address(state.field.href) or state.href
        elif name in ("shptxt", "dptxbxtext") and not state.destination:
            state.layout = RtfLayout(self._tables, self.left_out)
        elif name == "ud" and state.destination == "twin":
            # The same words once more, in Unicode; the first ones were for older programs.
            state.capture.clear()
            state.destination, state.capture = state.around

    # -- words

    def _symbol(self, name: str) -> None:
        if name in ("\n", "\r"):
            self._break("par")
        else:
            super()._symbol(name)

    def _decode(self, data: bytes) -> None:
        if self._group.destination.startswith("picture"):
            self._picture.data(self._group.destination, data)
        else:
            super()._decode(data)

    def _add(self, text: str) -> None:
        state = self._group
        if state.destination in groups.TABLES:
            self._tables.text(state.destination, text)
            return
        if state.destination.startswith("picture"):
            self._picture.data(state.destination, text.encode("utf-8", "replace"))
            return
        self._length += len(text)
        if state.destination in groups.SEEN:
            self._said += len(text.strip())
        if self._length > MAX_WORDS:
            raise Unreadable("unread.too-many-words")
        if state.destination:
            if state.destination != groups.SKIP:
                state.capture.append(text)
        elif state.hidden:
            self._hidden.append(text)
        elif self._stays(text):
            if text.strip():
                self._end_hidden()
            state.layout.say(self._signs(text), state)

    def _signs(self, text: str) -> str:
        """The text with letters of a font of signs as the signs that are seen."""
        font = self._tables.symbol_font(self._group.font)
        if font is None or not text.strip():
            return text
        self.left_out.quoted.append(text)
        signs = "".join(sign_of(font, ord(letter)) for letter in text)
        if len(signs) < len(text):
            self.left_out.told["symbols"].append(font or message("arriving.unnamed"))
        return signs

    def _end_hidden(self) -> None:
        self.left_out.hidden("".join(self._hidden))
        self._hidden = []

    def _break(self, name: str) -> None:
        state = self._group
        self._end_half()
        if self._hidden:
            self._hidden.append(" ")
        if state.destination:
            state.capture.append(" ")
        elif name == "par" and (state.inserted or state.deleted) and not self._stays(""):
            return  # the paragraph's end is gone
        elif name == "line":
            state.layout.line_break(state)
        else:
            state.layout.ends(name)

    def _stays(self, text: str) -> bool:
        """Whether words under a tracked change are part of the copy; notes the change."""
        state = self._group
        if not (state.inserted or state.deleted or state.restyled):
            return True
        if state.inserted:
            kind = ChangeKind.MOVED_TO if state.moved else ChangeKind.INSERTED
        elif state.deleted:
            kind = ChangeKind.MOVED_FROM if state.moved else ChangeKind.DELETED
        else:
            kind = ChangeKind.FORMATTED
        known = self._tables.authors
        author = known[state.author] if 0 <= state.author < len(known) else ""
        self.changes.append(Change(kind, author, text))
        stays = not (state.inserted if self._tracked is Tracked.REJECT else state.deleted)
        if not stays:
            self.not_taken.append(text)
        return stays


def _kind_within(kind: str, around: str, *, starred: bool) -> str:
    """What a group of that kind is within another one that is no copy; "" when it is none."""
    if around in groups.TABLES:
        return groups.SKIP if starred else ""
    if around.startswith("picture"):
        return kind if kind == "picture-property" else groups.SKIP if starred else ""
    if kind.startswith("property"):
        return kind if around == "shape-property" else ""
    if kind in ("choice", "default"):
        return kind if around == "form" else groups.SKIP
    return groups.SKIP if kind == "picture" and around not in ("", "property-value") else kind
