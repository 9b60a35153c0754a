"""Every key of the window is one command's."""

from collections import defaultdict

from PySide6.QtGui import QAction

from editor.ui.window.main_window import MainWindow

# The text's own undo and redo show their keys in its menu; the window's answer them.
TWICE = {"undo", "redo"}


def test_no_key_serves_two_commands(window: MainWindow) -> None:
    served: dict[str, set[str]] = defaultdict(set)
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            served[keys.toString()].add(action.objectName())
    clashes = {keys: names for keys, names in served.items() if len(names - TWICE) > 1}
    assert not clashes
