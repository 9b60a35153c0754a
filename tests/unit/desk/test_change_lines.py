from dataclasses import replace
from pathlib import Path

from editor.desk.change_lines import change_lines
from editor.desk.desk import Desk
from editor.desk.pictures import PhotoTexts
from editor.story.document import Document, Heading, Mark, Paragraph, Run
from editor.story.photo import Crop
from editor.story.story import StoryEdit


def lines(desk: Desk, story_id: str, older: int = 1) -> list[str]:
    return list(change_lines(desk.history.compare(story_id, older).comparison))


def test_words_formatting_kinds_and_moves_are_told(desk: Desk, ready: str) -> None:
    texts = ("It began on Monday.", "What comes next", "Farmers were very glad of it.")
    desk.stories.keep(ready, StoryEdit(body=Document.from_paragraphs(texts)))
    desk.history.save(ready, "Take one")
    blocks = (
        Paragraph((Run("Farmers were very glad of it."),)),
        Paragraph((Run("It began on "), Run("Tuesday.", frozenset({Mark.BOLD})))),
        Heading(2, (Run("What comes next"),)),
        Paragraph((Run("Added."),)),
    )
    desk.stories.keep(ready, StoryEdit(headline="Millet harvest ends", body=Document.of(blocks)))
    told = lines(desk, ready)
    assert told[0].split(maxsplit=1) == ["headline", "Millet harvest [-begins-]{+ends+}"]
    assert any(line.endswith("It began on [-Monday-]{+Tuesday+}.") for line in told)
    assert any("(bold added: “.”)" in line for line in told)
    assert any("(paragraph became heading 2)" in line for line in told)
    assert any(line.startswith("moved") for line in told)
    assert told[-1].split(maxsplit=1) == ["added", "{+Added.+}"]


def test_photos_are_told(desk: Desk, ready: str, picture: Path) -> None:
    brought = desk.pictures.bring_in(picture)
    place = desk.pictures.attach(
        ready, brought, lead=True, texts=PhotoTexts("A field.")
    ).value.placement
    desk.history.save(ready, "Take one")
    desk.pictures.reword(place.id, {"caption": "A wide field."})
    with desk.newsroom.store.begin() as work:
        placement = desk.newsroom.story(work, ready).placements[0]
        work.placements.change(replace(placement, crop=Crop(0, 0, 0.5, 0.5)))
        work.commit()
    told = lines(desk, ready)
    assert told[0] == "photo changed A wide field."
    assert told[1].split(maxsplit=1) == ["caption", "A {+wide +}field."]
    assert told[2].strip() == "(cropped otherwise)"
    desk.pictures.take_out(place.id)
    assert lines(desk, ready) == ["photo removed A field."]


def test_the_newsrooms_own_part_is_told_and_so_is_nothing(desk: Desk, ready: str) -> None:
    desk.history.save(ready, "Take one")
    assert lines(desk, ready) == ["Nothing differs."]
    desk.site.keep_outlet(replace(desk.site.outlet(), name="Another name"))
    (line,) = lines(desk, ready)
    assert line.startswith("The newsroom's own part of the page differs")
