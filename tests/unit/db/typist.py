"""Galleys for tests to kill: asked by a line on standard input, each types on until it dies.

Asked with `go`, it forks a Galley that opens the library and keeps one revision after the other,
printing each number only after the library said it was kept. Forked and not started anew, so that
twenty-five deaths do not cost twenty-five starts of Python.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from db.store import Store
from editor.story.story import StoryEdit

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def type_on(folder: Path, story_id: str) -> None:
    store = Store.open(folder)
    while True:
        with store.begin() as work:
            story = work.look.story(story_id)
            assert story is not None
            take = story.revision + 1
            edit = StoryEdit(headline=f"Take {take}", deck="words " * take, keywords=(f"t{take}",))
            revision = work.stories.keep(story_id, edit, now=NOW)
            work.audit.append(at=NOW, actor="typist", action="kept", object=str(revision))
            work.commit()
        say(f"kept {revision}")


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main(folder: Path, story_id: str) -> None:
    for line in sys.stdin:
        if line.strip() != "go":
            return
        galley = os.fork()
        if galley == 0:
            type_on(folder, story_id)
        say(f"galley {galley}")
        os.waitpid(galley, 0)
        say("dead")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
