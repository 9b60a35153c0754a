"""Search as one types, in a large library; the budget is a person's patience."""

from collections.abc import Callable
from pathlib import Path

from editor.desk.desk import Desk
from tests.benchmarks.conftest import Ratio, percentile, times
from tests.benchmarks.texts import fill_library

QUERIES = ("mil", "millet", "lingqiu ter", "story 77", "officials percent", "government park")


def test_search(library: Path, record: Callable[[Ratio], None], benchmark: object) -> None:
    desk = Desk.open(library, program_version="bench")
    fill_library(desk, 10_000)
    ours: list[float] = []
    for words in QUERIES * 5:
        ours += times(lambda words=words: desk.stories.search(words), 1)
    record(
        Ratio(
            "search, 10,000 stories, p95",
            "50 ms",
            percentile(ours, 0.95),
            0.050,
            1.0,
        )
    )
    benchmark.pedantic(lambda: desk.stories.search("millet"), rounds=3)  # type: ignore[attr-defined]
    desk.close()
