"""Files made to do harm: refused in a sentence, in bounded time and memory, with nothing opened."""

import io
import sys
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from editor.child import Child
from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.refusal import Tracked
from editor.interchange.office.arrival import ask_reader, office_reader
from editor.interchange.read import FileRefused, read_story
from tests.unit.interchange.office.made import W, p, packed, word_parts, writer_parts

Refusal = Callable[[Path], str]
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_ENTITY = '<!ENTITY {} "{}">'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{}]>'.format(
    "".join(_ENTITY.format(b, f"&{a};" * 10) for a, b in pairwise("abcdefghi"))
)
DIRECTORY = b"PK\x01\x02"


def promising(path: Path, sizes: dict[str, int]) -> Path:
    """The zip at `path` with other unpacked sizes in its directory."""
    data = bytearray(path.read_bytes())
    at = data.find(DIRECTORY)
    while at >= 0:
        length = int.from_bytes(data[at + 28 : at + 30], "little")
        name = data[at + 46 : at + 46 + length].decode()
        if name in sizes:
            data[at + 24 : at + 28] = sizes[name].to_bytes(4, "little")
        at = data.find(DIRECTORY, at + 1)
    path.write_bytes(data)
    return path


def test_a_file_that_unpacks_to_ten_gigabytes_is_refused(tmp_path: Path) -> None:
    """The house asks the real reader, which has to answer at once."""
    names = [f"word/media/{number}.png" for number in range(10)]
    path = packed(word_parts(p("words"), more=dict.fromkeys(names, "x")), tmp_path / "bomb.docx")
    promising(path, dict.fromkeys(names, 1_000_000_000))
    with pytest.raises(FileRefused, match=r"bomb\.docx .*unpacks to more than a story can hold"):
        read_story(path, tmp_path)


def test_a_part_that_packs_ten_thousandfold_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    parts = word_parts(p("words"), more={"word/styles.xml": b" " * 40_000_000})
    assert "unpacks to more" in refusal(packed(parts, tmp_path / "bomb.docx"))


def test_a_bomb_whose_directory_lies_is_never_unpacked(tmp_path: Path, refusal: Refusal) -> None:
    parts = word_parts(p("words") + " " * 60_000_000)
    path = packed(parts, tmp_path / "bomb.docx")
    assert "damaged" in refusal(promising(path, {"word/document.xml": 50_000}))


@pytest.mark.parametrize("head", [XXE, LAUGHS, "<!DOCTYPE html>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused(
    tmp_path: Path, refusal: Refusal, head: str, encoding: str
) -> None:
    parts = word_parts(p("&e;" if head == XXE else "words"))
    document = str(parts["word/document.xml"])
    parts["word/document.xml"] = (head + document).encode(encoding)
    assert "document type" in refusal(packed(parts, tmp_path / "story.docx"))
    content = writer_parts("<text:p>words</text:p>")
    content["content.xml"] = (head + str(content["content.xml"])).encode(encoding)
    assert "document type" in refusal(packed(content, tmp_path / "story.odt"))


@pytest.mark.parametrize("depth", [300, 10_000])
def test_deep_nesting_is_refused(tmp_path: Path, refusal: Refusal, depth: int) -> None:
    parts = word_parts("<w:sdt>" * depth + p("deep") + "</w:sdt>" * depth)
    assert "nested" in refusal(packed(parts, tmp_path / "story.docx"))
    lists = writer_parts(
        "<text:list><text:list-item>" * depth + "</text:list-item></text:list>" * depth
    )
    assert "nested" in refusal(packed(lists, tmp_path / "story.odt"))
    rich = tmp_path / "story.rtf"
    rich.write_bytes(b"{\\rtf1" + b"{" * depth + b"deep" + b"}" * depth + b"}")
    assert "nested" in refusal(rich)


def test_deep_mails_are_refused(tmp_path: Path, refusal: Refusal) -> None:
    path = tmp_path / "story.eml"
    inner = "Content-Type: text/plain\n\nwords\n"
    for number in range(3000):
        head = f'Content-Type: multipart/mixed; boundary="b{number}"'
        inner = f"{head}\n\n--b{number}\n{inner}\n--b{number}--\n"
    path.write_text(f"From: a@a.example\nSubject: Deep\nMIME-Version: 1.0\n{inner}")
    answer = refusal(path)
    assert "nested" in answer or "parts" in answer


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([f"word/media/{number}.png" for number in range(2_500)], "2,000"),
        (["word/../../../etc/cron.d/x"], "lead out"),
        (["/etc/passwd"], "lead out"),
        (["C:\\windows\\x"], "lead out"),
        (["word\\..\\..\\x"], "lead out"),
        (["WORD/document.xml"], "two files under one name"),
    ],
)
def test_zips_with_wrong_names_are_refused(
    tmp_path: Path, refusal: Refusal, names: list[str], words: str
) -> None:
    parts = word_parts(p("words"), more=dict.fromkeys(names, "x"))
    assert words in refusal(packed(parts, tmp_path / "story.docx"))


def test_a_name_packed_twice_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    path = packed(word_parts(p("words")), tmp_path / "story.docx")
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", f"<w:document {W}/>")
    assert "two files under one name" in refusal(path)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_damaged_files_are_refused(tmp_path: Path, refusal: Refusal, kind: str) -> None:
    parts = word_parts(p("words")) if kind == "docx" else writer_parts("<text:p>words</text:p>")
    whole = packed(parts, tmp_path / f"whole.{kind}").read_bytes()
    half = tmp_path / f"half.{kind}"
    half.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(half)
    main = "word/document.xml" if kind == "docx" else "content.xml"
    parts[main] = str(parts[main])[:-20]
    assert "XML is damaged" in refusal(packed(parts, tmp_path / f"cut.{kind}"))
    del parts[main]
    assert refusal(packed(parts, tmp_path / f"empty.{kind}"))


def test_a_locked_file_is_refused_with_what_to_do(tmp_path: Path, refusal: Refusal) -> None:
    path = tmp_path / "locked.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(FileRefused, match="locked with a password"):
        read_story(path, tmp_path)
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    parts = writer_parts("<text:p>words</text:p>", more=manifest)
    assert "password" in refusal(packed(parts, tmp_path / "locked.odt"))


@pytest.mark.parametrize("name", ["story.docx", "story.odt", "story.rtf"])
def test_a_file_that_is_something_else_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7 of something else")
    with pytest.raises(FileRefused, match=r"a PDF under another name"):
        read_story(path, tmp_path)
    path.write_bytes(b"only words, nothing of a word processor")
    with pytest.raises(FileRefused, match=rf"{name} .*whatever its name says"):
        read_story(path, tmp_path)
    path.write_bytes(b"")
    with pytest.raises(FileRefused, match="it is empty"):
        read_story(path, tmp_path)


def test_a_file_of_more_than_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(FileRefused, match=r"more than 50 MB"):
        read_story(path, tmp_path)


def test_a_million_tiny_parts_are_refused(tmp_path: Path, refusal: Refusal) -> None:
    parts = word_parts("<w:p/>" * 700_000)
    assert "more than" in refusal(packed(parts, tmp_path / "story.docx"))


def test_a_cell_repeated_a_million_times_is_one(tmp_path: Path) -> None:
    wide = (
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="1000000">'
        "<text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    body = f"<text:p>The headline</text:p><text:p>Words of a story.</text:p>{wide}"
    story = read_story(packed(writer_parts(body), tmp_path / "story.odt"), tmp_path)
    assert story.body.text.endswith("b")


@pytest.mark.parametrize(
    "script",
    [
        *("raise SystemExit(1)", "import os; os.abort()", "print('x')", "print('[]')"),
        *("print('{}')", """print('{"refused": "x"}')""", """print('{"refused": {"key": 3}}')"""),
        """print('{"pieces": [], "warnings": ["x"]}')""",
    ],
)
def test_a_reader_that_dies_or_babbles_is_answered(tmp_path: Path, script: str) -> None:
    path = packed(word_parts(p("words")), tmp_path / "story.docx")
    child = Child((sys.executable, "-c", script))
    with pytest.raises(FileRefused, match="made the reader fail"):
        ask_reader(path, "story.docx", Kind.WORD, tmp_path, Tracked.ASK, child)


def test_a_reader_that_never_ends_is_killed(tmp_path: Path) -> None:
    marker = tmp_path / "survived"
    script = f"import time; time.sleep(30); open({str(marker)!r}, 'w')"
    child = Child((sys.executable, "-c", script), seconds=0.3)
    path = packed(word_parts(p("words")), tmp_path / "story.docx")
    with pytest.raises(FileRefused, match=r"longer than 0\.3 seconds"):
        ask_reader(path, "story.docx", Kind.WORD, tmp_path, Tracked.ASK, child)
    assert not marker.exists()


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert office_reader().command == (sys.executable, "--read-office-file")


def test_the_frozen_program_reads_an_office_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import main

    path = packed(word_parts(p("A headline") + p("Words.")), tmp_path / "story.docx")
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "stdout", printed)
    monkeypatch.setattr("editor.interchange.office.reader.limit_memory", lambda limit: None)
    words = ["--read-office-file", "word", str(path), str(tmp_path), "ask"]
    assert main.main(words) == 0
    printed.flush()
    printed.seek(0)
    assert "A headline" in printed.read()
