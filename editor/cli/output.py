"""Where a command's answer goes: lines for a person, or one JSON value for a program."""

import json
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, TextIO

from editor.late import frozen, regex
from editor.message import Message, Said

# What a terminal obeys (C0, DEL, C1) or turns round (bidirectional controls); lines and tabs stay.
# As JSON would write them, so that a value stays the value it is.
_OBEYED = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """`text` with every sign that would act on a terminal shown as its number."""
    return _OBEYED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


class OutputFailed(Said):
    """The answer could not be printed."""

    def __init__(self, error: OSError) -> None:
        super().__init__("answer.not-printed", reason=error.strerror or type(error).__name__)


@frozen
class Output:
    """`say` prints for people, `give` for programs; exactly one of the two is heard."""

    as_json: bool
    stream: TextIO
    errors: TextIO

    @classmethod
    def standard(cls, *, as_json: bool) -> "Output":
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a Chinese name must not stop the work.
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(as_json, sys.stdout, sys.stderr)

    def say(self, line: str | Message) -> None:
        if not self.as_json:
            self._print(str(line))

    def give(self, value: Any) -> None:
        if self.as_json:
            self._print(json.dumps(value, ensure_ascii=False, indent=2))

    def complain(self, sentence: Message | Said) -> None:
        """One line on standard error, whatever the sentence holds."""
        print(f"galley: {harmless(' '.join(str(sentence).split()))}", file=self.errors)

    def finish(self) -> None:
        """Everything said is out. Raises BrokenPipeError, or OutputFailed for any other reason."""
        self._print("", end="")

    def forsake(self) -> None:
        """Nobody reads any more: what is left unsaid must not be said by Python at its end."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)

    def _print(self, text: str, end: str = "\n") -> None:
        try:
            print(harmless(text), end=end, file=self.stream, flush=not end)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.forsake()
            raise OutputFailed(error) from error
