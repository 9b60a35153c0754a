"""Processes that answer many questions: what becomes of them, and of who asked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE

import pytest

from editor import child as children
from editor.child import Child, ChildFailed, ChildTooSlow, end_kept, environment, started

# Answers with its process and its `n`-th answer; does what it is asked for.
SCRIPT = """
import os, signal, time
life = open(os.environ["LIFE"], "w") if "LIFE" in os.environ else None
from editor.child import answer_each
said = []
def answer(words):
    said.append(words)
    os.write(1, b"what a library prints\\n")
    match words:
        case ["die"]: os.abort()
        case ["sleep"]: time.sleep(60)
        case ["work"]: os.kill(os.getpid(), signal.SIGXCPU)
        case ["refuse"]: return {"refused": "no", "pid": os.getpid()}
        case _: return {"pid": os.getpid(), "n": len(said), "words": words}
answer_each(answer)
"""
KEPT = Child((sys.executable, "-P", "-c", SCRIPT), kept=True)


@pytest.fixture(autouse=True)
def _none_left() -> Iterator[None]:
    end_kept()
    yield
    end_kept()


def ask(*words: str, child: Child = KEPT) -> dict[str, object]:
    return json.loads(child.run(words))


posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe that has a name")


def ended(monkeypatch: pytest.MonkeyPatch, folder: Path, ask: Callable[[], object]) -> bool:
    """Waits for the end of whoever answers `ask`: then nobody holds the pipe any more."""
    pipe = folder / "life"
    os.mkfifo(pipe)
    monkeypatch.setenv("LIFE", str(pipe))
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(ask)
        life = pipe.read_bytes()
        asking.result()
    return life == b""


def runs(pid: object) -> bool:
    try:
        os.kill(int(str(pid)), 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_answers_question_after_question():
    words = ("a\nb", "\u202e", "\udcff", "字")
    first, second = ask("x"), ask(*words)
    assert second == {"pid": first["pid"], "n": 2, "words": list(words)}


def test_one_that_dies_over_a_question_is_followed_by_another():
    first = ask("x")
    with pytest.raises(ChildFailed):
        ask("die")
    assert not runs(first["pid"])
    assert ask("x")["pid"] != first["pid"]


def test_one_that_is_too_slow_is_killed():
    first = ask("x")
    with pytest.raises(ChildTooSlow):
        ask("sleep", child=Child(KEPT.command, 0.2, kept=True))
    assert not runs(first["pid"])
    assert ask("x")["n"] == 1


@posix
def test_one_that_needs_too_much_of_the_processor_is_ended():
    with pytest.raises(ChildTooSlow) as caught:
        ask("work")
    assert caught.value.seconds == children.PROCESSOR_LIMIT
    assert ask("x")["n"] == 1


def test_one_that_died_while_it_waited_costs_the_next_question_nothing():
    first = ask("x")
    os.kill(int(str(first["pid"])), signal.SIGTERM)
    assert ask("x")["n"] == 1


def test_one_that_refused_something_reads_nothing_else():
    refused = ask("refuse")
    assert ask("x")["pid"] != refused["pid"]


def test_one_has_had_enough_after_some_answers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(children, "MOST_ANSWERS", 2)
    assert [ask("x")["n"] for _ in range(3)] == [1, 2, 1]


@posix
def test_one_that_is_asked_nothing_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(children, "IDLE", 0.01)
    assert ended(monkeypatch, tmp_path, lambda: ask("x"))


def test_several_threads_are_answered_each_its_own():
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(ask, "abcdefgh"))
    assert [each["words"] for each in said] == [[each] for each in "abcdefgh"]


@posix
def test_one_whose_parent_is_killed_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    script = (
        "import sys; from editor.child import Child\n"
        f"print(Child({KEPT.command!r}, kept=True).run(['x']), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-P", "-c", script]

    def killed() -> None:
        with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment()) as parent:
            assert parent.stdout is not None
            assert parent.stdout.readline()
            parent.kill()

    assert ended(monkeypatch, tmp_path, killed)


def test_one_that_hangs_ends_when_nobody_is_left_to_kill_it():
    child = started(KEPT.command)
    assert child.stdin is not None
    # It is given a second more than its parent waits.
    child.stdin.write(b'[-0.9, "sleep"]\n')
    child.stdin.flush()
    assert child.wait() != 0
    child.communicate()
