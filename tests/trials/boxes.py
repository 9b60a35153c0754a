"""Every box and bar of the window that is no sheet, opened with long values:
`python -m tests.trials.boxes FOLDER [dark]` draws a picture of each.

What is a dialog made from a sheet stands in `dialogs`; together they are all there are.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from editor.desk.history import Compared
from editor.language.typing_habits import TypingHabits
from editor.story.comparison import compare
from editor.story.story import PhotoUse, Status
from editor.story.text import Counts
from editor.ui.finding.find_everywhere_dialog import FindEverywhereDialog
from editor.ui.finding.quick_box import QuickBox, QuickRow
from editor.ui.history.comparison_window import ComparisonWindow
from editor.ui.opened.status_line import StatusLine
from editor.ui.photos.contact_bars import BroughtBox, FolderBar, SheetBar
from editor.ui.photos.crop_view import CropView
from editor.ui.photos.side_by_side import SideBySide, UsesSheet
from editor.ui.preview.page_area import PreviewBar
from editor.ui.preview.preview_pane import Notice
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.widgets.notices import Banner
from editor.ui.widgets.sheet import BegunLine
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.link_editing import LinkBox
from editor.ui.writing.pictures.gallery_box import GalleryBox
from editor.ui.writing.writing_pane import WritingPane
from tests.trials import preview_samples as samples
from tests.trials.writing import PaintedPhotos, sample_story

ADDRESS = "https://www.example.org/lingqiu/agriculture/2026/10/the-autumn-millet-harvest"
LONG = (
    "Photos came in with the file whose place in the text is not known; they wait among the "
    "photos of the story until somebody puts them where they belong."
)
Make = Callable[[Theme], QWidget]


def all_boxes() -> dict[str, Make]:
    """Each by a name; what is made is not shown yet, unless it is a popup."""
    return {
        "link": lambda _theme: _link(ADDRESS, "the county's agriculture bureau"),
        "link-new": lambda _theme: _link("", ""),
        "link-only-address": lambda _theme: _link("", None),
        "link-corrected": lambda _theme: _link("", "", typed="www.example.org/a"),
        "link-refused": lambda _theme: _link("", "", typed="ftp://a.example", enter=True),
        "gallery": _gallery,
        "everywhere": FindEverywhereDialog,
        "comparison": _comparison,
        "quick": _quick,
        "pane": lambda theme: _pane(theme, 900),
        "pane-narrow": lambda theme: _pane(theme, 420),
        "banner": lambda theme: _sized(
            Banner(theme, LONG, "warning", ("Show them", "Leave them"), closable=True), 360
        ),
        "begun": lambda theme: _held(lambda _theme, over: BegunLine(LONG, over), theme),
        "notice": _notice,
        "preview-bar": lambda theme: _held(PreviewBar, theme),
        "status": _status,
        "stories": lambda theme: _sized(StoryList(theme), 300),
        "sheet-bar": lambda theme: _held(partial(SheetBar, of_files=False), theme, 900),
        "sheet-bar-files": lambda theme: _held(partial(SheetBar, of_files=True), theme, 900),
        "folder-bar": lambda theme: _held(FolderBar, theme, 900),
        "brought": lambda _theme: _over(lambda over: BroughtBox([LONG], [LONG] * 4, over, [LONG])),
        "uses": lambda _theme: _over(lambda over: UsesSheet("谷子丰收（终稿）.jpg", _USES, over)),
        "side-by-side": lambda _theme: _over(_side_by_side),
        "crop": lambda theme: _over(lambda over: _crop(theme, over)),
    }


def _holder(width: int = 900, height: int = 600) -> QWidget:
    made = QWidget()
    made.resize(width, height)
    return made


def _sized(widget: QWidget, width: int) -> QWidget:
    widget.resize(width, max(widget.sizeHint().height(), widget.heightForWidth(width)))
    return widget


def _held(kind: Callable[[Theme, QWidget], QWidget], theme: Theme, width: int = 500) -> QWidget:
    holder = _holder(width, 300)
    made = kind(theme, holder)
    made.resize(width, max(made.sizeHint().height(), made.heightForWidth(width)))
    return holder


def _over(make: Callable[[QWidget], QWidget]) -> QWidget:
    """A sheet over its window."""
    holder = _holder()
    holder.show()
    make(holder).show()
    return holder


_USES = tuple(
    PhotoUse(
        str(n), f"take-{n}", f"A story with a long headline, take {n}", each, 1, False, (), None
    )
    for n, each in enumerate(Status)
)


def _side_by_side(over: QWidget) -> QWidget:
    facts = samples.placements(1)[0].photo.facts
    sent = replace(facts, caption=LONG, city="Lingqiu", keywords=("millet", "harvest"))
    columns = (("As it was", facts), ("As sent again", sent))
    return SideBySide(columns, samples.OUTLET.credit_style, over)


def _crop(theme: Theme, over: QWidget) -> QWidget:
    return CropView(
        theme, samples.placements(1)[0], samples.OUTLET, lambda _all, _then: None, 0, over
    )


def _link(address: str, words: str | None, *, typed: str = "", enter: bool = False) -> QWidget:
    holder = _holder()
    box = LinkBox(holder)
    holder.show()
    box.ask(address, QPoint(40, 40), words)
    if typed:
        field = next(f for f in box.findChildren(QLineEdit) if f.accessibleName() == "Address")
        QTest.keyClicks(field, typed)
        if enter:
            QTest.keyClick(field, Qt.Key.Key_Return)
    return holder


def _gallery(theme: Theme) -> QWidget:
    holder = _holder()
    box = GalleryBox(theme, PaintedPhotos().thumbnail, holder)
    holder.show()
    box.ask(samples.placements(4), ("p1",))
    return holder


def _comparison(theme: Theme) -> QWidget:
    window = ComparisonWindow(theme, lambda _photo: None)
    old, new = samples.snapshot(), samples.snapshot(samples.story(paragraphs=4))
    window.show_compared(Compared("0" * 32, 1, None, old, new, compare(old, new), ()))
    return window


def _quick(theme: Theme) -> QWidget:
    holder = _holder()
    rows = [QuickRow(str(n), f"A story with a rather long headline, take {n}") for n in range(30)]
    box = QuickBox(theme, holder)
    holder.show()
    box.ask("Go to story", "Letters", lambda _typed: rows, hint="Enter opens", nothing="None")
    return holder


def _pane(theme: Theme, width: int) -> QWidget:
    """With everything open that can be open together: finding, replacing, outline, blocks."""
    pane = WritingPane(theme, PaintedPhotos())
    pane.resize(width, 900)
    pane.follow_habits(TypingHabits.of({}, {}))
    pane.show_story(sample_story())
    pane.show()
    QApplication.processEvents()  # only an active window has a field with the focus
    pane.show_notice(Banner(theme, LONG, "info", ("Show them",), closable=True))
    pane.actions()["outline"].trigger()
    pane.actions()["replace"].trigger()
    pane.copyfit.show_words(1700)
    pane.copyfit.ask()
    body = pane.findChild(BodyField)
    assert isinstance(body, BodyField)
    body.moveCursor(QTextCursor.MoveOperation.End)
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_Return)
    QTest.keyClicks(body, "/")
    return pane


def _notice(theme: Theme) -> QWidget:
    holder = _holder(520, 400)
    made = Notice(theme, holder)
    made.say(LONG, ways_out=True)
    made.resize(520, 400)
    return holder


def _status(theme: Theme) -> QWidget:
    holder = _holder(700, 60)
    line = StatusLine(theme, holder)
    line.show_opened()
    line.show_counts(Counts.of(" ".join(["word"] * 12_345)))
    line.say("Exported to a folder.")
    line.show_progress(3, 17)
    line.setGeometry(0, 0, 700, line.sizeHint().height())
    return holder


def opened_in(made: QWidget) -> list[QWidget]:
    """What was made, and the popups and dialogs that it opened over itself."""
    over = [each for each in made.findChildren(QWidget) if each.isWindow() and each.isVisible()]
    return over or [made]


def main(arguments: list[str]) -> int:
    app = QApplication(arguments)
    theme = Theme(app, "dark" if "dark" in arguments else "light")
    theme.apply()
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in all_boxes().items():
        made = make(theme)
        made.show()
        app.processEvents()
        for each in opened_in(made):
            each.grab().save(str(folder / f"{name}.png"))
            each.close()
        made.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
