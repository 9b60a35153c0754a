"""A screen is asked whether it is there; a name alone is none."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.screen import has_screen, no_screen

ROOT = Path(__file__).resolve().parents[3]


def test_without_a_name_there_is_no_screen() -> None:
    assert not has_screen("linux", {})
    assert not has_screen("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""})


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_one(platform: str) -> None:
    assert has_screen(platform, {})


def test_somebody_who_names_a_platform_knows() -> None:
    assert has_screen("linux", {"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.parametrize("display", [":987", "127.0.0.1:987.0", "nonsense", ":", "/nowhere:0"])
def test_a_screen_that_is_gone_is_none(display: str) -> None:
    assert not has_screen("linux", {"DISPLAY": display})
    assert display in str(no_screen({"DISPLAY": display}))


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder with a name short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="g") as folder:
        yield Path(folder)


def test_a_wayland_screen_answers_or_is_gone(runtime: Path) -> None:
    named = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(runtime)}
    assert not has_screen("linux", named)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as screen:
        screen.bind(str(runtime / "wayland-7"))
        screen.listen()
        assert has_screen("linux", named)
        assert has_screen("linux", {"WAYLAND_DISPLAY": str(runtime / "wayland-7")})
    assert not has_screen("linux", named)


@pytest.mark.skipif(
    not shutil.which("Xvfb"),
    reason="not tested that a living X screen is found: Xvfb, a screen in memory, is not installed",
)
def test_a_living_screen_is_found() -> None:
    command = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        number = server.stdout.readline().strip()
        try:
            assert has_screen("linux", {"DISPLAY": f":{number}"})
        finally:
            server.terminate()


@pytest.mark.skipif(
    sys.platform != "linux", reason="not tested: only Linux can be without a screen"
)
def test_the_window_is_refused_in_a_sentence_where_the_screen_is_gone(tmp_path: Path) -> None:
    variables = {
        k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    }
    done = subprocess.run(
        [sys.executable, "main.py", "--library", str(tmp_path / "library")],
        cwd=ROOT,
        env=variables | {"DISPLAY": ":987"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "none answers as “:987”" in done.stderr
    assert "Traceback" not in done.stderr
