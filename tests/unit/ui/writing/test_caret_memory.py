import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.writing.caret_memory import carried


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It began |late.", "It began |early.", "the same text before it"),
        ("It |began.", "So it is said: It |began.", "the same text after it"),
        ("One two three |four five", "Nought two three |four six", "the words just before it"),
        ("😀 It |began.", "😀😀 Then It |began.", "characters of two units"),
        ("Gone altogether|.", "Nothing|", "the nearest there is"),
    ],
)
def test_the_caret_stays_with(old: str, new: str, expected: str) -> None:
    def units(text: str) -> int:
        return len(text[: text.index("|")].encode("utf-16-le")) // 2

    assert carried(old.replace("|", ""), new.replace("|", ""), units(old)) == units(new), expected


@given(st.text("ab 中😀", max_size=12), st.text("ab 中😀", max_size=12), st.integers(0, 30))
def test_the_caret_is_always_within_the_new_text(old: str, new: str, position: int) -> None:
    units = len(old.encode("utf-16-le")) // 2
    there = carried(old, new, min(position, units))
    assert 0 <= there <= len(new.encode("utf-16-le")) // 2
