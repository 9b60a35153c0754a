"""One table of story fields: it knows every field, and everything else asks it."""

from dataclasses import fields

from editor.story.comparison import field_text
from editor.story.fields import COMPARED, FIELDS, NAMES, WRITTEN, FieldKind, label_of
from editor.story.outlet import Outlet, Section
from editor.story.snapshot import Snapshot
from editor.story.story import Story, StoryEdit, StoryTexts


def names(cls: type) -> set[str]:
    return {each.name for each in fields(cls)}


def test_every_field_somebody_can_change_has_a_row() -> None:
    assert names(StoryEdit) == FIELDS.keys() <= names(Story)
    assert all(key == field.key for key, field in FIELDS.items())


def test_what_is_on_the_page_is_signed() -> None:
    on_page = {key for key, field in FIELDS.items() if field.on_page}
    assert on_page == names(Snapshot) & FIELDS.keys()


def test_what_front_matter_can_say_is_carried_by_files() -> None:
    carried = {key for key, field in FIELDS.items() if field.front}
    assert carried | {"body"} == names(StoryTexts)


def test_no_two_fields_share_a_name_in_front_matter() -> None:
    said = [name for field in FIELDS.values() for name in field.front]
    assert len(said) == len(set(said))


def test_every_field_of_the_page_is_compared(story: Story, outlet: Outlet) -> None:
    snapshot = Snapshot.of(story, Section("news", "News"), outlet, {})
    on_page = {key for key, field in FIELDS.items() if field.on_page}
    assert {*COMPARED} == on_page - {"body"}
    assert all(isinstance(field_text(snapshot, key), str) for key in COMPARED)


def test_every_line_of_names_says_in_which_role() -> None:
    assert all(field.role for field in NAMES)


def test_people_read_labels_and_never_keys() -> None:
    for key in (*FIELDS, "caption", "credit", "alt"):
        assert "_" not in label_of(key)
        assert label_of(key)[0].isupper()


def test_an_edit_of_a_story_says_all_it_has(story: Story) -> None:
    edit = StoryEdit.of(story, FIELDS)
    assert edit.given.keys() == FIELDS.keys()
    assert edit.target_words == 0  # None would leave it as it is
    assert FIELDS["target_words"].kind is FieldKind.LENGTH


def test_what_is_written_is_headline_deck_and_body() -> None:
    assert WRITTEN == ("headline", "deck", "body")
