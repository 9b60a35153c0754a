"""What somebody asks for a photo: pictures dropped or pasted, texts changed, places given up; and
how those that come in keep their order."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import compress
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QComboBox, QWidget

from editor.desk.pictures import TextChanges
from editor.late import frozen
from editor.message import listed, message
from editor.photos.families import PICTURE_EXTENSIONS
from editor.story.credit import CreditLine
from editor.ui.opened.keeper import Keeper
from editor.ui.opened.undo_steps import Then, Verb, VerbCommand
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.inspector_parts import DropTarget
from editor.ui.theme import Theme
from editor.ui.widgets.copied_drops import take_copy
from editor.ui.writing.pasting import offered_photos


class Record(Enum):
    """A text given up for the one in the photo's own record."""

    RECORD = "record"


RECORD = Record.RECORD


@frozen
class PlacementEdit:
    """None leaves a text as it is; RECORD gives up the story's own for the photo's record."""

    caption: str | Record | None = None
    credit: CreditLine | Record | None = None
    alt: str | Record | None = None
    decorative: bool | None = None

    @property
    def texts(self) -> TextChanges:
        """Those somebody touched; RECORD becomes None, which goes back to the record."""
        told = {name: getattr(self, name) for name in ("caption", "credit", "alt", "decorative")}
        changed = ((name, value) for name, value in told.items() if value is not None)
        return {name: None if value is RECORD else value for name, value in changed}


@frozen
class Notice:
    """What somebody should know of a photo, and what can be done about it."""

    text: str
    action: str
    does: Callable[[], object]


class PhotoAsks(QObject):
    """One for all cards of all photos, there before the first of them.

    Attributes:
        folded: parts of the record that are folded away, by their names in small letters, and
            `record`, the whole of it.
        choices: by names of PhotoFacts what other photos have, the most used first.

    Signals:
        folds_changed(); choices_wanted(): a record is shown that somebody may write in;
            fields_made(): the Tab key has more places to go to.
        add_requested(); files_dropped(list): list[Path]; image_pasted(object): QImage;
            photos_dropped(list): numbers of photos of the library.
        texts_edited(str, object): placement id, PlacementEdit.
        facts_edited(str, object): photo id, by names of PhotoFacts what they are now.
        lead_requested(str), insert_requested(str), remove_requested(str): placement id.
        crop_requested(str): placement id.
        original_requested(str), compare_requested(str), uses_requested(str): photo id.
        again_requested(str, str): placements of a picture and of the same that came before it.
        wanted(str): something for the photo that is open: what the one before had in this `field`
            or its whole `record`, its `place` in the text and the next one, to `compare` it, its
            `uses`. said(str): why that is not possible.
        noticed(object): Notice. came_in(object): Attached, a photo that is in the story now.
        origin_wanted(str): photo id, of one whose Content Credentials nobody has looked into.
        texts_opened(str, object): placement id; fields of its caption and its alt text, just
            made.
    """

    folds_changed = Signal()
    choices_wanted = Signal()
    fields_made = Signal()
    add_requested = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal(object)
    photos_dropped = Signal(list)
    texts_edited = Signal(str, object)
    facts_edited = Signal(str, object)
    lead_requested = Signal(str)
    insert_requested = Signal(str)
    remove_requested = Signal(str)
    crop_requested = Signal(str)
    original_requested = Signal(str)
    compare_requested = Signal(str)
    uses_requested = Signal(str)
    again_requested = Signal(str, str)
    wanted = Signal(str)
    said = Signal(str)
    noticed = Signal(object)
    came_in = Signal(object)
    origin_wanted = Signal(str)
    texts_opened = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folded = {"desk", "ai", "record", "origin"}
        self.choices: Mapping[str, Sequence[str]] = {}


Chosen = tuple[str | int, ...]  # photos by their ids, or by their numbers in the library


class ShowsPhotos(Protocol):
    """A part of the window, a widget, in which photos are seen and chosen."""

    def chosen_photos(self) -> Chosen:
        """The chosen ones, in the order in which they are seen; what is typed there is told
        first."""
        ...

    def isVisible(self) -> bool: ...

    def isAncestorOf(self, child: QWidget, /) -> bool: ...


@frozen
class Target:
    """Photos that can be filled together; what is done to them is said in `label`."""

    label: str
    photos: Chosen


class Targets(QComboBox):
    """Which photos, the first of `targets` at first."""

    def __init__(self, targets: Sequence[Target], parent: QWidget) -> None:
        super().__init__(parent)
        self._targets = tuple(targets)
        self.setAccessibleName(self.tr("Photos to be filled"))
        self.addItems([each.label for each in targets] or [self.tr("No photo is in sight")])
        self.setEnabled(bool(targets))

    @property
    def photos(self) -> Chosen:
        return self._targets[self.currentIndex()].photos if self._targets else ()


@frozen
class Dropped:
    """`pictures` by their suffix (their content is examined when they come in), `others` not;
    `photos` of the library by their numbers."""

    pictures: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    photos: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pictures or self.others or self.photos)

    @classmethod
    def of(cls, paths: Sequence[Path]) -> "Dropped":
        kinds = [path.suffix.lower() in PICTURE_EXTENSIONS for path in paths]
        # Not by looking one up among the others: a card has thousands.
        others = (path for path, is_one in zip(paths, kinds, strict=True) if not is_one)
        return cls(tuple(compress(paths, kinds)), tuple(others))

    @classmethod
    def from_mime(cls, mime: QMimeData) -> "Dropped":
        if photos := offered_photos(mime):
            return cls(photos=tuple(photos))
        return cls.of([Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()])


def image_of(mime: QMimeData) -> QImage | None:
    """A bitmap that is no file, for instance from a browser or a screenshot."""
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def refusal(dropped: Dropped) -> str:
    """Why files were not taken, in a sentence with their names."""
    named = [message("form.quoted", words=path.name) for path in dropped.others[:3]]
    names = listed(named)
    if (more := len(dropped.others) - len(named)) > 0:
        names = message("window.names-and-more", names=names, n=more)
    return str(message("window.no-pictures", names=names, n=len(dropped.others)))


class PhotoDrops(QObject):
    """Says over a part of the window that pictures can be dropped there, and takes them.

    Signals:
        dropped(object): `Dropped`, also what is no picture.
        image_dropped(object): a QImage that is no file.
    """

    dropped = Signal(object)
    image_dropped = Signal(object)

    def __init__(self, theme: Theme, part: QWidget) -> None:
        super().__init__(part)
        self._part = part
        self._target = DropTarget(theme, part)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            self._offer(event)
        elif event.type() in (QEvent.Type.DragLeave, QEvent.Type.Drop):
            self._target.hide()
            if isinstance(event, QDropEvent):
                self._take(event)
        elif event.type() is QEvent.Type.Resize:
            self._target.setGeometry(self._part.rect())
            return False
        else:
            return False
        return True

    def _offer(self, event: QDragEnterEvent) -> None:
        dropped, image = Dropped.from_mime(event.mimeData()), image_of(event.mimeData())
        count = len(dropped.pictures) + len(dropped.photos)
        if not count and dropped.others:
            self._target.offer(refusal(dropped), welcome=False)
        elif count or image is not None:
            self._target.offer(str(message("window.drop", n=count or 1)), welcome=True)
        else:
            return
        # Taken even when it is no picture: the sentence must stay readable after the drop.
        take_copy(event)

    def _take(self, event: QDropEvent) -> None:
        dropped, image = Dropped.from_mime(event.mimeData()), image_of(event.mimeData())
        if dropped:
            self.dropped.emit(dropped)
        elif image is not None:
            self.image_dropped.emit(image)
        take_copy(event)


Picture = TypeVar("Picture")
Step = Callable[[], None]


class ArrivalBatch(Generic[Picture]):
    """Waits for a number of pictures; those that are refused leave no gap."""

    def __init__(self, count: int, then: Callable[[list[Picture]], None]) -> None:
        self._left = count
        self._then = then
        self._arrived: list[Picture] = []

    def add(self, picture: Picture) -> None:
        self._arrived.append(picture)
        self.miss()

    def miss(self) -> None:
        """One fewer to wait for."""
        self._left -= 1
        if not self._left and self._arrived:
            self._then(self._arrived)


class ArrivalOrder:
    """Pictures are read side by side; they stand in the story as somebody chose them."""

    def __init__(self) -> None:
        self._waiting: deque[list[Step]] = deque()

    def take(self) -> Callable[[Step], None]:
        """The next turn: call what this returns with the step once it can be done."""
        turn: list[Step] = []
        self._waiting.append(turn)

        def ready(step: Step) -> None:
            turn.append(step)
            while self._waiting and self._waiting[0]:
                self._waiting.popleft()[0]()

        return ready


class PhotoStep(VerbCommand):
    """`leave` and `come` are the two ways. `came`: it was long on its way and is there already
    when this is pushed; else it leaves.

    The text is kept before a photo goes, so that no story names a photo it lacks.
    """

    def __init__(
        self,
        text: str,
        desk_lane: DeskLane,
        keeper: Keeper,
        leave: Verb,
        come: Verb,
        show: Then,
        *,
        came: bool = False,
    ) -> None:
        do, undo = (come, leave) if came else (leave, come)
        super().__init__(text, desk_lane, do, undo, show=show)
        self._keeper = keeper
        self._came = came

    def redo(self) -> None:
        if self._first and self._came:
            self._first = False
            return
        if not self._came:
            self._keeper.keep_now()
        super().redo()

    def undo(self) -> None:
        if self._came:
            self._keeper.keep_now()
        super().undo()
