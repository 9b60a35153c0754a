"""A real story with a real photo, where they lie beside the checkout."""

import hashlib
import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from editor.publish.bundle import write_bundle
from editor.publish.page import PageRenderer
from editor.publish.verification import verify_bundle
from editor.story.document import Document
from editor.story.people import Contributor
from editor.story.rendition import Encoding, Rendition
from editor.story.snapshot import Snapshot
from tests.unit.publish.conftest import signed

SHARED = Path(__file__).parents[3].parent / "shared"
STORY = SHARED / "stories" / "modernizing-strategy-validated-by-congress.txt"
PHOTO = SHARED / "photos" / "wheat-field.jpg"


@pytest.fixture
def congress(story: Snapshot) -> Snapshot:
    for path in (STORY, PHOTO):
        if not path.is_file():
            pytest.skip(
                f"not tested with a real story: {path.name} is not in shared/ beside this folder"
            )
    headline, _, deck, *body = STORY.read_text("utf-8").split("\n\n")
    end = next(i for i, text in enumerate(body) if "contributed to this story" in text)
    with Image.open(PHOTO) as image:
        size = image.size
    photo = replace(
        story.photos[0],
        photo=hashlib.sha256(PHOTO.read_bytes()).hexdigest(),
        width=size[0],
        height=size[1],
    )
    return replace(
        story,
        slug="modernizing-strategy-validated-by-congress",
        headline=headline,
        deck=deck,
        body=Document.from_paragraphs(text.strip() for text in body[:end]),
        byline=(),
        contributors=(Contributor("Zheng Lu"), Contributor("Zheng Na")),
        photos=(photo,),
    )


def make(renditions: Sequence[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
    with Image.open(PHOTO) as image:
        for each in renditions:
            stream = io.BytesIO()
            kind = "WEBP" if each.encoding is Encoding.WEBP else "JPEG"
            image.resize((each.width, each.height)).save(stream, kind)
            yield each, stream.getvalue()


def test_a_real_story_goes_out_whole(
    congress: Snapshot, renderer: PageRenderer, tmp_path: Path
) -> None:
    page = renderer.page(congress)
    report = write_bundle(
        congress, page, tmp_path, make=make, sign_off=signed(congress), program_version="1"
    )
    text = page.html.decode()
    body = text[text.index('<div class="body">') : text.index('<p class="contributors"')]
    paragraphs = [html.unescape(each) for each in re.findall(r"<p [^>]*>(.*?)</p>", body)]

    assert verify_bundle(report.path).ok
    assert paragraphs == list(congress.body.paragraph_texts())
    assert len(paragraphs) > 20
    assert "<h1" in text
    assert "Home" not in body
    assert "All rights reserved" not in body
    assert "Zheng Lu and Zheng Na contributed to this story." in text
