"""A rich text file (.rtf) as pieces of copy."""

import re
from copy import copy

from editor.interchange.office.left_out import LeftOut
from editor.interchange.office.office_copy import OfficeCopy
from editor.interchange.office.picture_store import PictureStore
from editor.interchange.office.refused import Unreadable
from editor.interchange.office.rtf_layout import RtfLayout
from editor.interchange.office.rtf_pictures import RtfPicture
from editor.interchange.office.rtf_state import RtfState, apply_word
from editor.interchange.office.rtf_tables import RtfTables, codec_of_page
from editor.interchange.office.rtf_tokens import Token, tokens
from editor.interchange.office.tracked import Change, ChangeKind, Tracked, joined
from editor.interchange.piece import Piece
from editor.story.links import safe_address

_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "tab": " ", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\n", "\r": "\n"}
_TABLES = frozenset({"fonttbl", "stylesheet", "listtable", "listoverridetable", "revtbl"})
# Words that open a group which is no copy. What is not named here and starred is left out too.
_DESTINATIONS = {
    **{name: name for name in _TABLES},
    **dict.fromkeys(
        "colortbl info header headerl headerr headerf footer footerl footerr footerf ftnsep "
        "ftnsepc aftnsep aftnsepc nonshppict objdata objclass rsidtbl generator themedata xmlnstbl "
        "colorschememapping latentstyles datastore listpicture tc tcn xe template pgdsctbl "
        "filetbl mmathPr private bkmkstart bkmkend datafield formfield".split(),
        "skip",
    ),
    **dict.fromkeys(("pntext", "listtext"), "bullet"),
    "pn": "pn",
    "fldinst": "instruction",
    "pict": "picture",
    "picprop": "picture-property",
    "shprslt": "skip",  # the shape once more, for readers that know none
    "sp": "shape-property",
    "footnote": "note",
    "annotation": "remark",
    "atnauthor": "remark-author",
}
_ENTERED = frozenset({"shppict", "shpinst", "shptxt", "fldrslt", "result"})
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\\S\s+)*"?(?P<address>[^"\s]+)"?', re.IGNORECASE)
MAX_WORDS = 12_000_000  # characters of copy


def read_rtf(data: bytes, store: PictureStore, tracked: Tracked) -> OfficeCopy:
    """Raises Unreadable. With changes in it and nothing said of them, only these are answered."""
    reading = _Reading(store, tracked)
    for token in tokens(data.lstrip()):
        reading.take(token)
    pieces = reading.finish()
    changes = joined(reading.changes)
    if changes and tracked is Tracked.ASK:
        return OfficeCopy(changes=changes)
    return OfficeCopy(tuple(pieces), (*store.warnings, *reading.left_out.sentences()), changes)


class _Reading:
    def __init__(self, store: PictureStore, tracked: Tracked) -> None:
        self.left_out = LeftOut()
        self.changes: list[Change] = []
        self._tracked = tracked
        self._tables = RtfTables()
        self._layout = RtfLayout(self._tables)
        self._picture = RtfPicture(store)
        self._state = RtfState()
        self._stack: list[RtfState] = []
        self._bytes = bytearray()
        self._skipping = 0  # stand-ins for a `\u` character that are still to come
        self._high = 0
        self._captured = ""
        self._author = ""
        self._href = ""
        self._length = 0

    def take(self, token: Token) -> None:
        if token.kind != "text":
            self._flush()
        if token.kind == "open":
            self._skipping = 0
            self._stack.append(copy(self._state))
        elif token.kind == "close":
            self._close()
        elif token.kind == "text":
            self._text(token)
        elif token.kind == "symbol":
            self._symbol(token.name)
        else:
            self._word(token)

    def finish(self) -> list[Piece]:
        self._flush()
        return self._layout.finish()

    # -- groups

    def _close(self) -> None:
        self._skipping = 0
        if not self._stack:
            return
        ended, self._state = self._state.destination, self._stack.pop()
        if ended and ended != self._state.destination:
            self._end_of(ended)

    def _end_of(self, destination: str) -> None:
        """A group that was no copy has ended: what it held is made use of."""
        words, self._captured = self._captured.strip(), ""
        if destination == "instruction":
            match = _HYPERLINK.match(words)
            self._href = safe_address(match["address"]) if match else ""
            if match and not self._href:
                self.left_out.link(match["address"], "")
        elif destination == "picture":
            if key := self._picture.finish():
                self._layout.picture(key)
        elif destination == "bullet":
            self._layout.at.bullet = words
        elif destination == "note":
            self.left_out.note(words)
        elif destination == "remark":
            self.left_out.remark(self._author, words)
        elif destination == "remark-author":
            self._author = words

    def _word(self, token: Token) -> None:
        name, number = token.name, token.number
        self._skipping = 0  # a writer that left the stand-in out
        state = self._state
        if self._begins(name):
            return
        if name == "ansicpg" and number:
            self._tables.codec = codec_of_page(number)
        elif name == "u" and number is not None:
            self._unicode(number)
        elif state.destination in _TABLES:
            self._tables.word(state.destination, name, number)
        elif state.destination.startswith("picture"):
            self._picture.word(state.destination, name, number, token.data)
        elif state.destination == "pn":
            self._layout.old_list(name)
        elif apply_word(state, name, number):
            return
        elif name in _CHARACTERS:
            self._say(_CHARACTERS[name])
        elif name in ("par", "sect", "line", "cell", "row", "nestcell", "nestrow"):
            self._break(name)
        elif not state.destination:
            self._layout.word(name, number)

    def _begins(self, name: str) -> bool:
        """Whether the word says what the group it stands in is for."""
        state = self._state
        starred, state.starred = state.starred, False
        if state.destination == "skip":
            return True
        if name in _ENTERED:
            if name == "fldrslt":
                state.href, self._href = self._href or state.href, ""
            return True
        if name == "field":
            self._href = ""
            return True
        shaped = name == "pict" and state.destination == "shape-property"
        if name in _DESTINATIONS and (not state.destination or starred or shaped):
            state.destination = _DESTINATIONS[name]
            self._captured = ""
            if name == "pict":
                self._picture.begin()
            return True
        if starred:
            state.destination = "skip"
            return True
        return False

    # -- words

    def _symbol(self, name: str) -> None:
        if name == "*":
            self._state.starred = True
        elif self._skipping:
            self._skipping -= 1
        elif name in ("\n", "\r"):
            self._break("par")
        else:
            self._say(_SYMBOLS.get(name, name))

    def _text(self, token: Token) -> None:
        data = token.data
        if self._skipping:
            cut = min(self._skipping, len(data))
            self._skipping -= cut
            data = data[cut:]
        self._bytes += data

    def _unicode(self, number: int) -> None:
        code = number % 0x10000 if number < 0 else min(number, 0x10FFFF)
        self._skipping = self._state.skip
        if 0xD800 <= code < 0xDC00:  # the first half of a character beyond the basic plane
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._say(chr(code))

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        state = self._state
        if state.destination.startswith("picture"):
            self._picture.data(state.destination, data)
            return
        if state.font in self._tables.symbol_fonts and not state.destination and data.strip():
            self.left_out.symbol("a symbol font")
            return
        self._say(data.decode(self._tables.codec_of_font(state.font), "replace"))

    def _say(self, text: str) -> None:
        state = self._state
        if state.destination in _TABLES:
            self._tables.text(state.destination, text)
        elif state.destination.startswith("picture"):
            self._picture.data(state.destination, text.encode("utf-8", "replace"))
        elif state.destination:
            self._captured += text if len(self._captured) < 100_000 else ""
        elif state.hidden:
            self.left_out.hidden(text)
        elif self._stays(text):
            self._length += len(text)
            if self._length > MAX_WORDS:
                raise Unreadable("it has more words than any story; copy the text you need")
            self._layout.say(text, state)

    def _break(self, name: str) -> None:
        state = self._state
        if state.destination:
            self._captured += " "
        elif name == "par" and (state.inserted or state.deleted) and not self._stays(""):
            return  # the paragraph's end is gone
        elif name == "line":
            self._layout.line_break(state)
        else:
            self._layout.ends(name)

    def _stays(self, text: str) -> bool:
        """Whether words under a tracked change are part of the copy; notes the change."""
        state = self._state
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
        if self._tracked is Tracked.REJECT:
            return not state.inserted
        return not state.deleted
