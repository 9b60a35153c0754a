"""A card of 500 pictures in the contact sheet: how soon the first screen is there, and for how long
the window does nothing else while it fills. The budgets are a person's patience and a frame.

Processor time of the window's thread, for other programs of a busy machine are no stall of ours.
"""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from editor.desk.desk import Desk
from editor.ui.photos.contact_rows import PICTURE_ROLE
from tests.benchmarks.conftest import Ratio
from tests.e2e.conftest import OpenWindow, chosen, desk, library, open_window, role
from tests.unit.photos.test_previews import with_thumbnail

__all__ = ["chosen", "desk", "library", "open_window", "role"]

MANY = 500
FIRST_SCREEN, FRAME = 0.300, 0.016


def of_a_camera(folder: Path) -> None:
    """Pictures of 24 megapixels with a small one inside, each another one by its last bytes."""
    large = Image.linear_gradient("L").resize((6000, 4000)).convert("RGB")
    small, file = BytesIO(), BytesIO()
    large.resize((160, 107)).save(small, "JPEG")
    large.save(file, "JPEG", quality=80)
    data = with_thumbnail(file.getvalue(), small.getvalue())
    for number in range(MANY):
        (folder / f"IMG_{number:04}.JPG").write_bytes(data + b"%d" % number)


class Stalls:
    """Processor time of this thread between two turns of its event loop; seconds."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.worst, self._last = max(self.worst, now - self._last), now

    def stop(self) -> None:
        self._timer.stop()


def until(holds: Callable[[], bool]) -> float:
    start = time.perf_counter()
    while not holds() and time.perf_counter() - start < 60:
        QCoreApplication.processEvents()
    return time.perf_counter() - start


def test_a_card(
    open_window: OpenWindow,
    desk: Desk,
    tmp_path: Path,
    record: Callable[[Ratio], None],
    benchmark: object,
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    of_a_camera(card)
    window = open_window()
    window.findChild(QAction, "pictures_folder").trigger()
    sources = window.panels.pictures.page
    sheet = sources.folder.page
    until(sheet.isVisible)
    QApplication.processEvents()

    def there(key: object) -> bool:
        picture = sheet.model.index_of(key).data(PICTURE_ROLE)  # type: ignore[arg-type]
        return picture is not None and not picture.isNull()

    def full() -> bool:
        here, _ = sheet.view.in_sight
        return bool(here) and all(map(there, here))

    sources.folder_wanted.emit([card])
    first = until(full)
    record(Ratio("card of 500, first screen", "300 ms", first, FIRST_SCREEN, 1.0))
    assert len(sheet.model.keys) == MANY
    stalls = Stalls()
    bar = sheet.view.verticalScrollBar()
    for _ in range(25):
        bar.setValue(bar.value() + bar.pageStep())
        until(full)
    stalls.stop()
    record(Ratio("card of 500, longest stall while it fills", "16 ms", stalls.worst, FRAME, 1.0))
    benchmark.pedantic(lambda: None, rounds=1)  # type: ignore[attr-defined]
