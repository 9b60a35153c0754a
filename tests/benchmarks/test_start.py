"""From the command to the first letter somebody can type, in a library of 10,000 stories."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from editor.desk.desk import Desk
from editor.desk.site import Person
from editor.story.document import Document
from editor.story.story import StoryEdit
from tests.benchmarks.conftest import Ratio, median, times
from tests.benchmarks.texts import fill_library

ROUNDS = 7


def test_start(library: Path, record: Callable[[Ratio], None], benchmark: object) -> None:
    desk = Desk.open(library, program_version="bench")
    desk.site.seat(Person("Bench", "editor"))
    story_id = fill_library(desk, 10_000)
    desk.stories.keep(
        story_id, StoryEdit(headline="Open", body=Document.from_paragraphs(["Words."] * 30))
    )
    desk.site.remember("open story", story_id)
    desk.close()

    def run(which: str) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.windows", which, str(library)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)

    run("bare")
    run("galley")
    bare: list[float] = []
    galley: list[float] = []
    for _ in range(ROUNDS):
        bare += times(lambda: run("bare"), 1)
        galley += times(lambda: run("galley"), 1)
    benchmark.pedantic(lambda: run("galley"), rounds=1)  # type: ignore[attr-defined]
    record(Ratio("start, 10,000 stories", "bare window", median(galley), median(bare), 2.5))
