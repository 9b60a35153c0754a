"""Remarks and suggestions through the desk: said, answered, settled; accepted or not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.story.document import Document
from editor.story.review.remarks import Decision, Place
from editor.story.story import Status, StoryEdit


@pytest.fixture
def written(desk: Desk, ready: str) -> str:
    paragraphs = ["Two hundred hectares were cut.", "The harvest ends in October.", "Rain is near."]
    desk.stories.keep(ready, StoryEdit(body=Document.from_paragraphs(paragraphs)))
    return ready


def actions(desk: Desk, story: str) -> list[str]:
    with desk.newsroom.store.read() as work:
        found = work.audit._connection.exec_driver_sql(
            "SELECT action FROM audit WHERE object = ? ORDER BY seq", (story,)
        )
        return [action for (action,) in found]


def test_a_remark_stands_at_words_a_field_or_the_whole(desk: Desk, written: str) -> None:
    place = desk.remarks.place(written, "hundred hectares")
    assert (place.field, place.quote, place.offset) == ("body", "hundred hectares", 4)
    desk.remarks.comment(written, "Who counted?", place)
    desk.remarks.comment(
        written, "Too long.", desk.remarks.place(written, within=Place("headline"))
    )
    desk.remarks.comment(written, " Good.\n")
    said = desk.remarks.of_story(written)
    assert [(each.comment.number, each.comment.text) for each in said] == [
        (1, "Who counted?"),
        (2, "Too long."),
        (3, "Good."),
    ]
    assert said[0].now == place
    assert said[1].comment.place == Place("headline")


def test_words_that_are_not_there_or_twice_are_refused(desk: Desk, written: str) -> None:
    with pytest.raises(Refused, match="“sorghum” are not in the story"):
        desk.remarks.place(written, "sorghum")
    with pytest.raises(Refused, match="stand in 2 places"):
        desk.remarks.place(written, "harvest ")
    with pytest.raises(Refused, match="“colour” is no field"):
        desk.remarks.place(written, within=Place("colour"))
    with pytest.raises(Refused, match="Write what"):
        desk.remarks.comment(written, " \n")


def test_a_thread_is_answered_settled_and_opened_again(desk: Desk, written: str) -> None:
    desk.remarks.comment(written, "Who counted?")
    desk.remarks.answer(written, 1, "The county.")
    desk.remarks.answer(written, 2, "In writing?")
    first, second, third = (each.comment for each in desk.remarks.of_story(written))
    assert second.parent == third.parent == first.id
    desk.remarks.resolve(written, 3)
    assert [each.comment.is_open for each in desk.remarks.of_story(written)] == [False] * 3
    assert desk.remarks.of_story(written)[0].comment.resolved_by == "Wang Fang"
    assert desk.remarks.open_everywhere() == ()
    assert desk.remarks.resolve(written, 1).stories == frozenset()
    desk.remarks.reopen(written, 1)
    assert [each.comment.number for each in desk.remarks.open_everywhere()] == [1]
    with pytest.raises(Refused, match="no remark 9"):
        desk.remarks.resolve(written, 9)
    assert actions(desk, written)[-5:] == [
        *("commented", "commented", "commented", "remark resolved", "remark reopened"),
    ]


def test_only_who_made_a_remark_words_it_otherwise(desk: Desk, written: str) -> None:
    desk.remarks.comment(written, "Who counted?")
    desk.remarks.reword(written, 1, "Who counted them?")
    assert desk.stories.view(written).comments[0].text == "Who counted them?"
    with pytest.raises(Refused, match="Only Wang Fang"):
        desk.seated("Li Na").remarks.reword(written, 1, "Nobody counted.")


def test_a_story_is_returned_with_the_remarks_that_stand_in_it(desk: Desk, written: str) -> None:
    desk.review.send(written)
    with pytest.raises(Refused, match="Say what should be changed"):
        desk.review.return_story(written, "")
    desk.remarks.comment(written, "Who counted?", desk.remarks.place(written, "hundred hectares"))
    desk.review.return_story(written)
    view = desk.stories.view(written)
    assert (view.story.status, len(view.comments)) == (Status.RETURNED, 1)


def test_a_suggestion_changes_nothing_until_it_is_accepted(desk: Desk, written: str) -> None:
    before = desk.stories.view(written)
    made = desk.remarks.suggest(written, "1,000", desk.remarks.place(written, "Two hundred")).value
    suggested = desk.stories.view(written)
    assert (suggested.story, suggested.snapshot_sha256) == (before.story, before.snapshot_sha256)
    assert suggested.suggestions == (made,)
    accepted = desk.remarks.accept(written, [1]).value
    assert [each.number for each in accepted.done] == [1]
    after = desk.stories.view(written)
    assert after.story.body.text.startswith("1,000 hectares were cut.")
    assert after.story.body.ids == before.story.body.ids
    assert after.suggestions == ()
    with pytest.raises(Refused, match="no open suggestion 1"):
        desk.remarks.accept(written, [1])
    assert actions(desk, written)[-2:] == ["suggested", "suggestion accepted"]


def test_all_are_accepted_at_once_and_of_two_for_the_same_words_one_stays(
    desk: Desk, written: str
) -> None:
    wanted = {"Two hundred": "200", "hundred hectares": "acres", " is near": ""}
    for old, new in wanted.items():
        desk.remarks.suggest(written, new, desk.remarks.place(written, old))
    desk.remarks.suggest(
        written, "Millet is in", desk.remarks.place(written, "Millet harvest begins")
    )
    done = desk.remarks.accept(written).value
    assert [each.number for each in done.done] == [1, 3, 4]
    assert [each.number for each in done.missed] == [2]
    story = desk.stories.view(written).story
    assert story.headline == "Millet is in"
    assert story.body.text == "200 hectares were cut.\n\nThe harvest ends in October.\n\nRain."
    with pytest.raises(Refused, match="“hundred hectares” are no longer in the story"):
        desk.remarks.accept(written)
    desk.remarks.reject(written, 2)
    assert desk.remarks.suggestions(written) == ()


def test_an_acceptance_taken_back_leaves_the_suggestion_open(desk: Desk, written: str) -> None:
    desk.remarks.suggest(written, "200", desk.remarks.place(written, "Two hundred"))
    done = desk.remarks.accept(written).value.done
    desk.remarks.take_back(written, done)
    assert [each.number for each in desk.remarks.suggestions(written)] == [1]
    assert desk.remarks.suggestions(written)[0].state is Decision.OPEN


def test_what_cannot_be_suggested_is_refused(desk: Desk, written: str) -> None:
    with pytest.raises(Refused, match="Give the words"):
        desk.remarks.suggest(written, "more", Place("body"))
    with pytest.raises(Refused, match="words that stand there"):
        desk.remarks.suggest(written, "Two", desk.remarks.place(written, "Two"))


def test_an_open_suggestion_keeps_a_signed_story_in_the_house(
    desk: Desk, written: str, tmp_path: Path
) -> None:
    desk.review.sign_off(written, by="Chen Yu")
    desk.remarks.suggest(written, "200", desk.remarks.place(written, "Two hundred"))
    assert desk.stories.view(written).signed_off
    with pytest.raises(Refused, match="A suggested change is open"):
        desk.publishing.export(written, tmp_path / "out")
    assert desk.publishing.export(written, tmp_path / "out", proof=True).value.kind == "proof"
    desk.remarks.reject(written, 1)
    assert desk.stories.view(written).signed_off
    assert desk.publishing.export(written, tmp_path / "out").value.kind == "bundle"


acts = st.lists(
    st.tuples(st.sampled_from("casrox"), st.integers(1, 4), st.text(max_size=8)), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6)
@given(acts)
def test_nothing_that_is_said_changes_what_was_signed(
    desk: Desk, written: str, acts: list[tuple[str, int, str]]
) -> None:
    remarks = desk.remarks
    if not desk.stories.view(written).signed_off:
        desk.review.sign_off(written, by="Chen Yu")
    before = desk.stories.view(written)
    place = remarks.place(written, "ends in")
    for act, number, text in acts:
        try:
            match act:
                case "c":
                    remarks.comment(written, text, place)
                case "a":
                    remarks.answer(written, number, text)
                case "s":
                    remarks.suggest(written, text, place)
                case "r":
                    remarks.resolve(written, number)
                case "o":
                    remarks.reopen(written, number)
                case _:
                    remarks.reject(written, number)
        except Refused:
            continue
    after = desk.stories.view(written)
    assert after.signed_off
    assert (after.story, after.snapshot_sha256) == (before.story, before.snapshot_sha256)
