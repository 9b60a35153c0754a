"""One run of a reader in a process of its own, that can be killed and cannot take us down."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A frozen program has no Python to start: it starts itself with this word, see `main.py`.
DECODE_ARGUMENT = "--decode-picture"
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
    def decoder(cls) -> "Child":
        """The picture reader, in this Python or in this frozen program."""
        if getattr(sys, "frozen", False):
            return cls((sys.executable, DECODE_ARGUMENT))
        # -P: whatever lies in the current folder is not imported.
        return cls((sys.executable, "-P", "-m", "editor.photos.decoder"))

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


def _environment() -> dict[str, str]:
    """Ours, and the folder that holds `editor`, wherever the program was started."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
