"""A slash at the start of a word offers the blocks; what is typed on narrows them down.

The text is the person's: it stays as typed until a block is taken, and then one undo gives it
back.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QCursor,
    QKeyEvent,
    QPainter,
    QPalette,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.language.typography import is_code_like
from editor.late import frozen
from editor.ui.theme import Theme
from editor.ui.widgets.labels import announce
from editor.ui.widgets.retouching import text_before
from editor.ui.widgets.sheet import filled
from editor.ui.writing.document.document_writer import one_step
from editor.ui.writing.document.shapes import shape_of


@frozen
class SlashEntry:
    """`action` is a name of the action table; `words` are searched too; `typed` is the quick way
    in signs. `asks`: the action asks something before it does anything.

    `words` is a str, marked for translation (for which the binding's stub says object).
    """

    action: str
    words: object
    typed: str = ""
    asks: bool = False


ENTRIES = (
    SlashEntry("paragraph", QT_TRANSLATE_NOOP("Writing", "text plain body")),
    SlashEntry("heading_2", QT_TRANSLATE_NOOP("Writing", "h2 title subhead section"), "##"),
    SlashEntry("heading_3", QT_TRANSLATE_NOOP("Writing", "h3 title subhead"), "###"),
    SlashEntry("quote", QT_TRANSLATE_NOOP("Writing", "blockquote citation said"), ">"),
    SlashEntry("pull_quote", QT_TRANSLATE_NOOP("Writing", "highlight display"), ">>"),
    SlashEntry("bullet_list", QT_TRANSLATE_NOOP("Writing", "ul unordered points items"), "-"),
    SlashEntry("ordered_list", QT_TRANSLATE_NOOP("Writing", "ol numbered numbers items"), "1."),
    SlashEntry("table", QT_TRANSLATE_NOOP("Writing", "grid rows columns")),
    SlashEntry("photo", QT_TRANSLATE_NOOP("Writing", "picture image"), asks=True),
    SlashEntry("gallery", QT_TRANSLATE_NOOP("Writing", "photos pictures images"), asks=True),
    SlashEntry("divider", QT_TRANSLATE_NOOP("Writing", "line rule hr break separator"), "---"),
)


def matches(query: str, title: str, words: Sequence[str]) -> bool:
    """Whether every word typed begins a word of the title or of the others."""
    known = [each.casefold() for each in (*title.replace("…", "").split(), *words)]
    # `heading2` and `h 2` are typed as often as `heading 2`.
    known.append("".join(title.split()).casefold())
    return all(any(each.startswith(part) for each in known) for part in query.casefold().split())


WIDTH = 250  # px
_NAME = Qt.ItemDataRole.UserRole
_TYPED = Qt.ItemDataRole.UserRole + 1


class BlockList(QFrame):
    """Attributes:
        holder: the part of the window it may cover.

    Signals:
        taken(str): name of the action that was clicked.
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, holder: QWidget) -> None:
        super().__init__(holder)
        self._theme = theme
        self.holder = holder
        self.setObjectName("slash-menu")
        self.setAccessibleName(self.tr("Blocks"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = QListWidget(self)
        self._rows.setAccessibleName(self.tr("Blocks"))
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows.setItemDelegate(_Row(self._rows))
        self._rows.setMouseTracking(True)
        filled(QVBoxLayout(self), self._rows)
        self._rows.itemClicked.connect(self._take)
        self._rows.itemEntered.connect(self._point_at)
        self._resting = QPoint()  # where the mouse was when the list came up
        self.hide()

    def show_rows(self, rows: Sequence[tuple[QAction, str]]) -> None:
        """(action, what one types instead) each; the current one stays it while it is offered."""
        kept = self.current if self.isVisible() else ""
        self._rows.clear()
        height = self.fontMetrics().lineSpacing() + 2 * self._theme.space(1)
        for action, typed in rows:
            item = QListWidgetItem(action.icon(), action.text().rstrip("…"), self._rows)
            item.setData(_NAME, action.objectName())
            item.setData(_TYPED, typed)
            item.setSizeHint(QSize(0, height))
        names = [action.objectName() for action, _ in rows]
        self._go_to(names.index(kept) if kept in names else 0)
        margins = self._rows.contentsMargins()
        edge = max(margins.top() + margins.bottom(), 2 * self._rows.frameWidth())
        self.resize(WIDTH, height * len(rows) + edge)

    def show_at(self, caret: QRect) -> None:
        """Below the caret (a rectangle of the holder), or above it where there is more room."""
        holder = self.holder
        gap = self._theme.space(1)
        below = holder.height() - caret.bottom() - gap
        room = max(below, caret.top() - gap)
        self.resize(min(WIDTH, holder.width()), min(self.height(), room))
        top = caret.bottom() + gap
        if self.height() > below:
            top = max(0, caret.top() - gap - self.height())
        left = max(0, min(caret.left(), holder.width() - self.width()))
        self.move(QPoint(left, top))
        if self.isHidden():
            self._resting = QCursor.pos()
        self.show()
        self.raise_()

    @property
    def current(self) -> str:
        """Name of the action that Enter would take; "" when there is none."""
        item = self._rows.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def step(self, by: int) -> None:
        if self._rows.count():
            self._go_to((self._rows.currentRow() + by) % self._rows.count())

    def _go_to(self, row: int) -> None:
        self._rows.setCurrentRow(row)
        item = self._rows.item(row)
        if item is not None and QAccessible.isActive():
            # The focus stays in the text: who does not see the list is told.
            said = self.tr("{0}, {1} of {2}").format(item.text(), row + 1, self._rows.count())
            announce(self, said)

    def _point_at(self, item: QListWidgetItem) -> None:
        # A mouse that only lies where the list came up chooses nothing.
        if QCursor.pos() != self._resting:
            self._rows.setCurrentItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(_NAME)))


class _Row(QStyledItemDelegate):
    """Icon and title, and at the right in pale letters what one could have typed."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))  # type: ignore[attr-defined]
        place = option.rect.adjusted(0, 0, -10, 0)  # type: ignore[attr-defined]
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(index.data(_TYPED)),
        )
        painter.restore()


_LOOK_BACK = 60  # UTF-16 units; nobody types more of a block's name
_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class SlashMenu(QObject):
    """Serves one editor; `holder` is the part of the window the list may cover."""

    def __init__(
        self, editor: QTextEdit, holder: QWidget, theme: Theme, actions: Mapping[str, QAction]
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._actions = actions
        self._list = BlockList(theme, holder)
        self._slash: QTextCursor | None = None  # stands before the slash
        self._list.taken.connect(self._take)

    @property
    def is_open(self) -> bool:
        return self._slash is not None

    def after_slash(self) -> None:
        """A slash has just been typed before the caret."""
        cursor = self._editor.textCursor()
        before = text_before(cursor, _LOOK_BACK)[:-1]
        begins = not before or before[-1].isspace()
        shape = shape_of(cursor.block())
        # In a cell of a table there are words and nothing else.
        takes = shape.takes_marks and not shape.is_cell
        if begins and takes and not is_code_like(before):
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter)
            cursor.setKeepPositionOnInsert(True)
            self._open(cursor)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether the key is the list's and nobody else's."""
        return self.is_open and event.key() in _KEYS and not _held(event)

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here."""
        if not self.wants(event):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            self._take(self._list.current)
        return True

    def close(self) -> None:
        """The text stays as it is."""
        if self._slash is None:
            return
        self._slash = None
        self._list.hide()
        self._editor.cursorPositionChanged.disconnect(self._follow)
        self._editor.textChanged.disconnect(self._follow)
        self._editor.verticalScrollBar().valueChanged.disconnect(self._place)

    def _open(self, slash: QTextCursor) -> None:
        self.close()
        self._slash = slash
        # Only while it is open: typing must cost nothing.
        self._editor.cursorPositionChanged.connect(self._follow)
        self._editor.textChanged.connect(self._follow)
        self._editor.verticalScrollBar().valueChanged.connect(self._place)
        self._follow()

    def _follow(self) -> None:
        """Shows what fits to what is typed; closes when that is no name of a block."""
        if self._slash is None:
            return
        query = self._query()
        rows = self._rows(query) if query is not None else []
        if not rows:
            self.close()
            return
        self._list.show_rows([(self._actions[each.action], each.typed) for each in rows])
        self._place()

    def _query(self) -> str | None:
        """What stands between the slash and the caret; None when the caret went elsewhere."""
        assert self._slash is not None
        caret, start = self._editor.textCursor(), self._slash.position()
        behind = caret.position() - start
        if caret.hasSelection() or not 1 <= behind <= _LOOK_BACK:
            return None
        if caret.block() != self._slash.block():
            return None
        text = text_before(caret, behind)
        query = text[1:]
        return query if text.startswith("/") and not query[:1].isspace() else None

    def _rows(self, query: str) -> list[SlashEntry]:
        def fits(entry: SlashEntry) -> bool:
            action = self._actions[entry.action]
            words = QCoreApplication.translate("Writing", str(entry.words)).split()
            return action.isEnabled() and matches(query, action.text(), (*words, entry.action))

        return [entry for entry in ENTRIES if fits(entry)]

    def _place(self) -> None:
        if self._slash is None:
            return
        holder = self._list.holder
        caret = self._editor.cursorRect(self._slash)
        origin = self._editor.viewport().mapTo(holder, caret.topLeft())
        self._list.show_at(QRect(origin, caret.size()))

    def _take(self, name: str) -> None:
        slash, query = self._slash, self._query()
        entry = next((each for each in ENTRIES if each.action == name), None)
        self.close()
        if slash is None or query is None or entry is None:
            return
        action, cursor = self._actions[name], self._editor.textCursor()
        with one_step(cursor):
            cursor.setPosition(slash.position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            # A line that is it already would be turned back by its action.
            if not entry.asks and not action.isChecked():
                action.trigger()
        if entry.asks:
            # Not within the step: it may wait for an answer.
            action.trigger()


def _held(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
