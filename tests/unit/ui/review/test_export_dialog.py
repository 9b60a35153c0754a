"""Exporting says what will go out, and refuses a folder that cannot take it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.publish.bundle import BundleReport, write_bundle
from editor.publish.page import PageRenderer
from editor.story.document import Document
from editor.story.snapshot import Snapshot
from editor.ui.review.export_dialog import ExportDialog, ExportResult
from tests.trials import preview_samples as samples

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize(
    ("signed", "said"),
    [
        ("", "A proof with a watermark, not for publication. Nobody has signed"),
        ("changed", "A proof with a watermark, not for publication. It changed since 陈宇"),
        ("holds", "A signed-off bundle: approved by 陈宇 Chen Yu"),
    ],
)
def test_it_says_whether_this_is_a_bundle_or_a_proof_and_why(
    opened, tmp_path: Path, signed: str, said: str
) -> None:
    dialog = opened(ExportDialog(samples.view(signed=signed), tmp_path))
    assert said in words(dialog)


def test_it_gives_the_folder_and_the_form(opened, press: Press, tmp_path: Path) -> None:
    dialog = opened(ExportDialog(samples.view(), tmp_path))
    press(dialog, "One zip file, ready to send")
    press(dialog, "Export")
    assert dialog.result()
    assert dialog.value == (tmp_path, True)


def test_a_folder_that_does_not_exist_is_refused_by_name(
    opened, named: Named, press: Press, tmp_path: Path
) -> None:
    dialog = opened(ExportDialog(samples.view(), tmp_path))
    folder = named(dialog, "Folder")
    assert isinstance(folder, QLineEdit)
    folder.setText(str(tmp_path / "gone" / "site"))
    press(dialog, "Export")
    assert not dialog.result()
    assert str(tmp_path / "gone") in dialog.remark_text


def there(dialog: QWidget) -> str:
    label = next(
        each for each in dialog.findChildren(QLabel) if each.accessibleName() == "What stands there"
    )
    return "" if label.isHidden() else label.text()


def write(to: Path, snapshot: Snapshot, *, zipped: bool = False) -> Path:
    made = write_bundle(
        snapshot,
        PageRenderer().page(snapshot, proof=True),
        to,
        make=lambda renditions: iter(()),
        sign_off=None,
        program_version="test",
        zipped=zipped,
    )
    return made.path


def test_it_says_what_an_export_replaces(
    qtbot: QtBot, opened, named: Named, press: Press, tmp_path: Path
) -> None:
    view = samples.view()
    bare = replace(view.snapshot, photos=(), body=Document.from_paragraphs(["Words."]))
    view = replace(view, snapshot=bare)
    name = write(tmp_path, bare).name
    dialog = opened(ExportDialog(view, tmp_path))
    assert there(dialog).startswith(f"Replaces the proof {name} that was written on ")
    assert str(datetime.now().astimezone().year) in there(dialog)
    press(dialog, "One zip file, ready to send")
    assert there(dialog) == ""
    press(dialog, "Folder, ready for a web server")
    assert there(dialog)
    folder = named(dialog, "Folder")
    assert isinstance(folder, QLineEdit)
    folder.setText(str(tmp_path / "elsewhere"))
    qtbot.waitUntil(lambda: there(dialog) == "")
    folder.setText(str(tmp_path))
    qtbot.waitUntil(lambda: there(dialog) != "")


def test_it_says_when_another_story_or_no_bundle_stands_there(
    opened, press: Press, tmp_path: Path
) -> None:
    view = samples.view()
    bare = replace(view.snapshot, photos=(), body=Document.from_paragraphs(["Words."]))
    place = write(tmp_path, replace(bare, story_id="f" * 32))
    dialog = opened(ExportDialog(replace(view, snapshot=bare), tmp_path))
    assert f"{place.name} is another story's" in there(dialog)
    press(dialog, "Export")
    assert "may be replaced" in dialog.remark_text
    assert not dialog.replace_other
    press(dialog, "Replace the other story's bundle")
    press(dialog, "Export")
    assert dialog.result()
    assert dialog.replace_other
    for manifest in place.rglob("bundle*.json"):
        manifest.write_text("{}")
    dialog = opened(ExportDialog(replace(view, snapshot=bare), tmp_path))
    assert "is no bundle" in there(dialog)


def test_what_is_no_bundle_is_in_the_way_until_another_folder_is_chosen(
    opened, named: Named, press: Press, tmp_path: Path
) -> None:
    view, elsewhere = samples.view(), tmp_path / "elsewhere"
    elsewhere.mkdir()
    mine = tmp_path / f"{view.snapshot.slug}-proof" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("Not Galley's.")
    dialog = opened(ExportDialog(view, tmp_path))
    press(dialog, "Export")
    assert dialog.isVisible()
    assert dialog.remark_text == f"{there(dialog)} Choose another folder."
    folder = named(dialog, "Folder")
    assert isinstance(folder, QLineEdit)
    assert folder.text() == str(tmp_path)
    folder.setText(str(elsewhere))
    assert dialog.remark_text == ""
    press(dialog, "Export")
    assert dialog.result()
    assert mine.read_text() == "Not Galley's."


def test_a_folder_that_has_gone_is_no_name_to_choose(
    opened, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, folder: str) -> str:
        asked.append(folder)
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    press(opened(ExportDialog(samples.view(), tmp_path / "gone" / "site")), "Choose…")
    assert asked == [str(tmp_path)]


def test_the_result_offers_page_and_folder(
    qtbot: QtBot, opened, press: Press, tmp_path: Path
) -> None:
    report = BundleReport(
        kind="bundle",
        path=tmp_path,
        page="news/2026/11/harvest/index.html",
        files=57,
        bytes=4_812_345,
    )
    dialog = opened(ExportResult(report))
    assert "Files: 57 · 4.8 MB" in words(dialog)
    with qtbot.waitSignal(dialog.page_requested):
        press(dialog, "Open page")
    with qtbot.waitSignal(dialog.folder_requested):
        press(dialog, "Show folder")


def test_the_page_in_a_zip_file_cannot_be_opened(opened, named: Named, tmp_path: Path) -> None:
    zipped = tmp_path / "harvest.zip"
    zipped.touch()
    report = BundleReport(kind="proof", path=zipped, page="index.html", files=3, bytes=100)
    assert not named(opened(ExportResult(report)), "Open page").isEnabled()
