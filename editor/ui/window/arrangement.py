"""How the window is arranged: which panels are seen, where the preview sits, what look it has;
in each workspace as it was left there."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from editor.late import frozen
from editor.ui.preview.preview_place import PreviewPlace
from editor.ui.shell.commands import Command, Feature, Menu, keys_of
from editor.ui.shell.settings_desk import LayoutMemory
from editor.ui.theme import Theme
from editor.ui.window.inspector import HISTORY, PHOTOS, REVIEW, STORY
from editor.ui.window.panels import SHEETS, SOURCE, Panels

FRAME = QSize(8, 40)  # pixels of a window's frame and title bar
STORIES, INSPECTOR = "stories_panel", "inspector_panel"
NAMES = (STORIES, INSPECTOR)  # in the order in which they give way
USUAL = {STORIES: 300, INSPECTOR: 340}  # pixels
LEAST = {STORIES: 200, INSPECTOR: 272}  # narrower, a panel is no use
TEXT, PAGE = 300, 290  # the least for every text, and for a page beside it
READ = 600  # for a page that has the place of the text as well, before the list stands beside it
ROOM = 300  # the least for what stands in the place of the texts
GOOD = 560  # what each of them should have before a panel is wider than its least
HANDLE = 5


@frozen
class Workspace:
    """What is seen in one at first: `shown` are panels, `facts` a page of the inspector, `page`
    whether the preview is there. `offers` are commands that stand in it, and not on the toolbar.
    """

    name: str
    shown: tuple[str, ...] = NAMES
    page: bool = False
    facts: int = STORY
    offers: tuple[str, ...] = ()


STEPS = ("send", "return", "sign_off", "export")
WRITE = Workspace("write")
PICTURES = Workspace("pictures", facts=PHOTOS)
REVIEWING = Workspace("review", page=True, facts=REVIEW, offers=STEPS)
PUBLISH = Workspace("publish", shown=(STORIES,), page=True, facts=HISTORY, offers=STEPS[-1:])
WORKSPACES = {each.name: each for each in (WRITE, PICTURES, REVIEWING, PUBLISH)}


class Arrangement(Feature):
    """Changes it on request, and remembers it for this person on this machine.

    Attributes:
        workspace: the one that is seen.
        room: who gets the width.
    """

    def __init__(
        self,
        window: QMainWindow,
        panels: Panels,
        preview: PreviewPlace,
        memory: LayoutMemory,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panels = panels
        self._preview = preview
        self._switches: dict[str, QAction] = {}
        self._memory = memory
        self._theme = theme
        self.workspace = WRITE
        self._waits = True
        self._read: dict[str, tuple[int, str]] = {}  # page of the inspector, width of the page
        # Before the room is shared: what is in the middle decides how.
        preview.visible_changed.connect(self.show_middle)
        self.room = Room(panels, preview, window)
        self.room.changed.connect(self._show_panels)

    def commands(self) -> Iterable[Command]:
        yield Command(STORIES, self.tr("S&tories panel"), "panel-left", "F8").doing(
            self.toggle_stories, {Menu.VIEW: 310}, checkable=True, made=self._take_switch
        )
        yield Command("list_form", self.tr("&Order and form of the list…")).doing(
            self.choose_list_form, {Menu.VIEW: 320}
        )
        yield Command(INSPECTOR, self.tr("&Inspector panel"), "panel-right", "F10").doing(
            self.toggle_inspector, {Menu.VIEW: 330}, checkable=True, made=self._take_switch
        )
        for page, (command, menus) in enumerate(self._pages()):
            yield command.doing(
                partial(self.show_page, page),
                {Menu.VIEW: 340 + page, **menus},
                story=True,
                made=partial(self._tell_key, page),
            )
        looks = {
            "system": self.tr("&As the system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        for number, (look, label) in enumerate(looks.items(), 610):
            yield Command(f"theme_{look}", label).doing(
                partial(self.choose_theme, look),
                {Menu.VIEW: number},
                checkable=True,
                one_of="theme",
                made=lambda action, look=look: action.setChecked(look == self._theme.choice),
            )

    def _pages(self) -> Iterable[tuple[Command, Mapping[Menu, int]]]:
        """The pages of the inspector in their order."""
        yield Command("story_page", self.tr("Story fiel&ds"), "", "Alt+1"), {}
        yield Command("photos_page", self.tr("P&hotos"), "", "Alt+2"), {}
        checks = Command("checks", self.tr("&Checks"), "list-checks", "F7", ("Alt+3",))
        yield checks, {Menu.STORY: 210}
        yield Command("review_page", self.tr("Re&view"), "", "Alt+4"), {}
        history = Command("history", self.tr("&History"), "history", "Ctrl+Shift+Y", ("Alt+5",))
        yield history, {Menu.STORY: 420}

    def _tell_key(self, page: int, action: QAction) -> None:
        self._panels.inspector.tell_key(page, keys_of(action))

    def _take_switch(self, action: QAction) -> None:
        self._switches[action.objectName()] = action

    def show_page(self, page: int) -> None:
        """A page of the inspector by its number there, under the keyboard."""
        self.show_inspector()
        self._panels.inspector.show_page(page)

    def turn_to(self, workspace: Workspace) -> None:
        """Everything as it was there; of the one that is left it is remembered."""
        self._keep_layout()
        self.workspace = workspace
        self._take_layout()

    def show_awaited_page(self) -> None:
        """The page as it was left, once there is a text to be read before it."""
        waited, self._waits = self._waits, False
        if waited and self._page_wanted and not self._preview.visible:
            self.show_preview()
            self._share_work()

    def show_middle(self) -> None:
        """The texts, or what this workspace has in their place while a story is open. To be
        read, the page has it to itself."""
        story = bool(self._panels.texts.story_id)
        self._preview.stand_aside(not story)
        # Pictures that are no story's can be gone through without one.
        sheet = self.workspace is PICTURES and self._memory.text(SOURCE, "") in SHEETS
        self._panels.middle.turn_to(self.workspace.name if story or sheet else WRITE.name)
        within = self._preview.visible and self._preview.place != "window"
        alone = self.workspace is REVIEWING and within
        self._panels.middle.setHidden(alone)
        self._preview.stand_alone(alone)

    def toggle_stories(self) -> None:
        self._toggle(STORIES)

    def choose_list_form(self) -> None:
        """The menu over the list, from the keyboard."""
        if not self.room.shows(STORIES):
            self._toggle(STORIES)
        self._panels.stories.menu.showMenu()

    def toggle_inspector(self) -> None:
        self._toggle(INSPECTOR)

    def show_inspector(self) -> None:
        if not self.room.shows(INSPECTOR):
            self.room.want(INSPECTOR, True)

    def show_preview(self) -> None:
        """Where it sat last."""
        self._preview.show_at(self._preview.place)

    def choose_theme(self, choice: str) -> None:
        self._theme.choose(choice)
        self._memory.remember("theme", choice)

    def restore(self, workspace: Workspace) -> None:
        """As it was left, or as large as fits for a first start."""
        self.workspace = workspace
        self._take_layout()
        if not self._memory.restore(self._window, {"texts": self._panels.texts.widget}):
            # A window larger than the screen hides its own last line.
            room = QGuiApplication.primaryScreen().availableSize() - FRAME
            self._window.resize(QSize(1440, 900).boundedTo(room))

    def remember(self) -> None:
        self._keep_layout()
        self._memory.keep(self._window, {"texts": self._panels.texts.widget})

    @property
    def _page_wanted(self) -> bool:
        usual = "shown" if self.workspace.page else "hidden"
        return self._text("preview", usual) == "shown"

    def _take_layout(self) -> None:
        self.room.hold(True)
        for name in NAMES:
            usual = "shown" if name in self.workspace.shown else "hidden"
            width = self._text(_width_key(name), "")
            wide = int(width) if width.isdecimal() else USUAL[name]
            self.room.take(name, self._text(name, usual) == "shown", wide)
        place = self._text("preview place", "right")
        if not self._page_wanted:
            self._preview.hide()
        elif not self._waits or self.workspace is REVIEWING:
            self._preview.show_at(place)
        self._preview.remember_place(place)
        self.show_middle()
        facts, width = self._read.get(self.workspace.name, (self.workspace.facts, ""))
        self._panels.inspector.show_one_photo(self.workspace is PICTURES)
        self._panels.inspector.show_checks_with_review(self.workspace is REVIEWING)
        self._panels.inspector.turn_to(facts)
        self.room.hold(False)
        self._share_work()
        self._preview.read_in(width)
        self._show_panels()

    def _share_work(self) -> None:
        shares = [int(each) for each in self._text("work", "").split() if each.isdecimal()]
        if shares and all(shares):
            self._panels.work.setSizes(shares)

    def _keep_layout(self) -> None:
        if not (self._waits and self._page_wanted):
            self._remember("preview", "shown" if self._preview.wanted else "hidden")
        self._remember("preview place", self._preview.place)
        self._remember("work", " ".join(map(str, self._panels.work.sizes())))
        for name, width in self.room.widths.items():
            self._remember(_width_key(name), str(width))
        self._read[self.workspace.name] = (self._panels.inspector.place, self._preview.read_width)

    def _remember(self, what: str, value: str) -> None:
        self._memory.remember(self._key(what), value)

    def _text(self, what: str, usual: str) -> str:
        return self._memory.text(self._key(what), usual)

    def _key(self, what: str) -> str:
        return what if self.workspace is WRITE else f"{self.workspace.name}/{what}"

    def _toggle(self, name: str) -> None:
        self.room.want(name, not self.room.shows(name))
        self._remember(name, "shown" if self.room.wants(name) else "hidden")
        self._show_panels()

    def _show_panels(self) -> None:
        for name, switch in self._switches.items():
            switch.setChecked(self.room.shows(name))


class Room(QObject):
    """Who gets the width of the window: the text first. Where it grows narrow, the list becomes
    narrower, then the inspector; then they are put away, in the same order, and come back by
    themselves. Nothing that stands in the window makes it wider than the person made it.

    Signals:
        changed(): a panel came or went.
    """

    changed = Signal()

    def __init__(self, panels: Panels, preview: PreviewPlace, parent: QObject) -> None:
        super().__init__(parent)
        self._columns = panels.columns
        self._work = panels.work
        self._texts = panels.texts.widget
        self._middle = panels.middle
        self._sides = panels.texts.sides
        self._preview = preview
        self._parts: dict[str, QWidget] = {STORIES: panels.stories, INSPECTOR: panels.inspector}
        self._liked: dict[str, int] = dict(USUAL)
        self._wanted: dict[str, bool] = dict.fromkeys(NAMES, True)
        self._asked = ""
        self._shared: object = None
        self._worked: list[int] = []
        self._held = False
        self._columns.resized.connect(self.share)
        self._columns.splitterMoved.connect(self._note_drag)
        panels.texts.arranged.connect(self.share)
        preview.visible_changed.connect(self.share)

    def shows(self, name: str) -> bool:
        return not self._parts[name].isHidden()

    def wants(self, name: str) -> bool:
        """Whether somebody wants to see it, wherever there is room."""
        return self._wanted[name]

    def want(self, name: str, shown: bool) -> None:
        """One that is asked for is shown although there is hardly room; the other gives way."""
        self._wanted[name] = shown
        self._asked = name if shown else ""
        if self._held:
            self._parts[name].setVisible(shown)
        self.share()

    @property
    def widths(self) -> dict[str, int]:
        """As wide as the person made them where there was room."""
        return dict(self._liked)

    def take(self, name: str, wanted: bool, width: int) -> None:
        """What was left is to be there again, when it is held no more."""
        self._wanted[name], self._liked[name], self._asked = wanted, max(LEAST[name], width), ""

    def hold(self, held: bool) -> None:
        """As long as it is held, somebody else arranges the window."""
        self._held = held
        self._shared = None
        self.share()

    def share(self) -> None:
        """Anew when something changed; what was dragged meanwhile stays."""
        width, works = self._columns.width(), self._works()
        facts = (width, works, dict(self._wanted), self._asked)
        if self._held or facts == self._shared:
            return
        if works != self._worked and works[-1:] == [PAGE]:
            self._work.setSizes([500 * (len(works) - 1), 500])  # two texts are two of three
        self._shared, self._worked = facts, works
        shown = self._that_fit(width - sum(works))
        before = {name for name in NAMES if self.shows(name)}
        for name in NAMES:
            if (name in shown) != self.shows(name):
                self._parts[name].setVisible(name in shown)
        sizes = self._sizes(shown, width, len(works))
        middle = width - sum(sizes.values()) - HANDLE * len(sizes)
        self._columns.setSizes([sizes.get(STORIES, 0), middle, sizes.get(INSPECTOR, 0)])
        if before != shown:
            self.changed.emit()

    def _works(self) -> list[int]:
        """The least widths of the texts, or of what is in their place, and of the page that
        stand beside each other."""
        sides = [TEXT for group in self._sides.groups if not group.isHidden()]
        middle = [] if self._middle.isHidden() else [ROOM] if self._texts.isHidden() else sides
        beside = self._preview.visible and self._preview.place == "right"
        return middle + [PAGE] * beside

    def _that_fit(self, left: int) -> set[str]:
        shown: set[str] = set()
        alone = READ - PAGE if self._middle.isHidden() else 0
        stays = sorted(NAMES, key=lambda name: (name != self._asked, -NAMES.index(name)))
        for name in stays:
            fits = left - (alone if name == STORIES else 0) >= LEAST[name] + HANDLE
            if self._wanted[name] and (fits or name == self._asked):
                shown.add(name)
                left -= LEAST[name] + HANDLE
        return shown

    def _sizes(self, shown: set[str], width: int, works: int) -> dict[str, int]:
        sizes = {name: self._liked[name] for name in NAMES if name in shown}
        over = sum(sizes.values()) + GOOD * works - width
        for name, size in sizes.items():
            given = max(0, min(over, size - LEAST[name]))
            sizes[name] = size - given
            over -= given
        return sizes

    def _note_drag(self) -> None:
        at = {STORIES: 0, INSPECTOR: 2}
        for name in NAMES:
            if self.shows(name):
                self._liked[name] = self._columns.sizes()[at[name]]


def _width_key(name: str) -> str:
    return f"{name} width"
