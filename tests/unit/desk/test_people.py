"""People who share a name: told apart at every desk, one name to every reader."""

from pathlib import Path

import docx
import pytest

from db.errors import LibraryError
from editor.desk.desk import Desk
from editor.interchange.leaving.copy_out import copy_sheet
from editor.story.people import Contributor
from editor.story.story import StoryEdit

PHOTOGRAPHER, REPORTER = "Li Wei (photographer)", "Li Wei (Taiyuan)"


@pytest.fixture
def namesakes(desk: Desk) -> None:
    wanted = [Contributor("Li Wei", note=note) for note in ("photographer", "Taiyuan")]
    desk.site.keep_people(wanted)


def bylines(desk: Desk, story_id: str) -> tuple[str, ...]:
    return desk.stories.view(story_id).story.byline


def labels(desk: Desk) -> list[str]:
    return [each.label for each in desk.stories.choices().contributors]


@pytest.mark.usefixtures("namesakes")
def test_a_story_says_which_of_them_and_everything_that_leaves_says_the_name(
    desk: Desk, ready: str, tmp_path: Path
) -> None:
    edit = StoryEdit(byline=(REPORTER,), contributors=(PHOTOGRAPHER, "Wen Qiaoyu"))
    desk.stories.keep(ready, edit)
    view = desk.stories.view(ready)
    assert view.story.people == (REPORTER, PHOTOGRAPHER, "Wen Qiaoyu")
    assert [each.name for each in view.snapshot.people] == ["Li Wei", "Li Wei", "Wen Qiaoyu"]
    desk.review.sign_off(ready, by="Chen Yu")
    bundle = desk.publishing.export(ready, tmp_path / "site").value.path
    for name in ("copy.docx", "copy.md", "copy.txt"):
        desk.story_files.save(ready, tmp_path / name)
    word = docx.Document(str(tmp_path / "copy.docx"))
    left = [each.read_text(encoding="utf-8") for each in bundle.rglob("index.html")]
    left += [(tmp_path / name).read_text(encoding="utf-8") for name in ("copy.md", "copy.txt")]
    left += ["\n".join(paragraph.text for paragraph in word.paragraphs)]
    left += [word.core_properties.author, str(copy_sheet(view.snapshot))]
    assert [text for text in left if "Li Wei" not in text] == []
    left += [each.read_text(encoding="utf-8") for each in bundle.rglob("*.json")]
    assert not any(note in text for text in left for note in ("photographer", "Taiyuan"))
    assert "Li Wei and Wen Qiaoyu contributed to this story." in word.paragraphs[-1].text


@pytest.mark.usefixtures("namesakes")
def test_a_search_and_the_spelling_know_the_name_and_not_the_note(desk: Desk, ready: str) -> None:
    desk.site.keep_people([Contributor("Zou Hongqwertov", note="Datongqwerty")])
    desk.stories.keep(ready, StoryEdit(byline=("Zou Hongqwertov (Datongqwerty)",)))
    assert desk.stories.search("hongqwertov")
    assert not desk.stories.search("datongqwerty")
    assert desk.words.lexicon().knows("Hongqwertov")
    assert not desk.words.lexicon().knows("Datongqwerty")


def test_a_name_alone_stands_for_the_only_one_who_is_called_so(desk: Desk, ready: str) -> None:
    desk.site.keep_people([Contributor("Li Wei", note="photographer")])
    desk.stories.keep(ready, StoryEdit(byline=("Li Wei",)))
    assert bylines(desk, ready) == (PHOTOGRAPHER,)
    desk.stories.keep(ready, StoryEdit(byline=("Li Wei", PHOTOGRAPHER, "Wen Qiaoyu")))
    assert bylines(desk, ready) == (PHOTOGRAPHER, "Wen Qiaoyu")


@pytest.mark.usefixtures("namesakes")
def test_a_name_that_comes_in_where_several_have_it_is_nobody_of_them(
    desk: Desk, tmp_path: Path
) -> None:
    """A record of its own that the story shows without a note: nothing was guessed, and somebody
    who knows can say who it is."""
    file = tmp_path / "copy.md"
    file.write_text("---\ntitle: Millet\nbyline: Li Wei\n---\n\nIt began.\n", encoding="utf-8")
    story = desk.arrivals.bring_in(file).value.story
    assert story.byline == ("Li Wei",)
    assert labels(desk) == ["Li Wei", REPORTER, PHOTOGRAPHER]
    file.write_text(f"---\ntitle: Mill\nbyline: {REPORTER}\n---\n\nIt began.\n", encoding="utf-8")
    assert desk.arrivals.bring_in(file).value.story.byline == (REPORTER,)
    assert labels(desk) == ["Li Wei", REPORTER, PHOTOGRAPHER]


@pytest.mark.usefixtures("namesakes")
def test_going_back_to_a_version_keeps_who_they_are(desk: Desk, ready: str) -> None:
    both = StoryEdit(byline=(REPORTER,), contributors=(PHOTOGRAPHER, REPORTER))
    desk.stories.keep(ready, both)
    desk.history.save(ready, "Both")
    desk.stories.keep(ready, StoryEdit(deck="Another.", contributors=(PHOTOGRAPHER,)))
    desk.history.restore(ready, 1)
    story = desk.stories.view(ready).story
    assert (story.byline, story.contributors) == (both.byline, both.contributors)
    assert len(labels(desk)) == 3  # of Wen Qiaoyu too: nobody was made


@pytest.mark.usefixtures("namesakes")
def test_a_note_changed_meanwhile_makes_nobody_new_of_who_stands_in_the_story(
    desk: Desk, ready: str
) -> None:
    desk.stories.keep(ready, StoryEdit(byline=(REPORTER,)))
    [reporter] = [each for each in desk.site.look().people if each.label == REPORTER]
    desk.site.keep_people([Contributor("Li Wei", note="Datong", id=reporter.id)])
    desk.stories.keep(ready, StoryEdit(byline=(REPORTER, "Wen Qiaoyu")))  # as a field had it
    assert bylines(desk, ready) == ("Li Wei (Datong)", "Wen Qiaoyu")
    assert labels(desk) == ["Li Wei (Datong)", PHOTOGRAPHER, "Wen Qiaoyu"]


def test_a_note_can_be_given_and_voids_no_sign_off(desk: Desk, ready: str) -> None:
    desk.review.sign_off(ready, by="Chen Yu")
    [wen] = desk.site.look().people
    desk.site.keep_people([Contributor("Wen Qiaoyu", id=wen.id, chinese="温巧玉", note="Datong")])
    view = desk.stories.view(ready)
    assert view.signed_off
    assert view.story.byline == ("Wen Qiaoyu (Datong)",)


@pytest.mark.usefixtures("namesakes")
def test_two_with_one_label_are_refused(desk: Desk) -> None:
    with pytest.raises(LibraryError):
        desk.site.keep_people([Contributor("Li Wei", note="photographer", id="another")])
    desk.site.keep_people([Contributor("Xinhua (Taiyuan)")])
    with pytest.raises(LibraryError):
        desk.site.keep_people([Contributor("Xinhua", note="Taiyuan", id="another")])
