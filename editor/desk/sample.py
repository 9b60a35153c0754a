"""The sample story that comes with Galley, brought in like any other copy and picture."""

from importlib.resources import as_file, files

from editor.desk.changes import Done
from editor.desk.desk import Desk

STORY = "millet-harvest.txt"
PHOTO = "grain-terraces.jpg"


def bring_in_sample(desk: Desk) -> Done[str]:
    """The sample as a draft with its lead photo; answers with the story's id."""
    folder = files("resources") / "sample"
    with as_file(folder / STORY) as path:
        story = desk.arrivals.bring_in(path, section="News").value.story
    with as_file(folder / PHOTO) as path:
        done = desk.pictures.attach(story.id, desk.pictures.bring_in(path), lead=True)
    return Done(story.id, done.changes)
