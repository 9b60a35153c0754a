"""Answers used in the order of the questions."""

from editor.ui.photos.turns import Turns


def test_an_early_answer_waits_for_those_before_it() -> None:
    turns, used = Turns(), []
    first, second, third = turns.take(), turns.take(), turns.take()
    second(lambda: used.append(2))
    assert used == []
    first(lambda: used.append(1))
    assert used == [1, 2]
    third(lambda: used.append(3))
    assert used == [1, 2, 3]
