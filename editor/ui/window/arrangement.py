"""How the window is arranged: which panels are seen, where the preview sits, what look it has."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from editor.ui.preview.preview_place import PreviewPlace
from editor.ui.shell.layout_memory import LayoutMemory
from editor.ui.theme import Theme
from editor.ui.window.action_set import ActionSet
from editor.ui.window.panels import Panels
from editor.ui.window.room import INSPECTOR, NAMES, STORIES, Room

ROOM = QSize(8, 40)  # pixels of a window's frame and title bar


class Arrangement:
    """Changes it on request, and remembers it for this person on this machine."""

    def __init__(
        self,
        window: QMainWindow,
        panels: Panels,
        preview: PreviewPlace,
        actions: ActionSet,
        memory: LayoutMemory,
        theme: Theme,
    ) -> None:
        self._window = window
        self._panels = panels
        self._preview = preview
        self._actions = actions
        self._memory = memory
        self._theme = theme
        self.room = Room(panels, preview, window)
        self.room.changed.connect(self._show_panels)
        actions[f"theme_{theme.choice}"].setChecked(True)
        preview.visible_changed.connect(actions["preview"].setChecked)

    @property
    def preview_was_open(self) -> bool:
        return self._memory.text("preview", "hidden") == "shown"

    def toggle_stories(self) -> None:
        self._toggle(STORIES)

    def choose_list_form(self) -> None:
        """The menu over the list, from the keyboard."""
        if not self.room.shows(STORIES):
            self._toggle(STORIES)
        self._panels.stories.open_form_menu()

    def toggle_inspector(self) -> None:
        self._toggle(INSPECTOR)

    def show_inspector(self) -> None:
        if not self.room.shows(INSPECTOR):
            self.room.want(INSPECTOR, True)

    def toggle_preview(self) -> None:
        if self._preview.visible:
            self._preview.hide()
        else:
            self.show_preview()

    def show_preview(self) -> None:
        """Where it sat last."""
        self._preview.show_at(self._preview.place)

    def choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._memory.remember("theme", choice)

    def restore(self) -> None:
        """As it was left, or as large as fits for a first start."""
        for name in NAMES:
            if self._memory.text(name, "shown") != "shown":
                self.room.want(name, False)
            width = self._memory.text(f"{name} width", "")
            if width.isdecimal():
                self.room.like({name: int(width)})
        self._show_panels()
        self._preview.remember_place(self._memory.text("preview place", "right"))
        if not self._memory.restore(self._window, {"texts": self._panels.texts.widget}):
            # A window larger than the screen hides its own last line.
            room = QGuiApplication.primaryScreen().availableSize() - ROOM
            self._window.resize(QSize(1440, 900).boundedTo(room))

    def remember(self) -> None:
        self._memory.remember("preview place", self._preview.place)
        self._memory.remember("preview", "shown" if self._preview.visible else "hidden")
        for name, width in self.room.widths.items():
            self._memory.remember(f"{name} width", str(width))
        self._memory.keep(self._window, {"texts": self._panels.texts.widget})

    def _toggle(self, name: str) -> None:
        self.room.want(name, not self.room.shows(name))
        self._memory.remember(name, "shown" if self.room.wants(name) else "hidden")
        self._show_panels()

    def _show_panels(self) -> None:
        for name in NAMES:
            self._actions[name].setChecked(self.room.shows(name))
