"""Spreadsheets of words: which column is which, and what is refused before it is parsed."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from editor.interchange.arriving.refusal import FileRefused
from editor.interchange.text import word_sheet
from editor.interchange.text.word_sheet import SheetRow, read_sheet


def workbook(path: Path, rows: list[list[object]], *, sheets: int = 1) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for number in range(1, sheets):
        book.create_sheet(f"more {number}")
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Word,Chinese,Kind\nTaiyuan,太原,place\n", "utf-8"),
        ("Word;Chinese;Kind\r\nTaiyuan;太原;place\r\n", "utf-8-sig"),
        ("英文\t中文\t类型\nTaiyuan\t太原\tplace\n", "gb18030"),
        ('Kind,"Chinese","Word"\nplace,"太原","Taiyuan"\n', "utf-8"),
    ],
)
def test_columns_are_found_by_their_titles(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / ("names.tsv" if "\t" in text else "names.csv")
    file.write_bytes(text.encode(encoding))
    assert read_sheet(file).rows == (SheetRow(2, "Taiyuan", "太原", "place"),)


def test_columns_without_titles_are_found_by_what_stands_in_them(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_text("太原,Taiyuan\n晋城,Jincheng\n", "utf-8")
    assert read_sheet(file).rows == (
        SheetRow(1, "Taiyuan", "太原", ""),
        SheetRow(2, "Jincheng", "晋城", ""),
    )


def test_a_workbook_is_read_from_its_first_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Name", "中文"], ["You'ao", "游邀"], [None, None], [5, None]]
    sheet = read_sheet(workbook(tmp_path / "names.xlsx", rows, sheets=2))
    assert sheet.rows == (SheetRow(2, "You'ao", "游邀", ""), SheetRow(4, "5", "", ""))
    assert len(sheet.remarks) == 1


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_sheet, "MOST_ROWS", 10)
    rows: list[list[object]] = [[f"w{letter}"] for letter in "abcdefghijk"]
    with pytest.raises(FileRefused, match="more than 10 rows"):
        read_sheet(workbook(tmp_path / "names.xlsx", rows))
    file = tmp_path / "names.csv"
    file.write_text("word\n" + "a\n" * 11, "utf-8")
    with pytest.raises(FileRefused, match="more than 10 rows"):
        read_sheet(file)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("names.pdf", b"%PDF"),
        ("names.xlsx", b""),
        ("names.xlsx", b"no zip at all"),
        ("names.csv", b""),
        ("names.csv", b"\n\n , \n"),
        ("names.csv", "太原,晋城\n".encode()),
        ("names.csv", bytes(range(256)) * 10),
        ("names.csv", b'"' + b"x" * 200_000),
    ],
)
def test_what_is_no_list_of_words_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(FileRefused):
        read_sheet(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        read_sheet(tmp_path / "names.csv")


def changed(path: Path, part: str, data: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "names.xlsx", [["Taiyuan"]])
    with pytest.raises(FileRefused, match="unpacks"):
        read_sheet(changed(path, SHEET, b" " * 61_000_000))


def test_a_workbook_of_millions_of_cells_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "names.xlsx", [["Taiyuan"]])
    rows = b"<sheetData>" + b"<row><c/></row>" * 900_000 + b"</sheetData>"
    with pytest.raises(FileRefused, match="unpacks"):
        read_sheet(changed(path, SHEET, b"<worksheet>" + rows + b"</worksheet>"))


@pytest.mark.parametrize(
    "prolog",
    [
        b'<!DOCTYPE x [<!ENTITY a "b">]>',
        b"<!--" + b"x" * 999_990 + b'--><!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, prolog: bytes) -> None:
    path = workbook(tmp_path / "names.xlsx", [["Taiyuan"]])
    with pytest.raises(FileRefused, match="entities"):
        read_sheet(changed(path, SHEET, prolog + b"<worksheet/>"))


@pytest.mark.parametrize("damage", [b"", b"<worksheet", b"<other/>", b"\xff\xfe<\0w\0"])
def test_a_damaged_sheet_is_refused(tmp_path: Path, damage: bytes) -> None:
    path = workbook(tmp_path / "names.xlsx", [["Taiyuan"]])
    with pytest.raises(FileRefused):
        read_sheet(changed(path, SHEET, damage))
