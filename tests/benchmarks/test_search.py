"""Search as one types, in a large library; the budget is a person's patience."""

from collections.abc import Callable
from pathlib import Path

from editor.desk.desk import Desk
from tests.benchmarks.conftest import Ratio, percentile, times

QUERIES = ("mil", "millet", "lingqiu ter", "story 77", "officials percent", "government park")
PATIENCE = 0.050


def test_search(large_library: Path, record: Callable[[Ratio], None], benchmark: object) -> None:
    desk = Desk.open(large_library, program_version="bench")
    ours: list[float] = []
    for round_number in range(6):
        for words in QUERIES:
            taken = times(lambda words=words: desk.stories.search(words), 1)
            ours += taken if round_number else []
    record(Ratio("search, 10,000 stories, p95", "50 ms", percentile(ours, 0.95), PATIENCE, 1.0))
    benchmark.pedantic(lambda: desk.stories.search("millet"), rounds=3)  # type: ignore[attr-defined]
    desk.close()
