"""Special characters go into whichever text was written in last; favourites are remembered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField

if TYPE_CHECKING:
    from editor.ui.settings.special_characters import SpecialCharacters

Field = QTextEdit | QPlainTextEdit | QLineEdit
_KEY = "characters"


class CharacterDesk(QObject):
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
        settings.add(_KEY, lambda _values: None)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def open(self) -> None:
        """Bring it up; it stays until it is closed."""
        if self._palette is None:
            # Late, as every dialog: its tables are read when it is first wanted.
            from editor.ui.settings.special_characters import SpecialCharacters

            self._palette = SpecialCharacters(self._window, face=self._theme.font("body"))
            self._palette.inserted.connect(self.insert)
            self._palette.remembered.connect(lambda kept: self._settings.note(_KEY, kept))
        if not self._palette.isVisible():
            self._palette.load(self._settings.values(_KEY))
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
