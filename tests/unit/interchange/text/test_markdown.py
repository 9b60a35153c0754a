"""Copy written in Markdown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.refusal import BeyondBounds
from editor.interchange.leaving.clipboard import to_html
from editor.interchange.read import read_story
from editor.interchange.text.markdown import read_markdown
from editor.story.credit import CreditLine, Relation
from editor.story.document import Blockquote


def body_of(text: str) -> str:
    copied = to_html(read_markdown(text).body)
    return copied.removeprefix('<div data-galley="document">').removesuffix("</div>")


def test_a_story_with_front_matter_comes_apart_into_its_parts(imports: Path) -> None:
    story = read_story(imports / "front-matter.md")
    assert story.headline == "Terraced county brings in its golden grain"
    assert story.deck == "Better seed gives an old crop a new market"
    assert story.byline == ("Sun Rui", "Lu Mingzhe")
    assert story.contributors == ("Sun Rui", "Lu Mingzhe")
    assert story.keywords == ("millet", "Lingqiu county")
    assert story.language == "en-GB"
    assert story.caption == "Farmers bring in the millet."
    assert story.credit == CreditLine(relation=Relation.AGENCY, organisation="VCG")
    assert set(map(str, story.warnings)) == {
        "Front matter that was not used: “section: News”",
        "Left out 1 picture: terraces.jpg (“Farmers on the terraces”).",
        "Left out 1 link without a full web address: “bad link” (“javascript:alert(1)”).",
    }


def test_blocks_and_marks_of_markdown_are_kept(imports: Path) -> None:
    copied = to_html(read_story(imports / "front-matter.md").body)
    for part in (
        '<p>On the <strong>terraces</strong> above <a href="https://liuhe.example/">Liuhe village',
        "<h2>The seed</h2>",
        "to find a reason not to leave.</p><footer>— Zhao Suyun, farmer</footer></blockquote>",
        "<p>A line with a soft break, a <s>wrong</s> word and a bad link.</p>",
        "<h3>The market</h3>",
        "<tbody><tr><td>2026</td><td>9.6</td></tr></tbody></table>",
        "<hr><h2>A second headline</h2>",
    ):
        assert part in copied


def test_the_first_heading_is_the_headline() -> None:
    story = read_markdown("# Harvest *begins*\n\nWords.\n\n## Seed\n\n#### Deep\n")
    assert story.headline == "Harvest begins"
    assert body_of("# a\n\nWords.\n\n## Seed\n\n#### Deep\n") == (
        "<p>Words.</p><h2>Seed</h2><h3>Deep</h3>"
    )


def test_a_quote_without_a_name_has_none() -> None:
    assert read_markdown("# a\n\n> Words — and more.\n").body.blocks == (
        Blockquote(read_markdown("# a\n\nWords — and more.\n").body.blocks),  # type: ignore[arg-type]
    )


def test_nested_lists_and_hard_breaks_are_kept() -> None:
    assert body_of("# a\n\n- b\n  1. c\n- d\n") == (
        "<ul><li>b<ol><li>c</li></ol></li><li>d</li></ul>"
    )
    assert body_of("# a\n\nWords.\n\none  \ntwo\n") == "<p>Words.</p><p>one<br>two</p>"


def test_raw_html_stays_text_and_is_told() -> None:
    story = read_markdown("# a\n\nOne <b>word</b> <script>alert(1)</script>.\n")
    assert story.body.text == "One <b>word</b> <script>alert(1)</script>."
    assert any("came in as text, tags and all" in str(each) for each in story.warnings)


def test_code_keeps_its_words() -> None:
    assert (
        body_of("# a\n\nWords.\n\n```\none <two>\n```\n") == "<p>Words.</p><p>one &lt;two&gt;</p>"
    )


@pytest.mark.parametrize(
    "text",
    ["[" * 40_000, "- " * 100 + "end", "> " * 100 + "end", "a\n\n" * 20_000, "*a " * 40_000],
)
def test_markdown_that_would_take_too_long_is_refused(text: str) -> None:
    with pytest.raises(BeyondBounds):
        read_markdown(text)


@given(st.text(alphabet="ab *_[](#>-`~|\n\\<&!1.", max_size=60))
def test_any_markdown_is_read(text: str) -> None:
    try:
        story = read_markdown(f"# Headline\n\nA body stands here.\n\n{text}")
    except BeyondBounds:
        return
    assert story.headline == "Headline"
    assert "A body stands here" in story.body.text or story.deck == "A body stands here."
