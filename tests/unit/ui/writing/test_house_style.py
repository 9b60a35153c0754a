"""Words that are there already, set in the house style as one step."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from editor.language.style_pack import read_pack
from editor.language.typing_habits import TypingHabits
from editor.story.document import Divider, Document, Paragraph
from editor.story.runs import Mark, Run
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.house_style import set_in_style
from editor.ui.writing.writing_pane import WritingPane
from tests.documents import documents
from tests.unit.ui.writing.conftest import StoryMaker

PACK = read_pack("china-daily")
BOLD = frozenset({Mark.BOLD})


def p(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs))


def test_all_of_it_is_one_step(body: BodyField) -> None:
    before = Document.of([p('🙂 "It\'s" -- 5 km', Run(' "b', BOLD), '" end'), Divider(), p("a...")])
    body.show_document(before)
    assert set_in_style(body.textCursor(), PACK) == 7
    after = (p("🙂 “It’s” — 5\u00a0km", Run(" “b", BOLD), "” end"), Divider(), p("a…"))
    assert body.live.value().blocks == after
    body.undo()
    assert body.live.value() == before
    assert not body.document().isUndoAvailable()


def test_only_what_is_selected(body: BodyField) -> None:
    body.show_document(Document.of([p('"one" "two"'), p('"three"')]))
    cursor = body.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    assert set_in_style(cursor, PACK) == 2
    assert body.toPlainText() == '"one" “two”\n"three"'


def test_addresses_and_links_stay(body: BodyField) -> None:
    linked = Run("it's here", href="https://example.org/it's")
    body.show_document(Document.of([p("see https://example.org/a--b's or ", linked)]))
    set_in_style(body.textCursor(), PACK)
    kept = Run("it’s here", href="https://example.org/it's")
    assert body.live.value().blocks == (p("see https://example.org/a--b's or ", kept),)


@settings(max_examples=60)
@given(documents, st.sampled_from(["china-daily", "british", "chinese", "none"]))
def test_undo_gives_back_any_document(body: BodyField, document: Document, name: str) -> None:
    body.show_document(document)
    shown = body.live.value()
    if set_in_style(body.textCursor(), read_pack(name)):
        assert body.live.value() == Document.of(body.live.value().blocks)
        body.undo()
    assert body.live.value() == shown


def test_the_pane_asks_for_a_version_first_when_it_is_the_whole_story(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    asked: list[str] = []
    pane.house_style.whole_requested.connect(lambda: asked.append("whole"))
    pane.house_style.done.connect(lambda places: asked.append(str(places)))
    pane.follow_habits(TypingHabits.of({}, {}))
    story = make_story(Document.of([p('"body"')]), headline="It's", deck='"d"')
    pane.show_story(story)
    pane.actions()["house_style"].trigger()
    assert asked == ["whole"]
    pane.house_style.set_whole()
    assert asked == ["whole", "5"]
    edit = pane.edit()
    assert (edit.headline, edit.deck, edit.body.text) == ("It’s", "“d”", "“body”")
    pane.go_to("headline")
    pane.actions()["select_all"].trigger()
    pane.actions()["house_style"].trigger()
    assert asked == ["whole", "5", "0"]
