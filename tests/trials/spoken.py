"""What assistive technology finds in a window: every visible part with its role and name."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

_HANDLED = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.CheckBox,
        QAccessible.Role.ComboBox,
        QAccessible.Role.EditableText,
        QAccessible.Role.Link,
        QAccessible.Role.List,
        QAccessible.Role.ListItem,
        QAccessible.Role.PageTab,
        QAccessible.Role.RadioButton,
        QAccessible.Role.SpinBox,
    }
)


@dataclass(frozen=True, slots=True)
class Spoken:
    role: QAccessible.Role
    name: str

    @property
    def is_handled(self) -> bool:
        """Whether a person does something with it, so that it needs a name."""
        return self.role in _HANDLED


def spoken(widget: QWidget) -> list[Spoken]:
    """Every visible part inside `widget`, itself included."""
    QAccessible.setActive(True)
    root = QAccessible.queryAccessibleInterface(widget)
    return [] if root is None else list(_walk(root))


def _walk(part: QAccessibleInterface) -> Iterator[Spoken]:
    if part.state().invisible:  # pyright: ignore[reportAttributeAccessIssue]
        return
    yield Spoken(part.role(), part.text(QAccessible.Text.Name))
    for place in range(part.childCount()):
        child = part.child(place)
        if child is not None:
            yield from _walk(child)


def tab_order(window: QWidget) -> list[QWidget]:
    """What the Tab key visits, from the first part on."""
    order: list[QWidget] = []
    part = window.nextInFocusChain()
    while part is not None and part is not window:
        # Enabled and shown within the window, whether or not the window itself is shown.
        takes_tab = part.focusPolicy().value & 1 and part.focusProxy() is None
        if takes_tab and part.isVisibleTo(window) and part.isEnabled():
            order.append(part)
        part = part.nextInFocusChain()
    return order
