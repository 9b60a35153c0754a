"""One table of story fields: it knows every field, and everything else asks it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from editor.story.comparison import field_text
from editor.story.fields import (
    ABOVE,
    BELOW,
    COMPARED,
    FIELDS,
    LAID_OUT,
    NAMES,
    WRITTEN,
    FieldKind,
    label_of,
)
from editor.story.outlet import Outlet, Section
from editor.story.snapshot import Snapshot
from editor.story.story import Story, StoryEdit, StoryTexts

REPO = Path(__file__).parents[3]
# Who says something of many fields one by one, and why nobody can say it for them.
OWN_LISTS = {
    "editor/story/fields.py",  # the table
    "db/file/journal.py",  # what the forms of schema 1 had, for good
    "editor/story/snapshot.py",
    "editor/desk/stories.py",  # a story that begins
    "db/copy.py",  # what of a story is looked through
    "editor/publish/page.py",  # where on the page each stands
}
MOST_LISTED = 3  # fields in one literal before it is a list of its own


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


def test_every_line_of_a_layout_has_its_place_on_the_page() -> None:
    assert {field.key for field in (*ABOVE, *BELOW)} == {*LAID_OUT}


def test_every_line_of_names_says_in_which_role() -> None:
    assert all(field.role for field in NAMES)


def test_people_read_labels_and_never_keys() -> None:
    for key in (*FIELDS, "caption", "credit", "alt"):
        assert "_" not in str(label_of(key))
        assert str(label_of(key))[0].isupper()


def test_an_edit_of_a_story_says_all_it_has(story: Story) -> None:
    edit = StoryEdit.of(story, FIELDS)
    assert edit.given.keys() == FIELDS.keys()
    assert edit.target_words == 0  # None would leave it as it is
    assert FIELDS["target_words"].kind is FieldKind.LENGTH


def test_what_is_written_is_headline_deck_and_body() -> None:
    assert WRITTEN == ("headline", "deck", "body")


def product() -> Iterator[tuple[str, str]]:
    """(path, source) of every file of the program but the steps of its libraries."""
    for part in ("db", "editor"):
        for path in sorted((REPO / part).rglob("*.py")):
            name = path.relative_to(REPO).as_posix()
            if not name.startswith("db/migrations/"):
                yield name, path.read_text("utf-8")


# Whatever these words stand for, they name the field: they have no other use in the program.
@pytest.mark.parametrize("key", ["dateline", "target_words"])
def test_few_files_name_a_field(key: str) -> None:
    naming = [name for name, source in product() if re.search(rf"\b{key}\b", source)]
    assert FIELDS.keys() >= {key}
    assert len(naming) <= 10, naming


def listed(node: ast.AST) -> set[str]:
    """The fields that one literal or one call lists."""
    match node:
        case ast.Tuple(elts=each) | ast.List(elts=each) | ast.Set(elts=each):
            words = [one.value for one in each if isinstance(one, ast.Constant)]
        case ast.Dict(keys=each):
            words = [one.value for one in each if isinstance(one, ast.Constant)]
        case ast.Call(keywords=each):
            words = [one.arg for one in each]
        case ast.Constant(value=str(text)):
            words = text.split()
        case _:
            return set()
    return FIELDS.keys() & words


def test_no_file_has_a_list_of_fields_of_its_own() -> None:
    lists = {
        name
        for name, source in product()
        for node in ast.walk(ast.parse(source))
        if len(listed(node)) > MOST_LISTED
    }
    assert lists == OWN_LISTS
