"""Nothing typed is lost when the process dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import REPO, Galley
from tests.e2e.kills import kill_once

TEXT = "The harvest began on Monday morning, and by noon half of the terraces were bare."


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is what is tried here")
def test_killed_two_seconds_after_the_last_key_nothing_typed_is_missing(
    galley: Galley, library: Path
) -> None:
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.typist", str(library), TEXT],
        cwd=REPO,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert typist.stdout is not None
    with typist.stdout:
        assert typist.stdout.readline() == "typed\n"
        # Two seconds are the promise itself, not a wait for something to happen.
        time.sleep(2)
        typist.send_signal(signal.SIGKILL)
        typist.wait(600)
    [story] = galley("list", "--json").json
    assert galley("show", story["id"], "--json").json["text"] == TEXT
    assert galley("doctor", "--json").json["ok"] is True
    # And the next Galley may write: the lock died with the process.
    assert galley("set", story["id"], "headline=After the fall").status == 0


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is what is tried here")
@pytest.mark.parametrize("seed", range(int(os.environ.get("GALLEY_KILLS", "3"))))
def test_killed_at_any_moment_no_more_is_lost_than_was_promised(seed: int, tmp_path: Path) -> None:
    """More of them: `python -m tests.e2e.kills 100`."""
    kill = kill_once(seed, tmp_path)
    assert kill.promise_held, kill
    assert kill.typed
