"""What each program puts on the clipboard, and the body an editor expects of it.

Beside every `<case>.html` stand `<case>.json` (the body) and `<case>.dropped.txt` (the quiet
line). A change that is meant: run once with GALLEY_UPDATE_PASTE=1, look at the difference, keep it.
"""

import json
import os
from pathlib import Path

import pytest

from editor.interchange.leaving.clipboard import to_html
from editor.interchange.web.html import read_page
from editor.interchange.web.sanitise import sanitised
from editor.story.document import Document
from editor.story.document_json import from_json, to_json

CORPUS = Path(__file__).parents[3] / "data" / "paste"
CASES = sorted(CORPUS.glob("*/*.html"))
PROGRAMS = {
    "apple",
    "dingtalk",
    "excel",
    "feishu",
    "google-docs",
    "libreoffice",
    "outlook",
    "tencent-docs",
    "web",
    "wechat",
    "word-mac",
    "word-online",
    "word-windows",
    "wps",
    "yuque",
}


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


def written(path: Path, content: str) -> str:
    if os.environ.get("GALLEY_UPDATE_PASTE"):
        path.write_text(content, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_copy_becomes_the_body_an_editor_expects(case: Path) -> None:
    reading = read_page(case.read_text(encoding="utf-8"))
    body = json.dumps(to_json(reading.body), ensure_ascii=False, indent=1) + "\n"
    assert body == written(case.with_suffix(".json"), body)
    told = f"{reading.quiet_line}\n"
    assert told == written(case.with_suffix(".dropped.txt"), told)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_body_that_came_by_paste_is_copied_and_pasted_the_same(case: Path) -> None:
    body = from_json(json.loads(case.with_suffix(".json").read_text(encoding="utf-8")))
    body = body.with_placements(lambda _: "")
    again = read_page(to_html(body))
    assert again.body == body
    assert str(again.quiet_line) == ""


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_cleaning_a_copy_twice_is_cleaning_it_once(case: Path) -> None:
    once = sanitised(case.read_text(encoding="utf-8")).html
    assert sanitised(once).html == once


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_nothing_of_a_program_is_left_in_the_body(case: Path) -> None:
    body = case.with_suffix(".json").read_text(encoding="utf-8")
    for trace in ("mso", "Mso", "xl65", "font-", "docs-internal", "StartFragment", "\u200b", "[if"):
        assert trace not in body
    assert Document() != from_json(json.loads(body))


def test_every_program_of_the_newsroom_is_in_the_corpus() -> None:
    assert {case.parent.name for case in CASES} == PROGRAMS
    assert len(CASES) >= 40
