"""The desk's middle: one story's headline, deck and body while they are written.

Shows a story once, when it is opened; from then on the words belong to the person who types,
and nothing is ever written back into them.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent, QTextDocument
from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.language.typing_habits import TypingHabits
from editor.story.measures import TitleLimits
from editor.story.photo import Placement
from editor.story.story import Story, StoryEdit
from editor.story.text import Counts
from editor.ui.theme import Theme
from editor.ui.writing.actions import build_actions
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.caret_memory import CaretMemory, Place, Places
from editor.ui.writing.editing_actions import EditingActions, Field, TextMenu
from editor.ui.writing.find.find_in_story import FindInStory
from editor.ui.writing.focus_view import FocusView
from editor.ui.writing.formatting import Formatting
from editor.ui.writing.house_style import HouseStyling
from editor.ui.writing.keys.slash_menu import SlashMenu
from editor.ui.writing.line_field import LineField
from editor.ui.writing.link_editing import LinkEditing
from editor.ui.writing.outline import Outline
from editor.ui.writing.pasting import Pasting
from editor.ui.writing.pictures.photo_cards import PhotoCards, PhotoSource
from editor.ui.writing.pictures.placed_photos import PlacedPhotos
from editor.ui.writing.tables.table_actions import TableActions
from editor.ui.writing.undo_line import UndoLine
from editor.ui.writing.writing_page import MINIMUM_WIDTH, NothingOpen, WritingPage

PAUSE_MS = 300

# Of those that are always to be had: what changes the text.
CHANGING = ("paste", "paste_plain", "house_style", "gallery", "photo", "replace")


class WritingPane(QWidget):
    """Attributes:
    undo_line: what was done in this story, in the order it was done.
    finding: find and replace in this story.
    photos: the photos in its text.
    copyfit: the line that says how long it is.
    links: the links in its text.
    nothing: what stands here while no story is open.
    show_notice: puts something to be read now over the headline; None takes it away.

    Signals:
    changed(): the person edited something.
    photo_requested(): a photo is wanted at the caret.
    photo_activated(str): a photo in the text was opened; id of its placement.
    counts_changed(object): `Counts` of the body, after a pause in the typing.
    pasted(str): what did not come along with a paste.
    """

    changed = Signal()
    photo_requested = Signal()
    photo_activated = Signal(str)
    counts_changed = Signal(object)
    pasted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        photos: PhotoSource,
        parent: QWidget | None = None,
        places: Places | None = None,
    ) -> None:
        """`places`: where somebody was in each story, shared by the panes of a window."""
        super().__init__(parent)
        self._theme = theme
        self._story_id = ""
        self._loading = False
        self._unseen = False
        self._cards = PhotoCards(theme, photos, self)
        self._page = WritingPage(theme, self._cards, self)
        self._title, self._body = self._page.title, self._page.body
        self.show_notice = self._title.show_notice
        self._fields: dict[str, Field] = {
            "headline": self._title.headline,
            "deck": self._title.deck,
            "body": self._body,
        }
        self._carets = CaretMemory(self._fields, places)
        self.undo_line = UndoLine(self._fields, self.edit, self)
        self._actions = build_actions(self, theme)
        self.undo_line.name_after(self._actions.values())
        self._editing = EditingActions(self._actions, tuple(self._fields.values()), self.undo_line)
        self._formatting = Formatting(self._actions, self._body)
        self._tables = TableActions(self._actions, self._body)
        self.photos = PlacedPhotos(theme, self._body, self._cards, self._actions)
        self._body.offer_blocks(SlashMenu(self._body, self._page, theme, self._actions))
        self.links = LinkEditing(self._body, self._actions)
        self.finding = FindInStory(theme, self._fields, self.undo_line, self._page)
        self.copyfit = self._page.copyfit
        self.nothing = NothingOpen(theme, self)
        self._menu = TextMenu(self._body, self._actions)
        self.outline = Outline(theme, self._body, self._actions["outline"], self._page)
        self.house_style = HouseStyling(
            self._actions["house_style"],
            tuple(self._fields.values()),
            lambda: self._editing.field,
            lambda: self._body.typing.habits.pack,
            self.undo_line.as_one,
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._page.furnish(self._actions, self.outline, self.finding)
        self._lay_out()
        self.focus_view = FocusView(self._body, (self._page.bar, self.outline, self.copyfit), theme)
        self._connect()
        self.undo_line.name_until_here(self._actions.values())
        self._restyle()
        self.clear()

    # -- stories in, values out

    @property
    def story_id(self) -> str:
        """Id of the open story; "" while none is open."""
        return self._story_id

    def show_story(self, story: Story) -> None:
        """Opens a story: a fresh undo history, the carets where they were last time."""
        self._leave_story()
        self._story_id = story.id
        self._know(story.placements)
        self._loading = True
        try:
            self._title.headline.show_text(story.headline)
            self._title.deck.show_text(story.deck)
            self._body.show_document(story.body)
        finally:
            self._loading = False
        self.undo_line.begin()
        self._layers.setCurrentWidget(self._page)
        self._unseen = not self.isVisible()
        self._on_focused(self._fields[self._carets.return_to(story.id)])
        self.outline.refresh()
        self._editing.refresh()
        self._settle()

    def show_changed(self, story: Story) -> None:
        """The texts of the open story as somebody else has made them, as one step that can be
        undone like any other."""
        self._know(story.placements)
        self._loading = True
        with self.undo_line.as_one(self.tr("change made elsewhere")):
            self._title.headline.change_text(story.headline)
            self._title.deck.change_text(story.deck)
            whole = self._body.change_document(story.body)
        self._loading = False
        if not whole:
            self.show_story(story)
            return
        self.outline.refresh()
        self._settle()

    def place(self) -> Place:
        """Where the carets stand, for coming back to."""
        name = next(name for name, each in self._fields.items() if each is self._editing.field)
        return self._carets.place(name)

    def know_place(self, story_id: str, place: Place) -> None:
        """Where somebody was in a story that will be opened here."""
        self._carets.know(story_id, place)

    def return_to(self, place: Place) -> None:
        """Carets and scrolling of the open story; the focus stays where it is."""
        self._carets.know(self._story_id, place)
        self._carets.return_to(self._story_id)

    def clear(self) -> None:
        """No story is open."""
        self._leave_story()
        self._layers.setCurrentWidget(self.nothing)

    def set_placements(self, placements: Sequence[Placement]) -> None:
        """New captions, credits and pictures for the photos; the text is not touched."""
        self._know(placements)
        self._body.viewport().update()

    def counts(self) -> Counts:
        """Length of the body as it stands."""
        return self._body.live.counts()

    @property
    def is_blank(self) -> bool:
        """Whether there is no headline yet."""
        return not self._title.headline.value()

    def show_limits(self, limits: TitleLimits) -> None:
        """What the story's outlet has room for."""
        self._title.show_limits(limits)

    def edit(self) -> StoryEdit:
        """Headline, deck and body as they stand now; costs what was changed since last time."""
        return StoryEdit(
            headline=self._title.headline.value(),
            deck=self._title.deck.value(),
            body=self._body.live.value(),
        )

    def settle(self) -> None:
        """Tells now of the last letter, where that waits until it is painted."""
        for field in self._fields.values():
            field.settle()

    def follow_habits(self, habits: TypingHabits) -> None:
        """What is done by itself while somebody types here, from now on."""
        self._body.typing.follow(habits)
        for line in (self._title.headline, self._title.deck):
            line.retouching.habits = habits

    # -- working in the text

    def actions(self) -> Mapping[str, QAction]:
        """The actions of the pane by name, for menus."""
        return self._actions

    def documents(self) -> Mapping[str, QTextDocument]:
        """The texts by field, for a highlighter or a find bar; they stay the same objects."""
        return {name: field.document() for name, field in self._fields.items()}

    def fields(self) -> Mapping[str, Field]:
        """The text fields by name: headline, deck, body."""
        return self._fields

    @property
    def pasting(self) -> Pasting:
        """What comes into the body from outside."""
        return self._body.pasting

    def insert_text(self, text: str) -> None:
        """Words where the caret is in the body."""
        if not self.isVisible():
            self.focus_body()  # which brings it in sight
        self._body.insert_text(text)

    def go_to(self, field: str, block: int | None = None) -> None:
        """Focus and caret to `headline`, `deck` or `body`, there to a block of the document."""
        if field == "body" and block is not None:
            self.set_caret(block)
        self._fields[field].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_caret(self, block: int) -> None:
        """Into a block of the body; the focus stays where it is."""
        self._body.show_block(self._body.live.first_text_block(block))

    def set_writable(self, on: bool) -> None:
        """Whether words can be typed; what is read can be copied all the same."""
        if self._body.isReadOnly() is not on:
            return
        for field in self._fields.values():
            field.setReadOnly(not on)
        self.copyfit.setEnabled(on)
        for name in CHANGING:
            self._actions[name].setEnabled(on)
        self._on_focused(self._editing.field)

    def focus_text(self) -> None:
        """The keyboard to where somebody wrote last in this story, while it can be seen."""
        if self._editing.field.isVisible():
            self._editing.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_body(self) -> None:
        self._body.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside

    def _lay_out(self) -> None:
        # Set here, or the wide margins of a wide pane would keep it from being made narrow.
        self.setMinimumWidth(MINIMUM_WIDTH)
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._page)
        self._layers.addWidget(self.nothing)

    def _connect(self) -> None:
        body = self._body
        self._theme.changed.connect(self._restyle)
        self._title.deck.left_down.connect(self.focus_body)
        for line in (self._title.headline, self._title.deck):
            line.told.connect(self.pasted)
        for field in self._fields.values():
            field.written.connect(self._on_edited)
            field.focused.connect(self._on_focused)
        body.photo_activated.connect(self.photo_activated)
        body.pasting.told.connect(self.pasted)
        for part in (self._tables, self.photos, self.outline):
            part.told.connect(self.pasted)
        body.customContextMenuRequested.connect(self._menu.show)
        self.outline.shown_changed.connect(self._fit_column)
        self.focus_view.changed.connect(self._fit_column)
        self.focus_view.changed.connect(self.outline.refresh)
        self._actions["photo"].triggered.connect(self.photo_requested)
        self.copyfit.follow(body)
        self.finding.take_actions(self._actions, lambda: self._editing.field)
        self._pause.timeout.connect(self._settle)

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            # Put into the window, a widget under a style sheet loses the font it was given.
            self._restyle()
            if self._unseen:
                # Only now is it known where the lines of a story opened out of sight fall.
                was = (self._story_id, self.place().carets)
                QTimer.singleShot(0, self, lambda: self._scroll_back(*was))
        self._unseen = False
        super().showEvent(event)

    def _scroll_back(self, story_id: str, carets: Mapping[str, int]) -> None:
        # Unless somebody has gone on writing since: no caret is taken from under the hand.
        if (self._story_id, self.place().carets) == (story_id, carets):
            self.return_to(self._carets.of(story_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_column()

    def minimumSizeHint(self) -> QSize:
        return self._page.least(super().minimumSizeHint())

    def _fit_column(self) -> None:
        self._page.fit(self.width(), self.height())

    def _restyle(self) -> None:
        self._page.restyle()
        self._fit_column()

    def _leave_story(self) -> None:
        self.settle()
        if self._story_id:
            self._carets.know(self._story_id, self.place())
        self.undo_line.leave()
        self._story_id = ""
        self.finding.leave_story()
        self._body.pasting.stop_reading()
        self._pause.stop()

    def _know(self, placements: Sequence[Placement]) -> None:
        self._cards.set_placements(placements)
        self.finding.captions.show(placements)
        self._body.pasting.know_placements(frozenset(each.id for each in placements))

    def _on_edited(self) -> None:
        if self._loading:
            return
        self._pause.start()
        self.changed.emit()

    def _settle(self) -> None:
        self._body.overlays.refresh()
        counts = self._body.live.counts()
        self.copyfit.show_words(counts.words)
        self.counts_changed.emit(counts)

    def _on_focused(self, field: object) -> None:
        assert isinstance(field, (LineField, BodyField))
        self._editing.follow(field)
        body = field is self._body and not field.isReadOnly()
        self._formatting.follow(body=body)
        self._tables.follow(body=body)
