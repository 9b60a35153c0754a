"""Search as one types, the list, and going to a story by its name, in a large library; the budget
is a person's patience."""

from collections.abc import Callable
from pathlib import Path

from editor.desk.desk import Desk
from editor.story.story import Listing, ListOrder
from tests.benchmarks.conftest import Ratio, percentile, times

QUERIES = ("mil", "millet", "lingqiu ter", "story 77", "officials percent", "government park")
# Beginnings of words, letters inside of them or in their order, a slip.
CALLED = ("", "mil", "lingqiu ter", "story 77", "errac", "mftt", "milelt")
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


def test_list(large_library: Path, record: Callable[[Ratio], None], benchmark: object) -> None:
    desk = Desk.open(large_library, program_version="bench")
    listings = [Listing(order=order) for order in ListOrder]
    asked = {
        "list, first page": [lambda each=each: desk.stories.listed(each) for each in listings],
        "going to a story, a key": [lambda each=each: desk.stories.called(each) for each in CALLED],
    }
    for what, asks in asked.items():
        asks[0]()
        ours = [taken for _ in range(5) for ask in asks for taken in times(ask, 1)]
        name = f"{what}, 10,000 stories, p95"
        record(Ratio(name, "50 ms", percentile(ours, 0.95), PATIENCE, 1.0))
    benchmark.pedantic(lambda: desk.stories.listed(Listing()), rounds=3)  # type: ignore[attr-defined]
    desk.close()
