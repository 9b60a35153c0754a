"""A field keeps what is typed, passes over late answers, and ends at the library's word."""

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from editor.ui.widgets.kept_field import KeptField


@dataclass
class Box:
    """A field on the screen, and whether the caret is in it."""

    text: str = ""
    busy: bool = False
    kept: KeptField[str] = field(init=False)

    def __post_init__(self) -> None:
        self.kept = KeptField(lambda: self.text, self.write, lambda: self.busy)

    def write(self, text: str) -> None:
        self.text = text


def opened(text: str) -> Box:
    box = Box()
    box.kept.open(text)
    return box


def test_the_librarys_value_is_shown() -> None:
    box = opened("one")
    box.kept.refresh("two")
    assert box.text == "two"
    assert not box.kept.is_changed


def test_what_is_typed_is_not_overwritten() -> None:
    box = opened("one")
    box.text = "one more"
    box.kept.refresh("two")
    assert box.text == "one more"
    assert box.kept.is_changed


def test_a_field_with_the_caret_is_not_written_into_until_it_is_left() -> None:
    box = opened("one")
    box.busy = True
    box.kept.refresh("two")
    assert box.text == "one"
    box.busy = False
    box.kept.leave()
    assert box.text == "two"


def test_another_story_replaces_even_what_is_typed() -> None:
    box = opened("one")
    box.text = "typed"
    box.busy = True
    box.kept.open("other story")
    assert box.text == "other story"


def test_an_answer_from_before_the_change_arrived_is_not_shown() -> None:
    box = opened("one")
    box.text = "two"
    assert box.kept.send() == "two"
    box.kept.refresh("one")
    assert box.text == "two"
    box.kept.refresh("two")
    assert not box.kept.is_unanswered


def test_of_two_quick_changes_the_answer_to_the_first_is_not_shown() -> None:
    box = opened("one")
    for text in ("two", "three"):
        box.text = text
        box.kept.send()
    box.kept.refresh("two")
    assert box.text == "three"
    box.kept.refresh("three")
    assert box.text == "three"


def test_what_the_desk_makes_of_the_text_is_shown() -> None:
    box = opened("one")
    box.text = "Two Words"
    box.kept.send()
    box.kept.refresh("two-words")
    assert box.text == "two-words"


def test_a_change_taken_back_elsewhere_is_shown() -> None:
    box = opened("one")
    box.text = "two"
    box.kept.send()
    box.kept.refresh("two")
    box.kept.refresh("one")
    assert box.text == "one"


def test_leaving_while_the_answer_is_on_its_way_changes_nothing() -> None:
    box = opened("one")
    box.text = "two"
    box.kept.send()
    box.kept.leave()
    assert box.text == "two"


@given(st.lists(st.text("ab", max_size=2)))
def test_when_every_change_is_answered_in_order_the_last_one_stands(typed: list[str]) -> None:
    box = opened("start")
    sent: list[str] = []
    for text in typed:
        box.text = text
        if box.kept.is_changed:
            sent.append(box.kept.send())
    for answer in sent:
        box.kept.refresh(answer)
    assert box.text == (typed[-1] if typed else "start")
    assert not box.kept.is_changed
