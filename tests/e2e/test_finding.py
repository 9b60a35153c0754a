"""Finding and replacing through the real window, on a real library."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSpinBox, QTreeView
from pytestqt.qtbot import QtBot

from editor.desk.desk import Desk, bring_in_sample
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.finding.find_everywhere_dialog import FindEverywhereDialog
from editor.ui.window.main_window import MainWindow
from editor.ui.writing.writing_pane import WritingPane
from tests.e2e.conftest import Galley, OpenWindow
from tests.e2e.person import Person

CHECK = Qt.ItemDataRole.CheckStateRole
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def role() -> str:
    return "supervisor"


@pytest.fixture
def sample(desk: Desk) -> str:
    return bring_in_sample(desk).value


@pytest.fixture
def window(sample: str, open_window: OpenWindow) -> MainWindow:
    return open_window()


@pytest.fixture
def person(qtbot: QtBot, window: MainWindow, sample: str) -> Person:
    made = Person(qtbot, window)
    window.open_story(sample)
    made.wait(lambda: made.find("Headline").toPlainText())
    return made


def test_words_are_replaced_in_text_and_captions_and_kept(
    person: Person, desk: Desk, sample: str
) -> None:
    before = desk.stories.view(sample).story
    assert "millet" in before.lead.shown_caption.casefold()
    person.find("Body").setFocus()
    QTest.keyClick(person.find("Body"), Qt.Key.Key_H, CONTROL)
    person.type(person.find("Find"), "millet")
    person.find("Replace with").setText("sorghum")
    person.click("Keep case")
    person.click("Replace all")

    def replaced() -> bool:
        story = desk.stories.view(sample).story
        texts = (story.headline, story.deck, story.body.text, story.lead.shown_caption)
        return not any("millet" in text.casefold() for text in texts)

    person.wait(replaced)
    story = desk.stories.view(sample).story
    assert story.body.text == before.body.text.replace("millet", "sorghum").replace(
        "Millet", "Sorghum"
    )
    person.wait(lambda: desk.site.setting("searches") == {"words": ["millet"]})


def test_a_length_set_under_the_text_is_kept_and_said(
    person: Person, desk: Desk, sample: str, window: MainWindow
) -> None:
    said = next(each for each in window.findChildren(QLabel) if each.accessibleName() == "Copyfit")
    person.click("Length of the story…")
    field = person.find("Length the story is to have", QSpinBox)
    field.selectAll()
    QTest.keyClicks(field, "900")
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.wait(lambda: desk.stories.view(sample).story.target_words == 900)
    person.wait(lambda: said.text().endswith("short"))
    person.wait(lambda: person.find("Length in words").value() == 900)
    person.find("Slug").setFocus()
    person.trigger("undo")
    person.wait(lambda: desk.stories.view(sample).story.target_words is None)
    person.wait(lambda: said.text().endswith("words"))


def test_the_command_line_shows_every_hit_before_it_replaces_any(galley: Galley) -> None:
    """`find` and `replace` answer as JSON; without --yes nothing is touched."""
    sample = Path(__file__).parents[2] / "resources" / "sample" / "millet-harvest.txt"
    [story] = galley("import", sample, "--json").json
    found = galley("find", "millet", "--json").json
    hits = found[0]["hits"]
    assert found[0]["id"] == story["id"]
    assert {"body"} <= {hit["field"] for hit in hits}
    shown = galley("replace", "millet", "sorghum", "--keep-case", "--json").json
    assert shown["replaced"] == []
    assert [hit["words"] for hit in shown["found"][0]["hits"]] == [hit["words"] for hit in hits]
    done = galley("replace", "millet", "sorghum", "--keep-case", "--yes", "--json").json
    assert done["replaced"] == [{"id": story["id"], "count": len(hits), "missed": 0}]
    assert galley("find", "millet", "--json").json == []
    assert "Nothing found." in galley("find", "millet").out
    wrong = galley("find", "(", "--regex")
    assert (wrong.status, wrong.out) == (2, "")
    assert "cannot be read" in wrong.err


def test_the_command_line_leaves_a_signed_off_story_alone(galley: Galley) -> None:
    sample = Path(__file__).parents[2] / "resources" / "sample" / "millet-harvest.txt"
    [story] = galley("import", sample, "--section", "News", "--json").json
    assert galley("sign-off", story["id"], "--by", "Chen Yu").status == 0
    done = galley("replace", "millet", "sorghum", "--yes", "--json").json
    assert (done["found"], done["replaced"]) == ([], [])
    assert done["left_alone"][0]["id"] == story["id"]
    done = galley("replace", "millet", "sorghum", "--yes", "--signed-off", "--json").json
    assert done["replaced"][0]["count"] > 0
    assert galley("show", story["id"], "--json").json["signed_off_by"] is None


def everywhere(person: Person) -> Any:
    """The dialog over all drafts, opened with its keys."""
    QTest.keyClick(person.window, Qt.Key.Key_H, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    person.wait(lambda: person.window.findChildren(FindEverywhereDialog))
    [dialog] = person.window.findChildren(FindEverywhereDialog)
    assert dialog.isVisible()
    return dialog


def told(dialog: Any) -> str:
    """What the dialog says: its report, and how many there are."""
    words = {each.accessibleName(): each.text() for each in dialog.findChildren(QLabel)}
    return f"{words['Report']} {words['What was found']}"


def add_story(desk: Desk, headline: str, text: str) -> str:
    story = desk.stories.begin(section="News").value
    body = Document.from_paragraphs([text])
    desk.stories.keep(story.id, StoryEdit(headline=headline, body=body))
    return story.id


def test_words_are_replaced_in_all_drafts_and_taken_back(
    person: Person, desk: Desk, sample: str
) -> None:
    other = add_story(desk, "Millet for sale", "The millet is sold.")
    signed = add_story(desk, "Signed millet", "Millet stays.")
    desk.stories.keep(signed, StoryEdit(byline=("Wen Qiaoyu",)))
    desk.review.sign_off(signed, by="Chen Yu")
    person.find("Body").setFocus()
    QTest.keyClicks(person.find("Body"), "Millet typed just now. ")
    before = person.find("Body").toPlainText()
    dialog = everywhere(person)
    QTest.keyClicks(dialog.words, "millet")
    dialog.new_words.setText("sorghum")
    person.find("Keep case", QCheckBox, dialog).setChecked(True)
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    person.wait(lambda: "in 3 stories" in told(dialog))
    assert "One is signed off" in told(dialog)
    tree = person.find("Hits", QTreeView, dialog)
    model = tree.model()
    boxes = [model.index(row, 0) for row in range(model.rowCount())]
    states = {each.data(Qt.ItemDataRole.DisplayRole): each.data(CHECK) for each in boxes}
    unticked = [name for name, state in states.items() if state is Qt.CheckState.Unchecked]
    assert unticked == ["Signed millet, 2 hits, signed off"]
    tree.setCurrentIndex(model.index(0, 0))
    button = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Replace "))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.wait(lambda: "a version of each kept first" in told(dialog))
    assert desk.stories.view(other).story.body.text == "The sorghum is sold."
    assert desk.stories.view(other).story.headline == "Sorghum for sale"
    assert desk.stories.view(signed).signed_off
    person.wait(lambda: person.find("Body").toPlainText().startswith("Sorghum typed just now."))
    assert "millet" not in desk.stories.view(sample).story.body.text.casefold()
    assert str(desk.stories.view(other).versions[-1].reason) == "Before replacing “millet”"

    person.click("Undo the replacement", within=dialog)
    person.wait(lambda: "Taken back in 2 stories" in told(dialog))
    assert desk.stories.view(other).story.headline == "Millet for sale"
    person.wait(lambda: person.find("Body").toPlainText() == before)
    dialog.close()


def test_the_windows_undo_takes_back_a_replacement_but_not_what_changed_since(
    person: Person, desk: Desk, sample: str
) -> None:
    other = add_story(desk, "Millet for sale", "The millet is sold.")
    dialog = everywhere(person)
    dialog.words.setText("millet is")
    dialog.new_words.setText("sorghum is")
    person.wait(lambda: "1 hit in 1 story" in told(dialog))
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Replace 1")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.wait(lambda: desk.stories.view(other).story.body.text == "The sorghum is sold.")
    person.wait(lambda: "kept first" in told(dialog))
    desk.stories.keep(other, StoryEdit(body=Document.from_paragraphs(["Sold out."])))
    person.find("Slug").setFocus()
    person.trigger("undo")
    person.wait(lambda: "not where somebody has changed the text since" in told(dialog))
    assert "Millet for sale (body)" in told(dialog)
    assert desk.stories.view(other).story.body.text == "Sold out."
    dialog.close()


def test_an_expression_over_all_drafts_is_told_when_it_takes_too_long(
    person: Person, desk: Desk, sample: str
) -> None:
    add_story(desk, "Long", "a" * 80)
    dialog = everywhere(person)
    dialog.words.setText("(a+)+b")
    person.find("Regular expression", QCheckBox, dialog).setChecked(True)
    person.wait(lambda: "takes too long" in told(dialog))
    dialog.words.setText("a{80}")
    person.wait(lambda: "1 hit in 1 story" in told(dialog))
    dialog.words.setText("(")
    person.wait(lambda: "cannot be read" in told(dialog))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_changed_meanwhile_is_looked_at_again_and_shown(
    person: Person, desk: Desk, sample: str
) -> None:
    other = add_story(desk, "Sold", "The millet is sold.")
    dialog = everywhere(person)
    dialog.words.setText("the millet is")
    dialog.new_words.setText("the sorghum is")
    person.wait(lambda: "1 hit in 1 story" in told(dialog))
    desk.stories.keep(other, StoryEdit(body=Document.from_paragraphs(["So the millet is gone."])))
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Replace 1")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.wait(lambda: "Changed meanwhile, and looked at again: Sold." in told(dialog))
    person.wait(lambda: "1 hit in 1 story, 1 ticked." in told(dialog))
    assert desk.stories.view(other).story.body.text == "So the millet is gone."
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.wait(lambda: desk.stories.view(other).story.body.text == "So the sorghum is gone.")
    dialog.close()


def test_the_usual_length_of_a_section_is_said_under_every_text(
    person: Person, desk: Desk, sample: str, window: MainWindow
) -> None:
    said = next(each for each in window.findChildren(QLabel) if each.accessibleName() == "Copyfit")
    assert said.text().endswith("words")

    def give_length(dialog: Any) -> None:
        person.find("Usual length in words", QSpinBox, dialog).setValue(500)
        person.click("Keep", within=dialog)

    person.choose("Section", "News")
    person.wait(lambda: desk.stories.view(sample).story.section == "news")
    person.trigger("sections")
    person.answer_next_dialog(give_length)
    person.wait(lambda: said.text().endswith("over"))
    assert desk.site.measures().lengths == {"news": 500}


def test_what_an_outlet_has_room_for_is_set_in_the_settings(
    person: Person, desk: Desk, sample: str, window: MainWindow
) -> None:
    def set_limit(dialog: Any) -> None:
        # By its name whichever page is on top: the pages are all there.
        boxes = dialog.findChildren(QSpinBox)
        next(b for b in boxes if b.accessibleName() == "Most in the headline").setValue(30)
        person.click("Keep", within=dialog)

    person.answer_next_dialog(set_limit)  # first: the settings open at once
    person.trigger("settings")
    count = next(
        each
        for each in window.findChildren(QLabel)
        if each.accessibleName() == "Characters in the headline"
    )
    person.wait(lambda: "of 30" in count.text())
    assert "too long" in count.text()
    assert not any("headline" in f.rule for f in desk.stories.view(sample).findings if f.blocks)


def test_two_texts_beside_each_other_are_searched_by_themselves(
    person: Person, desk: Desk, sample: str, window: MainWindow
) -> None:
    other = add_story(desk, "Vinegar", "Vinegar and millet.")
    window.open_beside(other)
    person.wait(lambda: len(list(person.all_named("Body"))) == 2)
    left, right = (tab.writing for tab in window.panels.texts.tabs())
    for pane, words in ((left, "millet"), (right, "vinegar")):
        body = person.find("Body", within=pane)
        body.setFocus()
        QTest.keyClick(body, Qt.Key.Key_F, CONTROL)
        QTest.keyClicks(pane.finding.bar.words, words)

    def count(pane: WritingPane) -> str:
        labels = pane.finding.bar.findChildren(QLabel)
        return next(each.text() for each in labels if each.accessibleName() == "Hits")

    person.wait(lambda: count(right) in ("1 of 2", "2 of 2"))
    person.wait(lambda: count(left).split()[-1].isdigit() and not count(left).endswith(" 2"))
    QTest.keyClick(right.finding.bar.words, Qt.Key.Key_Escape)
    assert left.finding.is_open
    assert not right.finding.is_open
