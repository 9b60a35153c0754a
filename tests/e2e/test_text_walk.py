"""The walk over the text of a story, as far as a build machine has time for it."""

import random

import pytest

from editor.ui.writing.document.long_lines import LongLines
from tests.e2e.text_walk import TextWalk, WentWrong

STEPS = 300


# Some twenty seconds alone on a machine; only a hang takes ten minutes.
@pytest.mark.timeout(600)
# The second is of Qt's own Redo: `QuietText._step`.
@pytest.mark.qt_log_ignore("^This plugin does not support", "Position .* out of range", extend=True)
def test_the_text_holds_whatever_is_done_to_it() -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}: python -m tests.e2e.text_walk {STEPS} --seed {seed}")
    walk = TextWalk(seed)
    try:
        walk.go(STEPS)
    finally:
        walk.close()


@pytest.mark.timeout(600)
@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_walk_finds_a_text_that_does_not_keep_its_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LongLines, "_part", lambda _lines: None)
    walk = TextWalk(1)
    try:
        with pytest.raises(WentWrong, match="characters"):
            walk.go(STEPS)
    finally:
        walk.close()
