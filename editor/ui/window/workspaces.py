"""The four workspaces of the window and the way from one to another: what is typed, chosen and read
stays as it is, and the keyboard is where it was there."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from shiboken6 import isValid

from editor.desk.site import Person
from editor.story.workflow import SeatRole
from editor.ui.opened.story_tab import StoryTab
from editor.ui.shell.commands import Command, Feature, Menu, keys_of
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.window.arrangement import (
    PICTURES,
    PUBLISH,
    REVIEWING,
    WORKSPACES,
    WRITE,
    Arrangement,
    Workspace,
)
from editor.ui.window.desks import Desks
from editor.ui.window.focus_mode import FocusMode
from editor.ui.window.panels import SOURCE, Panels

CHOSEN = "workspace"  # on this machine
FIRST: dict[str, Workspace] = {SeatRole.PHOTO: PICTURES, SeatRole.SUPERVISOR: REVIEWING}


class Workspaces(Feature):
    """Signals:
    turned(object): names of commands that the one that is seen now has a place for in itself.
    """

    turned = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        panels: Panels,
        desks: Desks,
        arrangement: Arrangement,
        focus_mode: FocusMode,
        memory: LayoutMemory,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panels = panels
        self._preview = desks.preview
        self._arrangement = arrangement
        self._focus_mode = focus_mode
        self._switches: dict[str, QAction] = {}
        self._memory = memory
        self._first = True
        self._offers: tuple[str, ...] = ()
        self._before: dict[str, QWidget] = {}  # where the keyboard was in each
        panels.texts.each(self._follow)
        desks.stories.made.connect(self.write)
        desks.preview.made.connect(lambda pane: pane.paragraph_clicked.connect(self._go_to_block))
        desks.site.seated.connect(self.sit_down)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def commands(self) -> Iterable[Command]:
        titles = (
            (WRITE, self.tr("&Write workspace"), self.tr("Write")),
            (PICTURES, self.tr("P&ictures workspace"), self.tr("Pictures")),
            (REVIEWING, self.tr("&Review workspace"), self.tr("Review")),
            (PUBLISH, self.tr("Pub&lish workspace"), self.tr("Publish")),
        )
        for number, (workspace, label, short) in enumerate(titles, 1):
            yield Command(f"workspace_{workspace.name}", label, "", f"Ctrl+{number}").doing(
                partial(self.choose, workspace.name),
                {Menu.WORKSPACES: number, Menu.VIEW: number},
                checkable=True,
                one_of="workspace",
                short=short,
                made=partial(self._switches.__setitem__, workspace.name),
            )

        sources = (
            ("story", self.tr("Photos of the s&tory"), "Ctrl+Alt+P"),
            ("library", self.tr("Pictures of the li&brary"), "Ctrl+Shift+L"),
            ("folder", self.tr("Pictures of a &folder"), "Ctrl+Shift+O"),
        )
        for number, (source, label, keys) in enumerate(sources, 6):
            yield Command(f"pictures_{source}", label, "", keys).doing(
                partial(self._show_source, source), {Menu.VIEW: number}
            )

    def begin(self) -> None:
        """With the one that somebody chose last on this machine."""
        workspace = WORKSPACES.get(self._memory.text(CHOSEN, ""), WRITE)
        self._arrangement.restore(workspace)
        self._mark()

    def sit_down(self, person: Person) -> None:
        """As long as nobody has chosen one here, the role of who sits there says where they
        begin."""
        if self._memory.text(CHOSEN, "") not in WORKSPACES:
            self._turn_to(FIRST.get(person.role, WRITE))

    def choose(self, name: str) -> None:
        """Somebody wants to work there, from now on."""
        self._memory.remember(CHOSEN, name)
        self._turn_to(WORKSPACES[name])

    def _show_source(self, source: str) -> None:
        """Pictures from somewhere, under the keyboard."""
        self._memory.remember(SOURCE, source)
        self.choose(PICTURES.name)
        self._arrangement.show_middle()
        sources = self._panels.pictures.page
        sources.turn_to(source)
        sources.setFocus()

    def write(self) -> None:
        """A new story was made."""
        self._turn_to(WRITE)

    def settle(self) -> None:
        """The first story is here; where it is not shown as a text, nobody has taken the keyboard
        to it."""
        first, self._first = self._first, False
        focus = QApplication.focusWidget()
        typing = isinstance(focus, QLineEdit) and bool(focus.text())
        if first and self._arrangement.workspace is not WRITE and not typing:
            self._take_keyboard()

    def show_texts(self) -> None:
        """Where they can be seen: nothing is written or looked for in them out of sight."""
        if not self._panels.middle.shows_texts:
            self._turn_to(WRITE)

    def _turn_to(self, workspace: Workspace, *, focus: bool = True) -> None:
        arrangement = self._arrangement
        if workspace is arrangement.workspace:
            self._mark()
            return
        self._focus_mode.leave()
        held, within = QApplication.focusWidget(), self._window.isActiveWindow()
        if held is not None and held.window() is self._window:
            self._before[arrangement.workspace.name] = held
        self._window.setUpdatesEnabled(False)
        arrangement.turn_to(workspace)
        self._mark()
        if focus and (within or held is not None):
            self._take_keyboard()
        self._window.setUpdatesEnabled(True)

    def _take_keyboard(self) -> None:
        """Where it was, else to what the workspace is for."""
        name = self._arrangement.workspace.name
        before = self._before.get(name)
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
        elif self._panels.middle.shows_texts:
            texts = self._panels.texts
            texts.writing.focus_text() if texts.story_id else texts.writing.setFocus()
        elif self._panels.middle.isHidden():
            self._preview.focus_page()
        else:
            part = self._panels.middle.part(name)
            if part is not None:
                part.setFocus()

    def _mark(self) -> None:
        workspace = self._arrangement.workspace
        self._switches[workspace.name].setChecked(True)
        if workspace.offers != self._offers:
            self._offers = workspace.offers
            self.turned.emit(workspace.offers)

    def _follow(self, tab: StoryTab) -> None:
        for action in tab.writing.actions().values():
            action.triggered.connect(self.show_texts)

    def _go_to_block(self, block: int) -> None:
        """Whoever reads a page goes on reading, and finds the caret where they pressed."""
        if self._panels.middle.shows_texts:
            self._panels.texts.writing.go_to("body", block)
        else:
            self._panels.texts.writing.set_caret(block)
            keys = keys_of(self._switches[WRITE.name])
            self.said.emit(self.tr("In the text, the caret stands there now: {0}.").format(keys))

    def _on_focus(self, _left: QWidget | None, now: QWidget | None) -> None:
        # Whoever leads the keyboard into a text (a find, an undo, a remark) leads the eye there.
        if now is None or not isValid(self) or now.isVisible():
            return
        if self._panels.texts.widget.isAncestorOf(now):
            self._turn_to(WRITE, focus=False)
