"""Pictures of a saved web page come along: those in it, and those in its own folder, no others."""

from base64 import b64encode
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.read import read_story
from editor.story.document import Paragraph, PhotoBlock
from tests.unit.interchange.office.made import png

WORDS = "<p>The story begins here and goes on for a while, and then a little more, it says.</p>" * 4
DATA = f"data:image/png;base64,{b64encode(png() + bytes(400)).decode()}"


def page(tmp_path: Path, body: str, name: str = "Millet.html") -> IncomingStory:
    path = tmp_path / name
    path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    folder = tmp_path / "laid"
    folder.mkdir(exist_ok=True)
    return read_story(path, folder)


def beside(tmp_path: Path, name: str = "mill.png") -> Path:
    folder = tmp_path / "Millet_files"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(png())
    return folder / name


def test_pictures_in_figures_bring_their_captions(tmp_path: Path) -> None:
    beside(tmp_path)
    lead = (
        f'<figure><img src="{DATA}" alt="Terraces">'
        "<figcaption>The terraces. [Photo/VCG]</figcaption></figure>"
    )
    other = (
        '<figure><img src="Millet_files/mill.png" alt="A mill">'
        "<figcaption>The mill.</figcaption></figure>"
    )
    story = page(tmp_path, f"<article><h1>Millet</h1>{lead}{WORDS}{other}{WORDS}</article>")
    assert story.headline == "Millet"
    assert story.caption == "The terraces."
    assert story.credit.organisation == "VCG"
    one, two = story.pictures
    assert story.lead == one.key
    assert (one.alt, two.alt, two.caption, two.name) == (
        "Terraces",
        "A mill",
        "The mill.",
        "mill.png",
    )
    kinds = [type(block) for block in story.body.blocks]
    assert kinds == [Paragraph] * 4 + [PhotoBlock] + [Paragraph] * 4
    assert {each.picture for each in story.found if each.field == "caption"} == {one.key, two.key}
    assert two.path.read_bytes() == png()


@pytest.mark.parametrize(
    "address",
    [
        "secret.png",
        "../secret.png",
        "Millet_files/../secret.png",
        "Millet_files/..%2Fsecret.png",
        "Other_files/secret.png",
        "Millet_files/link.png",
        "/etc/secret.png",
        "file:///etc/secret.png",
        "https://a.example/secret.png",
        "//a.example/secret.png",
    ],
)
def test_a_page_reaches_nothing_outside_its_own_folder(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "Other_files").mkdir()
    (tmp_path / "Other_files" / "secret.png").write_bytes(png())
    beside(tmp_path)
    (tmp_path / "Millet_files" / "link.png").symlink_to(tmp_path / "secret.png")
    story = page(tmp_path, f'<h1>Millet</h1>{WORDS}<img src="{address}" alt="Secret">{WORDS}')
    assert story.pictures == ()
    assert any("picture" in str(each) for each in story.warnings)


def test_pictures_around_the_story_are_told_and_left_out(tmp_path: Path) -> None:
    beside(tmp_path, "logo.png")
    body = (
        f'<nav><img src="Millet_files/logo.png">Home</nav><article><h1>Millet</h1>{WORDS}</article>'
    )
    story = page(tmp_path, body)
    assert story.pictures == ()
    assert any("1 picture around the story: logo.png" in str(each) for each in story.warnings)


def test_a_page_of_words_beyond_the_bound_is_refused_with_and_without_pictures(
    tmp_path: Path,
) -> None:
    with pytest.raises(Exception, match="more than 300,000 tags"):
        page(tmp_path, "<p>word</p>" * 300_000)
    story = page(tmp_path, f'<h1>Millet</h1>{WORDS}<p><img src="{DATA}"></p>{WORDS}')
    assert len(story.pictures) == 1
