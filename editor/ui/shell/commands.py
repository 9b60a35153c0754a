"""What the window can be told to do: a command is one value, which stands with the part that does
it. The window makes menus, toolbar and shortcuts of all of them; nobody lists one a second time.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from enum import Enum
from typing import TypedDict, Unpack

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QKeyCombination,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeySequence

from editor.desk.views import StoryView
from editor.late import frozen
from editor.message import Message, listed, message
from editor.ui.theme import Theme

Standard = QKeySequence.StandardKey


class Menu(Enum):
    """Where commands are offered: the menus by their titles, in their order; the toolbar, with the
    workspaces at its left; and the buttons where no story is open."""

    FILE = QT_TRANSLATE_NOOP("commands", "&File")
    EDIT = QT_TRANSLATE_NOOP("commands", "&Edit")
    FORMAT = QT_TRANSLATE_NOOP("commands", "F&ormat")
    INSERT = QT_TRANSLATE_NOOP("commands", "&Insert")
    STORY = QT_TRANSLATE_NOOP("commands", "&Story")
    VIEW = QT_TRANSLATE_NOOP("commands", "&View")
    NEWSROOM = QT_TRANSLATE_NOOP("commands", "&Newsroom")
    HELP = QT_TRANSLATE_NOOP("commands", "&Help")
    TOOLBAR = QT_TRANSLATE_NOOP("commands", "Toolbar")
    WORKSPACES = QT_TRANSLATE_NOOP("commands", "Workspaces")
    BEGINNING = ""

    @property
    def title(self) -> str:
        return QCoreApplication.translate("commands", str(self.value))


class How(TypedDict, total=False):
    """What else there is to say of a command.

    `story`: one must be open; `possible` asks the one on top, and `refusal` why not. `bare`: its
    icon alone is on the toolbar. `short`: what its button says. `one_of`: a set of which one is
    chosen at a time. `made` is handed the action, for a part that checks it or names it.
    """

    story: bool
    possible: Callable[[StoryView], bool]
    refusal: Callable[[StoryView], Message]
    checkable: bool
    bare: bool
    short: str
    one_of: str
    role: QAction.MenuRole
    made: Callable[[QAction], object]


@frozen(eq=False)
class Command:
    """One thing to do.

    Attributes:
        name: its action's, for whoever looks for it.
        label: with its mnemonic; translated, or marked in a table that is read before any window.
        icon: by its meaning.
        keys: the platform's own shortcut or one in portable text; `more` do the same.
        does: nothing is given to it; None when whoever is handed the action connects it.
        menus: its number in each. Those of one hundred stand together, between lines.
    """

    name: str
    label: object
    icon: str = ""
    keys: Standard | str = ""
    more: tuple[str, ...] = ()
    does: Callable[[], object] | None = None
    menus: Mapping[Menu, int] = field(default_factory=dict[Menu, int])
    how: How = field(default_factory=How)

    def doing(
        self, does: Callable[[], object] | None, menus: Mapping[Menu, int], **how: Unpack[How]
    ) -> "Command":
        return replace(self, does=does, menus=menus, how=how)

    def action(self, title: str, owner: QObject, theme: Theme) -> QAction:
        """Called `title`; it does nothing yet."""
        action = QAction(title, owner)
        action.setObjectName(self.name)
        if self.keys:
            keys = [QKeySequence(each) for each in (self.keys, *self.more)]
            action.setShortcuts(list(dict.fromkeys(keys)))
        if self.icon:
            theme.put_icon(action, self.icon)
        return action


class Feature(QObject):
    """A part of the window that can be told to do something. The window hears what it says.

    Signals:
        said(str): a sentence for the line at the bottom.
        refused(str): why something was not done, for a box.
        progress(int, int): how much is done, of how much; equal when it has ended.
    """

    said = Signal(str)
    refused = Signal(str)
    progress = Signal(int, int)

    def commands(self) -> Iterable[Command]:
        """Its own."""
        return ()

    def cancel(self) -> None:
        """Somebody does not want what is under way any more."""

    def stop(self) -> None:
        """The window closes."""
        self.cancel()


def keys_of(action: QAction) -> str:
    """All its keys as the platform writes them, "" for none."""
    form = QKeySequence.SequenceFormat.NativeText
    return str(listed([each.toString(form) for each in action.shortcuts()]))


def native(key: Qt.Key | QKeyCombination) -> str:
    """A key as the platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def with_keys(label: str, keys: str) -> str:
    """`Bold (Ctrl+B)`."""
    return str(message("form.with-keys", label=label, keys=keys)) if keys else label
