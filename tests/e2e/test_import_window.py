"""Files from an office through the real window: chosen, looked over, taken in or refused."""

import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from editor.desk.desk import Desk
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person

OFFICE = Path(__file__).parents[1] / "data" / "import" / "office"


def tracked_file(path: Path) -> Path:
    """A Word file in which Li Wei inserted a word and deleted another."""
    document = docx.Document()
    document.add_heading("Rain at last", 0)
    paragraph = document.add_paragraph("It rained in the county on Monday ")
    for kind, words, tag in (("ins", "evening", "w:t"), ("del", "morning", "w:delText")):
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:author"), "Li Wei")
        run = OxmlElement("w:r")
        text = OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    document.save(str(path))
    return path


def no_leftovers(tmp_path: Path) -> bool:
    return not list(tmp_path.glob("galley-import-*"))


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """So that a test sees what an import leaves behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_a_word_file_comes_in_with_photos_once_it_was_looked_at(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    seen = person.answer_next_dialog(lambda dialog: person.click("Take in", dialog))
    window.desks.imports.bring_in([OFFICE / "millet.docx"])
    person.wait(lambda: window.windowTitle().startswith("Millet comes in"))
    assert len(seen) == 1
    [row] = desk.stories.rows()
    story = desk.stories.view(row.id).story
    assert story.byline == ("Sun Rui", "Wen Qiaoyu")
    assert story.lead is not None
    assert story.lead.shown_caption == "Terraced fields in Lingqiu county on Oct 12."
    assert story.lead.shown_alt == "Terraces in late sun."
    assert story.lead.photo.original_name == "image1.jpg"
    other = next(each for each in story.placements if not each.lead)
    assert story.body.placements == (other.id,)
    assert other.shown_caption == "A mill in Hongshiling village."
    assert story.awaited_photo is None
    assert no_leftovers(tmp_path)


def test_nothing_comes_in_when_somebody_cancels(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    seen = person.answer_next_dialog(lambda dialog: person.click("Cancel", dialog))
    window.desks.imports.bring_in([OFFICE / "millet.docx"])
    person.wait(lambda: seen and window.desks.imports._batch is None)
    person.wait(lambda: no_leftovers(tmp_path))
    assert desk.stories.rows() == ()
    assert desk.upkeep.health().orphan_originals == ()


def test_files_that_were_not_read_yet_are_left_out_when_somebody_stops(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    reports: list[str] = []

    def read_report(dialog: QWidget) -> None:
        reports.append(dialog.value)  # pyright: ignore[reportAttributeAccessIssue]
        person.click("Close", dialog)

    files = [tmp_path / f"{number}.odt" for number in range(8)]
    for path in files:
        shutil.copy(OFFICE / "millet.odt", path)
    person.answer_next_dialog(read_report)
    window.desks.imports.bring_in(files)
    window.desks.imports.cancel()
    person.wait(lambda: reports)
    assert desk.stories.rows() == ()
    assert reports[0].count("Left out") == len(files)
    person.wait(lambda: no_leftovers(tmp_path))


def test_closing_the_window_over_the_question_leaves_nothing_behind(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    window.desks.imports.bring_in([OFFICE / "millet.docx"])
    person.wait(lambda: window.desks.imports._dialog is not None)
    assert not no_leftovers(tmp_path)
    window.close()
    assert no_leftovers(tmp_path)
    assert window.desks.imports._dialog is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [("Accept all", "Monday evening"), ("Reject all", "Monday morning")],
)
def test_tracked_changes_are_asked_about(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path, answer: str, words: str
) -> None:
    def decide(dialog: QWidget) -> None:
        said = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "2 tracked changes by Li Wei" in said
        person.answer_next_dialog(lambda dialog: person.click("Take in", dialog))
        person.click(answer, dialog)

    person.answer_next_dialog(decide)
    window.desks.imports.bring_in([tracked_file(tmp_path / "rain.docx")])
    person.wait(desk.stories.rows)
    [row] = desk.stories.rows()
    assert words in desk.stories.view(row.id).story.body.text


def test_a_file_whose_changes_nobody_decides_stays_out(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    def boxes() -> list[QMessageBox]:
        shown = QApplication.topLevelWidgets()
        return [each for each in shown if isinstance(each, QMessageBox) and each.isVisible()]

    person.answer_next_dialog(lambda dialog: person.click("Leave the file out", dialog))
    window.desks.imports.bring_in([tracked_file(tmp_path / "rain.docx")])
    person.wait(boxes)
    [box] = boxes()
    assert "rain.docx" in box.text()
    assert "2 tracked changes by Li Wei" in box.text()
    box.close()
    assert desk.stories.rows() == ()


def test_a_folder_with_good_and_bad_files_ends_with_a_word_for_each(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "desk"
    (folder / "inner").mkdir(parents=True)
    shutil.copy(OFFICE / "millet.odt", folder / "a.odt")
    shutil.copy(OFFICE / "millet.rtf", folder / "inner" / "b.rtf")
    (folder / "c.docx").write_bytes(b"PK\x03\x04 no zip at all")
    (folder / "notes.xyz").write_text("nobody's story")
    (folder / "~$a.docx").write_bytes(b"a lock of Word")
    reports: list[str] = []

    def read_report(dialog: QWidget) -> None:
        reports.append(dialog.value)  # pyright: ignore[reportAttributeAccessIssue]
        person.click("Close", dialog)

    def take(dialog: QWidget) -> None:
        person.answer_next_dialog(read_report)
        person.click("Take in all", dialog)

    person.answer_next_dialog(take)
    window.desks.imports.bring_in([folder])
    person.wait(lambda: reports)
    assert sorted(row.slug for row in desk.stories.rows()) == [
        "millet-comes-in-from-the-terraces",
        "millet-comes-in-from-the-terraces-2",
    ]
    [report] = reports
    assert "a.odt: Taken in" in report
    assert "b.rtf: Taken in" in report
    assert "c.docx: Refused" in report
    assert "xyz" not in report
    assert "~$" not in report


def test_the_folder_of_the_last_import_is_offered_again(
    person: Person,
    window: MainWindow,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offered: list[str] = []

    def close(dialog: QWidget) -> None:
        dialog.close()

    def choose(_parent: object, _title: str, folder: str, _filter: str) -> tuple[list[str], str]:
        offered.append(folder)
        return ([str(OFFICE / "millet.doc")] if len(offered) == 1 else []), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", choose)
    person.trigger("import")
    person.answer_next_dialog(close)
    person.wait(lambda: desk.site.setting("import folder", ""))
    person.trigger("import")
    person.wait(lambda: len(offered) == 2)
    assert offered[1] == str(OFFICE)
    person.wait(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize(
    ("chosen", "kind", "written"),
    [
        ("copy.docx", "Word file (*.docx)", "copy.docx"),
        ("copy", "Markdown (*.md)", "copy.md"),
        ("copy.txt", "Plain text (*.txt)", "copy.txt"),
    ],
)
def test_a_copy_of_the_open_story_reads_back_as_that_story(
    person: Person,
    window: MainWindow,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    kind: str,
    written: str,
) -> None:
    brought = desk.arrivals.bring_in(OFFICE / "millet.docx").value
    window.open_story(brought.story.id)
    person.wait(lambda: window.windowTitle().startswith("Millet"))
    answer = (str(tmp_path / chosen), kind)
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *args, **kwargs: answer
    )
    person.trigger("save_copy")
    person.wait((tmp_path / written).exists)
    person.wait(lambda: desk.site.setting("copies folder", "") == str(tmp_path))
    copy = desk.arrivals.bring_in(tmp_path / written).value.story
    story = desk.stories.view(brought.story.id).story
    assert (copy.headline, copy.deck, copy.byline) == (story.headline, story.deck, story.byline)
    assert copy.contributors == story.contributors
    if written == "copy.docx":
        ids = dict(zip(copy.body.placements, story.body.placements, strict=True))
        assert copy.body.with_placements(lambda key: ids[key]) == story.body
        assert copy.lead is not None
        assert copy.lead.shown_caption == "Terraced fields in Lingqiu county on Oct 12."


def test_a_copy_that_cannot_be_written_is_told_and_leaves_nothing(
    person: Person,
    window: MainWindow,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def boxes() -> list[QMessageBox]:
        shown = QApplication.topLevelWidgets()
        return [each for each in shown if isinstance(each, QMessageBox) and each.isVisible()]

    brought = desk.arrivals.bring_in(OFFICE / "millet.docx").value
    window.open_story(brought.story.id)
    person.wait(lambda: window.windowTitle().startswith("Millet"))
    answer = (str(tmp_path / "no such folder" / "copy.docx"), "")
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *args, **kwargs: answer
    )
    person.trigger("save_copy")
    person.wait(boxes)
    [box] = boxes()
    assert "could not be written" in box.text()
    assert "safe in the library" in box.text()
    box.close()
    assert not list(tmp_path.glob("**/.galley-*"))


def test_a_story_file_dropped_on_the_text_comes_in_as_a_story(
    person: Person, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    open_one = desk.arrivals.bring_in(OFFICE / "millet.odt").value.story
    window.open_story(open_one.id)
    person.wait(lambda: window.windowTitle().startswith("Millet"))
    body = person.find("Body")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(OFFICE / "millet.docx"))])
    # The text does not want it, so Qt asks the window beneath.
    assert not body.canInsertFromMimeData(files)
    person.answer_next_dialog(lambda dialog: person.click("Take in", dialog))
    dropping = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(dropping)
    person.wait(lambda: len(desk.stories.rows()) == 2)
    assert desk.stories.view(open_one.id).story.body == open_one.body
    person.wait(lambda: window.desks.imports._batch is None)
