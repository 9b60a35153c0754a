"""What is counted in a sentence agrees with its number."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_no_sentence_leaves_the_number_to_the_reader() -> None:
    """`44 thing(s)` is a form to fill in, not a sentence."""
    files = [*(ROOT / "editor").rglob("*.py"), *(ROOT / "db").rglob("*.py")]
    files += [*(ROOT / "packaging").glob("*.py"), ROOT / "main.py"]
    # In quoted words, after a letter: a call `f(s)` stands in code or in backticks.
    form = re.compile(r"""["'][^"'`\n]*[a-z]\(e?s\)[^"'`\n]*["']""")
    found = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if form.search(line)
    ]
    assert found == []
