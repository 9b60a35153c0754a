"""Versions from the terminal: `history`, `compare`, `save-version`, `restore-version`."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Galley


@pytest.fixture
def story(galley: Galley, tmp_path: Path) -> str:
    file = tmp_path / "take.txt"
    file.write_text("Millet harvest begins\n\nIt began on Monday.\n", encoding="utf-8")
    return galley("import", file, "--json").json[0]["slug"]


def test_versions_are_listed_newest_first(galley: Galley, story: str) -> None:
    galley("save-version", story, "Before the cut")
    galley("set", story, "headline=Millet harvest ends")
    galley("save-version", story, "After it")
    listed = galley("history", story, "--json").json
    assert [(each["number"], each["name"], each["kind"]) for each in listed] == [
        (2, "After it", "named"),
        (1, "Before the cut", "milestone"),
    ]
    assert listed[1]["reason"] == "Imported from take.txt"
    said = galley("history", story)
    assert said.status == 0
    assert "After it" in said.out.splitlines()[0]


def test_two_versions_are_compared(galley: Galley, story: str) -> None:
    galley("set", story, "headline=Millet harvest ends", "byline=Zhao Min")
    answer = galley("compare", story, 1)
    assert answer.status == 1
    assert "Millet harvest [-begins-]{+ends+}" in answer.out
    assert "{+Zhao Min+}" in answer.out
    shape = galley("compare", story, 1, "--json").json
    assert [each["field"] for each in shape["fields"]] == ["headline", "byline"]
    assert shape["newer"] is None
    galley("set", story, "headline=Millet harvest begins", "byline=")
    alike = galley("compare", story, 1)
    assert (alike.status, alike.out.strip()) == (0, "Nothing differs.")


def test_a_version_is_brought_back(galley: Galley, story: str) -> None:
    galley("set", story, "headline=Millet harvest ends")
    answer = galley("restore-version", story, 1, "--json")
    assert answer.json["reason"] == "Version 1 restored"
    assert galley("show", story, "--json").json["headline"] == "Millet harvest begins"
    reasons = [each["reason"] for each in galley("history", story, "--json").json]
    assert reasons == [
        "Version 1 restored",
        "Before version 1 was restored",
        "Imported from take.txt",
    ]


def test_a_version_that_is_not_there_is_refused_in_a_sentence(galley: Galley, story: str) -> None:
    for words in (("restore-version", story, 9), ("compare", story, 9)):
        answer = galley(*words)
        assert answer.status == 3
        assert "no version 9" in answer.err
    assert galley("save-version", story, " ").status == 3
    assert galley("compare", story, "first").status == 2
