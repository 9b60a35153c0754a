"""What a developer can ask for: run, test, bench, screenshots, setup, doctor.

Each verb prepares what it needs, then starts the real program in `.venv`.
It must not know how an environment or a system package is made: its neighbours do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import environment
import system_packages
from refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent

USAGE = """\
usage: python3 packaging/dev.py VERB [-- more arguments]

  run          set up what is missing and open Galley; without a screen, take the
               sample story all the way to a published page instead
               (after --: arguments for Galley, for example  run -- list --json)
  test         set up, then all checks and all tests: some nine minutes on two
               processors, twice that on a busy machine (after --: arguments for pytest)
  bench        the benchmarks, with their table (after --: arguments for pytest)
  screenshots  make docs/screenshots again
  setup        set up everything and stop
  libraries    install the system's libraries that Galley needs, nothing else (as root,
               on Debian and Ubuntu)
  doctor       say what is missing on this system, change nothing
"""

# Name and command of each check, in the order of what fails soonest. pytest comes
# after them, so that its closing line is the last thing printed.
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ruff check", ("-m", "ruff", "check")),
    ("ruff format --check", ("-m", "ruff", "format", "--check")),
    (
        "lint-imports",
        ("-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-logo"),
    ),
    ("basedpyright", ("-m", "basedpyright")),
)


def has_screen(platform: str, variables: Mapping[str, str]) -> bool:
    """Whether a screen is named: only Linux and its like can be without."""
    if platform in {"win32", "darwin"}:
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def screen_answers(python: Path) -> bool:
    """Whether it is there, too: the name may be left over from a screen that is gone (`sudo`,
    `ssh`, a closed session), and Qt ends the program over it without a sentence."""
    return has_screen(sys.platform, os.environ) and start(python, ["-m", "editor.screen"]) == 0


def split_arguments(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """`["run", "--", "list"]` becomes `("run", ["list"])`; the `--` may be left out."""
    if not arguments:
        return "help", []
    verb, *rest = arguments
    return verb, rest[1:] if rest[:1] == ["--"] else rest


def child_variables(**more: str) -> dict[str, str]:
    """The variables of this process without those that would lead Python astray."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    return kept | more


def start(python: Path, arguments: Sequence[str], variables: dict[str, str] | None = None) -> int:
    """Run Python in the project's folder, on this terminal; returns its exit code."""
    sys.stdout.flush()
    command = [str(python), *arguments]
    variables = child_variables() if variables is None else variables
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


def prepare(kind: environment.Kind) -> Path:
    """System libraries, then `.venv`; returns its Python. Quick when all is there."""
    made = environment.Environment(ROOT)
    if not made.is_ready(kind):
        system_packages.require(absent(made))
        made.make(kind)
    return made.python


def absent(made: environment.Environment) -> list[system_packages.Need]:
    """What the system lacks to run Galley, and to make `.venv` if that is still to be done."""
    return system_packages.missing() + ([] if made.is_usable() else system_packages.missing_venv())


def run(arguments: list[str]) -> int:
    """Open Galley, or walk the main road where there is no screen."""
    python = prepare("run")
    if arguments or screen_answers(python):
        return start(python, ["main.py", *arguments])
    print(
        "There is no screen here, so no window: the sample story goes in, "
        "is signed off, exported and verified instead.",
        flush=True,
    )
    # Kept afterwards: the person wants to look at the page.
    fresh = Path(tempfile.mkdtemp(prefix="galley-tour-"))
    library, site = str(fresh / "library"), str(fresh / "site")
    return start(python, ["main.py", "--library", library, "tour", "--to", site])


def test(arguments: list[str]) -> int:
    """Every check, then every test; stops at the first that fails."""
    python = prepare("dev")
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        code = start(python, command)
        took = f"{time.monotonic() - began:.1f} s"
        if code:
            print(f"== {name} failed after {took}", file=sys.stderr)
            return code
        print(f"== {name} passed in {took}", flush=True)
    print("== pytest", flush=True)
    # A process of the two that dies ends the run: another in its place may be waited for in vain.
    two = ["-n", "2", "--dist", "loadfile", "--max-worker-restart", "0"]
    return start(python, ["-m", "pytest", *two, *arguments])


def bench(arguments: list[str]) -> int:
    """The benchmarks alone, one after the other: a busy neighbour spoils a measurement."""
    python = prepare("dev")
    measure = ["-m", "pytest", "tests/benchmarks", "--benchmark-enable"]
    return start(python, [*measure, "-p", "no:randomly", "-p", "no:xdist", *arguments])


def screenshots(arguments: list[str]) -> int:
    """Make docs/screenshots, on a screen in memory if there is no other."""
    python = prepare("dev")
    needs_screen = not screen_answers(python)
    if needs_screen:
        system_packages.require(system_packages.missing_screen())
    command = ["-m", "tests.screenshots", *arguments]
    if not needs_screen:
        return start(python, command)
    # The server chooses a free number and says it on its standard output.
    server_command = ["Xvfb", "-displayfd", "1", "-screen", "0", "2560x1600x24"]
    with subprocess.Popen(
        [*server_command, "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            number = server.stdout.readline().strip() if server.stdout else ""
            if not number:
                raise Refusal("Xvfb did not start, so there is no screen to take pictures of.")
            return start(python, command, child_variables(DISPLAY=f":{number}"))
        finally:
            server.terminate()


def setup(arguments: list[str]) -> int:
    """Everything for running and testing, nothing started."""
    began = time.monotonic()
    prepare("dev")
    print(f"Galley is set up ({time.monotonic() - began:.1f} s).")
    return 0


def libraries(arguments: list[str]) -> int:
    """What only root may do, so that nothing else of the set-up belongs to root."""
    needs = absent(environment.Environment(ROOT))
    system_packages.require(needs)
    print("System libraries are all there." if not needs else "Now the first command again.")
    return 0


def doctor(arguments: list[str]) -> int:
    """Say what is here and what is missing; exit 1 if something is."""
    made = environment.Environment(ROOT)
    there = has_screen(sys.platform, os.environ)
    if there and made.is_ready("run"):
        there = screen_answers(made.python)
    screen = "yes" if there else "no (run does without)"
    print(f"Python            {sys.version.split()[0]} ({sys.executable})")
    print(f"Screen            {screen}")
    for_run = "ready" if made.is_ready("run") else "not set up yet: run does it"
    for_test = "ready" if made.is_ready("dev") else "not set up yet: test does it"
    print(f".venv for run     {for_run}")
    print(f".venv for test    {for_test}")
    needs = absent(made)
    if needs:
        print(f"Missing           {system_packages.few_words(needs)}")
        print(f"To install        {system_packages.command_to_type(needs)}")
        return 1
    print("System libraries  all there")
    if made.is_ready("run"):
        problem = made.qt_problem()
        print(f"Qt                {problem or 'loads'}")
        return 1 if problem else 0
    return 0


VERBS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "screenshots": screenshots,
    "setup": setup,
    "libraries": libraries,
    "doctor": doctor,
}


def main(arguments: Sequence[str]) -> int:
    """Find the verb and do it; every refusal is one sentence, never a traceback."""
    verb, rest = split_arguments(arguments)
    if verb in {"help", "-h", "--help"}:
        print(USAGE, end="")
        return 0
    if verb not in VERBS:
        print(f"dev.py knows no “{verb}”.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        return VERBS[verb](rest)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("Stopped. The same command goes on from here.", file=sys.stderr)
        return 130
