"""Sentences that appear away from the keyboard are spoken by a screen reader as well."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_POLITE, _AT_ONCE = (
    QAccessible.AnnouncementPoliteness.Polite,
    QAccessible.AnnouncementPoliteness.Assertive,
)


def announce(part: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """`at_once` interrupts what is being read: for what somebody would lose otherwise."""
    if sentence:
        event = QAccessibleAnnouncementEvent(part, sentence)
        event.setPoliteness(_AT_ONCE if at_once else _POLITE)
        QAccessible.updateAccessibility(event)
