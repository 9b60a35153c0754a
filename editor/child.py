"""A reader in a process of its own, that can be killed and cannot take us down."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from editor.late import frozen

TIME_LIMIT = 20.0
# A frozen program has no Python to start: it starts itself with one of these words, see `main.py`.
CREDENTIALS_ARGUMENT = "--content-credentials"
DECODE_ARGUMENT = "--decode-picture"
MATCH_ARGUMENT = "--match-expression"
READ_ARGUMENT = "--read-office-file"
SAVE_ARGUMENT = "--save-record"
SPELL_ARGUMENT = "--suggest-words"
# No console window flashes up on Windows.
_NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class ChildFailed(Exception):
    """The child died or said nothing usable."""


class ChildTooSlow(ChildFailed):
    """The child was killed at its time limit."""


@frozen
class Child:
    """`command` is the program with its first arguments, `seconds` how long it may take."""

    command: tuple[str, ...]
    seconds: float = TIME_LIMIT

    @classmethod
    def of(cls, module: str, argument: str, seconds: float = TIME_LIMIT) -> "Child":
        """`module` run in this Python, or in this frozen program told so by `argument`."""
        return cls(command_of(module, argument), seconds)

    def run(self, arguments: Sequence[str]) -> bytes:
        """What the child prints. Raises ChildFailed; then no child is left running."""
        try:
            done = subprocess.run(
                [*self.command, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self.seconds,
                env=environment(),
                creationflags=_NO_CONSOLE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise ChildTooSlow(f"killed after {self.seconds:g} seconds") from error
        except OSError as error:
            raise ChildFailed(str(error)) from error
        if done.returncode != 0:
            raise ChildFailed(f"ended with {done.returncode}")
        return done.stdout


def command_of(module: str, argument: str) -> tuple[str, ...]:
    """What starts `module` as a process, in this Python or in this frozen program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, argument)
    # -P: whatever lies in the current folder is not imported.
    return (sys.executable, "-P", "-m", module)


def started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process that is asked over its pipes for as long as it lives. Raises OSError."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        creationflags=_NO_CONSOLE,
    )


def limit_memory(limit: int) -> None:
    """Bound this process's memory in bytes, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:  # Windows
        return
    # macOS knows the limit and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def environment() -> dict[str, str]:
    """Ours, and the folder that holds `editor`, wherever the program was started."""
    root = str(Path(__file__).resolve().parents[1])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
