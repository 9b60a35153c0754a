"""From the command to the first letter somebody can type, in a library of 10,000 stories."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks import windows
from tests.benchmarks.conftest import Ratio, median

ROUNDS = 8
NOVELWRITER = "GALLEY_BENCH_NOVELWRITER"  # a Python that has it, outside of this environment

Start = Callable[..., tuple[float, float]]


@pytest.fixture
def start(large_library: Path, tmp_path: Path) -> Start:
    """Starts a program; seconds until somebody can type, and those of the processor in them."""
    # Byte code as an installed program has it from its second start on, whatever the setting of
    # the machine that measures; in a folder of its own, so that nothing is left beside the code.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(
        which: str, python: str = sys.executable, folder: Path = large_library
    ) -> tuple[float, float]:
        command = [python, windows.__file__, which, str(folder)]
        begun = time.perf_counter()
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as program:
            assert program.stdout is not None
            said = program.stdout.readline()
            taken = time.perf_counter() - begun
            assert said.startswith(windows.READY)
            # Ending is not part of it, but must not disturb the next start either.
            assert program.wait(timeout=60) == 0
        return taken, float(said.removeprefix(windows.READY))

    return run


def test_start(start: Start, record: Callable[[Ratio], None], benchmark: object) -> None:
    start("galley")
    start("bare")
    galley, bare = zip(*((start("galley"), start("bare")) for _ in range(ROUNDS)), strict=True)
    benchmark.pedantic(lambda: start("galley"), rounds=1)  # type: ignore[attr-defined]
    beside = "bare window and SQLAlchemy"
    for what, ours, reference in zip(
        ("start, 10,000 stories", "the same, processor time"),
        zip(*galley, strict=True),
        zip(*bare, strict=True),
        strict=True,
    ):
        record(Ratio(what, beside, median(list(ours)), median(list(reference)), 1.6))


@pytest.mark.skipif(NOVELWRITER not in os.environ, reason=f"{NOVELWRITER} names no Python")
def test_start_beside_novelwriter(
    start: Start, tmp_path: Path, record: Callable[[Ratio], None]
) -> None:
    python = os.environ[NOVELWRITER]
    start("galley")
    start("novelwriter", python, tmp_path)
    pairs = [(start("galley"), start("novelwriter", python, tmp_path)) for _ in range(ROUNDS)]
    ours, other = (median([pair[which][0] for pair in pairs]) for which in (0, 1))
    record(Ratio("start until its window is shown", "novelWriter", ours, other, 0.5))
