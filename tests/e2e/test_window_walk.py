"""The walk over the open stories, as far as a build machine has time for it."""

import random
from pathlib import Path

import pytest

from editor.ui.window.story_on_top import StoryOnTop
from tests.e2e.window_walk import WentWrong, WindowWalk

STEPS = 250


# Half a minute alone on a machine; only a hang takes ten.
@pytest.mark.timeout(600)
def test_the_window_is_about_one_story_wherever_somebody_walks(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}: python -m tests.e2e.window_walk {STEPS} --seed {seed}")
    WindowWalk(tmp_path, seed).go(STEPS)


def test_the_walk_finds_a_window_that_is_not_told_what_it_is_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So it was once while the next tab had still to be read: nobody was told of it.
    monkeypatch.setattr(StoryOnTop, "show_nothing", lambda _on_top: None)
    with pytest.raises(WentWrong, match="on top is"):
        WindowWalk(tmp_path, 1).go(STEPS)
