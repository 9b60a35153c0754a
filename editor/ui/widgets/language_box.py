"""The choice of a story's language: the usual ones by name, any other by its BCP 47 tag."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from editor.late import regex
from editor.message import Message
from editor.ui.widgets.text_field import CalmComboBox
from editor.ui.widgets.token_field import mark_offers

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "fr", "de", "es", "pt", "it", "ru", "ar", "ja", "ko")
_TAG = regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAMED = regex(r".*\((?P<tag>[A-Za-z0-9-]+)\)\s*")


def language_name(tag: str) -> str:
    """How people call a language; a tag nobody has a name for stays a tag."""
    return str(Message(f"language.{tag}")) if tag in LANGUAGES else tag


class LanguageBox(CalmComboBox):
    """Signals:
    chosen(): a person chose or typed another language.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tag = "en"
        self.setEditable(True)
        self.setInsertPolicy(CalmComboBox.InsertPolicy.NoInsert)
        for tag in LANGUAGES:
            self.addItem(self.tr("{0} ({1})").format(language_name(tag), tag), tag)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(self.tr("Language tag"))
        completer = self.completer()
        if completer is not None:
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
            mark_offers(line, completer)
        self.activated.connect(self._take_typed)
        line.editingFinished.connect(self._take_typed)

    @property
    def tag(self) -> str:
        return self._tag

    def set_tag(self, tag: str) -> None:
        self._tag = tag
        place = self.findData(tag)
        if place >= 0:
            self.setCurrentIndex(place)
        self.setEditText(self.itemText(place) if place >= 0 else tag)

    def _take_typed(self) -> None:
        tag = read_tag(self.currentText())
        before = self._tag
        self.set_tag(tag or before)  # words that name no language give way to the last one
        if tag and tag != before:
            self.chosen.emit()


def read_tag(text: str) -> str:
    """The tag in `Chinese (zh-Hans)`, `chinese` or `zh-hans`; "" when there is none."""
    text = text.strip()
    named = _NAMED.fullmatch(text)
    wanted = (named["tag"] if named else text).casefold()
    for tag in LANGUAGES:
        if wanted in (tag.casefold(), language_name(tag).casefold()):
            return tag
    tag = named["tag"] if named else text
    return tag if _TAG.fullmatch(tag) else ""
