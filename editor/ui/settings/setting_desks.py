"""The small desks that apply what is chosen in the settings to what is open, and keep it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from editor.desk.site import CODES
from editor.language.typing_habits import TypingHabits
from editor.message import message
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.commands import Command, Feature, Menu, Standard
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.theme import Theme
from editor.ui.theme.type_faces import OWN_SIZE, READING_SIZES
from editor.ui.widgets.growing_text_edit import GrowingTextEdit
from editor.ui.widgets.retouching import RetouchedLine
from editor.ui.writing.body_field import BodyField

if TYPE_CHECKING:
    from editor.ui.settings.special_characters import SpecialCharacters
    from editor.ui.shell.settings_dialog import SettingsPage

_OUTLINE = "outline"


class OutlineDesk(QObject):
    """Keeps the outlines of all panes alike."""

    def __init__(self, tabs: StoryTabs, settings: SettingsDesk) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._settings = settings
        settings.add(_OUTLINE, self._apply)
        tabs.each(self._connect)

    def _connect(self, tab: StoryTab) -> None:
        action = tab.writing.actions()["outline"]
        action.setChecked(self._shown(self._settings.values(_OUTLINE)))
        action.triggered.connect(lambda shown: self._settings.note(_OUTLINE, {"shown": shown}))

    def _apply(self, values: Mapping[str, Any]) -> None:
        for tab in self._tabs.tabs():
            tab.writing.actions()["outline"].setChecked(self._shown(values))

    def _shown(self, values: Mapping[str, Any]) -> bool:
        return bool(values.get("shown", False))


_TEXT_SIZE = "text size"


class TextSizeDesk(Feature):
    def __init__(self, settings: SettingsDesk, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        settings.add(_TEXT_SIZE, self._apply, _text_size_page)

    def commands(self) -> Iterable[Command]:
        yield Command(
            "text_larger", self.tr("Lar&ger text"), "", Standard.ZoomIn, more=("Ctrl+=",)
        ).doing(self.larger, {Menu.VIEW: 510})
        yield Command("text_smaller", self.tr("S&maller text"), "", Standard.ZoomOut).doing(
            self.smaller, {Menu.VIEW: 520}
        )
        yield Command("text_normal", self.tr("Text in its own si&ze"), "", "Ctrl+0").doing(
            self.normal, {Menu.VIEW: 530}
        )

    def larger(self) -> None:
        self._choose(next((each for each in READING_SIZES if each > self._now), self._now))

    def smaller(self) -> None:
        below = [each for each in READING_SIZES if each < self._now]
        self._choose(below[-1] if below else self._now)

    def normal(self) -> None:
        self._choose(OWN_SIZE)

    @property
    def _now(self) -> int:
        return self._theme.reading_size

    def _choose(self, percent: int) -> None:
        self._settings.note(_TEXT_SIZE, {"percent": percent})
        self.said.emit(str(message("window.shown-at", n=percent)))

    def _apply(self, values: Mapping[str, Any]) -> None:
        percent = values.get("percent", OWN_SIZE)
        self._theme.set_reading_size(percent if percent in READING_SIZES else OWN_SIZE)


def _text_size_page() -> "SettingsPage":
    from editor.ui.settings.pages import TextSizePage  # late, as all dialogs

    return TextSizePage()


class TypingDesk(Feature):
    """Tells every pane, and captions, alt texts and credits as they are entered."""

    def __init__(self, settings: SettingsDesk, tabs: StoryTabs, desk_lane: DeskLane) -> None:
        super().__init__(tabs)
        self._settings = settings
        self._desk_lane = desk_lane
        self._tabs = tabs
        self._habits = TypingHabits()
        settings.add("typing", self._follow, _typing_page)
        settings.add("abbreviations", self._follow, _abbreviations_page)
        settings.add(CODES, self._follow, _codes_page)
        tabs.each(self._connect)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    @property
    def habits(self) -> TypingHabits:
        return self._habits

    def _follow(self, _values: Mapping[str, Any]) -> None:
        kept = self._settings.values
        self._habits = TypingHabits.of(kept("typing"), kept("abbreviations"), kept(CODES))
        for tab in self._tabs.tabs():
            self._tell(tab)
        self._on_focus(None, QApplication.focusWidget())

    def _connect(self, tab: StoryTab) -> None:
        self._tell(tab)
        tab.writing.house_style.whole_requested.connect(lambda: self._set_in_style(tab))
        tab.writing.house_style.done.connect(self._say_styled)

    def _set_in_style(self, tab: StoryTab) -> None:
        """All of a story: what is there now is kept as a version first."""
        story_id, history = tab.story.story_id, self._desk_lane.desk.history
        if self._habits.pack.name == "none":
            self.said.emit(self.tr("No house style is chosen: Edit, Settings, Writing."))
            return
        reason = message("version.before-house-style")

        def set_now() -> None:
            if isValid(tab) and tab.story.story_id == story_id:
                tab.writing.house_style.set_whole()

        tab.story.keeper.when_kept(
            lambda: self._desk_lane.do(lambda: history.checkpoint(story_id, reason), set_now)
        )

    def _say_styled(self, places: int) -> None:
        title = self._habits.pack.title
        if places:
            self.said.emit(str(message("window.set-in-style", n=places, style=title)))
        else:
            self.said.emit(self.tr("Everything is in the style of {0} already.").format(title))

    def _tell(self, tab: StoryTab) -> None:
        tab.writing.follow_habits(self._habits)

    def _on_focus(self, _left: QWidget | None, field: QWidget | None) -> None:
        # Fields of photos come and go with the photos: asked when somebody begins to write.
        if not isValid(self):
            return
        if isinstance(field, GrowingTextEdit):
            field.retouching.habits = self._habits
        elif isinstance(field, RetouchedLine):
            field.habits = self._habits


# Pages are loaded when the dialog opens, as all dialogs are.
def _typing_page() -> "SettingsPage":
    from editor.ui.settings.pages import TypingPage

    return TypingPage()


def _abbreviations_page() -> "SettingsPage":
    from editor.ui.settings.table_pages import AbbreviationsPage

    return AbbreviationsPage()


def _codes_page() -> "SettingsPage":
    from editor.ui.settings.table_pages import CodesPage

    return CodesPage()


Field = QTextEdit | QPlainTextEdit | QLineEdit
_CHARACTERS = "characters"


class CharacterDesk(Feature):
    """Serves one window with one small window of characters."""

    def __init__(
        self, theme: Theme, tabs: StoryTabs, settings: SettingsDesk, window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._tabs = tabs
        self._settings = settings
        self._window = window
        self._palette: SpecialCharacters | None = None
        self._field: Field | None = None
        settings.add(_CHARACTERS, lambda _values: None)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def commands(self) -> Iterable[Command]:
        yield Command("characters", self.tr("Special c&haracters…"), "", "Ctrl+Alt+C").doing(
            self.open, {Menu.INSERT: 220}
        )

    def open(self) -> None:
        """Bring it up; it stays until it is closed."""
        if self._palette is None:
            # Late, as every dialog: its tables are read when it is first wanted.
            from editor.ui.settings.special_characters import SpecialCharacters

            self._palette = SpecialCharacters(self._window, face=self._theme.font("body"))
            self._palette.inserted.connect(self.insert)
            self._palette.remembered.connect(lambda kept: self._settings.note(_CHARACTERS, kept))
        if not self._palette.isVisible():
            self._palette.load(self._settings.values(_CHARACTERS))
        self._palette.show()
        self._palette.raise_()
        self._palette.activateWindow()

    def insert(self, text: str) -> None:
        """One step of undo in the field somebody wrote in last, or in the story's body."""
        field = self._field
        if field is None or not isValid(field) or not field.isVisible():
            self._tabs.writing.insert_text(text)
        elif isinstance(field, BodyField):
            field.insert_text(text)
        elif isinstance(field, QLineEdit):
            field.insert(text)
        else:
            cursor = field.textCursor()
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.endEditBlock()
            field.setTextCursor(cursor)

    def _on_focus(self, _left: QWidget | None, field: QWidget | None) -> None:
        if not isinstance(field, QTextEdit | QPlainTextEdit | QLineEdit) or not isValid(self):
            return
        if field.window() is self._window and not field.isReadOnly():
            self._field = field
