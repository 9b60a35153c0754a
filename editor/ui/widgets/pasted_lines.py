"""A paste into a field of one paragraph: taken whole, or not at all and said so."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from editor.story.text import MAX_PARAGRAPH


def fits(field: QTextEdit | QPlainTextEdit, text: str) -> bool:
    """Whether the field can take this beside what it has; when not, that is told at the caret."""
    if field.document().characterCount() + len(text) <= MAX_PARAGRAPH:
        return True
    told = QCoreApplication.translate(
        "PastedLines", "Nothing was pasted: this field holds {0} characters, no more."
    ).format(f"{MAX_PARAGRAPH:,}")
    QToolTip.showText(field.viewport().mapToGlobal(field.cursorRect().bottomLeft()), told, field)
    return False
