"""What the verbs decide before they start anything."""

from __future__ import annotations

from pathlib import Path

import pytest
import verbs


def test_arguments_after_the_dashes_are_the_programs() -> None:
    assert verbs.split_arguments(["run", "--", "list", "--json"]) == ("run", ["list", "--json"])


def test_the_dashes_may_be_left_out() -> None:
    assert verbs.split_arguments(["test", "-k", "slug"]) == ("test", ["-k", "slug"])


def test_only_the_first_dashes_are_taken_away() -> None:
    assert verbs.split_arguments(["run", "--", "a", "--", "b"]) == ("run", ["a", "--", "b"])


def test_no_arguments_ask_for_help() -> None:
    assert verbs.split_arguments([]) == ("help", [])


def test_linux_without_a_display_has_no_screen() -> None:
    assert not verbs.has_screen("linux", {})
    assert not verbs.has_screen("linux", {"DISPLAY": ""})


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_linux_with_either_display_has_a_screen(variable: str) -> None:
    assert verbs.has_screen("linux", {variable: ":0"})


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_a_screen(platform: str) -> None:
    assert verbs.has_screen(platform, {})


def test_a_python_path_of_the_persons_does_not_reach_galley(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    variables = verbs.child_variables(DISPLAY=":7")
    assert "PYTHONPATH" not in variables
    assert variables["DISPLAY"] == ":7"


def test_a_screen_that_is_named_and_gone_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def start(_python: Path, arguments: list[str], *_more: object) -> int:
        started.append(arguments)
        return 1 if "editor.screen" in arguments else 0

    monkeypatch.setattr(verbs.sys, "platform", "linux")
    monkeypatch.setattr(verbs, "prepare", lambda _kind: Path("python"))
    monkeypatch.setattr(verbs, "start", start)
    monkeypatch.setenv("DISPLAY", ":987")
    assert verbs.run([]) == 0
    assert "tour" in started[-1]
    started.clear()
    verbs.run(["list"])  # a command needs no screen, and none is asked for
    assert started == [["main.py", "list"]]
