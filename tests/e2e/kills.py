"""Kills a writing Galley at random moments and counts what was lost:
`python -m tests.e2e.kills 100`.

A process types into the real window, at a person's pace with a person's pauses, and says over a
pipe when it pressed which key; another kills it; what the library then has is compared with it.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from editor.desk.desk import Desk

REPO = Path(__file__).parents[2]
PAUSE = 0.5  # s: what was typed before a pause this long is in the library
STEADY = 2.0  # s: and so is what was typed longer ago than this, while typing goes on
SENTENCES = (
    "The harvest began on Monday morning, and by noon half of the terraces were bare. "
    "Ms Chen said the county had planted millet here for longer than anyone could count. "
)


@dataclass(frozen=True, slots=True)
class Kill:
    """One killed sitting. Times in seconds; `overdue` counts characters that had to be kept by
    the promise and were not."""

    typed: int
    kept: int
    overdue: int
    damaged: bool
    since_last_key: float

    @property
    def lost(self) -> int:
        return self.typed - self.kept

    @property
    def promise_held(self) -> bool:
        return not self.overdue and not self.damaged


def kill_once(seed: int, folder: Path) -> Kill:
    """Start a Galley of its own in `folder`, let it type, kill it, look."""
    chance = random.Random(seed)
    library = folder / "library"
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.steady_typist", str(library), str(seed)],
        cwd=REPO,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert typist.stdout is not None
    with typist.stdout as pipe:
        first = pipe.readline()
        assert first.startswith(b"key "), first
        time.sleep(chance.uniform(0.05, 6.0))
        killed = time.monotonic()
        typist.send_signal(signal.SIGKILL)
        lines = [first, *pipe.read().splitlines()]
        typist.wait(600)
    keys = [float(line.split()[1]) for line in lines if line.startswith(b"key ")]
    return _judge(library, [at for at in keys if at <= killed], killed)


def _judge(library: Path, keys: Sequence[float], killed: float) -> Kill:
    desk = Desk.open(library, program_version="test")
    try:
        health = desk.upkeep.health()
        [row] = desk.stories.rows()
        kept = desk.stories.view(row.id).story.body.text
        damaged = bool(health.integrity or health.foreign_keys or desk.upkeep.audit_problems())
    finally:
        desk.close()
    text = SENTENCES * (len(keys) // len(SENTENCES) + 1)
    damaged = damaged or not text.startswith(kept)
    due = [at for at in keys if _is_due(at, keys, killed)]
    # The pause rule speaks of white space at the end too, which the library trims nowhere.
    since = killed - keys[-1]
    return Kill(len(keys), len(kept), max(0, len(due) - len(kept)), damaged, since)


def _is_due(at: float, keys: Sequence[float], killed: float) -> bool:
    """Whether the promise covers a key pressed then: long ago, or before a long enough pause."""
    if killed - at > STEADY:
        return True
    following = next((key for key in keys if key > at), killed)
    if following - at >= PAUSE and killed - at >= PAUSE:
        return True
    # What came before a kept pause was kept with it.
    return any(
        later - earlier >= PAUSE and at <= earlier
        for earlier, later in zip(keys, [*keys[1:], killed], strict=True)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=100)
    parser.add_argument("--at-once", type=int, default=2)
    words = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="galley-kills-"))

    def one(seed: int) -> Kill:
        folder = place / str(seed)
        folder.mkdir()
        try:
            return kill_once(seed, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    with ThreadPoolExecutor(words.at_once) as pool:
        kills = list(pool.map(one, range(words.kills)))
    lost = sorted(kill.lost for kill in kills)
    print(
        f"{len(kills)} kills: lost characters median {lost[len(lost) // 2]}, most {lost[-1]}; "
        f"characters the promise covered and lost: {sum(kill.overdue for kill in kills)}; "
        f"damaged libraries: {sum(kill.damaged for kill in kills)}"
    )
    for kill in kills:
        if not kill.promise_held:
            print(kill)
    return 0 if all(kill.promise_held for kill in kills) else 1


if __name__ == "__main__":
    sys.exit(main())
