"""Suggestions that take longer, from a process of its own that can be killed.

`ask` waits and belongs in a thread of the pool; whatever happens to the process, the answer is at
worst "nothing", and the next question starts another.
"""

import contextlib
import json
import logging
import os
import queue
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock, Thread
from typing import IO

from editor.language.lexicon import Variant

# A frozen program has no Python to start: it starts itself with this word, see `main.py`.
SPELL_ARGUMENT = "--suggest-words"
TIME_LIMIT = 4.0
MOST_REMEMBERED = 500

_log = logging.getLogger(__name__)


class DeepSuggestions:
    """Safe for several threads; one question at a time. Nothing is started before the first."""

    def __init__(
        self, command: Sequence[str] | None = None, *, seconds: float = TIME_LIMIT
    ) -> None:
        self._command = list(command or speller_command())
        self._seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._listener: Thread | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._learned: frozenset[str] = frozenset()
        self._told: frozenset[str] = frozenset()
        self._variant = Variant.AMERICAN
        self._remembered: OrderedDict[str, tuple[str, ...]] = OrderedDict()
        self._closed = False
        self._died = False

    def remembered(self, word: str) -> tuple[str, ...] | None:
        """The answer to this word if it was given before; never waits."""
        return self._remembered.get(word)

    def ask(self, word: str) -> tuple[str, ...]:
        """Words that may be meant, best first; waits up to the time limit. () when it fails."""
        known = self._remembered.get(word)
        if known is not None:
            return known
        with self._lock:
            if self._closed:
                return ()
            answer = self._question(word)
            if answer is None and self._died and not self._closed:
                # It died since the last question: no reason for having no answer.
                answer = self._question(word)
        if answer is None:
            return ()
        self._remembered[word] = answer
        while len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return answer

    def learn(self, words: Iterable[str], variant: Variant = Variant.AMERICAN) -> None:
        """Names and house words that may be suggested too, and whose English, from the next
        question on."""
        learned = frozenset(words)
        with self._lock:
            if (learned, variant) == (self._learned, self._variant):
                return
            if variant is not self._variant:
                self._end()
            self._learned, self._variant = learned, variant
            self._remembered.clear()
            if not self._told <= learned:
                # It cannot unlearn; the next one begins with what is known now.
                self._end()

    def close(self) -> None:
        """End the process; questions after this are answered with nothing."""
        # Not under the lock: a question that waits for an answer must not hold up the closing.
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._end()

    def _question(self, word: str) -> tuple[str, ...] | None:
        """None when there is no answer; then no process is left running either."""
        self._died = False
        try:
            self._start_if_needed()
            self._say({"word": word})
            answer = json.loads(self._answers.get(timeout=self._seconds))
            return tuple(str(each) for each in answer)
        except queue.Empty:
            _log.info("the speller was too slow for a word and was ended")
        except (OSError, ValueError, TypeError):
            self._died = True
            _log.info("the speller ended in the middle of a question")
        self._end()
        return None

    def _start_if_needed(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._tell_new()
            return
        self._end()
        self._answers = queue.Queue()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            # No console window flashes up on Windows.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._listener = Thread(
            target=_listen, args=(self._process.stdout, self._answers), name="speller", daemon=True
        )
        self._listener.start()
        self._tell_new()

    def _tell_new(self) -> None:
        """Teach the process what it has not been told yet."""
        new = self._learned - self._told
        if new or not self._told:
            self._say({"learn": sorted(new), "variant": self._variant})
            self._told = self._learned

    def _say(self, message: dict[str, object]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def _end(self) -> None:
        process, self._process = self._process, None
        self._told = frozenset()
        if process is None:
            return
        process.kill()
        process.wait()
        if self._listener is not None:
            self._listener.join(timeout=1)
        for pipe in (process.stdin, process.stdout):
            # What was said to a dead process cannot be flushed any more.
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()


def speller_command() -> tuple[str, ...]:
    """The speller in this Python or in this frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, SPELL_ARGUMENT)
    # -P: whatever lies in the current folder is not imported.
    return (sys.executable, "-P", "-m", "editor.language.speller")


def _listen(pipe: IO[bytes] | None, answers: "queue.Queue[bytes]") -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in pipe or ():
            answers.put(line)
    # The end of it answers whoever still waits: at once, not after the time limit.
    answers.put(b"")


def _environment() -> dict[str, str]:
    """Ours, and the folder that holds `editor`, wherever the program was started."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
