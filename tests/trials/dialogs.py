"""Every dialog with long values, to be looked at: `python -m tests.trials.dialogs dark`.

With `--save FOLDER` a picture of each is written there instead of being left on the screen.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit

from editor.desk.arrivals import Arrival, Arrivals
from editor.desk.board import Board, BoardRow, Reason
from editor.desk.passport import Passport, Proof
from editor.desk.stationery import Filling
from editor.desk.words import RefusedRow, WordsImported
from editor.interchange.arriving.refusal import Change, ChangeKind
from editor.interchange.leaving.copy_out import copy_sheet
from editor.language.dictionaries import Gazetteer
from editor.language.lexicon import Variant
from editor.message import literal, message
from editor.publish.bundle import BundleReport
from editor.story.credit import CreditLine, CreditStyle, Relation
from editor.story.people import Contributor, Role
from editor.story.photo import Photo, PhotoFacts
from editor.story.stationery import Row, Stationery, Way
from editor.story.story import Status
from editor.story.words import NewsroomWord, WordKind
from editor.story.workflow import Priority, Route
from editor.ui.help.telling_dialogs import AboutDialog, FailureDialog, ShortcutsDialog
from editor.ui.history.history_panel import VersionNameDialog
from editor.ui.incoming.import_dialogs import FileReport, ImportReportDialog, TrackedDialog
from editor.ui.incoming.incoming_dialog import IncomingDialog
from editor.ui.leaving.copy_out_dialog import CopyOutDialog
from editor.ui.newsroom.outlet_dialog import OutletDialog
from editor.ui.newsroom.people_dialog import PeopleDialog
from editor.ui.newsroom.sections_dialog import SectionsDialog
from editor.ui.newsroom.welcome_dialog import WelcomeDialog
from editor.ui.photos.field_editors import CreditForm
from editor.ui.photos.origin_boxes import OriginsPage, PassportDialog
from editor.ui.photos.photo_asks import Target
from editor.ui.photos.stationery_box import PasteBox, StationeryBox
from editor.ui.review.board_window import BoardWindow
from editor.ui.review.export_dialog import ExportDialog, ExportResult
from editor.ui.review.record_window import RecordWindow
from editor.ui.review.verdict_dialogs import RemarkDialog, ReturnDialog, SignOffDialog
from editor.ui.review.way_dialogs import KillDialog, PlanDialog, SendDialog, WayDialog
from editor.ui.settings.pages import TypingPage
from editor.ui.settings.special_characters import SpecialCharacters
from editor.ui.settings.table_pages import AbbreviationsPage, CodesPage
from editor.ui.shell.settings_dialog import SettingsDialog
from editor.ui.theme import Theme
from editor.ui.words.words_dialog import KnownWords, WordsDialog
from tests.trials import preview_samples as samples

SHORTCUTS = [
    ("Text", "Bold", "Ctrl+B"),
    ("Text", "Italic", "Ctrl+I"),
    ("Text", "Link", "Ctrl+K"),
    ("Story", "New story", "Ctrl+N"),
    ("Story", "Send for review", "Ctrl+Shift+Return"),
    ("View", "Preview", "F9"),
]

CHANGES = [
    Change(ChangeKind.INSERTED, "Li Wei", "of the year 2026, as the county's office for farming"),
    Change(ChangeKind.DELETED, "陈宇", "and would not be drawn on the price that was paid" * 6),
    Change(ChangeKind.INSERTED, "Li Wei", ""),
    Change(ChangeKind.FORMATTED, "", "Jingu 47"),
    Change(ChangeKind.MOVED_FROM, "Wen Qiaoyu", "A second sentence."),
]
REPORTS = [
    FileReport("millet.docx", "taken", "Millet comes in from the terraces"),
    FileReport(
        "谷子丰收（终稿）.odt",
        "taken",
        "Record harvest lifts incomes in Lingqiu county as small machines climb the terraces",
        ("Left out 2 footnotes; a story page has none: “See the yearbook.”, “Ibid.”",),
    ),
    FileReport(
        "budget.doc",
        "refused",
        remarks=("It is an old Word file (.doc); open it in Word and save it as .docx.",),
    ),
    FileReport("notes.txt", "skipped"),
]
NAMESAKES = (
    Contributor("Li Wei", role=Role.PHOTOGRAPHER, id="6", chinese="李伟", note="photographer"),
    Contributor(
        "Li Wei",
        role=Role.AUTHOR,
        id="7",
        chinese="李薇",
        note="Taiyuan bureau of the provincial office for culture and tourism",
    ),
    Contributor("Nuerguli Abuduaini", id="8", chinese="努尔古丽·阿不都艾尼", note="翻译"),
)
IMPORTS = Path(__file__).parents[1] / "data" / "import"


def _incoming(*names: str) -> QDialog:
    """Files of the corpus as they are shown before they come in."""
    newsroom = None  # reading needs no library
    arrivals = Arrivals(newsroom)  # pyright: ignore[reportArgumentType]
    read = [arrivals.read(IMPORTS / name) for name in names]
    dialog = IncomingDialog(read, samples.SECTIONS)

    def show(arrival: Arrival, key: str) -> None:
        dialog.show_thumbnail(arrival, key, QImage.fromData(arrivals.thumbnail(arrival, key, 300)))

    dialog.thumbnail_wanted.connect(show)
    dialog.ask_for_thumbnails()
    for each in read:
        arrivals.let_go(each)
    return dialog


def _credit(relation: Relation) -> QDialog:
    credit = CreditLine(
        relation=relation, photographer="Yuan Chengsong 袁成松", organisation="chinadaily.com.cn"
    )
    return CreditForm(credit, samples.OUTLET.credit_style)


HEADLINE = "Provincial cultural exchange events open in twelve cities along the Yellow River 黄河"
_ROUTE = Route("editor", "", datetime(2026, 11, 24, 14, 5, tzinfo=UTC), Priority.URGENT)


def _board() -> QDialog:
    reasons = (Reason(message("board.not-sent")), Reason(message("board.changed", by=HEADLINE)))
    status, due = Status.DRAFT, _ROUTE.due
    row = BoardRow(
        "a" * 32, "exchange", HEADLINE, "News", status, HEADLINE, True, reasons, due, True, 2
    )
    week = tuple((_ROUTE.due + timedelta(days=day), day % 4) for day in range(7) if _ROUTE.due)
    window = BoardWindow(_theme())
    window.show_board(Board((row,), True, {status: 3, Status.IN_REVIEW: 2}, {"News": 5}, week))
    return window


def all_dialogs() -> dict[str, Callable[[], QDialog]]:
    """Every dialog by name, each made when it is asked for."""
    library = Path.home() / "Galley library"
    report = BundleReport(
        kind="bundle",
        path=library / "exports" / "modernizing-strategy-validated-by-congress",
        page="news/2026/11/modernizing-strategy-validated-by-congress/index.html",
        files=57,
        bytes=4_812_345,
    )
    return {
        "welcome": WelcomeDialog,
        "sign-off": lambda: SignOffDialog(samples.view(samples.WARNINGS), "陈宇 Chen Yu"),
        "sign-off-blocked": lambda: SignOffDialog(samples.view(samples.BLOCKERS), "Chen Yu"),
        "return": ReturnDialog,
        "send-to": lambda: SendDialog(HEADLINE, _ROUTE, ["陈宇 Chen Yu", HEADLINE], HEADLINE),
        "way": lambda: WayDialog(HEADLINE, _ROUTE),
        "plan": lambda: PlanDialog(samples.SECTIONS, ["陈宇 Chen Yu"]),
        "kill": lambda: KillDialog(HEADLINE, _ROUTE.due),
        "board": _board,
        "comment": lambda: RemarkDialog("", suggests=False),
        "suggest": lambda: RemarkDialog(HEADLINE, suggests=True),
        "record": lambda: RecordWindow(["陈宇 Chen Yu"], ["signed off"], ("a" * 32, HEADLINE)),
        "credit": lambda: _credit(Relation.FOR),
        "stationery": _stationery,
        "paste-metadata": lambda: PasteBox(_PHOTO, _FILLING, {"caption": False}, _TARGETS),
        "credit-account": lambda: _credit(Relation.SOCIAL),
        "export-proof": lambda: ExportDialog(samples.view(signed="changed"), Path.home()),
        "export-bundle": lambda: ExportDialog(samples.view(signed="holds"), Path.home()),
        "export-result": lambda: ExportResult(report),
        "copy-out": _copy_out,
        "sections": lambda: SectionsDialog(samples.SECTIONS, {"news": 12, "live": 1}),
        "people": lambda: PeopleDialog(samples.PEOPLE + NAMESAKES, used={"6", "7"}),
        "outlet": lambda: OutletDialog(samples.OUTLET),
        "passport": lambda: PassportDialog(_theme()),
        "passport-found": _passport,
        "about": lambda: AboutDialog("0.1.0", library),
        "shortcuts": lambda: ShortcutsDialog(SHORTCUTS),
        "settings": _settings,
        "characters": SpecialCharacters,
        "words": _words,
        "words-at-work": _words_at_work,
        "incoming": lambda: _incoming("office/millet.docx"),
        "incoming-text": lambda: _incoming("agency.txt"),
        "incoming-several": lambda: _incoming("news-page.html", "office/millet.odt"),
        "tracked": lambda: TrackedDialog("Millet harvest 谷子丰收 – final (3).docx", CHANGES),
        "import-report": lambda: ImportReportDialog(REPORTS),
        "version-name": lambda: VersionNameDialog(12, "Before the cut 删减之前"),
        "failure": lambda: FailureDialog(_error(), library),
    }


_PHOTO = Photo(
    *("0" * 64, "谷子丰收（终稿）-DJI_20261003_0640_D.jpg", "JPEG", 9000, 6000, 1),
    PhotoFacts(
        caption="Farmers bring in the millet on the terraces of Lingqiu county. " * 4,
        creators=("Zou Hong", "努尔古丽·阿不都艾尼"),
        date_created="2026-10-03T06:40:00+08:00",
    ),
)
_FILLING = Filling(CreditStyle(), "2026-12-01")
_TARGETS = (Target("The chosen photo", ("a",)), Target("All 12 photos of the story", ("a", "b")))


def _stationery() -> QDialog:
    rows = (
        Row("caption", "{headline} in {city}, {date:long}.", Way.APPEND),
        Row("credit", "Photo by {photographer}/chinadaily.com.cn", Way.IF_EMPTY),
        Row("city", "Hailin"),
    )
    kept = (Stationery("Harvest 丰收", rows), Stationery("Congress of the province, day two"))
    return StationeryBox(kept, _FILLING, _PHOTO, _TARGETS)


def _copy_out() -> QDialog:
    """With pictures, one of them already a file, and the first two pieces copied."""
    sheet = copy_sheet(samples.snapshot())
    dialog = CopyOutDialog(sheet, _theme())
    for photo in sheet.photos:
        image = QImage(240, 160, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(photo.number * 60 % 360, 90, 150))
        dialog.show_thumbnail(photo.photo.photo, image)
    dialog.show_files({1: Path.home() / sheet.photos[0].file} if sheet.photos else {})
    dialog.copy_next()
    dialog.copy_next()
    return dialog


def _theme() -> Theme:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dark = application.palette().window().color().lightness() < 128
    return Theme(application, "dark" if dark else "light")


def _passport() -> QDialog:
    dialog = PassportDialog(_theme())
    photo = samples.view().story.placements[0].photo
    dialog.show_passport(Passport(Path("a.jpg"), photo.id, Proof.ALIKE, photo))
    return dialog


def _settings() -> QDialog:
    dialog = SettingsDialog([TypingPage(), AbbreviationsPage(), CodesPage(), OriginsPage()])
    dialog.load({})
    return dialog


def _words() -> QDialog:
    own = [
        NewsroomWord("Li Wuyang", WordKind.PERSON, "李武阳", "陈宇 Chen Yu"),
        NewsroomWord("Jinnuo", WordKind.ORGANISATION, "晋糯", "names-of-the-province-2026.xlsx"),
        NewsroomWord("agrivoltaics", WordKind.WORD, "", "Chen Yu"),
        NewsroomWord(
            "Shanxi Provincial Department of Agriculture and Rural Affairs",
            WordKind.ORGANISATION,
            "山西省农业农村厅",
            "names-of-the-province-2026.xlsx",
        ),
    ]
    return WordsDialog(KnownWords(own, Gazetteer.read().entries, Variant.AMERICAN))


def _words_at_work() -> QDialog:
    dialog = _words()
    assert isinstance(dialog, WordsDialog)
    report = WordsImported("names-of-the-province-2026.xlsx")
    report.added.extend(NewsroomWord(f"Name {number}") for number in range(214))
    report.known.extend(["Taiyuan", "Datong", "Lüliang"])
    report.refused.extend(
        [
            RefusedRow(17, "太原", message("word.chinese", word="太原")),
            RefusedRow(203, "Yu · planet", literal("The kind “planet” is none of word, person.")),
        ]
    )
    dialog.report.show_report(report)
    dialog.show_removed(KnownWords((), Gazetteer.read().entries, Variant.BRITISH), (_GONE,))
    dialog.remark("“Jinnuo” is in the newsroom's words already.")
    dialog.findChildren(QComboBox)[1].setCurrentIndex(1)
    dialog.findChildren(QComboBox)[1].activated.emit(1)
    dialog.findChildren(QLineEdit)[0].setText("晋")
    return dialog


_GONE = NewsroomWord("You'ao", WordKind.PLACE)


def _error() -> Exception:
    try:
        int("not a number")
    except ValueError as error:
        return error
    raise AssertionError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("look", nargs="?", default="light", choices=("light", "dark"))
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    Theme(app, options.look).apply()
    dialogs = {name: make() for name, make in all_dialogs().items()}
    for dialog in dialogs.values():
        dialog.show()
    if options.save is None:
        return app.exec()
    options.save.mkdir(parents=True, exist_ok=True)
    app.processEvents()
    for name, dialog in dialogs.items():
        dialog.grab().save(str(options.save / f"{name}-{options.look}.png"))
        dialog.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
