"""What the menu on a marked word offers, above what the field's menu has anyway.

Shows and asks: who knows words fills it in, now and when the slower answer comes.
"""

from itertools import takewhile

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu

from editor.language.flags import Flag, FlagKind, mend
from editor.late import frozen
from editor.story.words import WordKind
from editor.ui.words.block_reading import length_in_units, to_character
from editor.ui.words.proof_sheet import STORY, Mark

MOST = 6


@frozen
class Correction:
    """Put `new` in the place of `old`, which stands at `position` of the document."""

    position: int
    old: str
    new: str


def correction_of(marked: QTextCursor, mark: Mark) -> Correction | None:
    """How a slip of signs is put right; None for words, which take a suggestion."""
    block = marked.block()
    text = block.text()
    start = to_character(text, marked.selectionStart() - block.position())
    found = mend(text, Flag(start, start + len(mark.word), mark.kind, mark.word))
    if found is None:
        return None
    position = block.position() + length_in_units(text[: found.start])
    return Correction(position, text[found.start : found.end], found.text)


def put(document: QTextDocument, correction: Correction) -> None:
    """Only the letters that differ are touched; those beside them keep marks and links, and the
    new ones take the look of what they replace."""
    old, new = correction.old, correction.new
    first, rest = _shared(old, new)
    gone, come = old[first : len(old) - rest], new[first : len(new) - rest]
    start = correction.position + length_in_units(old[:first])
    end = start + length_in_units(gone)
    cursor = QTextCursor(document)
    cursor.setPosition(start + length_in_units(gone[:1]))
    look = cursor.charFormat()
    cursor.beginEditBlock()
    # In, then out: a step that ends with an insertion would take up what is typed next, and
    # one undo would then take away both.
    cursor.setPosition(end)
    cursor.insertText(come, look)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.endEditBlock()


def _shared(old: str, new: str) -> tuple[int, int]:
    """How many characters both begin and end with, at least one of `old` left between."""
    first = min(_alike(old, new), len(old) - 1)
    rest = _alike(old[first:][::-1], new[first:][::-1])
    return first, min(rest, len(old) - first - 1)


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


class MarkMenu(QObject):
    """Lives as long as the menu it stands in.

    Signals:
        added(str, str): the word, and as what it shall be known: STORY is in this story only,
            all others are a `WordKind` of the newsroom.
    """

    added = Signal(str, str)

    def __init__(self, menu: QMenu, marked: QTextCursor, mark: Mark) -> None:
        super().__init__(menu)
        self.word = mark.word
        self._menu = menu
        self._marked = marked
        self._mark = mark
        self._above = menu.actions()[0] if menu.actions() else None
        self._waiting: QAction | None = None
        self._more: QMenu | None = None
        self._shown: set[str] = set()

    def offer_correction(self) -> None:
        """The one thing that puts a slip of signs right."""
        found = correction_of(self._marked, self._mark)
        if found is not None:
            self._entry(self._label(found)).triggered.connect(lambda: self._put(found))
            self._separate()

    def offer_words(self, near: tuple[str, ...]) -> None:
        """Suggestions that are there at once, room for more, and the dictionaries."""
        for word in near[:MOST]:
            self._suggest(word)
        if not near:
            self._waiting = self._entry(self.tr("Looking for suggestions…"))
            self._waiting.setEnabled(False)
        self._more = QMenu(self.tr("More suggestions"), self._menu)
        self._more.setEnabled(False)
        self._insert(self._more.menuAction())
        self._separate()
        self._offer_dictionaries()
        self._separate()

    def show_more(self, words: tuple[str, ...]) -> None:
        """The slower answer; nothing in the open menu moves by it."""
        if self._more is None:
            return
        fresh = [word for word in words if word not in self._shown and word != self.word]
        if self._waiting is not None:
            self._show_first(self._waiting, fresh.pop(0) if fresh else "")
        for word in fresh:
            self._shown.add(word)
            action = self._more.addAction(_plain(word))
            action.triggered.connect(lambda _=False, word=word: self._replace(word))
        self._more.setEnabled(bool(fresh))

    def _show_first(self, entry: QAction, word: str) -> None:
        if not word:
            entry.setText(self.tr("No suggestions"))
            return
        self._shown.add(word)
        entry.setText(_plain(word))
        entry.triggered.connect(lambda: self._replace(word))
        entry.setEnabled(True)

    def _offer_dictionaries(self) -> None:
        shown = _plain(self.word)
        word = QAction(self.tr("Add “{0}” to the newsroom's words").format(shown), self._menu)
        self._adds(word, WordKind.WORD)
        names = QMenu(self.tr("Add “{0}” as a name").format(shown), self._menu)
        for label, kind in (
            (self.tr("Person"), WordKind.PERSON),
            (self.tr("Place"), WordKind.PLACE),
            (self.tr("Organisation"), WordKind.ORGANISATION),
        ):
            self._adds(names.addAction(label), kind)
        likely = self._mark.kind is FlagKind.NAME
        for action in (names.menuAction(), word) if likely else (word, names.menuAction()):
            self._insert(action)
        self._adds(self._entry(self.tr("Know “{0}” in this story only").format(shown)), STORY)

    def _adds(self, action: QAction, kind: str) -> None:
        action.triggered.connect(lambda: self.added.emit(self.word, kind))

    def _label(self, found: Correction) -> str:
        if self._mark.kind is FlagKind.REPEATED:
            return self.tr("Take out the second “{0}”").format(_plain(self.word))
        if self._mark.kind is FlagKind.SPACES:
            return self.tr("One space")
        return self.tr("Change to “{0}”").format(_plain(found.new.strip()))

    def _suggest(self, word: str) -> None:
        self._shown.add(word)
        self._entry(_plain(word)).triggered.connect(lambda: self._replace(word))

    def _replace(self, word: str) -> None:
        self._put(Correction(self._marked.selectionStart(), self._marked.selectedText(), word))

    def _put(self, correction: Correction) -> None:
        # The text may have gone on while the menu was open.
        if self._marked.selectedText() == self._mark.word:
            put(self._marked.document(), correction)

    # -- entries go in above the ones of the field

    def _entry(self, text: str) -> QAction:
        action = QAction(text, self._menu)
        self._insert(action)
        return action

    def _separate(self) -> None:
        separator = QAction(self._menu)
        separator.setSeparator(True)
        self._insert(separator)

    def _insert(self, action: QAction) -> None:
        if self._above is None:
            self._menu.addAction(action)
        else:
            self._menu.insertAction(self._above, action)


def _plain(text: str) -> str:
    """Text for a menu, where & would be a mnemonic."""
    return text.replace("&", "&&")
