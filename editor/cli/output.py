"""Where a command's answer goes: lines for a person, or one JSON value for a program."""

import json
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
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

    def say(self, line: str) -> None:
        if not self.as_json:
            print(line, file=self.stream)

    def give(self, value: Any) -> None:
        if self.as_json:
            json.dump(value, self.stream, ensure_ascii=False, indent=2)
            print(file=self.stream)

    def complain(self, sentence: str) -> None:
        """One line on standard error, whatever the sentence holds."""
        print(f"galley: {' '.join(sentence.split())}", file=self.errors)
