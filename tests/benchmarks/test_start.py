"""From the command to the first letter somebody can type, in a library of 10,000 stories."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.conftest import Ratio, median
from tests.benchmarks.windows import READY

ROUNDS = 8


def test_start(
    large_library: Path, tmp_path: Path, record: Callable[[Ratio], None], benchmark: object
) -> None:
    # Byte code as an installed program has it from its second start on, whatever the setting of
    # the machine that measures; in a folder of its own, so that nothing is left beside the code.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(which: str) -> float:
        command = [sys.executable, "-m", "tests.benchmarks.windows", which, str(large_library)]
        begun = time.perf_counter()
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == READY
            taken = time.perf_counter() - begun
            # Ending is not part of it, but must not disturb the next start either.
            assert program.wait(timeout=60) == 0
        return taken

    run("galley")
    run("bare")
    galley: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        galley.append(run("galley"))
        bare.append(run("bare"))
    benchmark.pedantic(lambda: run("galley"), rounds=1)  # type: ignore[attr-defined]
    record(Ratio("start, 10,000 stories", "bare window", median(galley), median(bare), 2.5))
