"""What was said to be kept is there after any death: of the process, of the power, of the log."""

import os
import random
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from db.file.database_file import problems_in
from db.store import Store
from editor.story.story import Story, StoryEdit

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("GALLEY_TEST_KILLS", "25"))
TORN = int(os.environ.get("GALLEY_TEST_TORN", "60"))


class Typist:
    """Galleys on one library, one at a time, each to be killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def type_and_die(self, revisions: int, delay: float) -> int:
        """Kill a Galley `delay` seconds after it said to have kept so many revisions; returns
        the last one it acknowledged."""
        self._ask()
        galley = int(self._answer("galley"))
        acknowledged = 0
        for _ in range(revisions):
            acknowledged = int(self._answer("kept"))
        # Not a wait for something to happen: the moment of death is what is tried out.
        select.select([], [], [], delay)
        os.kill(galley, signal.SIGKILL)
        while (line := self._line()) != "dead":
            acknowledged = int(line.removeprefix("kept "))
        return acknowledged

    def _ask(self) -> None:
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def _answer(self, word: str) -> str:
        said, _, number = self._line().partition(" ")
        assert said == word
        return number

    def _line(self) -> str:
        line = self._process.stdout.readline()
        assert line, "the typist died of itself"
        return line.strip()


@contextmanager
def typist_at(folder: Path, story: Story) -> Iterator[Typist]:
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("typist.py"), folder, story.id],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Typist(process)
    finally:
        process.stdin.close()
        process.wait(timeout=600)
        process.stdout.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the typist forks")
def test_nothing_acknowledged_is_lost_however_often_galley_is_killed(
    folder: Path, store: Store, stored: Story
) -> None:
    store.close()
    chance = random.Random(11)
    with typist_at(folder, stored) as typist:
        for _ in range(KILLS):
            kept = typist.type_and_die(chance.randint(1, 5), chance.random() * 0.02)

            with closing(Store.open(folder)) as after, after.read() as work:
                story = work.look.story(stored.id)
                # The last one may have been on the disk before it could be said.
                assert story.revision in (kept, kept + 1)
                assert story.headline == f"Take {story.revision}"
                assert story.deck == "words " * story.revision
                assert work.audit.verify() == ()
                assert work.soundness.integrity() == ()
                found = [row.id for row in work.stories.search(f"t{story.revision} ")]
                assert found == [stored.id]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the typist forks")
def test_the_lock_of_a_killed_galley_is_free_and_its_death_is_noticed(
    folder: Path, store: Store, stored: Story
) -> None:
    store.close()
    with typist_at(folder, stored) as typist:
        typist.type_and_die(1, 0)

    assert '"process"' in (folder / "galley.lock").read_text()
    with closing(Store.open(folder)) as after:
        assert not after.read_only
    assert (folder / "galley.lock").read_text().strip() == ""


def test_a_torn_log_leaves_the_story_as_one_of_its_kept_revisions(
    folder: Path, store: Store, stored: Story, tmp_path: Path, now: datetime
) -> None:
    store.close()
    store = Store.open(folder)
    for take in range(2, 12):
        with store.begin() as work:
            edit = StoryEdit(headline=f"Take {take}", deck="words " * 40 * take)
            work.stories.keep(stored.id, edit, now=now)
            work.commit()
    database, log = (folder / "galley.db").read_bytes(), (folder / "galley.db-wal").read_bytes()
    store.close()
    chance = random.Random(7)
    revisions = set()
    for case in range(TORN):
        torn = tmp_path / f"torn-{case}"
        torn.mkdir()
        (torn / "galley.db").write_bytes(database)
        (torn / "galley.db-wal").write_bytes(tear(log, chance))

        with closing(Store.open(torn)) as after, after.read() as work:
            story = work.look.story(stored.id)
            assert work.soundness.integrity() == ()
        revisions.add(story.revision)
        expected = f"Take {story.revision}" if story.revision > 1 else stored.headline
        assert story.headline == expected
        assert problems_in(torn / "galley.db", thorough=True) == ()
        shutil.rmtree(torn)
    assert len(revisions) > 3, "the log was never torn where it matters"


def tear(log: bytes, chance: random.Random) -> bytes:
    """The log as a power cut may leave it: cut off, blank from somewhere on, or with one bit
    the other way round."""
    at = chance.randrange(len(log))
    match chance.randrange(3):
        case 0:
            return log[:at]
        case 1:
            length = chance.randrange(1, 8192)
            return log[:at] + bytes(len(log[at : at + length])) + log[at + length :]
        case _:
            return log[:at] + bytes([log[at] ^ (1 << chance.randrange(8))]) + log[at + 1 :]
