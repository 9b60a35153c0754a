"""The timeline and the comparison in the real window, to look at.

`python -m tests.trials.history FOLDER` writes pictures with 3 and with 200 versions, in light and
dark, at both sizes; without FOLDER it opens the window.
"""

import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from editor.desk.changing import Changes
from editor.desk.desk import Desk, bring_in_sample
from editor.desk.pictures import PhotoTexts
from editor.desk.site import Person
from editor.message import message
from editor.story.document import Document, Heading, Paragraph
from editor.story.edits import Crop, Edits
from editor.story.runs import Mark, Run
from editor.story.story import StoryEdit
from editor.ui.app import make_application
from editor.ui.theme import Theme
from editor.ui.window.inspector import HISTORY
from editor.ui.window.main_window import MainWindow
from editor.ui.window.workspaces import CHOSEN
from tests.screenshots import SIZES, wait


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def furnish(desk: Desk, clock: Clock, many: int) -> str:
    """The sample story with `many` versions of the last days; returns its id."""
    story_id = bring_in_sample(desk).value
    blocks = desk.stories.view(story_id).story.body.blocks
    span = timedelta(days=6) / max(many, 1)
    takes = max(many - 5, 0)
    for take in range(takes):
        clock.now += span
        added = Paragraph((Run(f"A line of take {take}, " + "and more " * (take % 7)),))
        desk.stories.keep(story_id, StoryEdit(body=Document.of([*blocks, added])))
        desk.history.checkpoint(story_id, message("version.before-writing"))
    desk.history.save(story_id, "Before the cut 删减之前的版本")
    clock.now += timedelta(hours=1)
    lead = desk.stories.view(story_id).story.placements[0]
    desk.pictures.word(lead.id, PhotoTexts("Farmers carry millet down the terraces.", None, "A"))
    with desk.newsroom.store.begin() as work:
        placement = desk.newsroom.story(work, story_id).placements[0]
        work.placements.change(replace(placement, edits=Edits(crop=Crop(0.1, 0.15, 0.6, 0.7))))
        work.commit()
    first = blocks[0]
    words = first.runs[0].text if isinstance(first, Paragraph) else ""
    changed = [
        Paragraph((Run(words[:30], frozenset({Mark.BOLD})), Run(words[30:].replace("the", "a")))),
        Heading(2, (Run("What comes next"),)),
        *blocks[2:4],
        Paragraph((Run("太原昨日开通第三条地铁线路，连接机场。"),)),
        *blocks[5:],
        blocks[1],
    ]
    edit = StoryEdit(headline="Millet harvest begins on the terraces", body=Document.of(changed))
    desk.stories.keep(story_id, edit)
    if many > 2:
        desk.review.send(story_id)
        clock.now += timedelta(hours=2)
        desk.review.sign_off(story_id, by="Chen Yu")
    return story_id


def open_window(folder: Path, theme: Theme, many: int) -> tuple[MainWindow, Desk, str]:
    opened = Desk.open(folder / "library", program_version="trial", person="Chen Yu")
    clock = Clock(datetime.now().astimezone() - timedelta(days=6, hours=4))
    desk = Desk.over(replace(opened.newsroom, clock=clock), "trial")
    desk.site.seat(Person("Chen Yu", "supervisor"))
    story_id = furnish(desk, clock, many)
    clock.now = datetime.now().astimezone()
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue(CHOSEN, "write")
    window = MainWindow(desk, theme, settings)
    window.show()
    window.start()
    wait(800)
    window.open_story(story_id)
    wait(1500)
    return window, opened, story_id


def shoot(app: QApplication, theme: Theme, to: Path, many: int) -> None:
    with TemporaryDirectory() as place:
        window, desk, story_id = open_window(Path(place), theme, many)
        window.panels.inspector.turn_to(HISTORY)
        for choice in ("light", "dark"):
            theme.choose(choice)
            for width, height in SIZES:
                window.resize(width, height)
                wait(400)
                window.grab().save(str(to / f"history-{many}-{choice}-{width}.png"))
        window.resize(*SIZES[0])
        named = next(each.number for each in desk.history.versions(story_id) if each.name)
        window.desks.history.compare(named, None)
        wait(2500)
        comparison = window.desks.history._comparison
        assert comparison is not None
        for choice in ("light", "dark"):
            theme.choose(choice)
            comparison.step(1)
            wait(700)
            comparison.grab().save(str(to / f"comparison-{many}-{choice}.png"))
        comparison._text.verticalScrollBar().setValue(100_000)
        wait(300)
        comparison.grab().save(str(to / f"comparison-{many}-photos.png"))
        comparison._changes_only.setChecked(False)
        wait(300)
        comparison.grab().save(str(to / f"comparison-{many}-everything.png"))
        window.desks.history.show_version(named)
        wait(1500)
        comparison.grab().save(str(to / f"version-{many}.png"))
        edit = StoryEdit(body=Document.from_paragraphs(["Saved elsewhere."]))
        desk.stories.keep(story_id, edit)
        window._desk_lane.changed.emit(Changes.of_story(story_id))
        wait(1000)
        window.grab().save(str(to / f"meanwhile-{many}.png"))
        comparison.close()
        window.close()
        desk.close()


def main() -> int:
    app = make_application()
    theme = Theme(app, "light")
    theme.apply()
    if len(sys.argv) > 1:
        to = Path(sys.argv[1])
        to.mkdir(parents=True, exist_ok=True)
        for many in (3, 200):
            theme.choose("light")
            shoot(app, theme, to, many)
        return 0
    with TemporaryDirectory() as place:
        _window, desk, _ = open_window(Path(place), theme, 200)
        status = app.exec()
        desk.close()
        return status


if __name__ == "__main__":
    sys.exit(main())
