"""The house rules for every test: nothing real is touched, nothing goes unnoticed.

The environment is set when this file is read, which is before Qt is started.
Product code never does any of this.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest


def _prepare_environment() -> None:
    """No screen, no real home, no sandbox where the web engine cannot have one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.platform == "linux" and os.geteuid() == 0:
        # Chromium refuses to start as root otherwise, and build machines are root.
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    # Build machines have no graphics card; asked for none, Chromium looks for none.
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")
    home = Path(tempfile.mkdtemp(prefix="galley-home-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    places = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for variable, place in places.items():
        folder = home / place
        folder.mkdir(parents=True, exist_ok=True)
        os.environ[variable] = str(folder)
    # Qt refuses a runtime folder that others can read.
    (home / "run").chmod(0o700)
    # Nor is anything put into a person's own keychain.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
    # A person's own library must not be what a test opens.
    os.environ.pop("GALLEY_LIBRARY", None)


_prepare_environment()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Let `pytest -p no:pytest-qt tests/unit/story` run where Qt is not installed."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "read by pytest-qt, which is switched off")


PATIENCE_MS = 60_000  # for what comes in its own time; only a hang meets it


def pytest_configure(config: pytest.Config) -> None:
    """A wait for a condition lasts until it holds: pytest-qt's own 5 s are a machine's speed."""
    if not config.pluginmanager.hasplugin("pytest-qt"):
        return
    from pytestqt.qtbot import QtBot

    for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitCallback):
        assert wait.__kwdefaults__ is not None
        wait.__kwdefaults__["timeout"] = PATIENCE_MS


# A machine that is busy is no error of ours; pytest's own time limit still finds a hang.
hypothesis.settings.register_profile(
    "galley",
    deadline=None,
    # Other ones in every run: fewer in each of them leave time for the rest.
    max_examples=60,
    # A busy machine is slow, a strategy may be unlucky with its filters, and our fixtures hold
    # nothing from one example to the next: none of it says that the program is wrong.
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.filter_too_much,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.load_profile("galley")


def pytest_sessionfinish() -> None:
    """What a test copied is taken off Qt's own clipboard, which outlives the interpreter."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.clipboard().clear()


class _Collected(logging.Handler):
    """Keeps every record of warning level and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _is_expected(record: logging.LogRecord, markers: list[pytest.Mark]) -> bool:
    if any(not marker.args for marker in markers):
        return True
    patterns = [pattern for marker in markers for pattern in marker.args]
    return any(re.search(pattern, record.getMessage()) for pattern in patterns)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless it says `@pytest.mark.expected_log("…")`."""
    collected = _Collected()
    root = logging.getLogger()
    root.addHandler(collected)
    try:
        yield
    finally:
        root.removeHandler(collected)
    markers = list(request.node.iter_markers("expected_log"))
    unexpected = [r for r in collected.records if not _is_expected(r, markers)]
    if unexpected:
        lines = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in unexpected]
        pytest.fail("unexpected log lines:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(autouse=True)
def collected_in_this_thread() -> Iterator[None]:
    """Cycles are collected here only, as the program itself does: a collection that starts in
    a worker thread may destroy Qt objects there, and the run dies somewhere else."""
    gc.disable()
    yield
    gc.collect(1)


@pytest.fixture(autouse=True)
def no_leftover_thread() -> Iterator[None]:
    """A thread that outlives its test would keep a person's Galley from closing."""
    before = set(threading.enumerate())
    yield
    started = [t for t in threading.enumerate() if t not in before and not t.daemon]
    for thread in started:
        # One that is just ending may do so.
        thread.join(timeout=2)
    alive = [thread.name for thread in started if thread.is_alive()]
    if alive:
        pytest.fail(f"threads left running: {', '.join(alive)}", pytrace=False)


@pytest.fixture(autouse=True)
def no_leftover_window() -> Iterator[None]:
    """A window still shown belongs to nobody: the next test would find it.

    Those given to `qtbot.addWidget` are closed before this looks. Qt is not
    imported here, so tests that need none run where it is not installed.
    """
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if widgets is None or application is None:
        return
    shown = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
    for widget in shown:
        widget.close()
    if shown:
        names = ", ".join(f"{type(w).__name__} {w.objectName()!r}" for w in shown)
        pytest.fail(f"windows left open: {names}", pytrace=False)
