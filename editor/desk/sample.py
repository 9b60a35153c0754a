"""The sample story that comes with Galley, brought in like any other copy and picture."""

from importlib.resources import as_file, files

from editor.desk.desk import Desk

STORY = "millet-harvest.txt"
PHOTO = "grain-terraces.jpg"


def bring_in_sample(desk: Desk) -> str:
    """The sample as a draft with its lead photo; returns the story's id."""
    folder = files("resources") / "sample"
    with as_file(folder / STORY) as path:
        story = desk.arrivals.bring_in(path, section="News").story
    with as_file(folder / PHOTO) as path:
        desk.pictures.attach(story.id, desk.pictures.bring_in(path), lead=True)
    return story.id
