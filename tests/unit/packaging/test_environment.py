"""`.venv`: when it counts as ready, and what of pip's words a person sees."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import environment
import pytest
from environment import Environment


@pytest.fixture
def made(tmp_path: Path) -> Environment:
    """An environment as it looks after a finished set-up for running."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging/requirements.txt").write_text("nh3==0.3.8\n", encoding="utf-8")
    (tmp_path / "packaging/requirements-dev.txt").write_text("pytest==9.2.0\n", encoding="utf-8")
    made = Environment(tmp_path)
    made.python.parent.mkdir(parents=True)
    made.python.write_bytes(b"")
    home = Path(sys.executable).parent
    (made.folder / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3.11\n", encoding="utf-8")
    stamp = {
        "python": environment.python_name(),
        "run": environment.digest(made.requirements("run")),
    }
    made.stamp.write_text(json.dumps(stamp), encoding="utf-8")
    return made


def test_a_finished_set_up_is_ready(made: Environment) -> None:
    assert made.is_ready("run")


def test_set_up_for_running_is_not_enough_for_testing(made: Environment) -> None:
    assert not made.is_ready("dev")


def test_nothing_is_ready_before_the_first_set_up(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging/requirements.txt").touch()
    assert not Environment(tmp_path).is_ready("run")


def test_an_interrupted_set_up_is_not_usable(made: Environment) -> None:
    made.stamp.unlink()
    assert not made.is_usable()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00"])
def test_a_damaged_stamp_counts_as_interrupted(made: Environment, content: str) -> None:
    made.stamp.write_text(content, encoding="utf-8")
    assert not made.is_usable()


def test_changed_requirements_keep_the_environment_but_are_installed(made: Environment) -> None:
    made.requirements("run").write_text("nh3==0.3.9\n", encoding="utf-8")
    assert made.is_usable()
    assert not made.is_ready("run")


def test_line_endings_of_a_checkout_do_not_count_as_a_change(made: Environment) -> None:
    made.requirements("run").write_bytes(b"nh3==0.3.8\r\n")
    assert made.is_ready("run")


def test_another_python_makes_it_anew(made: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "python_name", lambda: "cpython-399 linux x86_64")
    assert not made.is_usable()


def test_a_python_that_has_gone_makes_it_anew(made: Environment, tmp_path: Path) -> None:
    gone = f"home = {tmp_path / 'gone/bin'}\n"
    (made.folder / "pyvenv.cfg").write_text(gone, encoding="utf-8")
    assert not made.is_usable()


def test_a_link_to_nowhere_makes_it_anew(made: Environment) -> None:
    made.python.unlink()
    assert not made.is_usable()


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (
            "  Downloading pyside6_addons-6.11.3-cp310-abi3-manylinux_2_34_x86_64.whl (175.3 MB)\n",
            "   pyside6_addons-6.11.3 (175.3 MB)",
        ),
        ("Downloading mako-1.4.3-py3-none-any.whl (78 kB)\n", None),
        ("Collecting nh3==0.3.8\n", None),
        ("     ━━━━━━ 175.3/175.3 MB 90 MB/s eta 0:00:00\n", None),
        ("", None),
    ],
)
def test_only_large_downloads_are_shown(line: str, seen: str | None) -> None:
    assert environment.shown(line) == seen


def test_what_pip_said_last_is_kept_for_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"line {number}\n" for number in range(40)]
    assert environment.follow(lines) == [f"line {number}" for number in range(28, 40)]
    assert capsys.readouterr().out == ""
