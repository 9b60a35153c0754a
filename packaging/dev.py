#!/usr/bin/env python3
"""The one script a person types: sets Galley up, opens it, runs its tests.

    python3 packaging/dev.py run [-- arguments for Galley]
    python3 packaging/dev.py test [-- arguments for pytest]

It must work on a machine with nothing but Python, so neither this file nor its
neighbours import anything outside the standard library; and this file keeps to
syntax that Python 3.5 can read, so that an old Python gets a sentence and not a
SyntaxError.
"""

import sys

LOWEST_PYTHON = (3, 11)
# PySide6 6.11 ends here; a newer Python would fail in the middle of the download.
TOO_NEW_PYTHON = (3, 15)


def python_refused(version):  # type: (tuple[int, ...]) -> str | None
    """The sentence for a Python that Galley cannot use, or None."""
    if LOWEST_PYTHON <= version[:2] < TOO_NEW_PYTHON:
        return None
    return (
        "Galley needs Python {}.{} to {}.{}; this one is {}.{} ({}). "
        "Type the same command with another, for example: python{}.{} packaging/dev.py"
    ).format(
        *LOWEST_PYTHON,
        TOO_NEW_PYTHON[0],
        TOO_NEW_PYTHON[1] - 1,
        version[0],
        version[1],
        sys.executable or "python",
        *LOWEST_PYTHON,
    )


def main(arguments):  # type: (list[str]) -> int
    """Hand over to the verb; returns the exit code."""
    refused = python_refused(tuple(sys.version_info[:3]))
    if refused:
        print(refused, file=sys.stderr)
        return 2
    # Only now: these files use the syntax of Python 3.11.
    import verbs

    return verbs.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
