"""A desk over a real library, with a clock that the test moves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from editor.desk.desk import Desk
from editor.story.document import Document
from editor.story.story import StoryEdit


@dataclass
class Clock:
    now: datetime = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", program_version="test", person="Wang Fang")
    yield Desk.over(replace(opened.newsroom, clock=clock), "test")
    opened.close()


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "IMG_0412.jpg"
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(path, "JPEG")
    return path


@pytest.fixture
def ready(desk: Desk) -> str:
    """Id of a story that nothing blocks."""
    story = desk.stories.begin(section="News").value
    desk.stories.keep(
        story.id,
        StoryEdit(
            headline="Millet harvest begins",
            body=Document.from_paragraphs(["It began."]),
            byline=("Wen Qiaoyu",),
        ),
    )
    return story.id
