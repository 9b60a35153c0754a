"""The script's first words: which Python it accepts, which verb was meant."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import dev
import pytest
import verbs

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 1)])
def test_supported_pythons_are_accepted(version: tuple[int, int, int]) -> None:
    assert dev.python_refused(version) is None


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13), (3, 15, 0)])
def test_other_pythons_are_refused_in_one_sentence_that_says_what_to_type(
    version: tuple[int, int, int],
) -> None:
    sentence = dev.python_refused(version)
    assert sentence is not None
    assert f"this one is {version[0]}.{version[1]}" in sentence
    assert "python3.11 packaging/dev.py" in sentence
    assert "\n" not in sentence


def test_the_supported_pythons_are_those_of_the_distribution() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    low, high = dev.LOWEST_PYTHON, dev.TOO_NEW_PYTHON
    assert f'requires-python = ">={low[0]}.{low[1]},<{high[0]}.{high[1]}"' in text


def test_old_pythons_can_read_the_script_that_refuses_them() -> None:
    source = (ROOT / "packaging/dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 5))


def test_set_up_needs_nothing_but_the_standard_library() -> None:
    folder = ROOT / "packaging"
    own = {file.stem for file in folder.glob("*.py")}
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                assert top in own or top in sys.stdlib_module_names, f"{file.name}: {name}"


def test_without_a_verb_the_verbs_are_listed() -> None:
    told = subprocess.run(
        [sys.executable, "packaging/dev.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert all(verb in told.stdout for verb in verbs.VERBS)


def test_an_unknown_verb_is_wrong_usage() -> None:
    told = subprocess.run(
        [sys.executable, "packaging/dev.py", "fly"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 2
    assert "fly" in told.stderr
    assert "Traceback" not in told.stderr
