"""How much the checks found, in a sentence: above their rows, and on the tab of their page."""

from PySide6.QtCore import QCoreApplication


def summary(blocking: int, warning: int) -> str:
    """`2 things block sign-off, 1 to look at`, or `Ready to be signed off`."""
    if not blocking:
        words = _tr("Ready to be signed off")
    elif blocking == 1:
        words = _tr("1 thing blocks sign-off")
    else:
        words = _tr("{0} things block sign-off").format(blocking)
    return _tr("{0}, {1} to look at").format(words, warning) if warning else words


def _tr(text: str) -> str:
    return QCoreApplication.translate("CheckPanel", text)
