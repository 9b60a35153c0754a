import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.shell.lane import Lane


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    lane = Lane(1, "test")
    yield lane
    lane.close()


def test_answers_come_in_the_windows_thread_and_in_order(qtbot: QtBot, lane: Lane) -> None:
    here = threading.get_ident()
    answers: list[tuple[int, bool, bool]] = []
    for number in range(5):
        lane.run(
            lambda number=number: (number, threading.get_ident() != here),
            lambda told: answers.append((*told, threading.get_ident() == here)),
        )
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert answers == [(number, True, True) for number in range(5)]


def test_a_failure_goes_to_whoever_asked(qtbot: QtBot, lane: Lane) -> None:
    errors: list[Exception] = []
    lane.run(lambda: 1 / 0, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)


@pytest.mark.expected_log("work failed")
def test_a_failure_nobody_asked_about_is_logged_and_announced(qtbot: QtBot, lane: Lane) -> None:
    with qtbot.waitSignal(lane.failed) as told:
        lane.run(lambda: 1 / 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_finishing_waits_for_everything_given_so_far(lane: Lane) -> None:
    answers: list[int] = []
    for number in range(20):
        lane.run(lambda number=number: number, answers.append)
    lane.finish()
    assert answers == list(range(20))
    assert not lane.busy


def test_work_given_by_an_answer_is_finished_too(lane: Lane) -> None:
    answers: list[str] = []
    lane.run(lambda: "first", lambda said: lane.run(lambda: said + " second", answers.append))
    lane.finish()
    lane.finish()
    assert answers == ["first second"]


def test_closing_waits_for_no_work_that_will_never_begin(lane: Lane) -> None:
    """An answer gave two more while the lane was being finished: one runs, one waits."""
    gate, begun = threading.Event(), threading.Event()

    def give_two(_said: object) -> None:
        lane.run(lambda: (begun.set(), gate.wait()))
        lane.run(lambda: 2)
        begun.wait()
        threading.Timer(0.05, gate.set).start()

    lane.run(lambda: 1, give_two)
    assert lane.close()


def test_a_closed_lane_takes_nothing_and_answers_nothing(qtbot: QtBot) -> None:
    lane = Lane(1, "test")
    gate = threading.Event()
    answers: list[int] = []
    lane.run(lambda: gate.wait(60), lambda _: answers.append(1))
    lane.run(lambda: 2, answers.append)
    gate.set()
    lane.close(wait=False)
    lane.run(lambda: 3, answers.append)
    qtbot.wait(20)
    assert answers == []
