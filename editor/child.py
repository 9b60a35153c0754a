"""One run of a reader in a process of its own, that can be killed and cannot take us down."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT = 20.0


class ChildFailed(Exception):
    """The child died or said nothing usable."""


class ChildTooSlow(ChildFailed):
    """The child was killed at its time limit."""


@dataclass(frozen=True, slots=True)
class Child:
    """`command` is the program with its first arguments, `seconds` how long it may take."""

    command: tuple[str, ...]
    seconds: float = TIME_LIMIT

    @classmethod
    def of(cls, module: str, argument: str, seconds: float = TIME_LIMIT) -> "Child":
        """`module` run in this Python; a frozen program has none beside it, so it starts itself
        with `argument` instead, see `main.py`."""
        if getattr(sys, "frozen", False):
            return cls((sys.executable, argument), seconds)
        # -P: whatever lies in the current folder is not imported.
        return cls((sys.executable, "-P", "-m", module), seconds)

    def run(self, arguments: Sequence[str]) -> bytes:
        """What the child prints. Raises ChildFailed; then no child is left running."""
        try:
            done = subprocess.run(
                [*self.command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self.seconds,
                env=_environment(),
                # No console window flashes up on Windows.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ChildTooSlow(f"killed after {self.seconds:g} seconds") from error
        except OSError as error:
            raise ChildFailed(str(error)) from error
        if done.returncode != 0:
            raise ChildFailed(f"ended with {done.returncode}")
        return done.stdout


def limit_memory(limit: int) -> None:
    """Bound this process's memory in bytes, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    # macOS knows the limit and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _environment() -> dict[str, str]:
    """Ours, and the folder that holds `editor`, wherever the program was started."""
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
