"""What a word may have been meant to be: the near ones at once, for the menu that opens now, and
those that take longer, from a child process: `python -m editor.language.suggestions`.

That reads one line of JSON a question, {"learn": [word, …], "variant": …} or {"word": …}, and
answers the second with one line, a list of words. It ends when nobody asks any more; it writes
nowhere.
"""

import contextlib
import json
import logging
import queue
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from threading import Lock, Thread
from typing import IO, Any

from editor.child import SPELL_ARGUMENT, command_of, started
from editor.language.dictionaries import Dictionaries
from editor.language.lexicon import Lexicon, Variant, one_away, plain, without_accents

MOST = 7
LONGEST = 40
# How often both halves of two words run together must be used: not every "a" and "an" is one.
COMMON = 5_000
SHORTEST_HALF = 3


def near(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Best first, at most seven; bounded by the length of the word, a millisecond or two.

    For names of several words, each word that is not known is looked at by itself.
    """
    parts = plain(word).split(" ")
    if len(word) > LONGEST:
        return ()
    if len(parts) == 1:
        return _near_one(parts[0], lexicon)
    unknown = [place for place, part in enumerate(parts) if not lexicon.knows(part)]
    found = (
        " ".join([*parts[:place], other, *parts[place + 1 :]])
        for place in unknown
        for other in _near_one(parts[place], lexicon)
    )
    return tuple(islice(found, MOST))


def _near_one(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    small = word.lower()
    slips = set(one_away(small))
    names = sorted(_names(word, slips, lexicon))
    words = [slip for slip in slips if slip != small and lexicon.knows_small(slip)]
    words.sort(key=lambda slip: rank(slip, small, lexicon))
    apart = _two_words(small, lexicon)
    ordinary = [in_capitals_of(word, found) for found in (*words[:2], *apart, *words[2:])]
    # With a capital somebody means a name; without, an ordinary word, unless it is but the capital.
    first = names if word[:1].isupper() else [name for name in names if name.lower() == small]
    both = dict.fromkeys((*first, *ordinary, *names))
    both.pop(word, None)
    return tuple(both)[:MOST]


def rank(found: str, typed: str, lexicon: Lexicon) -> tuple[int, int, str]:
    """Sorts suggestions: letters changed round or doubled first, then the more used words."""
    changed_round = len(found) == len(typed) and sorted(found) == sorted(typed)
    doubled = abs(len(found) - len(typed)) == 1 and _single(found) == _single(typed)
    same_start = found[:1] == typed[:1]
    weight = (changed_round or doubled) * 8 + same_start * 6
    used = lexicon.language.get(found, 50_000).bit_length()
    return (-(weight + used), len(found), found)


def in_capitals_of(typed: str, word: str) -> str:
    """`word` with a capital or in capitals where what was typed has them."""
    if len(typed) > 1 and typed.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if typed[:1].isupper() else word


def _names(word: str, slips: set[str], lexicon: Lexicon) -> Iterator[str]:
    layers = (lexicon.names, lexicon.house, lexicon.story)
    small, capital = word.lower(), word[:1].isupper()
    for slip in {small, *slips}:
        name = slip.capitalize()
        # "Government" stands in many names; who types in small letters does not mean those.
        if any(name in layer for layer in layers) and (
            capital or slip == small or slip not in lexicon.language
        ):
            yield name
    bare = without_accents(small)
    for accented in _with_umlaut(bare):
        if accented in lexicon.names:
            yield accented


def _with_umlaut(small: str) -> Iterator[str]:
    """Luliang as Lüliang: the one accent of Chinese names on English pages."""
    for place, letter in enumerate(small):
        if letter == "u":
            yield (small[:place] + "ü" + small[place + 1 :]).capitalize()


def _two_words(small: str, lexicon: Lexicon) -> Iterator[str]:
    for place in range(1, len(small) - 2):
        left, right = small[:place], small[place:]
        if place < SHORTEST_HALF and left != "a":
            continue
        used = min(lexicon.language.get(left, 0), lexicon.language.get(right, 0))
        if used >= COMMON:
            yield f"{left} {right}"


def _single(word: str) -> str:
    """Doubled letters as one."""
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)


TIME_LIMIT = 4.0
MOST_REMEMBERED = 500

_log = logging.getLogger(__name__)


class DeepSuggestions:
    """Suggestions that take longer, from a process of its own that can be killed.

    `ask` waits and belongs in a thread of the pool; whatever happens to the process, the answer is
    at worst "nothing", and the next question starts another. Safe for several threads; one question
    at a time. Nothing is started before the first.
    """

    def __init__(
        self, command: Sequence[str] | None = None, *, seconds: float = TIME_LIMIT
    ) -> None:
        self._command = command or command_of("editor.language.suggestions", SPELL_ARGUMENT)
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
        self._process = started(self._command)
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


def _listen(pipe: IO[bytes] | None, answers: "queue.Queue[bytes]") -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in pipe or ():
            answers.put(line)
    # The end of it answers whoever still waits: at once, not after the time limit.
    answers.put(b"")


MOST_SPELT = 8
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
        return [self._spelt(each, word) for _, each in ranked[:MOST_SPELT]]

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
