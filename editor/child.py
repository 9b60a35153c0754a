"""A reader in a process of its own, that can be killed and cannot take us down."""

import atexit
import contextlib
import faulthandler
import json
import math
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from editor.late import frozen

TIME_LIMIT = 20.0
# For one answer of a process that is kept, of its processor and not of the clock: a machine that
# has much to do is no fault of the file.
PROCESSOR_LIMIT = 5
# A frozen program has no Python to start: it starts itself with one of these words, see `main.py`.
CREDENTIALS_ARGUMENT = "--content-credentials"
DECODE_ARGUMENT = "--decode-picture"
MATCH_ARGUMENT = "--match-expression"
PAPER_ARGUMENT = "--print-sheets"
READ_ARGUMENT = "--read-office-file"
SAVE_ARGUMENT = "--save-record"
SPELL_ARGUMENT = "--suggest-words"
# No console window flashes up on Windows.
_NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class ChildFailed(Exception):
    """The child died or said nothing usable."""


class ChildTooSlow(ChildFailed):
    """The child was killed at a limit of this many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("killed at its limit", seconds)
        self.seconds = seconds


@frozen
class Child:
    """`command` is the program with its first arguments, `seconds` how long it may take for an
    answer. One that is `kept` gives many in turn, with `answer_each`: its start takes longer than
    most of them."""

    command: tuple[str, ...]
    seconds: float = TIME_LIMIT
    kept: bool = False

    @classmethod
    def of(
        cls, module: str, argument: str, seconds: float = TIME_LIMIT, *, kept: bool = False
    ) -> "Child":
        """`module` run in this Python, or in this frozen program told so by `argument`."""
        return cls(command_of(module, argument), seconds, kept)

    def run(self, arguments: Sequence[str]) -> bytes:
        """What the child prints. Raises ChildFailed; then no child is left running."""
        try:
            if self.kept:
                return _answered(self, arguments)
            done = subprocess.run(
                [*self.command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self.seconds,
                env=environment(),
                creationflags=_NO_CONSOLE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ChildTooSlow(self.seconds) from error
        except OSError as error:
            raise ChildFailed(str(error)) from error
        if done.returncode != 0:
            raise ChildFailed(f"ended with {done.returncode}")
        return done.stdout


IDLE = 30.0  # seconds for which a process waits for another question
# Of one process: what libraries leave in its memory goes with it.
MOST_ANSWERS = 200
_MOST_WAITING = 2
_waiting: "defaultdict[tuple[str, ...], list[_Kept]]" = defaultdict(list)
_turn = Lock()  # of who changes what is waiting


class _Kept:
    """A process that answers line by line, to one thread at a time."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.answers, self.late = 0, False
        self._process, self._timer = started(command), Timer(0, print)

    def answer(self, question: bytes, seconds: float) -> bytes:
        """A line; less than one when the process ended over it, or before."""
        asked, said = self._process.stdin, self._process.stdout
        assert asked is not None
        assert said is not None
        self.after(seconds, self._too_late)
        answer = b""
        with contextlib.suppress(OSError):  # its end of the pipe is closed
            asked.write(question)
            asked.flush()
            answer = said.readline()
        self._timer.cancel()
        self.answers += 1
        return answer

    def after(self, seconds: float, then: Callable[[], None]) -> None:
        """Instead of what was to be then."""
        self._timer.cancel()
        self._timer = Timer(seconds, then)
        self._timer.daemon = True
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether it was ended for want of processor time."""
        return self._process.returncode == -getattr(signal, "SIGXCPU", 0) != 0

    def end(self) -> None:
        self._timer.cancel()
        self._process.kill()
        # What was said to a dead process cannot be flushed any more.
        with contextlib.suppress(OSError):
            self._process.communicate()

    def _too_late(self) -> None:
        self.late = True
        self._process.kill()


def _answered(child: Child, arguments: Sequence[str]) -> bytes:
    """By a process that waits, or else by a new one."""
    question = json.dumps([child.seconds, *arguments]).encode() + b"\n"
    while True:
        with _turn:
            waiting = _waiting[child.command]
            kept = waiting.pop() if waiting else None
        # It may have ended while it waited: that is no fault of this question.
        used, kept = kept is not None, kept or _Kept(child.command)
        try:
            answer = kept.answer(question, child.seconds)
        except BaseException:
            kept.end()
            raise
        if answer.endswith(b"\n"):
            _keep(kept, child.command)
            return answer
        kept.end()
        if kept.late:
            raise ChildTooSlow(child.seconds)
        if kept.busy:
            raise ChildTooSlow(PROCESSOR_LIMIT)
        if not used:
            raise ChildFailed("ended without an answer")


def _keep(kept: _Kept, command: tuple[str, ...]) -> None:
    with _turn:
        waiting = _waiting[command]
        if kept.answers < MOST_ANSWERS and len(waiting) < _MOST_WAITING:
            waiting.append(kept)
            kept.after(IDLE, lambda: _let_go(kept, command))
            return
    kept.end()


def _let_go(kept: _Kept, command: tuple[str, ...]) -> None:
    with _turn:
        if kept not in _waiting[command]:
            return  # it has just been asked something
        _waiting[command].remove(kept)
    kept.end()


@atexit.register
def end_kept() -> None:
    """The processes that wait for a question; the next one starts another."""
    with _turn:
        waiting = [kept for each in _waiting.values() for kept in each]
        _waiting.clear()
    for kept in waiting:
        kept.end()


def answer_each(answer: Callable[[list[str]], Mapping[str, Any]]) -> int:
    """In a child that is `kept`: answer questions as long as anybody asks, each a line of JSON.
    Where it refused something it ends: nobody knows what that left in its memory."""
    with Path(os.devnull).open("w") as nowhere, os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(nowhere.fileno(), 1)  # what libraries print is no answer
        for line in sys.stdin.buffer:
            seconds, *arguments = json.loads(line)
            # Who asked may be dead and cannot end it any more. Not a timer of Python's: while a
            # library is at work, no other line of Python runs.
            faulthandler.dump_traceback_later(seconds + 1, exit=True, file=nowhere)
            limit_processor(PROCESSOR_LIMIT)
            said = answer(arguments)
            answers.write(json.dumps(said).encode() + b"\n")
            answers.flush()
            faulthandler.cancel_dump_traceback_later()
            if "refused" in said:
                break
    return 0


def command_of(module: str, argument: str) -> tuple[str, ...]:
    """What starts `module` as a process, in this Python or in this frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, argument)
    # -P: whatever lies in the current folder is not imported.
    return (sys.executable, "-P", "-m", module)


def started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process that is asked over its pipes for as long as it lives. Raises OSError."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        creationflags=_NO_CONSOLE,
    )


def limit_memory(limit: int) -> None:
    """Bound this process's memory in bytes, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    # macOS knows the limit and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def limit_processor(seconds: int) -> None:
    """Bound the processor time of this process from now on, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    used = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # it dies of it and leaves no file
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, most))


def environment() -> dict[str, str]:
    """Ours, and the folder that holds `editor`, wherever the program was started."""
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
