"""Marks and kinds of lines in the body: what the actions do and what they show.

Follows the caret; does no formatting in headline and deck, which have none.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from editor.story.runs import NO_MARKS, Mark
from editor.ui.theme import Theme
from editor.ui.writing.actions import KINDS, MARKS
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.lines import Kind, Line, Shape
from editor.ui.writing.document.shapes import char_format, marks_of, shape_of
from editor.ui.writing.keys.line_commands import (
    can_indent,
    can_outdent,
    indent,
    insert_object,
    outdent,
    set_kind,
)
from editor.ui.writing.keys.mark_commands import (
    link_around,
    marks_everywhere,
    toggle_mark,
    with_mark,
)
from editor.ui.writing.keys.typing_rules import reshape_step

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
_MEASURED = 20_000  # characters of a selection that are looked through for their marks


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
        self._style = self._menu_button(self.tr("Paragraph style"))
        self._style.menu().addActions(self._styles)
        words = self._style.fontMetrics()
        widest = max(words.horizontalAdvance(each.text()) for each in self._kinds)
        self._style.setMinimumWidth(widest + 34)
        row.addWidget(self._style)
        for group in _ORDER:
            row.addSpacing(theme.space(1))
            for name in group:
                self._buttons[name] = self._button(actions[name])
                row.addWidget(self._buttons[name])
        more = self._menu_button(self.tr("More formatting"))
        theme.put_icon(more, "ellipsis")
        for group in _MORE:
            more.menu().addActions([actions[name] for name in group])
            more.menu().addSeparator()
        row.addWidget(more)
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

    def _menu_button(self, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setMenu(QMenu(made))
        return made


class Formatting(QObject):
    def __init__(self, actions: Mapping[str, QAction], body: BodyField) -> None:
        super().__init__(body)
        self._actions = actions
        self._body = body
        self._writing = True
        self._shown: tuple[object, ...] = ()
        for mark, row in MARKS.items():
            actions[row.name].setCheckable(True)
            actions[row.name].triggered.connect(partial(self._toggle_mark, mark))
        for kind, row in KINDS.items():
            actions[row.name].setCheckable(True)
            actions[row.name].triggered.connect(partial(self._set_kind, kind))
        actions["indent"].triggered.connect(partial(self._move, indent))
        actions["outdent"].triggered.connect(partial(self._move, outdent))
        actions["divider"].triggered.connect(self._insert_divider)
        body.caret_moved.connect(self.refresh)
        self.refresh()

    def follow(self, *, body: bool) -> None:
        """Whether the body is what is being written; nothing else can be formatted."""
        self._writing = body
        self.refresh()

    def refresh(self) -> None:
        cursor = self._body.textCursor()
        shape = shape_of(cursor.block())
        marks, link = self._marks(cursor, shape), link_around(cursor) is not None
        moves = False, False
        if shape.is_list or cursor.hasSelection():  # what is asked with every key must be quick
            moves = can_indent(cursor), can_outdent(cursor)
        named = self._can_be_attribution(cursor, shape)
        state = (self._writing, shape, marks, link, moves, named)
        if state != self._shown:
            self._shown = state
            self._show(shape, marks, moves, named)

    def _show(
        self, shape: Shape, marks: frozenset[Mark], moves: tuple[bool, bool], named: bool
    ) -> None:
        for mark, row in MARKS.items():
            self._actions[row.name].setEnabled(self._writing and shape.takes_marks)
            self._actions[row.name].setChecked(mark in marks)
        for kind, row in KINDS.items():
            possible = named if kind is Kind.ATTRIBUTION else not (shape.is_object or shape.is_cell)
            self._actions[row.name].setEnabled(self._writing and possible)
            self._actions[row.name].setChecked(shape.kind is kind)
        self._actions["link"].setEnabled(self._writing and shape.takes_marks)
        self._actions["indent"].setEnabled(self._writing and moves[0])
        self._actions["outdent"].setEnabled(self._writing and moves[1])
        self._actions["divider"].setEnabled(self._writing)

    def _marks(self, cursor: QTextCursor, shape: Shape) -> frozenset[Mark]:
        if not shape.takes_marks:
            return NO_MARKS
        if cursor.selectionEnd() - cursor.selectionStart() in range(1, _MEASURED):
            return marks_everywhere(cursor)
        return marks_of(self._body.currentCharFormat())

    def _can_be_attribution(self, cursor: QTextCursor, shape: Shape) -> bool:
        above = shape_of(cursor.block().previous()).kind
        if shape.is_cell:
            return False
        return shape.kind is Kind.ATTRIBUTION or above is Kind.QUOTE

    def _toggle_mark(self, mark: Mark) -> None:
        cursor = self._body.textCursor()
        if cursor.hasSelection():
            toggle_mark(cursor, mark)
        else:
            style = self._body.currentCharFormat()
            marks = marks_of(style)
            marks = marks - {mark} if mark in marks else with_mark(marks, mark)
            kind = shape_of(cursor.block()).kind
            self._body.setCurrentCharFormat(char_format(kind, marks, style.anchorHref()))
        self._done()

    def _set_kind(self, kind: Kind) -> None:
        cursor = self._body.textCursor()
        if kind is Kind.ATTRIBUTION and shape_of(cursor.block()).kind is kind:
            reshape_step(cursor, Shape(Kind.QUOTE))
        elif kind is Kind.ATTRIBUTION:
            reshape_step(cursor, Shape(kind))
        else:
            set_kind(cursor, kind)
        self._body.setTextCursor(cursor)
        self._done()

    def _move(self, move: Callable[[QTextCursor], None]) -> None:
        move(self._body.textCursor())
        self._done()

    def _insert_divider(self) -> None:
        cursor = self._body.textCursor()
        cursor.clearSelection()
        insert_object(cursor, Line(Shape(Kind.DIVIDER)))
        self._body.setTextCursor(cursor)
        self._body.keys.step_past_object()
        self._done()

    def _done(self) -> None:
        """A triggered action has already turned its check mark over: show what is true."""
        self._shown = ()
        self.refresh()
