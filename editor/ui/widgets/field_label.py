"""What the window calls the fields of a story: the labels of their table, translated."""

from PySide6.QtCore import QCoreApplication

from editor.story.fields import label_of


def field_label(key: str, *, printed: bool = False) -> str:
    return QCoreApplication.translate("StoryField", label_of(key, printed=printed))
