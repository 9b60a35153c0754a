"""Two versions of a book-long story compared; the budget is a person's patience."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db.store import Store
from editor.story.alignment import Change
from editor.story.body_comparison import compare_bodies
from editor.story.document import Document
from tests.benchmarks.conftest import Ratio, percentile
from tests.benchmarks.texts import paragraphs

WORDS = 100_000
PATIENCE = 2.0


def test_comparison(record: Callable[[Ratio], None], benchmark: object) -> None:
    lines = paragraphs(WORDS)
    old = Document.from_paragraphs(lines)
    rewritten = {
        "ten paragraphs changed": [
            line.replace("the", "a") if place % 250 == 0 else line
            for place, line in enumerate(lines)
        ],
        "every paragraph changed": [f"{line[:-1]}, they said." for line in lines],
        "turned round": lines[::-1],
    }
    for what, changed in rewritten.items():
        new, taken, rows = Document.from_paragraphs(changed), [], ()
        for _ in range(3):
            began = time.perf_counter()
            rows = compare_bodies(old, new)
            taken.append(time.perf_counter() - began)
        assert any(row.change is not Change.SAME for row in rows)
        name = f"comparing {WORDS:,} words, {what}"
        record(Ratio(name, "2 s", percentile(taken, 0.5), PATIENCE, 1.0))
    pedantic = benchmark.pedantic  # type: ignore[attr-defined]
    pedantic(lambda: compare_bodies(old, old), rounds=3)


ENTRIES = 100_000


def test_the_record(record: Callable[[Ratio], None], tmp_path: Path) -> None:
    store, taken = Store.open(tmp_path / "library"), []
    moment = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    with store.begin() as work:
        for number in range(ENTRIES):
            work.audit.append(
                at=moment,
                actor="Wang 伟",
                action="signed off",
                object=f"{number}",
                details={"role": "supervisor", "via": "window", "note": "read twice, 好"},
            )
        work.commit()
    for _ in range(3):
        with store.read() as work:
            began = time.perf_counter()
            assert work.audit.verify() == ()
            taken.append(time.perf_counter() - began)
    store.close()
    record(Ratio(f"{ENTRIES:,} entries of the record verified", "3 s", min(taken), 3.0, 1.0))
