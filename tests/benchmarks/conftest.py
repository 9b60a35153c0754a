"""Speed beside a reference measured in the same run; the table at the end is the result.

Never part of the normal tests: machines differ and are busy, ratios say what seconds cannot.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.opened.story_tab import OPEN_TABS, OpenTabs, TabPlace
from tests.benchmarks.texts import fill_library

STORIES = 10_000
# A machine without a graphics card, which the web engine says and then draws in software.
ENGINE_SAYS = (
    "QRhiGles2: Failed",
    "Failed to create RHI",
    "[Vv]ulkan",
    "GBM is not supported",
    "Sandboxing disabled by user",
)
RATIOS = pytest.StashKey["list[Ratio]"]()


@dataclass(frozen=True, slots=True)
class Ratio:
    """One budget: `ours` and `reference` in seconds (or in `unit`), `budget` the ratio not to be
    passed."""

    what: str
    reference_is: str
    ours: float
    reference: float
    budget: float
    unit: str = "ms"

    @property
    def value(self) -> float:
        return self.ours / self.reference

    def told(self, amount: float) -> str:
        return f"{amount * 1000:.1f}ms" if self.unit == "ms" else f"{amount:.1f}{self.unit}"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RATIOS] = []


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Callable[[Ratio], None]:
    """Put a ratio into the table at the end of the run."""
    return request.config.stash[RATIOS].append


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    ratios = config.stash[RATIOS]
    if not ratios:
        return
    terminalreporter.section("ratios")
    head = f"{'what':<44} {'ours':>10} {'reference':>10} {'ratio':>7} {'budget':>7}"
    terminalreporter.write_line(head)
    for ratio in ratios:
        mark = "" if ratio.value <= ratio.budget else "  OVER"
        terminalreporter.write_line(
            f"{ratio.what:<44} {ratio.told(ratio.ours):>10} {ratio.told(ratio.reference):>10} "
            f"{ratio.value:>7.2f} {ratio.budget:>7.2f}{mark}   ({ratio.reference_is})"
        )


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each of `rounds` runs."""
    measured: list[float] = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        measured.append(time.perf_counter() - begun)
    return measured


def percentile(measured: list[float], share: float) -> float:
    ordered = sorted(measured)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(measured: list[float]) -> float:
    return statistics.median(measured)


def side_by_side(
    ours: Callable[[], object], reference: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Seconds of both, taken in turns, so that a busy moment of the machine falls on both; the
    first of each is a warm-up and not counted."""
    ours()
    reference()
    own: list[float] = []
    other: list[float] = []
    for _ in range(rounds):
        own += times(ours, 1)
        other += times(reference, 1)
    return own, other


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture(scope="session")
def large_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10,000 stories, the last of them open on the desk of whoever sits there; filled once."""
    folder = tmp_path_factory.mktemp("large") / "library"
    desk = Desk.open(folder, program_version="bench")
    desk.site.seat(Person("Bench", "editor"))
    story_id = fill_library(desk, STORIES)
    body = Document.from_paragraphs(["Words."] * 30)
    desk.stories.keep(story_id, StoryEdit(headline="Open", body=body))
    open_tabs = OpenTabs((TabPlace(story_id, "Open"),), story_id)
    desk.site.remember(OPEN_TABS, open_tabs.to_json())
    desk.close()
    return folder
