"""The walk over the readers, as far as a build machine has time for it."""

import random
from pathlib import Path

import pytest

from tests.e2e import readers_walk
from tests.e2e.conservation import Measured

STEPS = 60


# A quarter of a minute alone on a machine; only a hang takes ten.
@pytest.mark.timeout(600)
def test_a_spoiled_file_is_read_or_refused_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}: python -m tests.e2e.readers_walk {STEPS} --seed {seed}")
    answers, characters = readers_walk.walk(STEPS, seed, tmp_path)
    assert answers["read"] + answers["refused"] == STEPS
    assert characters.kept


def test_the_walk_finds_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_walk, "measure", lambda _file: Measured(seen=9, kept=8, lost=1))
    with pytest.raises(readers_walk.WentWrong, match="1 characters are lost"):
        readers_walk.walk(1, 1, tmp_path)
