import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.people import byline_text, contributor_line, joined_names, split_names

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
