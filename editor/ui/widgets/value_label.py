"""A label that has a name of its own and says its words all the same.

A screen reader takes the name for all there is; what the label shows stands in its description.
"""

from PySide6.QtWidgets import QLabel


class ValueLabel(QLabel):
    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleDescription(text)

    def clear(self) -> None:
        self.setText("")
