"""The child process that thinks longer about a word: `python -m editor.language.speller`.

It reads one line of JSON a question, {"learn": [word, …], "variant": …} or {"word": …}, and answers
the second with one line, a list of words. It ends when nobody asks any more; it writes nowhere.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from editor.language.dictionaries import Dictionaries
from editor.language.lexicon import Variant

MOST = 8
LONGEST = 40
SHORTEST_FOR_THREE = 8


class Speller:
    """The language and what was learned, looked through as a whole for every word asked."""

    def __init__(self) -> None:
        self._variant = Variant.AMERICAN
        self._used: Mapping[str, int] = {}
        self._learned: dict[str, str] = {}
        self._all: list[str] = []

    def answer(self, question: dict[str, Any]) -> list[str] | None:
        if "learn" in question:
            self._learn(question["learn"], Variant(question.get("variant", self._variant)))
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
            (distance - (each[:1] == small[:1]) - self._weight(each, word), each)
            for each, distance, _ in found
            if each != small or self._spelt(each, word) != word
        )
        return [self._spelt(each, word) for _, each in ranked[:MOST]]

    def _spelt(self, found: str, typed: str) -> str:
        """With the capital of a name; "Government" stands in many names, but who types in small
        letters does not mean those."""
        if found in self._used and typed[:1].islower():
            return found
        return self._learned.get(found, found)

    def _weight(self, found: str, typed: str) -> float:
        """Up to one letter's worth for a word that is used much; a name is worth something only
        to who types a capital."""
        if found in self._learned and typed[:1].isupper():
            return 0.9
        return self._used.get(found, 0).bit_length() / 28

    def _learn(self, words: Sequence[str], variant: Variant) -> None:
        if variant is not self._variant:
            self._variant, self._used = variant, {}
        self._learned.update((word.lower(), word) for word in words)
        self._all = []

    def _words(self) -> list[str]:
        if not self._used:
            self._used = Dictionaries().lexicon(self._variant).language
        if not self._all:
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
