"""What the menu on a marked word offers, above what the field's menu has anyway.

Shows and asks: who knows words fills it in, now and when the slower answer comes.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from editor.language.flags import FlagKind
from editor.story.newsroom_word import WordKind
from editor.ui.words.corrections import Correction, correction_of, put
from editor.ui.words.mark_words import STORY
from editor.ui.words.proof_sheet import Mark

MOST = 6


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
