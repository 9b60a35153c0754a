import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from inspect import signature
from typing import Any

import pytest

from editor.late import frozen, regex, slotted


@frozen
class Named:
    name: str


@frozen
class Place(Named):
    """Somewhere."""

    county: str = "Lingqiu"
    also: list[str] = field(default_factory=list[str])
    source: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a place has a name")


@frozen(kw_only=True)
class Sized:
    width: int = 3
    name: str


def test_a_frozen_value_is_what_dataclass_makes_of_it() -> None:
    def both(make: Callable[[type], Any]) -> Any:
        class Place:
            name: str
            county: str = "Lingqiu"

        return make(Place)

    own, other = both(frozen), both(dataclass(frozen=True, slots=True))
    assert repr(own("Hunyuan")) == repr(other("Hunyuan"))
    assert signature(own) == signature(other)
    assert own.__match_args__ == other.__match_args__ == ("name", "county")
    assert own.__slots__ == other.__slots__
    assert [each.name for each in fields(own)] == [each.name for each in fields(other)]


def test_what_may_be_changed_is_what_dataclass_makes_of_it() -> None:
    def both(make: Callable[[type], Any]) -> Any:
        class Seat:
            name: str
            others: list[str] = field(default_factory=list[str])

        return make(Seat)

    own, other = both(slotted()), both(dataclass(slots=True))
    assert repr(own("Wang")) == repr(other("Wang"))
    assert list(signature(own).parameters) == list(signature(other).parameters)
    assert own.__slots__ == other.__slots__
    assert own.__hash__ is other.__hash__ is None
    seat = own("Wang")
    seat.name = "Li"
    assert seat == deepcopy(seat) == own("Li") != own("Wang")
    with pytest.raises(AttributeError):
        seat.role = "editor"


def test_by_identity_each_is_only_itself() -> None:
    @slotted(eq=False)
    class Line:
        words: str = ""

    line = Line()
    assert line != Line()
    assert {line: 1}[line] == 1


def test_values_of_as_many_parts_keep_their_names() -> None:
    @frozen
    class Size:
        width: int
        height: int = 2

    @frozen
    class Range:
        start: int
        end: int = 5

    assert (Size(1), Range(1)) == (Size(height=2, width=1), Range(end=5, start=1))
    assert Size(1, 5) != Range(1, 5) != Range(1, 6)
    with pytest.raises(TypeError, match="start"):
        Range()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def test_equal_values_are_equal_and_hash_alike() -> None:
    here = Named("Hunyuan")
    assert here == Named(name="Hunyuan") != Named("Guangling")
    assert len({here, Named("Hunyuan"), Named("Guangling")}) == 2
    assert here != Place("Hunyuan")


def test_what_is_not_compared_makes_no_difference() -> None:
    assert Place("Hunyuan", source="one") == Place("Hunyuan", source="another")
    assert repr(Place("Hunyuan", source="one")) == (
        "Place(name='Hunyuan', county='Lingqiu', also=[])"
    )


def test_every_value_has_its_own_of_what_is_made_anew() -> None:
    assert Place("Hunyuan").also is not Place("Hunyuan").also
    assert signature(Place).parameters["also"].annotation == list[str]


def test_another_is_made_with_one_thing_changed() -> None:
    assert replace(Place("Hunyuan"), name="Guangling") == Place("Guangling")
    assert asdict(Place("Hunyuan"))["county"] == "Lingqiu"
    with pytest.raises(ValueError, match="a place has a name"):
        replace(Place("Hunyuan"), name="")


def test_nothing_of_it_can_be_changed() -> None:
    here: Any = Place("Hunyuan")
    with pytest.raises(FrozenInstanceError):
        here.name = "Guangling"
    with pytest.raises(FrozenInstanceError):
        here.unknown = 1
    with pytest.raises(FrozenInstanceError):
        del here.name
    assert not hasattr(here, "__dict__")


def test_it_is_matched_by_its_parts() -> None:
    match Place("Hunyuan"):
        case Place("Hunyuan", county):
            assert county == "Lingqiu"
        case _:
            pytest.fail("not matched")


def test_what_is_given_by_name_may_come_in_any_order() -> None:
    assert Sized(name="a") == Sized(width=3, name="a")
    with pytest.raises(TypeError):
        Sized(3, "a")  # type: ignore[misc]


def test_a_pattern_is_compiled_when_it_is_first_asked() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")
    word = regex("[a-z]+", re.IGNORECASE)
    assert word.findall("Hunyuan and Guangling") == ["Hunyuan", "and", "Guangling"]
    assert word.pattern == "[a-z]+"


def test_a_frozen_value_can_be_copied() -> None:
    place = Place("Taiyuan", also=["Datong"], source="a letter")
    copied = deepcopy(place)
    assert (copied, copied.source) == (place, "a letter")
    assert copied.also is not place.also
