"""What it costs to say what the blocks of a book-long story are called, beside reading it once."""

import json
import random
from collections.abc import Callable
from dataclasses import replace

from editor.story import document_json
from editor.story.block_ids import FORMER_STATES, BlockIds, Former
from editor.story.document import Document
from tests.benchmarks.conftest import Ratio, median, side_by_side

WORDS = 100_000
ROUNDS = 7


def test_what_blocks_are_called(record: Callable[[Ratio], None], benchmark: object) -> None:
    lines = _lines(1)
    before = _stored(lines)
    known = BlockIds.of("", before, None)
    gone = known.following(before, _stored([]))
    former = [Former(f"{number:012x}", known.ids[0]) for number in range(FORMER_STATES)]
    cut = len(lines) // 2
    typed = [*lines[:cut], f"{lines[cut]} x", *lines[cut + 1 :]]
    changed = [f"{line} x" for line in lines]
    shuffled = random.Random(3).sample(changed, len(changed))
    cases = {
        "one block typed in": (known, before, typed, 0.5),
        "one block, after a day": (replace(known, former=tuple(former)), before, typed, 0.5),
        "every block changed": (known, before, changed, 10),
        "turned round": (known, before, lines[::-1], 10),
        "changed and shuffled": (known, before, shuffled, 20),
        "replaced by another text": (known, before, _lines(2), 20),
        "all taken out": (known, before, ["x"], 10),
        "all of it undone": (gone, _stored([]), lines, 10),
    }
    for what, (ids, old, new, budget) in cases.items():
        after = _stored(new)
        own, reading = side_by_side(
            lambda ids=ids, old=old, after=after: ids.following(old, after),
            lambda: document_json.from_json(before),
            ROUNDS,
        )
        name = f"ids of {WORDS:,} words, {what}"
        record(Ratio(name, "from_json", median(own), median(reading), budget))
    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    pedantic(lambda: known.following(before, before), rounds=3)


def _lines(seed: int) -> list[str]:
    """Paragraphs of forty words, frequent and rare ones as a language has them."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(20_000)]
    often = [1 / (rank + 1) for rank in range(len(words))]
    told = chance.choices(words, often, k=WORDS)
    return [" ".join(told[start : start + 40]) for start in range(0, WORDS, 40)]


def _stored(lines: list[str]) -> dict[str, object]:
    # As the library gives it: no text is the very object it is compared with.
    return json.loads(json.dumps(document_json.to_json(Document.from_paragraphs(lines))))
