"""Whatever the order of a page makes of its lines: none of them is lost by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.conservation import Unplaced
from editor.interchange.arriving.incoming import STYLES, IncomingPicture, IncomingStory, Piece
from editor.interchange.arriving.left_out import accounted, said_of_unplaced, texts_of
from editor.interchange.arriving.page_order import arrange_pieces
from editor.story.document import Block, Blockquote, Heading, Paragraph, PhotoBlock
from editor.story.runs import Run

LINES = (
    "Terraces turn gold",
    "By Sun Rui in Taiyuan | China Daily",
    "Farmers at work in Lingqiu. [Photo provided to China Daily]",
    "A late harvest begins in the county",
    "TAIYUAN, Oct 12 (Xinhua) -- Farmers have brought in the millet, officials said.",
    "[Photo/VCG]",
    "Wen Qiaoyu and Lu Mingzhe in Beijing contributed to this story.",
    "Home | News | Government | About Us",
    "News",
    "Updated: 2026-05-04",
    "Copyright 2026 All rights reserved.",
    "Tel: 0351-1234567",
    "- 30 -",
    "(Editor: Li Wei)",
)


def blocks(text: str) -> list[Block]:
    runs = (Run(text),)
    quote = Blockquote((Paragraph(runs),), "Zhao Min")
    return [Paragraph(runs), Heading(2, runs), quote, Paragraph((Run(text, href="https://a.b/"),))]


lines = st.sampled_from(LINES).flatmap(lambda text: st.sampled_from(blocks(text)))
pieces = st.lists(
    st.tuples(
        st.one_of(lines, st.just(PhotoBlock("picture-1"))),
        st.sampled_from([*STYLES, *[""] * 8]),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


@given(pieces)
def test_the_order_of_a_page_loses_no_line(laid: list[tuple[Block, str, bool]]) -> None:
    page = [Piece(block, at, style, slight) for at, (block, style, slight) in enumerate(laid, 1)]
    picture = IncomingPicture("picture-1", "a.jpg", path=None)  # pyright: ignore[reportArgumentType]
    story = arrange_pieces(IncomingStory(pictures=(picture,)), page)
    seen = [text for piece in page for text in texts_of(piece.block)]
    assert accounted(story, seen).unplaced == ()


@pytest.mark.parametrize(
    ("unplaced", "sentence"),
    [
        ((), ()),
        (
            (Unplaced("a", "b"), Unplaced("c")),
            ("Words whose place is not known, left out of the story: “a” (after “b”), “c”.",),
        ),
    ],
)
def test_unplaced_words_are_said_whole(
    unplaced: tuple[Unplaced, ...], sentence: tuple[str, ...]
) -> None:
    assert tuple(map(str, said_of_unplaced(unplaced))) == sentence
