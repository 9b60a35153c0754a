"""Expressions run where they can be stopped: in a process of their own, with a limit of time."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from editor.child import MATCH_ARGUMENT, command_of, started
from editor.desk.expression_child import question
from editor.message import Message
from editor.story.matching import BadExpression, Match, Query, Replacement

SECONDS = 5.0  # for one question, which may hold many stories


class ExpressionRun:
    """The process while it lasts; the next question after one that was stopped starts another."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None

    def find(
        self, query: Query, replacement: Replacement | None, texts: Sequence[str]
    ) -> list[tuple[Match, ...]]:
        """The hits in each of `texts`. Raises BadExpression, also for one that takes too long."""
        child = self._child = self._child or started(expression_command())
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(question(query, replacement, list(texts), self._seconds))
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            self.close()
        return read_answer(line)

    def stop(self) -> None:
        """From another thread: the question being asked is not wanted any more."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


@contextmanager
def expression_run(seconds: float = SECONDS) -> Iterator[ExpressionRun]:
    run = ExpressionRun(seconds)
    try:
        yield run
    finally:
        run.close()


def expression_command() -> tuple[str, ...]:
    return command_of("editor.desk.expression_child", MATCH_ARGUMENT)


def read_answer(line: bytes) -> list[tuple[Match, ...]]:
    """What the process said; nothing means that it was stopped. Raises BadExpression."""
    if not line:
        raise BadExpression("expression.too-slow")
    said: dict[str, Any] = json.loads(line)
    if "error" in said:
        raise BadExpression(Message.from_json(said["error"]))
    return [tuple(Match(*hit) for hit in hits) for hits in said["hits"]]
