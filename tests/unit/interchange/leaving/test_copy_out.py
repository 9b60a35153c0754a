"""What a story looks like for systems that only take paste."""

from dataclasses import replace

from hypothesis import given, settings

from editor.interchange.leaving.copy_out import CopySheet, Form, copy_sheet, file_name, site_html
from editor.interchange.web.html import read_page
from editor.story.document import (
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.people import Contributor
from editor.story.runs import Run
from tests.documents import documents
from tests.unit.publish.samples import PHOTO, STORY

BODY = Document.of(
    [
        Paragraph((Run("It began < 5."),)),
        PhotoBlock("inside"),
        Heading(2, (Run("The seed"),)),
        ListBlock(False, (ListItem((Run("Jingu 47"),)),)),
        Table(((TableCell((Run("a"),), header=True), TableCell((Run("b"),), header=True)),)),
        PullQuote((Run("Large words"),)),
        Gallery(("inside", "third")),
    ]
)
SNAPSHOT = replace(
    STORY,
    slug="the-seed",
    headline="A seed & its village",
    deck="What it changed",
    body=BODY,
    byline=(Contributor("Zhao Min"), Contributor("Li Ying")),
    contributors=(Contributor("Wang Lin"),),
    keywords=("millet", "Shanxi"),
    photos=(
        replace(PHOTO, caption="Lead.", credit="Photo/VCG", credit_line="[Photo/VCG]", alt="A"),
        replace(PHOTO, placement="inside", lead=False, caption="Inside.", credit_line="[B]"),
        replace(
            PHOTO, placement="third", lead=False, caption="", credit="", credit_line="", alt=""
        ),
    ),
)


def piece(sheet: CopySheet, key: str) -> dict[Form, str]:
    found = next(each for each in sheet.pieces if each.key == key)
    return {form.form: form.html or form.text for form in found.forms}


def test_every_field_is_a_piece_of_its_own() -> None:
    sheet = copy_sheet(SNAPSHOT)
    assert [(each.key, each.text) for each in sheet.pieces if each.key != "body"] == [
        ("headline", "A seed & its village"),
        ("deck", "What it changed"),
        ("byline", "By Zhao Min and Li Ying"),
        ("dateline", SNAPSHOT.dateline),
        ("contributors", "Wang Lin contributed to this story."),
        ("keywords", "millet, Shanxi"),
    ]


def test_fields_without_words_are_not_offered() -> None:
    empty = replace(
        SNAPSHOT, deck="", dateline="", contributors=(), keywords=(), body=Document(), photos=()
    )
    sheet = copy_sheet(empty)
    assert [each.key for each in sheet.pieces] == ["headline", "byline"]
    assert sheet.photos == ()


def test_the_body_goes_out_formatted_as_html_and_as_words() -> None:
    body = piece(copy_sheet(SNAPSHOT), "body")
    assert body[Form.RICH] == body[Form.HTML]
    assert body[Form.HTML] == (
        "<p>It began &lt; 5.</p>\n"
        "<!-- 02-the-seed.jpg -->\n"
        "<h2>The seed</h2>\n"
        "<ul><li>Jingu 47</li></ul>\n"
        '<table border="1" style="border-collapse:collapse"><thead><tr><th>a</th><th>b</th></tr>'
        "</thead></table>\n"
        "<aside>Large words</aside>\n"
        "<!-- 02-the-seed.jpg -->\n"
        "<!-- 03-the-seed.jpg -->"
    )
    assert body[Form.TEXT] == "It began < 5.\n\nThe seed\n\n- Jingu 47\n\na\tb\n\nLarge words"


def test_photos_stand_in_the_order_of_upload_with_their_words() -> None:
    photos = copy_sheet(SNAPSHOT).photos
    assert [(each.number, each.file) for each in photos] == [
        (1, "01-the-seed.jpg"),
        (2, "02-the-seed.jpg"),
        (3, "03-the-seed.jpg"),
    ]
    assert [(each.key, each.text) for each in photos[0].pieces] == [
        ("caption and credit", "Lead. [Photo/VCG]"),
        ("caption", "Lead."),
        ("credit", "Photo/VCG"),
        ("alt", "A"),
    ]
    assert photos[2].pieces == ()


def test_a_long_slug_is_cut_between_words_in_a_file_name() -> None:
    long = replace(SNAPSHOT, slug="terraced-county-brings-in-its-golden-grain")
    assert file_name(long, 7) == "07-terraced-county-brings-in-its-golden.jpg"
    assert file_name(replace(SNAPSHOT, slug="a" * 60), 7) == f"07-{'a' * 40}.jpg"
    assert file_name(replace(SNAPSHOT, slug=""), 7) == "07-picture.jpg"


def test_the_whole_story_for_word_has_everything_in_its_order() -> None:
    whole = copy_sheet(SNAPSHOT).whole
    assert whole.html.startswith(
        "<h1>A seed &amp; its village</h1>\n<p><em>What it changed</em></p>\n"
        "<p>By Zhao Min and Li Ying</p>\n<p><em>[01-the-seed.jpg] Lead. [Photo/VCG]</em></p>\n"
        "<p>It began &lt; 5.</p>\n<p><em>[02-the-seed.jpg] Inside. [B]</em></p>\n<h2>The seed</h2>"
    )
    assert whole.html.endswith("<p><em>Wang Lin contributed to this story.</em></p>")
    assert "data-galley" not in whole.html
    assert whole.text.startswith("A seed & its village\n\nWhat it changed\n\nBy Zhao Min")


@settings(max_examples=60)
@given(documents)
def test_no_word_of_a_body_is_lost_on_its_way_to_a_site(document: Document) -> None:
    words = document.with_placements(lambda _: "")
    back = read_page(site_html(words, lambda _: "")).body
    assert _letters(back.text) == _letters(words.text)


def _letters(text: str) -> list[str]:
    return [each for each in text if each.isalnum()]
