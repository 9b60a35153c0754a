"""The project's own Python in `.venv`: made once, checked in milliseconds, repaired.

Pinned requirements with hashes decide what is in it. It must not touch the
system nor any other Python.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import platform
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from refusal import Refusal

Kind = Literal["run", "dev"]

REQUIREMENTS: dict[Kind, str] = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
# Measured on Linux; said to the person before the wait.
SIZES: dict[Kind, str] = {
    "run": "about 300 MB to fetch, 850 MB on disk",
    "dev": "about 390 MB to fetch, 1.2 GB on disk",
}

DOWNLOAD = re.compile(r"\s*Downloading (?P<file>[^\s/]+?)(?:\.metadata)? \((?P<size>[^)]+)\)")


def digest(file: Path) -> str:
    """SHA-256 of a requirements file, the same under either kind of line ending."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def python_name() -> str:
    """What of this Python decides whether installed packages fit it."""
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"


def shown(line: str) -> str | None:
    """What a person should see of one line of pip's: large downloads only."""
    found = DOWNLOAD.match(line)
    if not found or not found["size"].endswith("MB"):
        return None
    name = "-".join(found["file"].split("-")[:2])
    return f"   {name} ({found['size']})"


class Environment:
    """`.venv` in the project's folder.

    Attributes:
        folder: the environment itself.
        python: its interpreter.
        stamp: a small JSON file, written after the last package and removed before
            the first, so that whatever was interrupted has none and is made anew.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        scripts = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
        self.python = self.folder / scripts
        self.stamp = self.folder / "galley-setup.json"

    def requirements(self, kind: Kind) -> Path:
        """The pinned list for running, or for running and testing."""
        return self.root / "packaging" / REQUIREMENTS[kind]

    def is_ready(self, kind: Kind) -> bool:
        """Whether nothing need be done: this Python made it, from these lists, to the end."""
        return self.is_usable() and self._stamped().get(kind) == digest(self.requirements(kind))

    def is_usable(self) -> bool:
        """Whether packages can go into it: finished once, for this Python, which is still there."""
        return self._stamped().get("python") == python_name() and self._interpreter_works()

    def make(self, kind: Kind) -> None:
        """Bring `.venv` up to date; raises Refusal with the way out."""
        began = time.monotonic()
        if not self.is_usable():
            self._make_empty()
        self.stamp.unlink(missing_ok=True)
        print(f"Installing Galley's packages ({SIZES[kind]} the first time) ...", flush=True)
        self._install(self.requirements(kind))
        problem = self.qt_problem()
        if problem:
            raise Refusal(problem)
        # The list for testing holds the whole list for running, at the same versions.
        done: list[Kind] = ["run", "dev"] if kind == "dev" else ["run"]
        stamped = {name: digest(self.requirements(name)) for name in done}
        text = json.dumps({"python": python_name(), **stamped}, indent=1)
        self.stamp.write_text(text + "\n", encoding="utf-8")
        print(f"Packages are in .venv ({time.monotonic() - began:.0f} s).", flush=True)

    def qt_problem(self) -> str | None:
        """Load what the window and the preview load; the sentence if the system lacks something.

        The list of system libraries is written by hand, this is the proof.
        """
        script = (
            "import ctypes, pathlib, sys, PySide6;"
            "from PySide6 import QtWidgets, QtWebEngineCore;"
            "xcb = pathlib.Path(PySide6.__file__).parent / 'Qt/plugins/platforms/libqxcb.so';"
            "sys.platform == 'linux' and ctypes.CDLL(str(xcb))"
        )
        tried = subprocess.run(
            [str(self.python), "-I", "-c", script], capture_output=True, text=True, check=False
        )
        if tried.returncode == 0:
            return None
        last = (tried.stderr.strip() or f"exit code {tried.returncode}").splitlines()[-1]
        return f"Qt is installed but does not load on this system: {last}"

    def _stamped(self) -> dict[str, str]:
        try:
            stamped = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamped if isinstance(stamped, dict) else {}

    def _interpreter_works(self) -> bool:
        """False when the Python that `.venv` was made from is gone, without starting it."""
        try:
            written = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8")
        except (OSError, ValueError):
            return False
        home = re.search(r"^home\s*=\s*(.+?)\s*$", written, re.MULTILINE)
        return bool(home) and Path(home[1]).is_dir() and self.python.exists()

    def _make_empty(self) -> None:
        print("Making .venv ...", flush=True)
        # A venv module installed a moment ago is not in the finder's memory yet.
        importlib.invalidate_caches()
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        if importlib.util.find_spec("ensurepip") is None:
            command.insert(3, "--without-pip")
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            said = (made.stderr or made.stdout).strip()
            raise Refusal(f"Python could not make {self.folder}:\n{said}")

    def _install(self, requirements: Path) -> None:
        pip = [str(self.python), "-m", "pip"]
        if not any(self.python.parent.glob("pip*")):
            # Made without ensurepip: the pip of the Python outside can serve.
            pip = [sys.executable, "-m", "pip", "--python", str(self.python)]
        command = [*pip, "install", "--disable-pip-version-check", "--no-input"]
        # Ready-made packages only: building one would run code that no hash covers.
        command += ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as pip_process:
            last = follow(pip_process.stdout or [])
        if pip_process.returncode:
            raise Refusal(
                "pip could not install the packages; type the same command to try again. "
                "It said:\n" + "\n".join(last)
            )


def follow(lines: Iterable[str]) -> list[str]:
    """Show the large downloads as they come; returns the last lines for a failure."""
    last: deque[str] = deque(maxlen=12)
    for line in lines:
        last.append(line.rstrip())
        worth = shown(line)
        if worth:
            print(worth, flush=True)
    return list(last)
