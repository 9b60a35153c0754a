"""Office files by commands: in with photos, tracked changes settled by a word, out and in again."""

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.e2e.conftest import Galley

OFFICE = Path(__file__).parents[1] / "data" / "import" / "office"


def tracked_file(path: Path) -> Path:
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


def test_a_word_file_brings_its_photos_and_says_what_it_recognised(galley: Galley) -> None:
    [brought] = galley("import", OFFICE / "millet.docx", "--section", "News", "--json").json
    assert brought["photos"] == 2
    recognised = {each["field"]: each["paragraph"] for each in brought["recognised"]}
    assert recognised["headline"] == 1
    assert recognised["contributors"] == 24
    shown = galley("show", brought["id"], "--json").json
    lead, other = shown["photos"]
    assert lead["lead"]
    assert lead["credit_line"] == "[Photo provided to China Daily]"
    assert lead["alt"] == "Terraces in late sun."
    assert other["caption"] == "A mill in Hongshiling village."


def test_what_is_body_text_after_all_can_be_said(galley: Galley) -> None:
    words = ("import", OFFICE / "millet.odt", "--as-body", "deck", "--as-body", "caption", "--json")
    [brought] = galley(*words).json
    shown = galley("show", brought["id"], "--json").json
    assert shown["deck"] == ""
    assert shown["text"].startswith("Record harvest lifts incomes")
    assert "[Photo provided to China Daily]" in shown["text"]
    assert {each["field"] for each in brought["recognised"]} == {
        "headline",
        "byline",
        "dateline",
        "contributors",
    }


def test_tracked_changes_are_never_settled_silently(galley: Galley, tmp_path: Path) -> None:
    path = tracked_file(tmp_path / "rain.docx")
    answer = galley("import", path, "--json")
    assert answer.status == 3
    [refused] = answer.json
    assert refused["tracked_changes"] == [
        {"kind": "inserted", "author": "Li Wei", "text": "evening"},
        {"kind": "deleted", "author": "Li Wei", "text": "morning"},
    ]
    assert "--tracked accept or --tracked reject" in answer.err
    assert galley("list", "--json").json == []


@pytest.mark.parametrize(("word", "kept"), [("accept", "evening"), ("reject", "morning")])
def test_tracked_changes_are_settled_by_a_word(
    galley: Galley, tmp_path: Path, word: str, kept: str
) -> None:
    path = tracked_file(tmp_path / "rain.docx")
    [brought] = galley("import", path, "--tracked", word, "--json").json
    assert any("2 tracked changes by Li Wei were" in each for each in brought["warnings"])
    shown = galley("show", brought["id"], "--json").json
    assert shown["text"] == f"It rained in the county on Monday {kept}"


@pytest.mark.parametrize("ending", ["docx", "md", "txt"])
def test_a_story_goes_out_and_comes_in_again(
    galley: Galley, sample_story: Path, tmp_path: Path, ending: str
) -> None:
    [first] = galley("import", sample_story, "--json").json
    path = tmp_path / f"copy.{ending}"
    saved = galley("save-as", first["slug"], path, "--json").json
    assert saved["bytes"] == path.stat().st_size
    [second] = galley("import", path, "--json").json
    one, two = (galley("show", each["id"], "--json").json for each in (first, second))
    for name in ("headline", "deck", "body", "byline", "contributors", "dateline", "awaited_photo"):
        assert one[name] == two[name], name


def test_a_copy_of_no_kind_is_wrong(galley: Galley, sample_story: Path, tmp_path: Path) -> None:
    [brought] = galley("import", sample_story, "--json").json
    answer = galley("save-as", brought["id"], tmp_path / "copy.pages")
    assert answer.status == 3
    assert "end it in .docx, .md or .txt" in answer.err


def test_words_whose_place_is_not_known_are_printed_and_can_come_in(
    galley: Galley, tmp_path: Path
) -> None:
    """In a place where no reader looks for words, and where the second pass finds them."""
    document = docx.Document()
    document.add_heading("Rain at last", 0)
    run = document.add_paragraph("It rained in the county on Monday.").add_run("")
    text = OxmlElement("w:t")
    text.text = "Nobody knows where this stood."
    run._r.get_or_add_rPr().append(text)
    document.save(str(tmp_path / "rain.docx"))
    printed = galley("import", tmp_path / "rain.docx").out
    assert "Words whose place is not known" in printed
    assert "“Nobody knows where this stood.” (after “" in printed
    [brought] = galley("import", tmp_path / "rain.docx", "--json").json
    [words] = brought["unplaced"]
    assert words["text"] == "Nobody knows where this stood."
    assert words["after"].endswith("It rained in the county on Monday.")
    [brought] = galley("import", tmp_path / "rain.docx", "--as-body", "unplaced", "--json").json
    assert brought["unplaced"] == []
    shown = galley("show", brought["id"], "--json").json
    assert shown["text"].endswith("Nobody knows where this stood.")
