"""A pause in the typing asks the library for little, however much of a story is looked at.

On a disk of this machine each question takes microseconds; of a newsroom's library on another
machine it is a way there and back, for every writer, after every pause.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, event

from db.file.database_file import OpenDatabase
from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.outlet import Section
from editor.story.people import Contributor
from editor.story.story import StoryEdit
from editor.ui.opened.open_story import read_showing

MOST = 10  # to keep what was typed and to show the story again, both beginnings counted


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that any library is asked meanwhile, with SQLAlchemy and without."""
    asked: list[str] = []
    begin, ask = OpenDatabase.begin, OpenDatabase.ask

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    def note_begin(self: OpenDatabase, *, writing: bool) -> None:
        asked.append("BEGIN")
        begin(self, writing=writing)

    def note_plain(self: OpenDatabase, statement: str, values: Any = ()) -> list[Any]:
        asked.append(statement)
        return ask(self, statement, values)

    event.listen(Engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OpenDatabase, "begin", note_begin)
        patch.setattr(OpenDatabase, "ask", note_plain)
        yield asked
    event.remove(Engine, "before_cursor_execute", note)


BODY = StoryEdit(body=Document.from_paragraphs(["One.", "Two, and more."]))
TYPED = {
    "body": BODY,
    "headline": StoryEdit(headline="Another headline"),
    "deck": StoryEdit(deck="A deck"),
    "all three": replace(BODY, headline="Another headline", deck="A deck"),
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
@pytest.mark.parametrize("begun", ["filed", "new", "spiked"])
def test_a_pause_in_the_typing_is_few_statements(
    desk: Desk, ready: str, typed: StoryEdit, begun: str
) -> None:
    story_id = ready
    match begun:
        case "new":
            story_id = desk.stories.begin(section="News").value.id
        case "filed":
            desk.review.send(ready)
        case _:
            desk.stories.spike(ready)
    before = read_showing(desk, story_id).view.story
    base = StoryEdit(headline=before.headline, deck=before.deck, body=before.body)

    with counted() as asked:
        kept = desk.stories.keep_typed(
            story_id, typed, base=base, base_revision=before.revision
        ).value
        shown = read_showing(desk, story_id)

    assert kept.revision == before.revision + 1
    assert {name: getattr(shown.view.story, name) for name in typed.given} == typed.given
    assert len(asked) <= MOST, "\n".join(asked)


def test_a_story_is_shown_in_one_read(desk: Desk, ready: str) -> None:
    read_showing(desk, ready)
    with counted() as asked:
        read_showing(desk, ready)
    assert [each for each in asked if not each.startswith("BEGIN")] == asked[1:]
    assert len(asked) == 2, "\n".join(asked)


def test_what_the_newsroom_changes_is_shown_at_once(desk: Desk, ready: str) -> None:
    """It is not read again while nothing of it has changed: so it must be when something has."""
    before = read_showing(desk, ready)
    sections = (*before.choices.sections, Section("sport", "Sport"))
    desk.site.keep_sections(sections)
    desk.site.keep_people([*before.choices.contributors, Contributor("Zhao Lu")])
    desk.site.keep_outlet(replace(before.view.snapshot.outlet, name="Another name"))
    desk.stories.keep(ready, StoryEdit(keywords=("millet", "harvest")))

    shown = read_showing(desk, ready)

    assert shown.choices.sections == sections
    assert "Zhao Lu" in [person.name for person in shown.choices.contributors]
    assert shown.view.snapshot.outlet.name == "Another name"
    assert {"millet", "harvest"} <= set(shown.choices.keywords)
    desk.stories.keep(ready, StoryEdit(keywords=()))
    assert "millet" not in read_showing(desk, ready).choices.keywords


def test_what_was_given_up_is_not_shown(desk: Desk, ready: str) -> None:
    """A transaction that fails gives its number back, and another change takes it."""
    before = read_showing(desk, ready)
    newsroom = desk.newsroom
    with newsroom.store.begin() as work:
        work.sections.keep(Section("given-up", "Given up"), 99)
        assert newsroom.site(work).section("given-up") is not None
    desk.site.keep_people([*before.choices.contributors, Contributor("Zhao Lu")])

    shown = read_showing(desk, ready)

    assert shown.choices.sections == before.choices.sections
    assert "Zhao Lu" in [person.name for person in shown.choices.contributors]
