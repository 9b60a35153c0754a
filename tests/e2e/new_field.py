"""Takes a field more every way a field goes, with the code of a folder: `new_field.py CODE PLACE`.

The field is a kicker; what came of each way is printed as JSON.
"""

import json
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

sys.path.insert(0, sys.argv[1])

from PySide6.QtWidgets import QApplication, QLineEdit

from editor.desk.desk import Desk
from editor.ui.fields.story_panel import StoryPanel
from editor.ui.theme import Theme
from main import main

PLACE = Path(sys.argv[2])
LIBRARY = PLACE / "library"


def run(*words: object) -> Any:
    """What a command answers in JSON."""
    said = StringIO()
    with redirect_stdout(said):
        main(["--library", str(LIBRARY), *map(str, words), "--json"])
    return json.loads(said.getvalue())


def brought_in(file: Path) -> tuple[str, str]:
    """(id, kicker) of the story in a file."""
    [story] = run("import", file, "--section", "News")
    return story["id"], run("show", story["id"])["kicker"]


def in_the_window(story_id: str) -> list[str]:
    application = QApplication([])
    desk = Desk.open(LIBRARY, program_version="0", person="Chen Yu")
    panel = StoryPanel(Theme(application))
    panel.show_story(desk.stories.view(story_id), desk.stories.choices())
    fields = panel.findChildren(QLineEdit)
    shown = [each.text() for each in fields if each.accessibleName() == "Kicker"]
    desk.close()
    return shown


def found() -> dict[str, Any]:
    copy, page = PLACE / "tram.md", PLACE / "page.html"
    copy.write_text("---\ntitle: A tram\nkicker: In town\n---\n\nIt runs.\n", "utf-8")
    story, imported = brought_in(copy)
    run("save-version", story, "First")
    cleaned = run("set", story, "kicker=  On  rails ")["kicker"]
    first = run("history", story)[-1]["number"]
    compared = run("compare", story, first)["fields"]
    run("restore-version", story, first)
    restored = run("show", story)["kicker"]
    copies = [PLACE / "again.md", PLACE / "again.docx"]
    for each in copies:
        run("save-as", story, each)
    approved = run("sign-off", story, "--by", "Chen Yu")["snapshot"]
    voided = run("set", story, "kicker=Another")["signed_off_by"]
    again = run("set", story, "kicker=In town")["snapshot"]
    run("preview", story, "--to", page)
    return {
        "imported": imported,
        "cleaned": cleaned,
        "compared": [(each["field"], each["old"], each["new"]) for each in compared],
        "restored": restored,
        "copied": [brought_in(each)[1] for each in copies],
        "voided": voided is None,
        "same snapshot": again == approved,
        "printed": '<p class="kicker">In town</p>' in page.read_text("utf-8"),
        "in the window": in_the_window(story),
    }


print(json.dumps(found()))
