"""Spelling that knows the newsroom, from the command line with the real story."""

from pathlib import Path

from tests.e2e.conftest import Galley


def kinds(answer: list[dict[str, object]]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for each in answer:
        words = found.setdefault(str(each["kind"]), [])
        if each["word"] not in words:
            words.append(each["word"])
    return found


def test_the_real_story_asks_for_its_people_once_and_nothing_else(
    galley: Galley, model_story: Path
) -> None:
    story = galley("import", model_story, "--json").json[0]["id"]
    people = ["Li Wuyang", "Chen Yongxin", "Zhang Guohua", "Lei Zhenhong"]
    asked = galley("words", "check", story, "--json")
    assert kinds(asked.json) == {"name": people}
    assert asked.status == 0
    assert galley("words", "add", *people, "--kind", "person").status == 0
    assert galley("words", "check", story, "--json").json == []


def test_the_sample_story_asks_for_its_people(galley: Galley, sample_story: Path) -> None:
    story = galley("import", sample_story, "--json").json[0]["id"]
    asked = galley("words", "check", story, "--json").json
    assert kinds(asked) == {"name": ["Zhao Suyun", "Ren Haitao", "Hou Jianping"]}
    for each in asked:
        assert each["text"][each["start"] : each["end"]] == each["word"]


def test_a_misspelt_word_is_found_until_the_newsroom_knows_it(
    galley: Galley, tmp_path: Path
) -> None:
    file = tmp_path / "story.md"
    file.write_text("# The goverment speaks\n\nIt was was ~~brwn~~ the qwertov park.\n", "utf-8")
    story = galley("import", file, "--json").json[0]["id"]
    asked = galley("words", "check", story, "--json")
    assert asked.status == 1
    assert kinds(asked.json) == {"unknown": ["goverment", "qwertov"], "repeated": ["was"]}
    assert "qwertov" in galley("words", "check", story).out
    galley("words", "add", "qwertov")
    assert "qwertov" not in galley("words", "check", story).out
    assert galley("words", "forget", "qwertov", "--json").json == {"forgotten": ["qwertov"]}
    assert "qwertov" in galley("words", "check", story).out


def test_words_are_added_listed_and_brought_in(galley: Galley, tmp_path: Path) -> None:
    added = galley("words", "add", "Beiyao", "--kind", "place", "--chinese", "北窑", "--json").json
    assert added == [
        {"word": "Beiyao", "kind": "place", "chinese": "北窑", "source": "Command line"}
    ]
    assert galley("words", "list", "--json").json == added
    everything = {row["word"]: row for row in galley("words", "list", "--all", "--json").json}
    assert everything["Jincheng"]["chinese"] == "晋城市"
    file = tmp_path / "names.csv"
    file.write_text("Word,Chinese\nNanyao,南窑\n2026,\nTaiyuan,太原\n", "utf-8")
    report = galley("words", "import", file, "--json")
    assert report.status == 1
    assert [row["word"] for row in report.json["added"]] == ["Nanyao"]
    assert report.json["known"] == ["Taiyuan"]
    assert [row["row"] for row in report.json["refused"]] == [3]
    assert "Row 3" in galley("words", "import", file).out


def test_what_cannot_be_used_is_refused_in_a_sentence(galley: Galley, tmp_path: Path) -> None:
    for words, status in (
        (("words", "add", "Jinnuoo", "晋糯"), 3),
        (("words", "add", "Aab", "Bba", "--chinese", "晋"), 3),
        (("words", "import", tmp_path / "nothing.xlsx"), 3),
        (("words", "check", "nowhere"), 3),
        (("words",), 2),
        (("words", "add"), 2),
    ):
        answer = galley(*words)
        assert answer.status == status, words
        assert answer.err.strip()
    assert galley("words", "list", "--json").json == []
