"""Pictures of the window with the sample story: `python -m tests.screenshots [FOLDER]`.

Needs a screen (`packaging/dev.py screenshots` brings a virtual one). Takes the four workspaces,
light at 1440 x 900 and dark at 1024 x 700; the contact sheets; two stories side by side; and what
stands on a screen of 1440 x 900 dots at 150 and 200 %.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

if sys.platform == "linux" and os.geteuid() == 0:
    # Chromium refuses to start as root otherwise; only here and in tests.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

from PySide6.QtCore import QEventLoop, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication

from editor.desk.desk import Desk, bring_in_sample
from editor.desk.pictures import PhotoTexts
from editor.desk.site import Person
from editor.story.credit import parse_credit
from editor.story.document import Document
from editor.story.photo import COLOUR_CLASSES
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.photos.crop_view import CropView
from editor.ui.preview.scheme import register_page_scheme
from editor.ui.theme import Theme
from editor.ui.window.main_window import MainWindow
from editor.ui.window.panels import SHEETS

WORKSPACES = ("write", "pictures", "review", "publish")
REPO = Path(__file__).parents[1]
LOOKS = (("light", (1440, 900)), ("dark", (1024, 700)))
SIZES = tuple(size for _, size in LOOKS)
# A screen of 1440 x 900 dots, by the scale that it is set to: its size in points, and the look.
FINE = {"1.5": (960, 600, "light"), "2": (720, 450, "dark")}
SAMPLE_PHOTO = Path(__file__).parents[1] / "resources" / "sample" / "grain-terraces.jpg"
CREDIT = "Photo by Wen Qiaoyu for galley.example"
PARTS = {"hills.jpg": (0, 400, 1200, 800), "steps.jpg": (1200, 700, 1200, 800)}
OTHERS = (
    ("Taiyuan opens its third metro line to the airport", "news", "send"),
    ("Vinegar makers of Qingxu look for buyers in sister cities abroad", "investment", "return"),
    ("云冈石窟迎来秋季旅游高峰", "culture-tourism", ""),
    (
        "Twin towns of Shanxi and North Rhine-Westphalia mark 35 years of concerts and matches",
        "sister-cities",
        "",
    ),
    ("Datong's coal museum reopens after two years", "culture-tourism", "send"),
)


def furnish(desk: Desk) -> str:
    """A small newsroom's library; returns the id of the sample story."""
    desk.site.seat(Person("Chen Yu", "supervisor"))
    for headline, section, verb in OTHERS:
        story = desk.stories.begin().value
        edit = StoryEdit(
            headline=headline,
            section=section,
            body=Document.from_paragraphs([f"{headline}, officials said on Monday."]),
        )
        desk.stories.keep(story.id, edit)
        if verb:
            desk.review.send(story.id)
        if verb == "return":
            desk.review.return_story(story.id, "Who buys it today? One figure, please.")
    sample = bring_in_sample(desk).value
    desk.stories.keep(sample, StoryEdit(byline=("Zhao Min",), dateline="LINGQIU, Shanxi"))
    with TemporaryDirectory() as folder:
        for name, part in PARTS.items():
            whole, path = QImage(str(SAMPLE_PHOTO)), Path(folder) / name
            whole.copy(QRect(*part)).save(str(path), quality=90)
            brought = desk.pictures.bring_in(path)
            texts = PhotoTexts(
                caption="Terraces above Liuhe village in October.",
                alt="Terraces.",
                credit=parse_credit(CREDIT),
            )
            desk.pictures.attach(sample, brought, into_body=True, texts=texts)
    return sample


def wait(milliseconds: int, until: Callable[[], bool] = lambda: False) -> None:
    """Let the window work, at most so long."""
    loop = QEventLoop()
    passed = timedelta()
    step = timedelta(milliseconds=50)
    while passed < timedelta(milliseconds=milliseconds) and not until():
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        passed += step


def take(window: MainWindow, path: Path) -> None:
    wait(700)
    # From the screen, not from the widget: the preview is drawn by another process.
    picture = window.screen().grabWindow(0, 0, 0, window.width(), window.height())
    if not picture.save(str(path)):
        raise SystemExit(f"{path} could not be written")
    print(path)


def fill_card(card: Path) -> None:
    """What a photographer brings: parts of the sample photo, as a camera names them."""
    card.mkdir()
    whole = QImage(str(SAMPLE_PHOTO))
    for number in range(36):
        wide = 900 + number * 137 % 1200
        high = wide * (2 if number % 5 else 4) // 3
        across, down = whole.width() - wide, whole.height() - high
        place = (number * 311 % max(1, across), number * 173 % max(1, down))
        whole.copy(QRect(*place, wide, min(high, whole.height()))).save(
            str(card / f"IMG_{4200 + number}.JPG"), quality=88
        )


def mark(desk: Desk, card: Path) -> None:
    """The library knows half of them, some with what a sheet says by signs."""
    for number, path in enumerate(sorted(card.iterdir())[:18]):
        photo = desk.photos.take_in(path).value.photo
        if photo is not None and number % 3:
            said = {"rating": str(number % 6), "credit": "Photo/IC"}
            said |= {"colour_class": COLOUR_CLASSES[number % 5]} if number % 4 == 1 else {}
            said |= {"caption": "Terraces above Liuhe village in October."} if number % 2 else {}
            desk.photos.describe_each({photo.id: said})


def take_all(window: MainWindow, theme: Theme, folder: Path, other: str, card: Path) -> None:
    turn(window, "write")
    window.show_preview()
    for name in WORKSPACES:
        turn(window, name)
        for choice, (width, height) in LOOKS:
            theme.choose(choice)
            window.resize(width, height)
            take(window, folder / f"{name}-{choice}-{width}x{height}.png")
    for source in SHEETS:
        window.findChild(QAction, f"pictures_{source}").trigger()
        if source == "folder":
            window.panels.pictures.page.folder_wanted.emit([card])
        for choice, (width, height) in LOOKS:
            theme.choose(choice)
            window.resize(width, height)
            wait(2000)
            take(window, folder / f"{source}-{choice}-{width}x{height}.png")
    window.findChild(QAction, "pictures_story").trigger()
    for choice, (width, height) in LOOKS:
        theme.choose(choice)
        window.resize(width, height)
        wait(500)
        window.findChild(QAction, "crop_photo").trigger()
        wait(5000, lambda: window.findChild(CropView) is not None)
        wait(2500)  # until everything that will be published is beside it
        take(window, folder / f"crop-{choice}-{width}x{height}.png")
        for view in window.findChildren(CropView):
            view.reject()
            view.deleteLater()
        wait(300)
    theme.choose("light")
    window.resize(1440, 900)
    turn(window, "write")
    window.desks.preview.hide()
    window.open_beside(other)
    take(window, folder / "sides-1440x900.png")


def turn(window: MainWindow, name: str) -> None:
    window.findChild(QAction, f"workspace_{name}").trigger()
    wait(4000)


def take_fine(window: MainWindow, theme: Theme, folder: Path, scale: str) -> None:
    width, height, choice = FINE[scale]
    theme.choose(choice)
    window.resize(width, height)
    for name in WORKSPACES[:2]:
        turn(window, name)
        take(window, folder / f"{name}-{choice}-at-{float(scale):.0%}.png".replace("%", ""))


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshots").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR", "")
    register_page_scheme()
    app: QApplication = make_application()
    with TemporaryDirectory(prefix="newsroom-") as place:
        library = Path(place) / "library"
        desk = Desk.open(library, program_version="screenshot", person="Chen Yu")
        sample = furnish(desk)
        os.chdir(place)  # the sheet says where the card is: a short name will do
        card = Path("DCIM")
        fill_card(card)
        mark(desk, card)
        desk.review.sign_off(sample, by="Chen Yu", note="")
        desk.publishing.export(sample, Path(place))
        theme = Theme(app, "light")
        theme.apply()
        settings = QSettings(str(Path(place) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(desk, theme, settings)
        window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        window.move(0, 0)
        window.show()
        window.start()
        wait(800)
        window.open_story(sample)
        wait(1500)
        if scale in FINE:
            take_fine(window, theme, folder, scale)
        else:
            other = next(row.id for row in desk.stories.rows() if row.id != sample)
            take_all(window, theme, folder, other, card)
        window.close()
        desk.close()
    if not scale:
        for fine in FINE:
            # A program of its own: the scale of a screen is asked for once.
            again = [sys.executable, "-m", "tests.screenshots", str(folder)]
            subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": fine}, cwd=REPO, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
