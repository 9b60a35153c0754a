"""What nobody expected is written to a file, and nothing else is."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.log import log_file, set_up_log


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setattr("editor.log.user_log_path", lambda *_, **__: tmp_path / "logs")
    before = logging.getLogger().handlers[:]
    yield log_file()
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.mark.expected_log("the roof leaks")
def test_a_warning_is_in_the_file_with_its_time_and_place(log: Path) -> None:
    set_up_log()
    logging.getLogger("galley.test").info("all is well")
    assert not log.exists()
    logging.getLogger("galley.test").warning("the roof leaks")
    assert log.read_text("utf-8").endswith(" WARNING galley.test: the roof leaks\n")


@pytest.mark.expected_log("the roof leaks")
def test_without_a_place_to_write_there_is_no_log(log: Path, tmp_path: Path) -> None:
    (tmp_path / "logs").write_bytes(b"a file where the folder should be")
    set_up_log()
    logging.getLogger("galley.test").warning("the roof leaks")
    assert not log.exists()


@pytest.mark.expected_log("the roof leaks")
def test_a_long_log_is_turned_over(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.log.KEPT_BYTES", 300)
    set_up_log()
    for number in range(30):
        logging.getLogger("galley.test").warning("the roof leaks, %s", number)
    kept = sorted(log.parent.iterdir())
    assert [path.name for path in kept] == [f"galley.log{end}" for end in ("", ".1", ".2", ".3")]
    assert "the roof leaks, 29" in log.read_text("utf-8")
    assert "logging.handlers" in sys.modules
