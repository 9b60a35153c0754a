"""Small screens: nothing makes the window wider, and nothing lies over anything else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]


@pytest.mark.parametrize("scale", ["1", "1.5", "2"])
def test_everything_has_its_place_in_a_small_window(tmp_path: Path, scale: str) -> None:
    # A program of its own: the scale of a screen is asked for once.
    done = subprocess.run(
        [sys.executable, "-m", "tests.trials.rooms", str(tmp_path)],
        cwd=REPO,
        env={**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.stdout.splitlines() == ["looked at"], done.stdout + done.stderr
