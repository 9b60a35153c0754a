"""The house rules of tests/conftest.py, each shown to fail a test that breaks it."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from tests.conftest import PATIENCE_MS

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).resolve().parents[2] / "conftest.py"


@pytest.fixture
def house(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder under the house rules, run in a process of its own."""
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini(
        "[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\nmarkers = expected_log\n"
    )
    return pytester


def run(house: pytest.Pytester, source: str) -> pytest.RunResult:
    house.makepyfile(source)
    return house.runpytest_subprocess("-v", "-p", "no:randomly", "-p", "no:cacheprovider")


def test_every_broken_rule_fails_the_test_that_broke_it(house: pytest.Pytester) -> None:
    result = run(
        house,
        """
        import logging, threading
        import pytest
        from PySide6.QtCore import qWarning
        from PySide6.QtWidgets import QWidget
        stop = threading.Event()
        kept = []
        def test_log(): logging.getLogger("desk").warning("odd")
        @pytest.mark.expected_log("disk .* full")
        def test_other_log(): logging.warning("network gone")
        def test_thread(): threading.Thread(target=stop.wait, args=(4,), name="lane").start()
        def test_window(qapp): kept.append(QWidget()); kept[0].show()
        def test_qt(qapp): qWarning("odd")
        """,
    )
    result.assert_outcomes(passed=4, errors=4, failed=1)
    for line in (
        "*test_log ERROR*",
        "*test_other_log ERROR*",
        "*test_thread ERROR*",
        "*test_window ERROR*",
        "*test_qt FAILED*",
        "*WARNING desk: odd*",
        "*threads left running: lane*",
        "*windows left open: QWidget*",
    ):
        result.stdout.fnmatch_lines([line])


def test_tests_that_keep_the_rules_pass(house: pytest.Pytester) -> None:
    result = run(
        house,
        """
        import logging, threading, time
        import pytest
        from PySide6.QtWidgets import QWidget
        @pytest.mark.expected_log("disk .* full")
        def test_expected(): logging.warning("disk nearly full")
        @pytest.mark.expected_log
        def test_any(): logging.error("network gone")
        def test_information(): logging.getLogger("desk").info("kept")
        def test_ending_thread(): threading.Thread(target=time.sleep, args=(0.2,)).start()
        def test_window(qtbot): w = QWidget(); qtbot.addWidget(w); w.show()
        """,
    )
    result.assert_outcomes(passed=5)


def test_no_test_sees_the_persons_own_folders() -> None:
    home = Path.home()
    assert home.name.startswith("galley-home-")
    assert os.environ["XDG_DATA_HOME"].startswith(str(home))
    assert "GALLEY_LIBRARY" not in os.environ
    if sys.platform == "linux":
        assert Path(os.environ["XDG_RUNTIME_DIR"]).stat().st_mode & 0o777 == 0o700


def test_no_wait_for_a_condition_ends_before_a_busy_machine_is_done() -> None:
    """Only a hang may meet the limit of a wait: none is shorter than that of all."""
    waits = {"waitUntil", "waitSignal", "waitSignals", "waitCallback"}
    short: list[str] = []
    for file in (
        *(CONFTEST.parent / "unit").rglob("*.py"),
        *(CONFTEST.parent / "e2e").rglob("*.py"),
    ):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            for given in node.keywords:
                limit = given.value
                if (
                    node.func.attr in waits
                    and given.arg == "timeout"
                    and isinstance(limit, ast.Constant)
                    and isinstance(limit.value, int)
                    and limit.value < PATIENCE_MS
                ):
                    short.append(f"{file.name}:{node.lineno}")
    assert short == []
