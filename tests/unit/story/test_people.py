import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.people import (
    Contributor,
    byline_text,
    can_be_note,
    contributor_line,
    joined_names,
    labels_of,
    printed_names,
    split_names,
)

names = st.lists(
    st.sampled_from(["Zheng Lu", "Zheng Na", "Anders Holm", "欧阳明", "Andy Sand"]), unique=True
).map(tuple)


@pytest.mark.parametrize(
    ("people", "line"),
    [
        ((), ""),
        (("A",), "A contributed to this story."),
        (("A", "B"), "A and B contributed to this story."),
        (("A", "B", "C"), "A, B and C contributed to this story."),
        (("A", "B", "C", "D"), "A, B, C and D contributed to this story."),
    ],
)
def test_contributor_line(people: tuple[str, ...], line: str) -> None:
    assert contributor_line(people) == line


@given(names)
def test_printed_names_are_read_back(people: tuple[str, ...]) -> None:
    assert split_names(joined_names(people)) == people


def test_names_are_split_at_what_people_type_between_them() -> None:
    assert split_names("Li Wei；Wang Fang、Zhao Min & Andy Sand, Li Wei") == (
        "Li Wei",
        "Wang Fang",
        "Zhao Min",
        "Andy Sand",
    )


def test_byline() -> None:
    assert byline_text(("A", "B")) == "By A and B"
    assert byline_text(()) == ""


@pytest.mark.parametrize("note", ["", "photographer", "太原", "b. 1971", "Anders and-so"])
def test_a_note_that_can_stand_in_a_line_of_names(note: str) -> None:
    assert can_be_note(note)
    label = Contributor("Li Wei", note=note).label
    assert split_names(f"{label}, Zhao Min") == (label, "Zhao Min")


@pytest.mark.parametrize(
    "note", ["a, b", "a; b", "a，b", "a、b", "a；b", "you and me", "a & b", "(x", "（x）"]
)
def test_a_note_that_cannot(note: str) -> None:
    assert not can_be_note(note)


def test_labels_of_printed_names() -> None:
    wei, na, other = (
        Contributor("Li Wei", note="photographer"),
        Contributor("Li Na"),
        Contributor("Li Wei", note="Taiyuan"),
    )
    named = ("Li Wei", "Zhao Min", "Li Wei", "Li Wei", "Li Na")
    assert labels_of(named, [wei, na, other]) == (
        *("Li Wei (photographer)", "Zhao Min", "Li Wei (Taiyuan)", "Li Wei", "Li Na"),
    )
    assert printed_names(("Li Wei (Taiyuan)", "Zhao Min"), {other.label: other}) == (
        *("Li Wei", "Zhao Min"),
    )
