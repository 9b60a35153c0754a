"""The slim bar above the body. It shows the actions; what they do is not its business."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from editor.ui.theme import Theme

_STYLES = ("paragraph", "heading_2", "heading_3", "quote", "attribution", "pull_quote")
# In order of importance: the last ones go first when there is no room.
_NEEDED = (
    ("bold", "italic", "link"),
    ("photo",),
    ("bullet_list", "ordered_list", "quote"),
    ("underline",),
    ("divider",),
)
_ORDER = (
    ("bold", "italic", "underline", "link"),
    ("bullet_list", "ordered_list", "quote"),
    ("photo", "divider"),
)
_MORE = (
    ("underline", "strike", "superscript", "subscript"),
    ("indent", "outdent", "divider"),
    ("table_menu",),
    ("cut", "copy", "paste", "paste_plain", "select_all"),
)


class FormattingBar(QWidget):
    """`label` stands at its left: it names the field below."""

    def __init__(
        self, theme: Theme, label: QLabel, actions: Mapping[str, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        self._styles = [actions[name] for name in _STYLES]
        self._kinds = [*self._styles, actions["bullet_list"], actions["ordered_list"]]
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(1) // 2)
        row.addWidget(label)
        self._style = self._style_button()
        row.addWidget(self._style)
        for group in _ORDER:
            row.addSpacing(theme.space(1))
            for name in group:
                self._buttons[name] = self._button(actions[name])
                row.addWidget(self._buttons[name])
        row.addWidget(self._more_button(theme, actions))
        row.addStretch(1)
        for action in self._kinds:
            action.changed.connect(self._show_style)
        self._show_style()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Hides what is least missed; the menu behind the dots has all of it."""
        button = self._buttons["bold"].sizeHint().width() + self._row.spacing()
        visible = sum(not each.isHidden() for each in self._buttons.values())
        room = self.width() - (self._row.minimumSize().width() - button * visible)
        shown: set[str] = set()
        for names in _NEEDED:
            if (len(shown) + len(names)) * button > room:
                break
            shown.update(names)
        for name, each in self._buttons.items():
            each.setVisible(name in shown)

    def _style_button(self) -> QToolButton:
        made = QToolButton(self)
        made.setAccessibleName(self.tr("Paragraph style"))
        made.setToolTip(self.tr("Paragraph style"))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.addActions(self._styles)
        made.setMenu(menu)
        widest = max(made.fontMetrics().horizontalAdvance(each.text()) for each in self._kinds)
        made.setMinimumWidth(widest + 34)
        return made

    def _show_style(self) -> None:
        current = next((each for each in self._kinds if each.isChecked()), None)
        self._style.setText(current.text() if current else "—")
        self._style.setEnabled(any(each.isEnabled() for each in self._styles))

    def _button(self, action: QAction) -> QToolButton:
        made = QToolButton(self)
        made.setDefaultAction(action)
        made.setAccessibleName(action.text().rstrip("…"))
        # A click must not take the caret out of the text; Tab still comes here.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _more_button(self, theme: Theme, actions: Mapping[str, QAction]) -> QToolButton:
        made = QToolButton(self)
        made.setAccessibleName(self.tr("More formatting"))
        made.setToolTip(self.tr("More formatting"))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.put_icon(made, "ellipsis")
        menu = QMenu(made)
        for group in _MORE:
            menu.addActions([actions[name] for name in group])
            menu.addSeparator()
        made.setMenu(menu)
        return made


def tool_tip(action: QAction) -> str:
    """`Bold (Ctrl+B)`, in the platform's own writing of keys."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    title = action.text().rstrip("…")
    return f"{title} ({keys})" if keys else title
