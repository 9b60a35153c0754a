"""Looks at a library and its bundles with the code of a folder: `older_library.py CODE PLACE`.

Prints what it finds as JSON.
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, sys.argv[1])

from editor.desk.desk import Desk
from editor.publish.verification import verify_bundle
from editor.story.document import Document
from editor.story.story import StoryEdit

PLACE = Path(sys.argv[2])


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def _story(desk: Desk, story_id: str) -> dict[str, Any]:
    view, numbers = desk.stories.view(story_id), desk.history.versions(story_id)
    read = [desk.history.snapshot(story_id, each.number) for each in numbers]
    with desk.newsroom.store.read() as work:
        out = [str(each.state) for each in work.publications.of_story(story_id)]
    same = None
    if view.signed_off:
        desk.publishing.export(story_id, PLACE / "anew")
        same = _files(PLACE / "anew" / view.story.slug) == _files(PLACE / "site" / view.story.slug)
    return {
        "status": str(view.story.status),
        "publications": out,
        "signed_off": view.signed_off,
        "voided": view.voided,
        "by": view.sign_off and view.sign_off.by,
        "versions": len(numbers),
        "versions_read": len(read),
        "compared": bool(numbers and desk.history.compare(story_id, numbers[0].number)),
        "same_bundle": same,
        "comments": [each.text for each in view.comments],
    }


def _found() -> dict[str, Any]:
    desk = Desk.open(PLACE / "library", program_version="0.2.0", person="Zhao Min")
    stories = {row.slug: _story(desk, row.id) for row in desk.stories.rows()}
    ids = {row.slug: row.id for row in desk.stories.rows()}
    [recovered] = desk.recovery.bring_back().value
    words = desk.history.snapshot(recovered.story_id, recovered.version).body.text
    # A change and its taking back: what was signed is signed again.
    changed = ids["bridge-opens"]
    desk.stories.keep(changed, StoryEdit(deck=""))
    again = str(desk.stories.view(changed).story.status)
    desk.stories.keep(changed, StoryEdit(body=Document.from_paragraphs(["Another."])))
    reasons = [str(each.reason) for each in desk.history.versions(changed)]
    health = desk.upkeep.health()
    kept = [version for story_id in ids.values() for version in desk.history.versions(story_id)]
    found = {
        "stories": stories,
        "verified": {
            bundle.name: [str(each) for each in verify_bundle(bundle).problems]
            for bundle in sorted((PLACE / "site").iterdir())
        },
        "aside": [each for each in reasons if each.startswith("Kept aside")],
        "recovered": words,
        "unknown_reasons": [str(each.reason) for each in kept if not each.reason.key],
        "again": again,
        "health": [str(each) for each in (*health.integrity, *health.foreign_keys)],
    }
    desk.close()
    return found


print(json.dumps(_found(), ensure_ascii=True))
