"""Lets a part of the window change what it is for the style sheet: a primary button, a warning."""

from PySide6.QtWidgets import QWidget


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set the property that a rule of the sheet looks at, and have the rule looked up again:
    the sheet itself reads properties only when a widget is first shown."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
