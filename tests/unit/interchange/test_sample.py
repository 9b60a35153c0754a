"""Whole pages as they come: the house's own sample, and a real one from a province's site."""

import re
from pathlib import Path

from editor.interchange.read import read_story
from editor.story.credit import CreditLine, Relation
from editor.story.text import Counts


def paragraphs_of(path: Path) -> list[str]:
    blocks = re.split(r"\n\s*\n", path.read_text("utf-8").strip())
    return [" ".join(block.split()) for block in blocks]


def test_the_sample_story_comes_apart_into_its_parts(sample: Path) -> None:
    story = read_story(sample)
    assert story.headline == "Terraced county brings in its golden grain"
    assert story.caption == (
        "Farmers bring in the autumn millet on terraced fields in Lingqiu county, Shanxi province."
    )
    assert story.credit == CreditLine(
        relation=Relation.FOR, photographer="Wen Qiaoyu", organisation="galley.example"
    )
    assert story.deck.startswith("Better seed, small machines and buyers")
    assert story.contributors == ("Wen Qiaoyu", "Lu Mingzhe")
    assert story.byline == ()
    assert len(story.body.blocks) == 13
    assert 500 <= Counts.of(story.body.text).words <= 600


def test_what_stands_around_the_sample_story_is_left_out_and_told(sample: Path) -> None:
    story = read_story(sample)
    assert [str(warning).partition(":")[0] for warning in story.warnings] == [
        "Left out the site navigation",
        "Left out the publisher's footer",
        "Left out an address line",
    ]
    for words in ("Sister Cities", "rights reserved", "TEL:"):
        assert words not in story.body.text
        assert any(words in str(warning) for warning in story.warnings)


def test_the_congress_story_comes_apart_into_its_parts(congress_story: Path) -> None:
    story = read_story(congress_story)
    assert story.headline == "Modernizing strategy validated by congress"
    assert story.caption.endswith("Shanxi No 1 Traditional Chinese Medicines Group.")
    assert story.credit == CreditLine(relation=Relation.PROVIDED, organisation="China Daily")
    assert story.deck.startswith("Party's emphasis on innovation reinforces")
    assert story.contributors == ("Zheng Lu", "Zheng Na")
    assert len(story.warnings) == 3


def test_every_paragraph_of_the_congress_story_is_kept_as_typed(congress_story: Path) -> None:
    page = paragraphs_of(congress_story)
    story = read_story(congress_story)
    # Above the body: headline, caption, deck; below: contributors, navigation, footer, address.
    assert story.body.text.split("\n\n") == page[3:-4]
    assert "You'ao village" in story.body.text
    assert '"Ms Chen told me planting' in story.body.text
    for words in ("Sister Cities", "rights reserved", "Yingze", "contributed to this story"):
        assert words not in story.body.text
