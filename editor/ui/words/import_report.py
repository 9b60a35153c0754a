"""How a spreadsheet of words fared: being read, then added, known and refused, row by row."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.desk.words_import import WordsImported, report_lines
from editor.ui.widgets.sheet import text_label

LINES = 5


class ImportReport(QWidget):
    """Hidden until something is read; knows nothing of the words themselves."""

    def __init__(self, gap: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._line: QLabel = text_label("", self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Reading the spreadsheet"))
        self._rows = QPlainTextEdit(self)
        self._rows.setReadOnly(True)
        self._rows.setTabChangesFocus(True)
        self._rows.setAccessibleName(self.tr("Rows that were refused"))
        self._rows.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 2 * gap)
        self._copy = self._button(self.tr("Copy report"))
        self._copy.clicked.connect(self._put_on_clipboard)
        self._done = self._button(self.tr("Close report"))
        self._done.clicked.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        top = QHBoxLayout()
        top.addWidget(self._line, 1)
        top.addWidget(self._copy)
        top.addWidget(self._done)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._rows)
        self._text = ""
        self.hide()

    @property
    def text(self) -> str:
        """The whole report, one sentence a line; "" before there is one."""
        return self._text

    def show_reading(self, name: str) -> None:
        self._show(self.tr("Reading {0}…").format(name), reading=True)

    def show_report(self, report: WordsImported) -> None:
        said, *details = report_lines(report)
        self._text = "\n".join((said, *details))
        self._show(said, details="\n".join(details))

    def show_refusal(self, sentence: str) -> None:
        """The file was not taken at all."""
        self._text = sentence
        self._show(sentence)

    def _show(self, line: str, *, details: str = "", reading: bool = False) -> None:
        self._line.setText(line)
        self._bar.setVisible(reading)
        self._rows.setPlainText(details)
        self._rows.setVisible(bool(details))
        self._copy.setVisible(not reading)
        self._done.setVisible(not reading)
        self.show()
        # Once it has its place: on a small screen the dialog scrolls.
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self)

    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _button(self, label: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setAccessibleName(label)
        button.setAutoDefault(False)
        return button
