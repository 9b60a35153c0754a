"""What is said of a story and what is suggested: a list of it, and the one that is chosen with its
answers. However many there are, it is one list that draws what is seen of it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.late import frozen
from editor.message import listed, message
from editor.story.fields import label_of
from editor.story.review.remarks import Comment, Place, Suggestion
from editor.story.text import clean_line, clean_text
from editor.ui.theme import Theme, restyle
from editor.ui.widgets.sheet import filled, plain_button, text_label
from editor.ui.widgets.spelled_out import moment
from editor.ui.widgets.text_field import LinesField

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ROWS = 4  # seen at once, before it scrolls


@frozen
class Row:
    """A remark with its answers, or a suggestion; `gone` when its words are no longer there."""

    about: Comment | Suggestion
    answers: tuple[Comment, ...] = ()
    gone: bool = False

    @property
    def key(self) -> tuple[bool, int]:
        return isinstance(self.about, Comment), self.about.number

    @property
    def place(self) -> Place:
        return self.about.place

    @property
    def settled(self) -> bool:
        return isinstance(self.about, Comment) and self.about.resolved is not None


class RemarksModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: tuple[object, ...] = ()
        self.rows: tuple[Row, ...] = ()

    def show(
        self,
        comments: Sequence[Comment],
        suggestions: Sequence[Suggestion],
        gone: Collection[tuple[bool, int]],
        *,
        settled: bool,
    ) -> bool:
        """Suggestions first, for they keep the story here; then remarks, the newest first. Whether
        the rows are others now."""
        given = (tuple(comments), tuple(suggestions), frozenset(gone), settled)
        if given == self._given:
            return False
        answers: dict[str, list[Comment]] = {}
        for each in comments:
            if each.parent:
                answers.setdefault(each.parent, []).append(each)
        roots = [each for each in reversed(comments) if not each.parent]
        about = [*suggestions, *(each for each in roots if settled or each.resolved is None)]
        self.beginResetModel()
        self._given = given
        self.rows = tuple(
            Row(
                each,
                tuple(answers.get(each.id, ())),
                (isinstance(each, Comment), each.number) in gone,
            )
            for each in about
        )
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return str(listed([self.where(row), self.what(row), self.who(row)]))
        return None

    def where(self, row: Row) -> str:
        """The words that are meant, or what of the story."""
        place = row.place
        if place.quote:
            if isinstance(row.about, Suggestion):
                return self.tr("Words no longer there") if row.gone else ""
            words = str(message("form.quoted", words=clean_line(place.quote)))
            return self.tr("No longer there: {0}").format(words) if row.gone else words
        if place.field:
            return str(label_of(place.field))
        return self.tr("Photo") if place.placement else self.tr("The whole story")

    def what(self, row: Row) -> str:
        if isinstance(row.about, Comment):
            return clean_line(row.about.text)
        old, new = clean_line(row.about.old), clean_line(row.about.new)
        if not new:
            return self.tr("{0} taken out").format(old)
        return str(message("form.instead", old=old, new=new))

    def who(self, row: Row) -> str:
        facts = [row.about.by, moment(row.about.at)]
        if row.answers:
            facts.append(str(message("count.answers", n=len(row.answers))))
        if row.settled:
            facts.append(self.tr("settled"))
        return str(listed(facts, "facts"))


class RemarkDelegate(QStyledItemDelegate):
    """Three lines: where, what, who."""

    def __init__(self, theme: Theme, model: RemarksModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = self._theme
        line, small = QFontMetrics(theme.font("ui")), QFontMetrics(theme.font("ui-small"))
        high = line.lineSpacing() + 2 * small.lineSpacing() + theme.space(4)
        return QSize(120, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, theme, model = index.data(ROW_ROLE), self._theme, self._model
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.color("hover"))
        inner = option.rect.adjusted(theme.space(3), theme.space(2), -theme.space(2), 0)
        suggested = isinstance(row.about, Suggestion)
        edge = "line" if row.settled else "accent" if suggested else "warning"
        left = option.rect.adjusted(0, 2, 0, -2)
        left.setWidth(3)
        painter.fillRect(left, theme.color(edge))
        top = inner.top()
        where = self.tr("Suggested") if suggested else model.where(row)
        if suggested and row.gone:
            where = model.where(row)
        for text, font, ink in (
            (where, "ui-small", "warning" if row.gone else "ink-soft"),
            (model.what(row), "ui", "ink-faint" if row.settled else "ink"),
            (model.who(row), "ui-small", "ink-faint"),
        ):
            painter.setFont(theme.font(font))
            painter.setPen(theme.color(ink))
            metrics = painter.fontMetrics()
            said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner.left(), top + metrics.ascent(), said)
            top += metrics.lineSpacing()
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()


class RemarksView(QWidget):
    """Signals:
    place_wanted(object): the Place of the row somebody chose.
    answered(int, str): an answer to the remark with this number.
    settled(int, bool): whether a matter is settled.
    accepted(object): a suggestion's number, None for all.
    rejected(int): a suggestion's number.
    comment_requested(): somebody wants to say something.
    """

    place_wanted = Signal(object)
    answered = Signal(int, str)
    settled = Signal(int, bool)
    accepted = Signal(object)
    rejected = Signal(int)
    comment_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._comments: Sequence[Comment] = ()
        self._suggestions: Sequence[Suggestion] = ()
        self._gone: frozenset[tuple[bool, int]] = frozenset()
        self.model = RemarksModel(self)
        self.list = QListView(self)
        self.list.setAccessibleName(self.tr("Comments and suggestions"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(RemarkDelegate(theme, self.model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = text_label(self.tr("Comments"), self, "heading")
        self._nothing = text_label(self.tr("Nobody has commented."), self, "soft")
        self._all = self._button(self.tr("Settled too"))
        self._all.setCheckable(True)
        self._add = self._button(self.tr("Comment…"))
        self._accept_all = self._button(self.tr("Accept all"))
        self._thread = QLabel(self)
        self._thread.setWordWrap(True)
        self._thread.setTextFormat(Qt.TextFormat.PlainText)
        self._thread.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._answer = LinesField("", 2, self)
        self._answer.setAccessibleName(self.tr("Answer to the comment"))
        self._answer.setPlaceholderText(self.tr("Answer…"))
        self._send = self._button(self.tr("Answer"))
        self._settle = self._button(self.tr("Settle"))
        self._accept = self._button(self.tr("Accept"))
        self._reject = self._button(self.tr("Reject"))
        self._lay_out()
        self._connect()
        self._show_rows()

    def show_remarks(self, comments: Sequence[Comment], suggestions: Sequence[Suggestion]) -> None:
        if (comments, suggestions) != (self._comments, self._suggestions):
            self._comments, self._suggestions = comments, suggestions
            self._show_rows()

    def show_gone(self, gone: frozenset[tuple[bool, int]]) -> None:
        """Those whose words are no longer in the story."""
        if gone != self._gone:
            self._gone = gone
            self._show_rows()

    @property
    def chosen(self) -> Row | None:
        index = self.list.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    @property
    def verdict(self) -> QPushButton:
        """What is decided of the row that is chosen."""
        return self._settle if self._accept.isHidden() else self._accept

    def _show_rows(self) -> None:
        kept = self.chosen
        wanted = self._all.isChecked()
        changed = self.model.show(self._comments, self._suggestions, self._gone, settled=wanted)
        if not changed and self.model.rows:
            return
        rows = self.model.rows
        place = next((n for n, row in enumerate(rows) if kept and row.key == kept.key), -1)
        # Where it stays chosen nobody is led anywhere.
        self.list.selectionModel().blockSignals(True)
        self.list.setCurrentIndex(self.model.index(place) if place >= 0 else QModelIndex())
        self.list.selectionModel().blockSignals(False)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        some = bool(self._comments)
        self._nothing.setText(
            self.tr("Every comment is settled.") if some else self.tr("Nobody has commented.")
        )
        self._all.setVisible(any(each.resolved is not None for each in self._comments))
        self._accept_all.setVisible(len(self._suggestions) > 1)
        high = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(high * min(len(rows), ROWS) + 2 * self.list.frameWidth())
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen
        about = row.about if row else None
        comment = isinstance(about, Comment)
        self._thread.setVisible(row is not None)
        for part in (self._answer, self._send, self._settle):
            part.setVisible(comment)
        for part in (self._accept, self._reject):
            part.setVisible(isinstance(about, Suggestion))
        if row is None:
            return
        if isinstance(about, Comment):
            said = [about, *row.answers]
            lines = [f"{listed((each.by, moment(each.at)), 'facts')}\n{each.text}" for each in said]
            self._thread.setText("\n\n".join(lines))
            self._settle.setText(self.tr("Open again") if row.settled else self.tr("Settle"))
            self._settle.setAccessibleName(self._settle.text())
            self._judge()
        else:
            self._thread.setText(self.model.what(row))

    def _judge(self) -> None:
        self._send.setEnabled(bool(clean_text(self._answer.toPlainText()).strip()))

    def _on_chosen(self) -> None:
        self._answer.clear()
        self._show_chosen()
        if (row := self.chosen) is not None:
            self.place_wanted.emit(row.place)

    def _give_answer(self) -> None:
        row, text = self.chosen, clean_text(self._answer.toPlainText()).strip()
        if row is not None and text and isinstance(row.about, Comment):
            self._answer.clear()
            self.answered.emit(row.about.number, text)

    def _about(self, then: SignalInstance) -> None:
        if (row := self.chosen) is not None:
            then.emit(row.about.number)

    def _give_settled(self) -> None:
        if (row := self.chosen) is not None:
            self.settled.emit(row.about.number, not row.settled)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._on_chosen)
        self.list.clicked.connect(lambda index: self.place_wanted.emit(index.data(ROW_ROLE).place))
        self._all.toggled.connect(self._show_rows)
        self._add.clicked.connect(self.comment_requested)
        self._send.clicked.connect(self._give_answer)
        self._settle.clicked.connect(self._give_settled)
        self._accept.clicked.connect(lambda: self._about(self.accepted))
        self._reject.clicked.connect(lambda: self._about(self.rejected))
        self._accept_all.clicked.connect(lambda: self.accepted.emit(None))
        self._answer.textChanged.connect(self._judge)
        enter = QShortcut(QKeySequence("Ctrl+Return"), self._answer)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self._give_answer)

    def _button(self, label: str) -> QPushButton:
        button = plain_button(label, self)
        restyle(button, "kind", "quiet")
        return button

    def _lay_out(self) -> None:
        space = self._theme.space
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        top = filled(QHBoxLayout(), self._title, None, self._all, self._add, gap=space(1))
        of_comment = filled(QHBoxLayout(), self._send, self._settle, None, gap=space(1))
        of_suggestion = filled(
            QHBoxLayout(), self._accept, self._reject, None, self._accept_all, gap=space(1)
        )
        parts = (top, self._nothing, self.list, self._thread, self._answer, of_comment)
        filled(QVBoxLayout(self), *parts, of_suggestion, gap=space(2))
