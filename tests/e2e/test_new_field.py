"""A story gets one field more: what that takes, done to a copy of the program, which is then used.

The copy's stories have a kicker, a line above the headline. Nothing but what stands in `CHANGES`
is changed, and yet the library keeps it, the command line sets it, files carry it, versions are
compared by it and bring it back, it is signed, printed, and has a field in the window.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.migrations import HEAD

REPO = Path(__file__).parents[2]
USE = Path(__file__).with_name("new_field.py")
NEXT = f"{int(HEAD) + 1:04}"
MOST = 10  # files that a new field may touch

# In each file: what stands there, and the words that come after it.
CHANGES = {
    "editor/story/fields.py": [
        (
            r"for field in \(\n",
            'StoryField("kicker", FieldKind.LINE, front=("kicker",), styles=("Up",)),',
        ),
        (r'^ABOVE = .*"headline", ', '"kicker", '),
        (r'^COMPARED = \(\n\s+\*\("headline", ', '"kicker", '),
    ],
    "editor/story/story.py": [
        (r'^    dateline: str = ""\n', '    kicker: str = ""\n'),
        (r"^    dateline: str \| None = None\n", "    kicker: str | None = None\n"),
    ],
    "editor/story/snapshot.py": [(r"^    outlet: Outlet\n(?=\n)", '    kicker: str = ""\n')],
    "resources/words/en.toml": [
        (r"^\[field\]\n", 'kicker = "Kicker"\n'),
        (r"^\[in\]\n", 'kicker = "kicker"\n'),
    ],
    "db/schema.py": [(r"^    deck: Named.*\n", "    kicker: Named[str] = Column(Text)\n")],
    "db/migrations/__init__.py": [
        (rf'^REVISIONS = \(.*"{HEAD}"', f', "{NEXT}"'),
        (r"^SHAPES = {\n", f'    "{NEXT}": "SHAPE",\n'),
    ],
    f"db/migrations/versions/{NEXT}_kicker.py": [
        (
            "^",
            f"""import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{NEXT}", "{HEAD}", None, None


def upgrade() -> None:
    op.add_column("stories", sa.Column("kicker", sa.Text(), nullable=False, server_default=""))
""",
        )
    ],
    "editor/publish/page.py": [
        (r'^        "headline": headline,\n', '        "kicker": snapshot.kicker,\n')
    ],
    "resources/site/page.html.j2": [
        (r'<header class="opening">\n', '<p class="kicker">{{ kicker }}</p>\n')
    ],
}
SHAPE = "from db.file.migration import *; print(fingerprint(expected_shape({!r})))"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """The program with the field in it."""
    code = tmp_path / "code"
    for part in ("editor", "db", "resources"):
        shutil.copytree(REPO / part, code / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPO / "main.py", code)
    for name, changes in CHANGES.items():
        file = code / name
        text = file.read_text("utf-8") if file.exists() else ""
        for there, more in changes:
            text, found = re.subn(
                there, lambda match, more=more: match[0] + more, text, count=1, flags=re.M
            )
            assert found, (name, there)
        file.write_text(text, "utf-8")
    steps = code / "db" / "migrations" / "__init__.py"
    shape = python(code, "-c", SHAPE.format(NEXT)).strip()
    steps.write_text(steps.read_text("utf-8").replace('SHAPE"', f'{shape}"'), "utf-8")
    return code


def python(code: Path, *words: object) -> str:
    """What a program of that code prints."""
    asked = [sys.executable, *map(str, words)]
    done = subprocess.run(asked, cwd=code, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_new_field_touches_few_files() -> None:
    assert len(CHANGES) < MOST


def test_a_new_field_goes_every_way_a_field_goes(code: Path, tmp_path: Path) -> None:
    assert json.loads(python(code, USE, code, tmp_path)) == {
        "imported": "In town",
        "cleaned": "On rails",
        "compared": [["kicker", "In town", "On rails"]],
        "restored": "In town",
        "copied": ["In town", "In town"],
        "voided": True,
        "same snapshot": True,
        "printed": True,
        "in the window": ["In town"],
    }
