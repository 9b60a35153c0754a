import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.file.migration import FORM
from db.search import body_words, match_expression, spread, spread_words
from db.store import Store
from editor.story import document_json
from editor.story.credit import CreditLine
from editor.story.document import Document, Heading, ListBlock, ListItem, Paragraph
from editor.story.matching import Query
from editor.story.outlet import Section
from editor.story.people import Contributor
from editor.story.photo import AwaitedPhoto, Photo
from editor.story.runs import Mark, Run
from editor.story.story import Status, Story, StoryEdit
from tests.documents import edited, unknown
from tests.unit.db.conftest import MakeStory


def found(store: Store, words: str) -> list[str]:
    with store.read() as work:
        return [row.id for row in work.stories.search(words)]


@given(edited())
def test_the_words_of_a_body_are_those_of_its_form_whatever_was_read_before(
    versions: list[Document],
) -> None:
    for document in versions:
        form = document_json.to_json(unknown(document))
        assert spread_words(document) == spread(body_words(form))


@pytest.mark.parametrize(
    "words",
    [
        "harvest",  # headline
        "favours",  # deck
        "terraces qinxian",  # body, two words apart
        "millet-harvest",  # slug
        "Zheng Na",  # byline
        "zhao lu",  # contributor
        "Li Guifang",  # attribution of a quote
        "dried",  # the caption that the story overrides
        "Zou Hong",  # credit
        "seen from above",  # alt text
        "agriculture",  # keyword
        "MILLET",
        "terr",  # the last word as far as typed
        "t",
    ],
)
def test_a_story_is_found_by_whatever_stands_on_its_page(
    store: Store, stored: Story, words: str
) -> None:
    assert found(store, words) == [stored.id]


@pytest.mark.parametrize("words", ["wheat", "millet wheat", "terr ", "arvest", "", "  ", "…!?"])
def test_a_story_is_not_found_by_what_does_not(store: Store, stored: Story, words: str) -> None:
    assert found(store, words) == []


def test_accents_are_no_obstacle(store: Store, make_story: MakeStory) -> None:
    story = make_story(headline="Café opens in Lǚliang")
    with store.begin() as work:
        work.stories.add(story)
        work.commit()

    assert found(store, "cafe luliang") == [story.id]


def test_chinese_is_found_anywhere_in_a_sentence(store: Store, make_story: MakeStory) -> None:
    story = make_story(headline="山西谷子喜获丰收", deck="Millet from 沁县 sells")
    with store.begin() as work:
        work.stories.add(story)
        work.commit()

    for words in ("谷子", "丰收", "谷", "西谷子喜", "沁县", "from沁县", "丰收 沁"):
        assert found(store, words) == [story.id], words
    assert found(store, "子谷") == []


def test_words_set_in_two_styles_are_still_one_word(store: Store, make_story: MakeStory) -> None:
    runs = (Run("har", frozenset({Mark.BOLD})), Run("vester"), Run("\nnext line"))
    story = make_story(body=Document.of([Paragraph(runs), Paragraph((Run("joined"),))]))
    with store.begin() as work:
        work.stories.add(story)
        work.commit()

    assert found(store, "harvester ") == [story.id]
    assert found(store, "next line joined ") == [story.id]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "*",
        "NEAR(",
        "AND",
        "headline:x",
        "a OR",
        "-x",
        "{a b}",
        "^a",
        "(",
        '""" OR "',
        "\0",
    ],
)
def test_syntax_of_the_index_is_taken_for_words(store: Store, stored: Story, words: str) -> None:
    assert found(store, words) in ([], [stored.id])


@given(words=st.text())
def test_nothing_a_person_types_breaks_the_search(store: Store, words: str) -> None:
    with store.read() as work:
        assert work.stories.search(words) == ()


def test_only_the_last_word_is_still_being_typed() -> None:
    assert match_expression("millet har") == '"millet" "har"*'
    assert match_expression("millet har ") == '"millet" "har"'
    assert match_expression(" - … ") == ""


def test_the_newest_change_comes_first_and_the_limit_cuts_the_oldest(
    store: Store, make_story: MakeStory, later: datetime
) -> None:
    stories = [make_story(slug=f"s{number}") for number in range(5)]
    with store.begin() as work:
        for story in stories:
            work.stories.add(story)
        work.commit()
    with store.begin() as work:
        work.stories.touch(stories[0].id, later)
        work.stories.keep(stories[2].id, StoryEdit(deck="Newest"), now=later)
        work.commit()

    with store.read() as work:
        slugs = [row.slug for row in work.stories.search("millet", limit=3)]
    assert slugs == ["s2", "s0", "s4"]


def test_a_kept_change_is_found_and_what_it_replaced_is_not(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        edit = StoryEdit(body=Document.from_paragraphs(["Sorghum instead."]), byline=("Wu Hao",))
        work.stories.keep(stored.id, edit, now=later)
        assert work.stories.search("sorghum wu")
        work.commit()

    assert found(store, "sorghum") == [stored.id]
    assert found(store, "Guifang") == []


def test_spiked_stories_are_found_only_when_asked_for(
    store: Store, stored: Story, later: datetime
) -> None:
    with store.begin() as work:
        work.stories.set_status(stored.id, Status.SPIKED, later)
        assert work.stories.search("millet") == ()
        assert len(work.stories.search("millet", spiked=True)) == 1


def test_a_corrected_photo_record_is_found_in_every_story_that_follows_it(
    store: Store, stored: Story, make_story: MakeStory, photo: Photo
) -> None:
    follows = replace(stored.placements[0], id="f" * 32, caption=None, credit=None, alt=None)
    follower = make_story(placements=(follows,))
    with store.begin() as work:
        work.stories.add(follower)
        work.photos.change_facts(photo.id, replace(photo.facts, caption="A threshing floor"))
        work.commit()

    assert found(store, "threshing") == [follower.id]


def test_a_renamed_person_is_found_by_the_new_name_only(store: Store, stored: Story) -> None:
    with store.begin() as work:
        record = work.contributors.by_label(["Zhao Lu"])["Zhao Lu"]
        work.contributors.keep(replace(record, name="Zhao Lulu"))
        work.commit()

    assert found(store, "lulu") == [stored.id]
    assert found(store, "lu ") == []


def test_the_index_names_every_story_after_a_long_day(
    store: Store, stored: Story, make_story: MakeStory, later: datetime
) -> None:
    other = make_story(slug="other")
    with store.begin() as work:
        work.stories.add(other)
        for number in range(10):
            work.stories.touch(stored.id, later)
            work.stories.keep(other.id, StoryEdit(deck=f"Take {number}"), now=later)
        work.sections.keep(Section("sport", "Sport"), 9)
        work.contributors.keep(Contributor("New Name"))
        work.commit()

    with store.read() as work:
        assert work.soundness.integrity() == ()
        assert [row.id for row in work.stories.search("millet")] == [other.id, stored.id]


# What every letter becomes in a row, and what the row of one story holds, by the number of the
# form: a form that was in use stands here for good.
FORMS = {1: "d6549bdbe1efcf2602af25ae31d395026e3f478bff45576bb823ec5304d52dcc"}
OLD_WORDS = ("Straße", "strasse", "wieder", "ﬁsch", "kırık", "山西")
OLD_TEXT = "Die Straße ist wie\u00adder frei. ﬁsch, kırık, 山西."


def test_another_form_of_the_index_has_another_number(
    folder: Path, store: Store, story: Story
) -> None:
    body = [*story.body.blocks, Heading(2, (Run("At"), Run(" last", frozenset({Mark.BOLD}))))]
    body.append(ListBlock(True, (ListItem((Run("one\ntwo"),), ()),)))
    awaited = AwaitedPhoto("The ﬁeld, 山西", CreditLine(photographer="Wu Hao"))
    with store.begin() as work:
        work.stories.add(replace(story, body=Document.of(body), awaited_photo=awaited))
        work.commit()
    with closing(sqlite3.connect(folder / "galley.db")) as connection:
        row = connection.execute("SELECT * FROM story_search").fetchone()
    letters = map(chr, (*range(0xD800), *range(0xE000, 0x110000)))
    held = [spread("".join(letters)), *("\n".join(sorted(cell.split("\n"))) for cell in row)]

    # Another hash: raise FORM, so that every library's index is rewritten, and add it above.
    assert FORMS[FORM] == sha256("\0".join(held).encode()).hexdigest()
    assert max(FORMS) == FORM


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Straße, STRAẞE", "Strasse, STRAssE"),
        ("oﬃce ﬁsh", "office fish"),
        ("wie\u00adder co\u200bop", "wieder coop"),
        ("kırık İzmir ſo", "kirik izmir so"),
        ("in山西", "in 山  西 "),
        ("Café, naïve", "Café, naïve"),
    ],
)
def test_what_the_index_holds_of_a_text(text: str, held: str) -> None:
    assert spread(text) == held


@pytest.fixture
def old(folder: Path, store: Store, make_story: MakeStory) -> Story:
    """A story in a library that a Galley without numbers for the form closed; the index has a
    row of a story that is gone, too."""
    body = Document.from_paragraphs([OLD_TEXT])
    story = make_story(headline=OLD_TEXT, body=body)
    with store.begin() as work:
        work.stories.add(story)
        work.commit()
    store.close()
    held = re.sub(r"[\u4e00-\u9fff]", r" \g<0> ", OLD_TEXT)
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute("PRAGMA user_version=0")
        connection.execute("UPDATE story_search SET headline = ?, body = ?", (held, held))
        connection.execute("INSERT INTO story_search (rowid, body) VALUES (4711, 'wheat')")
    return story


def form_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def test_a_library_with_an_older_index_is_backed_up_and_found_in_again(
    folder: Path, old: Story
) -> None:
    for _ in range(2):
        with closing(Store.open(folder)) as store, store.read() as work:
            for words in OLD_WORDS:
                assert [row.id for row in work.stories.search(words)] == [old.id], words
                for whole in (True, False):
                    query = Query(words, whole_words=whole)
                    assert work.copy.candidates(query) == (old.id,), query
            assert work.stories.search("wheat") == ()
            assert work.soundness.integrity() == ()

    (backup,) = (folder / "backups").iterdir()
    assert form_in(backup) == 0
    assert form_in(folder / "galley.db") == FORM


def test_an_older_index_is_read_as_it_is_by_who_may_not_write(folder: Path, old: Story) -> None:
    with closing(Store.open(folder, writing=False)) as store:
        assert found(store, "frei") == [old.id]

    assert form_in(folder / "galley.db") == 0
    assert list((folder / "backups").iterdir()) == []


def test_the_index_of_a_newer_galley_is_rewritten_too(folder: Path, old: Story) -> None:
    with closing(sqlite3.connect(folder / "galley.db")) as connection:
        connection.execute(f"PRAGMA user_version={FORM + 1}")

    with closing(Store.open(folder)) as store:
        assert found(store, "strasse") == [old.id]
    assert form_in(folder / "galley.db") == FORM


def test_a_rewriting_that_fails_leaves_the_index_as_it_was(
    folder: Path, old: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.search.FORM", "no number")
    with pytest.raises(Exception, match="syntax"):
        Store.open(folder)
    monkeypatch.undo()

    with closing(Store.open(folder, writing=False)) as store:
        assert found(store, "frei") == [old.id]
    assert form_in(folder / "galley.db") == 0
    with closing(Store.open(folder)) as store:
        assert found(store, "strasse") == [old.id]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE documents SET body = '{}' WHERE story_id = :id",
        "UPDATE documents SET body = CAST(X'ff' AS TEXT) WHERE story_id = :id",
        "UPDATE stories SET headline = CAST(X'ff' AS TEXT) WHERE id = :id",
        "UPDATE stories SET headline = X'ff' WHERE id = :id",
        "UPDATE stories SET change = 'last' WHERE id = :id",
        "UPDATE stories SET headline = char(0xd800) WHERE id = :id",
        "DELETE FROM documents WHERE story_id = :id",
        "UPDATE story_search_data SET block = X'00'",
    ],
)
def test_one_damaged_story_keeps_no_other_from_being_found(
    folder: Path, old: Story, make_story: MakeStory, damage: str
) -> None:
    with closing(Store.open(folder)) as store, store.begin() as work:
        other = make_story(headline="A path")
        work.stories.add(other)
        work.commit()
    with closing(sqlite3.connect(folder / "galley.db")) as connection, connection:
        connection.execute("PRAGMA user_version=0")
        connection.execute(damage, {"id": old.id} if ":id" in damage else {})

    with closing(Store.open(folder)) as store:
        assert found(store, "path") == [other.id]
