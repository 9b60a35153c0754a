"""The child process that thinks longer about a word: `python -m editor.language.speller`.

It reads one line of JSON a question, {"learn": [word, …]} or {"word": …}, and answers the second
with one line, a list of words. It ends when nobody asks any more; it writes nowhere.
"""

import json
import sys
from collections.abc import Sequence
from typing import Any

from editor.language.language_list import read_language

MOST = 8
LONGEST = 40
SHORTEST_FOR_THREE = 8


class Speller:
    """The language and what was learned, looked through as a whole for every word asked."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}
        self._learned: dict[str, str] = {}
        self._all: list[str] = []

    def answer(self, question: dict[str, Any]) -> list[str] | None:
        if "learn" in question:
            self._learn(question["learn"])
            return None
        return self.ask(str(question.get("word", "")))

    def ask(self, word: str) -> list[str]:
        """Best first; nearness counts letters left out, wrong, missing or changed round."""
        # Late: this file is also imported by the window's process, which needs none of it.
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        small = word.lower()[:LONGEST]
        if not small:
            return []
        farthest = 3 if len(small) >= SHORTEST_FOR_THREE else 2
        found = process.extract(
            small,
            self._words(),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=farthest,
            limit=60,
        )
        ranked = sorted(
            (distance - (each[:1] == small[:1]) - self._weight(each), each)
            for each, distance, _ in found
            if each != small or each in self._learned
        )
        return [self._learned.get(each, each) for _, each in ranked[:MOST]]

    def _weight(self, word: str) -> float:
        """Up to one letter's worth for a word that is used much, or is one of ours."""
        if word in self._learned:
            return 0.9
        return self._used.get(word, 0).bit_length() / 28

    def _learn(self, words: Sequence[str]) -> None:
        self._learned.update((word.lower(), word) for word in words)
        self._all = []

    def _words(self) -> list[str]:
        if not self._used:
            read_language(self._used)
        if not self._all:
            # What is almost never used is no suggestion: names and rare words of the list.
            self._all = list(dict.fromkeys([*self._learned, *self._used]))
        return self._all


def main(_arguments: Sequence[str] = ()) -> int:
    speller = Speller()
    for line in sys.stdin.buffer:
        answer = speller.answer(json.loads(line))
        if answer is not None:
            sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
            sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
