from pathlib import Path

import pytest

from db.errors import LibraryReadOnly
from editor.desk.desk import Desk
from editor.desk.newsroom import NoSuchSection, NoSuchStory, Refused
from editor.story.document import Document, Table
from editor.story.measures import MAX_WORK
from editor.story.story import Status, StoryEdit


def test_the_slug_of_a_new_story_follows_its_headline(desk: Desk) -> None:
    story = desk.stories.begin().value
    assert story.slug == f"story-{story.id[:8]}"
    for headline, slug in (("Mil", "mil"), ("Millet ripe", "millet-ripe")):
        desk.stories.keep(story.id, StoryEdit(headline=headline))
        assert desk.stories.view(story.id).story.slug == slug


def test_a_slug_somebody_wrote_stays(desk: Desk) -> None:
    story = desk.stories.begin().value
    desk.stories.keep(story.id, StoryEdit(slug="Harvest 2026"))
    desk.stories.keep(story.id, StoryEdit(headline="Millet ripe"))
    assert desk.stories.view(story.id).story.slug == "harvest-2026"


def test_a_slug_stays_once_the_story_was_filed(desk: Desk, ready: str) -> None:
    desk.review.send(ready)
    desk.stories.keep(ready, StoryEdit(headline="Other words"))
    assert desk.stories.view(ready).story.slug == "millet-harvest-begins"


def test_two_stories_of_one_headline_have_two_slugs(desk: Desk) -> None:
    slugs = set()
    for _ in range(2):
        story = desk.stories.begin().value
        desk.stories.keep(story.id, StoryEdit(headline="Rain"))
        slugs.add(desk.stories.view(story.id).story.slug)
    assert slugs == {"rain", "rain-2"}


def test_a_slug_no_address_can_carry_is_refused(desk: Desk, ready: str) -> None:
    with pytest.raises(Refused, match="小米"):
        desk.stories.keep(ready, StoryEdit(slug="小米"))


def test_texts_are_kept_on_one_line_and_names_once(desk: Desk, ready: str) -> None:
    edit = StoryEdit(headline=" A\n B ", byline=("Li Wei", " Li  Wei ", ""))
    desk.stories.keep(ready, edit)
    story = desk.stories.view(ready).story
    assert (story.headline, story.byline) == ("A B", ("Li Wei",))


def test_names_typed_become_records_that_complete(desk: Desk, ready: str) -> None:
    assert "Wen Qiaoyu" in {each.name for each in desk.stories.choices().contributors}


def test_a_story_is_found_by_id_beginning_or_slug(desk: Desk, ready: str) -> None:
    for key in (ready, ready[:8], "millet-harvest-begins"):
        assert desk.stories.view(key).story.id == ready
    with pytest.raises(NoSuchStory):
        desk.stories.view("drought")


def test_a_slug_two_stories_share_names_both(desk: Desk, ready: str) -> None:
    other = desk.stories.begin().value
    desk.stories.keep(other.id, StoryEdit(slug="millet-harvest-begins"))
    with pytest.raises(Refused, match="2 stories"):
        desk.stories.view("millet-harvest-begins")
    rules = {finding.rule for finding in desk.stories.view(ready).findings}
    assert "slug-taken" in rules


def test_an_unknown_section_is_refused_with_the_known_ones(desk: Desk) -> None:
    with pytest.raises(NoSuchSection, match="Culture & Tourism"):
        desk.stories.begin(section="Sport")


def test_a_duplicate_has_the_texts_and_photos_and_its_own_slug(
    desk: Desk, ready: str, picture: Path
) -> None:
    desk.pictures.attach(ready, desk.pictures.bring_in(picture), into_body=True)
    copy = desk.stories.duplicate(ready).value
    source = desk.stories.view(ready).story
    assert copy.slug == f"{source.slug}-2"
    assert copy.body.text == source.body.text
    assert copy.body.placements != source.body.placements
    assert copy.body.placements == tuple(each.id for each in copy.placements)


def test_a_spiked_story_leaves_the_list_and_comes_back(desk: Desk, ready: str) -> None:
    desk.stories.spike(ready)
    assert desk.stories.rows() == ()
    assert [row.id for row in desk.stories.rows(Status.SPIKED, spiked=True)] == [ready]
    desk.stories.unspike(ready)
    assert [row.status for row in desk.stories.rows()] == [Status.DRAFT]


def test_a_desk_for_reading_writes_nothing(desk: Desk, ready: str) -> None:
    folder = desk.newsroom.store.folder
    reading = Desk.open(folder, program_version="test", writing=False)
    assert reading.stories.view(ready).story.headline == "Millet harvest begins"
    with pytest.raises(LibraryReadOnly):
        reading.stories.keep(ready, StoryEdit(body=Document()))
    reading.close()


@pytest.mark.parametrize("tag", ["", "<script>", "en US", "e", "zh_CN"])
def test_a_language_that_no_page_can_declare_is_refused(desk: Desk, ready: str, tag: str) -> None:
    with pytest.raises(Refused, match="language tag"):
        desk.stories.keep(ready, StoryEdit(language=tag))
    desk.stories.keep(ready, StoryEdit(language="zh-Hans-CN"))
    assert desk.stories.view(ready).story.language == "zh-Hans-CN"


def test_authors_named_with_a_file_are_cleaned_like_typed_ones(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Rain at last\n\nIt rained in the county on Monday, and again at night.\n")
    assert desk.arrivals.bring_in(path, by=("", " Li  Wei\n")).value.story.byline == ("Li Wei",)


def test_bytes_that_are_no_text_name_no_story(desk: Desk) -> None:
    with pytest.raises(NoSuchStory):
        desk.stories.view("\udcff")


def test_a_storys_length_is_kept_copied_and_left_to_its_section_again(
    desk: Desk, ready: str
) -> None:
    signed = desk.review.sign_off(ready, by="Chen Yu").value.snapshot
    before = desk.stories.change(ready, StoryEdit(target_words=650)).value
    assert before == StoryEdit(target_words=0)
    assert desk.stories.view(ready).story.target_words == 650
    assert desk.stories.view(ready).signed_off
    assert desk.stories.view(ready).snapshot_sha256 == signed
    assert desk.stories.duplicate(ready).value.target_words == 650
    desk.stories.keep(ready, StoryEdit(headline="Another headline"))
    assert desk.stories.view(ready).story.target_words == 650
    assert desk.stories.change(ready, before).value == StoryEdit(target_words=650)
    assert desk.stories.view(ready).story.target_words is None
    with pytest.raises(Refused, match="A length is a number of words"):
        desk.stories.keep(ready, StoryEdit(target_words=-1))


def test_a_sheet_that_comes_in_as_a_file_is_parted_and_said(desk: Desk, tmp_path: Path) -> None:
    rows = "".join(f"<tr>{f'<td>{row}' * 15}" for row in range(150))
    file = tmp_path / "sheet.html"
    file.write_text(f"<title>Sheet</title><p>Results</p><table>{rows}</table>", encoding="utf-8")
    brought = desk.arrivals.bring_in(file).value
    tables = [each for each in brought.story.body.blocks if isinstance(each, Table)]
    assert sum(len(each.rows) for each in tables) == 150
    assert max(len(each.rows) * each.columns for each in tables) <= MAX_WORK
    assert any("large table" in str(sentence) for sentence in brought.warnings)
