"""Words replaced across drafts: shown first, one version each, taken back where nobody changed."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.desk.desk import Desk
from editor.desk.pictures import PhotoTexts
from editor.desk.replacing import ExpressionRun, StoryHits
from editor.story.document import Document, Paragraph
from editor.story.matching import BadExpression, Query, Replacement
from editor.story.runs import Mark, Run
from editor.story.story import Status, StoryEdit
from tests.documents import documents


def write(desk: Desk, headline: str, *paragraphs: str, deck: str = "") -> str:
    story = desk.stories.begin(section="News").value
    body = Document.from_paragraphs(paragraphs)
    desk.stories.keep(story.id, StoryEdit(headline=headline, deck=deck, body=body))
    return story.id


def find(desk: Desk, query: Query, new: Replacement | None = None) -> tuple[StoryHits, ...]:
    with closing(ExpressionRun()) as run:
        return desk.replacing.find(desk.replacing.candidates(query), query, new, run)


def words(found: tuple[StoryHits, ...]) -> list[tuple[str, str, str]]:
    return [(each.headline, hit.field, hit.words) for each in found for hit in each.hits]


@pytest.fixture
def photographed(desk: Desk, picture: Path) -> str:
    """A story whose photo has a caption of the story's own."""
    story_id = write(desk, "Governor Lin visits", "The governor of Shanxi spoke.", deck="Gov")
    brought = desk.pictures.bring_in(picture)
    texts = PhotoTexts("Governor Lin.", None, None)
    desk.pictures.attach(story_id, brought, lead=True, texts=texts)
    return story_id


def test_every_hit_is_shown_with_its_place_and_the_words_around_it(
    desk: Desk, photographed: str
) -> None:
    write(desk, "Nothing here", "Not a word.")
    found = find(desk, Query("governor"))
    assert words(found) == [
        ("Governor Lin visits", "headline", "Governor"),
        ("Governor Lin visits", "body", "governor"),
        ("Governor Lin visits", "caption", "Governor"),
    ]
    assert found[0].hits[1].around(8) == ("The ", " of Shan…")


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        (Query("gov", whole_words=True), ["Gov"]),
        (Query("gov", match_case=True), ["gov"]),
        (Query("governor of shanxi"), ["governor of Shanxi"]),
        (Query("overnor LIN"), ["overnor Lin", "overnor Lin"]),
        (Query("山"), []),
        (Query(r"gov(ernor)?\b", expression=True), ["Governor", "Gov", "governor", "Governor"]),
        (Query(""), []),
        (Query("."), [".", "."]),
    ],
)
def test_the_index_narrows_and_hides_nothing(
    desk: Desk, photographed: str, query: Query, hits: list[str]
) -> None:
    assert [hit for *_, hit in words(find(desk, query))] == hits


def test_chinese_words_and_words_across_marks_are_found(desk: Desk) -> None:
    story_id = write(desk, "Marks")
    bold = frozenset({Mark.BOLD})
    body = Document.of([Paragraph((Run("gov", bold), Run("ernor 在太原市的人")))])
    desk.stories.keep(story_id, StoryEdit(body=body))
    assert words(find(desk, Query("governor"))) == [("Marks", "body", "governor")]
    for whole in (True, False):
        assert words(find(desk, Query("太原", whole_words=whole))) == [("Marks", "body", "太原")]


def test_an_expression_that_would_never_end_is_refused(desk: Desk) -> None:
    write(desk, "a" * 60)
    query = Query("(a+)+b", expression=True)
    run = ExpressionRun(seconds=0.5)
    with closing(run), pytest.raises(BadExpression, match="too long"):
        desk.replacing.find(desk.replacing.candidates(query), query, None, run)


def test_only_the_wanted_hits_are_replaced_after_a_version_was_kept(
    desk: Desk, photographed: str
) -> None:
    new = Replacement("mayor", keep_case=True)
    [found] = find(desk, Query("governor"), new)
    done = desk.replacing.replace(found.only(found.hits[1:]), "governor").value
    assert (done.count, done.missed) == (2, 0)
    story = desk.stories.view(photographed).story
    assert story.headline == "Governor Lin visits"
    assert story.body.text == "The mayor of Shanxi spoke."
    assert story.lead.shown_caption == "Mayor Lin."
    version = desk.stories.view(photographed).versions[-1]
    assert str(version.reason) == "Before replacing “governor”"
    before = desk.history.snapshot(photographed, version.number)
    assert before.body.text == "The governor of Shanxi spoke."


def test_taking_it_back_brings_back_every_text(desk: Desk, photographed: str) -> None:
    before = desk.stories.view(photographed)
    [found] = find(desk, Query("governor"), Replacement("mayor"))
    done = desk.replacing.replace(found, "governor").value
    assert desk.replacing.put_back([done]).value[0].kept == ()
    after = desk.stories.view(photographed)
    assert after.snapshot == before.snapshot
    assert after.story.lead.overrides == before.story.lead.overrides


def test_a_text_changed_since_is_not_taken_back_and_named(desk: Desk, photographed: str) -> None:
    [found] = find(desk, Query("governor"), Replacement("mayor"))
    done = desk.replacing.replace(found, "governor").value
    desk.stories.keep(photographed, StoryEdit(headline="mayor Lin goes home"))
    assert desk.replacing.put_back([done]).value[0].kept == ("headline",)
    story = desk.stories.view(photographed).story
    assert story.headline == "mayor Lin goes home"
    assert story.body.text == "The governor of Shanxi spoke."


def test_a_story_changed_meanwhile_is_looked_at_again(desk: Desk) -> None:
    story_id = write(desk, "Two", "The governor spoke.", "A governor listened.")
    [found] = find(desk, Query("governor"), Replacement("mayor"))
    texts = ["New first.", "The governor spoke.", "Nobody listened."]
    desk.stories.keep(story_id, StoryEdit(body=Document.from_paragraphs(texts)))
    done = desk.replacing.replace(found, "governor").value
    assert (done.count, done.missed) == (1, 1)
    assert desk.stories.view(story_id).story.body.text == (
        "New first.\n\nThe mayor spoke.\n\nNobody listened."
    )


def test_where_nothing_is_left_to_replace_nothing_is_kept(desk: Desk) -> None:
    story_id = write(desk, "One", "The governor spoke.")
    [found] = find(desk, Query("governor"), Replacement("mayor"))
    desk.stories.keep(story_id, StoryEdit(body=Document()))
    versions = desk.stories.view(story_id).versions
    assert (desk.replacing.replace(found, "governor").value.count) == 0
    assert desk.stories.view(story_id).versions == versions


def test_replacing_voids_a_sign_off_and_says_so_beforehand(desk: Desk, ready: str) -> None:
    desk.review.sign_off(ready, by="Chen Yu")
    [found] = find(desk, Query("began"), Replacement("started"))
    assert found.approved
    desk.replacing.replace(found, "began")
    assert desk.stories.view(ready).story.status is Status.DRAFT


def test_a_spiked_story_is_left_alone(desk: Desk) -> None:
    desk.stories.spike(write(desk, "Gone", "The governor spoke."))
    assert find(desk, Query("governor")) == ()


@settings(max_examples=25)
@given(documents, st.sampled_from(["a", "é", "中", "😀", "'", "文字"]), st.sampled_from("X😀字"))
def test_replacing_and_taking_back_is_identity(
    desk: Desk, document: Document, old: str, new: str
) -> None:
    story_id = write(desk, "a 中 é")
    desk.stories.keep(story_id, StoryEdit(body=document))
    before = desk.stories.view(story_id).story
    for found in find(desk, Query(old), Replacement(new)):
        done = desk.replacing.replace(found, old).value
        assert done.missed == 0
        assert desk.replacing.put_back([done]).value[0].kept == ()
    after = desk.stories.view(story_id).story
    assert (after.headline, after.body) == (before.headline, before.body)
    desk.stories.spike(story_id)
    assert replace(before, status=Status.SPIKED).id == story_id
