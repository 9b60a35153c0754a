"""Galleries at the desk: their photos are copied, taken out, signed and exported like others."""

from pathlib import Path

from editor.desk.desk import Desk
from editor.desk.pictures import PhotoTexts
from editor.publish.page import PageRenderer
from editor.publish.verification import verify_bundle
from editor.story.credit import parse_credit
from editor.story.document import Document, Gallery, Paragraph, Table, TableCell
from editor.story.rendition import Rendition
from editor.story.runs import Run
from editor.story.story import StoryEdit


def with_gallery(desk: Desk, story: str, picture: Path) -> tuple[str, ...]:
    """The story with two photos side by side; ids of their placements."""
    brought = desk.pictures.bring_in(picture)
    ids = tuple(desk.pictures.attach(story, brought).value.placement.id for _ in range(2))
    for number, placement in enumerate(ids):
        texts = PhotoTexts(f"Caption {number}.", parse_credit("[Photo by Wen Qiaoyu]"), "Millet.")
        desk.pictures.word(placement, texts)
    row = (TableCell((Run("Year"),), header=True), TableCell((Run("1987"),)))
    body = Document.of([Paragraph((Run("It began."),)), Gallery(ids), Table((row,))])
    desk.stories.keep(story, StoryEdit(body=body))
    return ids


def test_the_body_is_stored_and_read_again(desk: Desk, ready: str, picture: Path) -> None:
    ids = with_gallery(desk, ready, picture)
    view = desk.stories.view(ready)
    assert view.story.body.blocks[1] == Gallery(ids)
    assert [each.id for each in view.story.placements_on_page] == list(ids)
    assert view.findings == ()
    assert [row.id for row in desk.stories.search("1987")] == [ready]


def test_a_photo_taken_out_of_the_story_leaves_its_gallery(
    desk: Desk, ready: str, picture: Path
) -> None:
    one, two = with_gallery(desk, ready, picture)
    desk.pictures.take_out(one)
    assert desk.stories.view(ready).story.body.blocks[1] == Gallery((two,))
    desk.pictures.take_out(two)
    assert len(desk.stories.view(ready).story.body.blocks) == 2


def test_a_duplicate_has_a_gallery_of_its_own(desk: Desk, ready: str, picture: Path) -> None:
    ids = with_gallery(desk, ready, picture)
    copy = desk.stories.duplicate(ready).value
    assert copy.body.placements == tuple(each.id for each in copy.placements)
    assert not set(copy.body.placements) & set(ids)


def test_the_pictures_of_a_gallery_are_files_of_the_page(
    desk: Desk, ready: str, picture: Path
) -> None:
    ids = with_gallery(desk, ready, picture)
    page = PageRenderer().page(desk.stories.view(ready).snapshot)
    made = [each for each in page.files.values() if isinstance(each, Rendition)]
    assert {each.photo.placement for each in made} == set(ids)
    assert page.html.decode().count("[Photo by Wen Qiaoyu]") == 2


def test_a_changed_order_is_another_page_to_sign(desk: Desk, ready: str, picture: Path) -> None:
    one, two = with_gallery(desk, ready, picture)
    before = desk.stories.view(ready).snapshot.sha256
    body = desk.stories.view(ready).story.body
    turned = Document.of([body.blocks[0], Gallery((two, one)), body.blocks[2]])
    desk.stories.keep(ready, StoryEdit(body=turned))
    assert desk.stories.view(ready).snapshot.sha256 != before


def test_a_bundle_with_a_table_and_a_gallery_verifies(
    desk: Desk, ready: str, picture: Path, tmp_path: Path
) -> None:
    with_gallery(desk, ready, picture)
    desk.review.sign_off(ready, by="Chen Yu")
    report = desk.publishing.export(ready, tmp_path / "site").value
    assert report.kind == "bundle"
    assert verify_bundle(report.path).problems == ()
    (page,) = (tmp_path / "site").rglob("index.html")
    assert '<div class="gallery"' in page.read_text("utf-8")
    assert '<th scope="row" dir="auto">Year</th>' in page.read_text("utf-8")
