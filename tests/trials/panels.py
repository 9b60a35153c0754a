"""The story list and the inspector side by side, with sample values, to look at and to handle.

`python -m tests.trials.panels` opens them; `--shots FOLDER` writes pictures of every state in
light and dark instead.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from editor.story.outlet import SEED_SECTIONS
from editor.story.story import Status
from editor.ui.stories.story_list import StoryList
from editor.ui.theme import Theme
from editor.ui.window.inspector import CHECKS, PHOTOS, REVIEW, STORY, Inspector
from tests.trials import panel_values as values

LIST_WIDTH, INSPECTOR_WIDTH = 300, 340


class Panels(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle("Panels")
        self.setProperty("surface", "canvas")
        self.stories = StoryList(theme)
        self.stories.setFixedWidth(LIST_WIDTH)
        self.inspector = Inspector(theme)
        self.inspector.setFixedWidth(INSPECTOR_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(10))
        row.addWidget(self.stories)
        row.addWidget(self.inspector)
        self.stories.show_rows(*values.numbered(values.rows(10_000)), SEED_SECTIONS)
        self.stories.select(f"{1:032x}")
        self.inspector.set_role("editor")
        sample = values.sample()
        self.inspector.show_story(sample.view, values.CHOICES)
        for photo_id, picture in sample.pictures.items():
            self.inspector.set_thumbnail(photo_id, picture)
            self.stories.rows.set_thumbnail(photo_id, picture)
        self.tabs = self.inspector._tabs


def states(panels: Panels) -> dict[str, Callable[[], None]]:
    stories, inspector, tabs = panels.stories, panels.inspector, panels.tabs

    def show(view: values.StoryView, tab: int, role: str = "editor") -> Callable[[], None]:
        def shown() -> None:
            inspector.set_role(role)
            inspector.show_story(view, values.CHOICES)
            tabs.setCurrentIndex(tab)

        return shown

    def found_nothing() -> None:
        stories.search.setText("grain terraces")
        stories.search.tell_now()
        stories.show_rows(*values.numbered(()), SEED_SECTIONS)
        inspector.clear()

    def none_yet() -> None:
        stories.search.clear()
        stories.show_rows(*values.numbered(()), SEED_SECTIONS)
        inspector.show_story(values.bare(), values.CHOICES)
        tabs.setCurrentIndex(PHOTOS)

    sample = values.sample().view
    changed = values.story(status=Status.IN_REVIEW)
    return {
        "story": show(sample, STORY),
        "photos-closed": show(sample, PHOTOS),
        "photo-open": lambda: inspector.go_to("caption", "p1"),
        "photo-bare": lambda: inspector.go_to("alt", "p2"),
        "checks": show(values.bare(), CHECKS),
        "checks-ready": show(values.reviewed(), CHECKS),
        "review": show(values.reviewed(), REVIEW, "supervisor"),
        "review-changed": show(
            values.view_of(changed, values.approved(changed, valid=False)), REVIEW, "supervisor"
        ),
        "awaiting": show(values.awaiting(), PHOTOS),
        "found-nothing": found_nothing,
        "none-yet": none_yet,
    }


def settle(app: QApplication) -> None:
    for _ in range(30):
        app.processEvents()


def shoot(app: QApplication, theme: Theme, folder: Path, heights: tuple[int, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for choice in ("light", "dark"):
        theme.choose(choice)
        for height in heights:
            panels = Panels(theme)
            panels.resize(QSize(panels.minimumSizeHint().width(), height))
            panels.show()
            for name, state in states(panels).items():
                state()
                settle(app)
                panels.grab().save(str(folder / f"{name}-{choice}-{height}.png"))
            panels.close()
            panels.deleteLater()
            settle(app)


def main() -> int:
    parser = argparse.ArgumentParser(description="Try the story list and the inspector.")
    parser.add_argument("--shots", type=Path, metavar="FOLDER", help="write pictures and end")
    parser.add_argument("--heights", type=int, nargs="+", default=[900, 720])
    parser.add_argument("--theme", default="system", choices=("system", "light", "dark"))
    args = parser.parse_args()
    app = QApplication(sys.argv[:1])
    theme = Theme(app, args.theme)
    theme.apply()
    if args.shots:
        shoot(app, theme, args.shots, tuple(args.heights))
        return 0
    panels = Panels(theme)
    other = QPushButton("Light or dark", panels)
    other.clicked.connect(lambda: theme.choose("light" if theme.is_dark else "dark"))
    panels.layout().addWidget(other)
    panels.resize(900, 900)
    panels.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
