"""Spelling in the window: every text is read with the words the newsroom and its story know."""

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from editor.desk.changing import Changes
from editor.language.lexicon import Lexicon
from editor.late import slotted
from editor.story.words import WordKind
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.lane import Lane
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.theme import Theme
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.words.proof_sheet import OF_WORDS, STORY
from editor.ui.words.spelling_marks import ReadField, SpellingMarks

if TYPE_CHECKING:
    from editor.language.suggestions import DeepSuggestions

Words = tuple[str, ...]
CHECK_SPELLING = "check spelling"
TELL_AFTER_MS = 100
# Reading the dictionaries takes Python a fifth of a second: the window is drawn and the first
# letters are typed before.
BEGIN_AFTER_MS = 300
PHOTO_TEXTS = ("caption", "alt")


class Suggestions(QObject):
    """Owns the process and the thread that waits for it; nothing is started before it is asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = Lane(1, "suggestions", self)
        self._deep: DeepSuggestions | None = None
        self._learned: Lexicon | None = None

    def near(self, word: str, lexicon: Lexicon) -> Words:
        """In a few milliseconds, for a menu that opens now."""
        from editor.language.suggestions import near  # late: hardly a start needs it

        return near(word, lexicon)

    def more(self, word: str, lexicon: Lexicon, then: Callable[[Words], None]) -> None:
        """`then(words)` when the slower search has an answer, () when it has none."""
        if " " in word:
            then(())  # several words at once are no word to look for
            return
        deep = self._process()
        learned, self._learned = self._learned, lexicon
        new = learned is None or learned.names is not lexicon.names
        new = new or learned is None or learned.house != lexicon.house

        def ask() -> Words:
            from editor.language.suggestions import in_capitals_of  # late, as above

            if new:
                deep.learn({*lexicon.names, *lexicon.house}, lexicon.variant)
            return tuple(dict.fromkeys(in_capitals_of(word, each) for each in deep.ask(word)))

        self._lane.run(ask, then)

    def close(self) -> None:
        """End the process; answers still on their way are not heard any more."""
        self._learned = None
        if self._deep is not None:
            self._deep.close()
        self._lane.close(wait=False)

    def _process(self) -> "DeepSuggestions":
        if self._deep is None:
            from editor.language.suggestions import DeepSuggestions  # late, as above

            self._deep = DeepSuggestions()
        return self._deep


@slotted()
class TabMarks:
    """The marks of one open story, by field, and the words it is read with."""

    fields: dict[str, SpellingMarks]
    story_id: str = ""
    language: str = ""
    lexicon: Lexicon | None = field(default=None, repr=False)

    @property
    def is_english(self) -> bool:
        return self.language.casefold().split("-")[0] in ("en", "")


class SpellingDesk(QObject):
    """Lays marks over every text field and keeps them in step with the dictionaries.

    Signals:
        said(str): a sentence for the status line.
        changed(): the number of marks of the story on top, or whether it is read at all.
    """

    said = Signal(str)
    changed = Signal()

    def __init__(
        self,
        tabs: StoryTabs,
        desk_lane: DeskLane,
        memory: LayoutMemory,
        theme: Theme,
    ) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._desk_lane = desk_lane
        self._memory = memory
        self._theme = theme
        self._on = memory.text(CHECK_SPELLING, "on") == "on"
        self._of_tab: dict[StoryTab, TabMarks] = {}
        self._of_photo: dict[str, dict[str, SpellingMarks]] = {}
        self._lane = Lane(1, "spelling", self)
        self.suggestions = Suggestions(self)
        self._tell = QTimer(self, singleShot=True, interval=TELL_AFTER_MS)
        self._tell.timeout.connect(self.changed)
        self._may_read = False
        self._begin = QTimer(self, singleShot=True, interval=BEGIN_AFTER_MS)
        self._begin.timeout.connect(self._begin_to_read)
        tabs.opened.connect(self._on_top)
        tabs.refreshed.connect(self._tell.start)
        tabs.closed.connect(self._tell.start)
        desk_lane.changed.connect(self._on_changes)
        tabs.each(self._follow)

    # -- what the window asks

    @property
    def is_on(self) -> bool:
        return self._on

    @property
    def on_top(self) -> TabMarks:
        """The marks of the story on top."""
        return self._of_tab[self._tabs.current]

    @property
    def is_read(self) -> bool:
        """Whether the story on top has been read to its end, as it stands now."""
        marks = self.on_top
        fields = [*marks.fields.values(), *self._open_photo_marks()]
        return marks.lexicon is not None and all(e.is_read for e in fields if isValid(e))

    def photo_marks(self, placement: str) -> dict[str, SpellingMarks]:
        """Of caption and alt text, while the photo's card is open."""
        return self._of_photo.get(placement, {})

    def switch(self, on: bool) -> None:
        """Check spelling or not, in this and every later sitting."""
        self._on = on
        self._memory.remember(CHECK_SPELLING, "on" if on else "off")
        for marks in self._of_tab.values():
            self._read(marks)
        self._tell.start()

    def close(self) -> None:
        """No process and no thread stays behind, and no dictionary in a closed window."""
        self._on = False
        for marks in self._of_tab.values():
            self._use(marks, None)
        self._tell.stop()
        self._begin.stop()
        self._lane.close(wait=False)
        self.suggestions.close()

    # -- texts come and go

    def _follow(self, tab: StoryTab) -> None:
        marks = TabMarks({})
        for name, text in tab.writing.fields().items():
            marks.fields[name] = self._lay_over(text, lambda: marks)
        self._of_tab[tab] = marks
        tab.story.opened.connect(lambda _showing: self._on_opened(tab))
        tab.story.refreshed.connect(lambda _showing: self._on_opened(tab))
        tab.story.closed.connect(lambda: self._on_opened(tab))
        tab.destroyed.connect(lambda: self._of_tab.pop(tab, None))

    def follow_photo(self, placement: str, texts: tuple[GrowingTextEdit, ...]) -> None:
        """The texts of a photo that can be written in now are read along."""
        marks = {
            name: self._lay_over(text, lambda: self.on_top)
            for name, text in zip(PHOTO_TEXTS, texts, strict=True)
        }
        self._of_photo[placement] = marks

        def forget() -> None:
            # When the whole window goes, this may be gone before the fields.
            if isValid(self) and self._of_photo.get(placement) is marks:
                del self._of_photo[placement]
                self._tell.start()

        texts[0].destroyed.connect(forget)
        for each in marks.values():
            each.use(self.on_top.lexicon)

    def _lay_over(self, text: ReadField, of: Callable[[], TabMarks]) -> SpellingMarks:
        marks = SpellingMarks(text, self._theme)
        text.menu_opening.connect(lambda menu, at: self._fill(menu, at, marks, of()))
        marks.counted.connect(self._tell.start)
        marks.read_through.connect(self._tell.start)
        return marks

    # -- the words a story is read with

    def _on_opened(self, tab: StoryTab) -> None:
        marks, view = self._of_tab[tab], tab.story.view
        story_id = view.story.id if view is not None else ""
        language = view.story.language if view is not None else ""
        if (story_id, language) != (marks.story_id, marks.language):
            marks.story_id, marks.language = story_id, language
            self._read(marks)

    def _on_top(self, _showing: object) -> None:
        for each in self._open_photo_marks():
            each.use(self.on_top.lexicon)
        self._tell.start()

    def _on_changes(self, changes: Changes) -> None:
        if changes.words or changes.site:
            self._read_all()

    def _read(self, marks: TabMarks) -> None:
        """Ask for the words, and read with them when they have come."""
        if not self._on or not marks.story_id or not marks.is_english:
            self._use(marks, None)
            return
        if not self._may_read:
            self._begin.start()
            return
        words, story_id = self._desk_lane.desk.words, marks.story_id

        def take(lexicon: Lexicon) -> None:
            if self._on and marks.story_id == story_id and marks.is_english:
                self._use(marks, lexicon)

        # In a thread of its own: the first time it reads whole dictionaries, and keeping text
        # must not wait for that.
        self._lane.run(lambda: words.lexicon(story_id), take, self._cannot_read)

    def _begin_to_read(self) -> None:
        self._may_read = True
        self._read_all()

    def _read_all(self) -> None:
        for marks in self._of_tab.values():
            self._read(marks)

    def _cannot_read(self, error: Exception) -> None:
        """An installation without its dictionaries writes and keeps as before."""
        if not isinstance(error, OSError):
            self._desk_lane.tell(error)
            return
        self.said.emit(
            self.tr(
                "Spelling is not checked: the dictionaries cannot be read ({0}). Installing Galley "
                "again brings them back; nothing else is touched by it."
            ).format(error)
        )

    def _use(self, marks: TabMarks, lexicon: Lexicon | None) -> None:
        marks.lexicon = lexicon
        fields = [each for each in marks.fields.values() if isValid(each)]
        if self._tabs.current in self._of_tab and marks is self.on_top:
            fields += self._open_photo_marks()
        for each in fields:
            each.use(lexicon)
        self._tell.start()

    def _open_photo_marks(self) -> Iterator[SpellingMarks]:
        for marks in self._of_photo.values():
            yield from (each for each in marks.values() if isValid(each))

    # -- the menu on a marked word

    def _fill(self, menu: QMenu, at: QTextCursor, marks: SpellingMarks, of: TabMarks) -> None:
        found = marks.mark_at(at.position())
        if found is None or marks.lexicon is None:
            return
        from editor.ui.words.mark_menu import MarkMenu  # late: a start has no menu to fill

        block, mark = found
        marked = QTextCursor(block)
        marked.setPosition(block.position() + mark.start)
        marked.setPosition(block.position() + mark.end, QTextCursor.MoveMode.KeepAnchor)
        part = MarkMenu(menu, marked, mark)
        if mark.kind not in OF_WORDS:
            part.offer_correction()
            return
        lexicon = marks.lexicon
        part.offer_words(self.suggestions.near(mark.word, lexicon))
        part.added.connect(lambda word, where: self._add(of, word, where))

        def show_more(words: tuple[str, ...]) -> None:
            if isValid(part):
                part.show_more(words)

        self.suggestions.more(mark.word, lexicon, show_more)

    def _add(self, marks: TabMarks, word: str, where: str) -> None:
        """A word is known from now on: its marks go at once, the library follows."""
        words, story_id = self._desk_lane.desk.words, marks.story_id
        for each in self._of_tab.values():
            if each.lexicon is not None and (where != STORY or each is marks):
                self._use(each, _knowing(each.lexicon, word, where))
        if where == STORY:
            self._desk_lane.do(
                lambda: words.add_to_story(story_id, word),
                lambda: self.said.emit(self.tr("“{0}” is known in this story.").format(word)),
                lambda _error: self._read(marks),
            )
        else:
            self._desk_lane.do(
                lambda: words.add_to_newsroom(word, kind=WordKind(where)),
                lambda: self.said.emit(
                    self.tr("“{0}” is one of the newsroom's words now.").format(word)
                ),
                lambda _error: self._read_all(),
            )


def _knowing(lexicon: Lexicon, word: str, where: str) -> Lexicon:
    if where == STORY:
        return lexicon.for_story({*lexicon.story, word})
    return lexicon.with_words([word])
