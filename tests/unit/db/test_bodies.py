"""What is known of the bodies that were kept last never says anything else than the library."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, type_coerce, update

from db.look import LastBodies
from db.schema import documents
from db.store import Store
from editor.story import document_json
from editor.story.document import Document
from editor.story.story import Story, StoryEdit
from tests.documents import edited, unknown
from tests.unit.db.conftest import NOW, MakeStory


def whole(store: Store, story_id: str) -> tuple[Story, tuple[str, ...]]:
    with store.read() as work:
        story = work.look.story(story_id)
    assert story is not None
    return story, story.body.ids


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    versions=edited(),
    read=st.lists(st.booleans(), min_size=5, max_size=5),
    given_up=st.lists(st.booleans(), min_size=5, max_size=5),
    elsewhere=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_a_body_comes_back_as_somebody_reads_it_who_knows_none(
    store: Store,
    folder: Path,
    make_story: MakeStory,
    versions: list[Document],
    read: list[bool],
    given_up: list[bool],
    elsewhere: list[bool],
) -> None:
    other = Store.open(folder, writing=False)
    story = make_story(body=unknown(versions[0]))
    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    stored = versions[0]
    for number, body in enumerate(versions):
        base = StoryEdit(body=stored)
        with store.begin() as work:
            work.stories.keep(story.id, StoryEdit(body=body), now=NOW, base=base, base_revision=0)
            if not given_up[number]:
                work.commit()
                stored = body
        if elsewhere[number]:
            stored = Document.from_paragraphs([f"Saved elsewhere {number}"])
            text = document_json.to_text(stored)
            with store.begin() as work:
                work.stories._connection.execute(  # as another program would
                    update(documents)
                    .where(documents.c.story_id == story.id)
                    .values(body=type_coerce(text, Text))
                )
                work.commit()
        if read[number]:
            here = whole(store, story.id)
            assert here == whole(other, story.id)
            assert here[0].body == stored
    assert whole(store, story.id) == whole(other, story.id)
    other.close()


def test_what_another_form_holds_is_brought_into_ours_when_it_is_kept(
    store: Store, stored: Story
) -> None:
    form = json.dumps(document_json.to_json(stored.body))  # with blanks
    with store.begin() as work:
        work.stories._connection.execute(update(documents).values(body=type_coerce(form, Text)))
        work.commit()
    assert whole(store, stored.id)[0].body == stored.body
    with store.begin() as work:  # the same: nothing is stored
        revision = work.stories.keep(stored.id, StoryEdit(body=stored.body), now=NOW)
    assert revision == stored.revision


def test_only_the_last_stories_are_known() -> None:
    last = LastBodies()
    for number in range(LastBodies.MOST + 1):
        last.know(str(number), "text", Document())
    last.know("1", "other", Document())
    assert last.of("0", "text") is None
    assert last.of("1", "text") is None
    assert last.of("1", "other") == last.of("2", "text") == Document()
