"""The page readers get."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from editor.publish.page import CONTENT_POLICY, PageRenderer
from editor.publish.page_reading import read_page
from editor.publish.prose import printable, prose
from editor.story.document import Document, Gallery, Paragraph, PhotoBlock, Table, TableCell
from editor.story.edits import Crop
from editor.story.outlet import NavItem, Section
from editor.story.people import Contributor
from editor.story.rendition import Rendition
from editor.story.runs import Mark, Run
from editor.story.snapshot import PlacedPhoto, Snapshot, from_json
from editor.story.text import clean_line
from editor.story.words import word_count
from tests.documents import edited, unknown
from tests.unit.publish.samples import OUTLET, PHOTO, STORY
from tests.unit.publish.strategies import HOSTILE, documents, texts

RENDERER = PageRenderer()


def html_of(snapshot: Snapshot, *, proof: bool = False) -> str:
    return RENDERER.page(snapshot, proof=proof).html.decode("utf-8")


def linked_data(html: str) -> dict:
    [text] = read_page(html).linked_data
    return json.loads(text)


def test_a_page_reads_in_the_order_of_the_trade(story: Snapshot) -> None:
    html = html_of(story)
    article = html[html.index("<article>") :]
    wanted = (
        "<h1",
        "By Wang Lin",
        "DAYU",
        "Sept 21, 2026",
        "<picture>",
        "on a terrace above the river.",
        "[Photo provided to China Daily]",
        "A grain that nobody wanted",
        "The first carts came down",
        "We sold out by noon",
        "Zheng Lu and Zheng Na contributed to this story.",
        "<footer",
        ">Home<",
        ">About Us<",
        "All rights reserved",
    )
    places = [article.index(words) for words in wanted]

    assert places == sorted(places)


def test_a_picture_too_long_for_a_webp_offers_none(story: Snapshot) -> None:
    tall = replace(story.photos[0], width=1000, height=17_000, crop=None)
    html = html_of(replace(story, photos=(tall, *story.photos[1:])))
    first, *others = html.split("<picture>")[1:]
    assert "webp" not in first.partition("</picture>")[0]
    assert all("webp" in other for other in others)


def test_an_outlet_that_asks_for_avif_offers_it_before_the_others(story: Snapshot) -> None:
    asked = replace(story, outlet=replace(story.outlet, avif=True))
    assert "avif" not in html_of(story)
    for picture in html_of(asked).split("<picture>")[1:]:
        avif, webp, *_ = re.findall(r'<source type="image/(.*?)" srcset="(.*?)" sizes', picture)
        assert (avif[0], webp[0]) == ("avif", "webp")
        assert avif[1] == webp[1].replace(".webp", ".avif")


def test_the_contributor_line_is_in_italics_without_links(story: Snapshot) -> None:
    line = "<em>Zheng Lu and Zheng Na contributed to this story.</em></p>"

    assert f'<p class="contributors" dir="auto">{line}' in html_of(story)


def test_the_same_snapshot_makes_the_same_page(story: Snapshot) -> None:
    again = from_json(json.loads(story.canonical))

    assert PageRenderer().page(story) == RENDERER.page(again)


def test_the_page_needs_its_style_sheet_and_its_pictures(story: Snapshot) -> None:
    page = RENDERER.page(story)
    renditions = [path for path, made in page.files.items() if isinstance(made, Rendition)]
    [style] = set(page.files) - set(renditions)

    assert page.path == "culture-tourism/2026/09/millet-comes-home/index.html"
    assert len(renditions) == 7
    assert re.fullmatch(r"assets/[0-9a-f]{16}\.css", style)


def test_everything_the_page_loads_is_among_its_files(story: Snapshot) -> None:
    page = RENDERER.page(story)
    loads = read_page(page.html.decode()).loads
    folder = page.path.removesuffix("index.html")

    for address in loads:
        path = address.removeprefix("../../../../")
        assert path in page.files or folder + path in page.files
    # A photo: WebP and JPEG in two widths each, and the one for browsers without srcset.
    assert len(loads) == 1 + 2 + 2 + 1


def test_the_content_policy_comes_before_anything_is_loaded(story: Snapshot) -> None:
    html = html_of(story)

    assert f'content="{CONTENT_POLICY}"' in html
    assert html.index("Content-Security-Policy") < html.index("<link")


def test_the_lead_photo_loads_first_and_others_when_they_are_reached(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    second = replace(photo, placement="second", lead=False, photo="2" * 64)
    body = story.body.append(PhotoBlock("second"))
    images = re.findall(r"<img [^>]*>", html_of(replace(story, photos=(photo, second), body=body)))

    assert ['loading="eager" fetchpriority="high"' in each for each in images] == [True, False]
    assert ['loading="lazy"' in each for each in images] == [False, True]


def test_without_a_lead_the_first_photo_of_the_text_loads_first(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    photos = tuple(replace(photo, placement=f"p{n}", lead=False, photo=str(n) * 64) for n in (1, 2))
    body = story.body.append(PhotoBlock("p1"), PhotoBlock("p2"))
    images = re.findall(r"<img [^>]*>", html_of(replace(story, photos=photos, body=body)))

    assert ['loading="eager"' in each for each in images] == [True, False]


def test_a_photo_tells_its_size_so_that_nothing_jumps(story: Snapshot) -> None:
    assert 'width="800" height="533"' in html_of(story)


def test_a_photo_without_alt_text_has_an_empty_one(story: Snapshot, photo: PlacedPhoto) -> None:
    assert ' alt=""' in html_of(replace(story, photos=(replace(photo, alt=""),)))


def test_a_photo_whose_placement_is_gone_leaves_nothing(story: Snapshot) -> None:
    gone = replace(story, body=story.body.append(PhotoBlock("gone")))

    assert html_of(gone) == html_of(story)


def test_the_body_holds_one_element_for_each_block_with_words(
    story: Snapshot, photo: PlacedPhoto
) -> None:
    second = replace(photo, placement="second", lead=False)
    body = story.body.append(Paragraph(), PhotoBlock("second"), Paragraph((Run("After."),)))
    html = html_of(replace(story, body=body, photos=(photo, second)))

    assert children_of_body(html) == ["p", "p", "figure", "p"]


def test_the_section_is_marked_in_the_navigation(story: Snapshot) -> None:
    marked = re.findall(r'<a href="([^"]*)" aria-current="true">([^<]*)</a>', html_of(story))

    # Once above the story and once below it.
    assert marked == [("../../../../culture-tourism/", "Culture &amp; Tourism")] * 2


def test_the_publisher_is_not_printed_twice(story: Snapshot) -> None:
    html = html_of(story)
    elsewhere = replace(story.outlet, footer=("All rights reserved",))

    assert '<p class="publisher"' not in html
    assert '<p class="publisher" dir="auto">River Province' in html_of(
        replace(story, outlet=elsewhere)
    )


def test_a_page_without_a_site_address_claims_none(story: Snapshot) -> None:
    html = html_of(replace(story, outlet=replace(story.outlet, address="")))

    assert "canonical" not in html
    assert "og:url" not in html
    assert "https://www.river-province" not in html


def test_a_page_with_a_site_address_is_canonical_there(story: Snapshot) -> None:
    url = "https://www.river-province.example/culture-tourism/2026/09/millet-comes-home/"

    assert f'<link rel="canonical" href="{url}">' in html_of(story)


def test_an_unfinished_story_still_has_a_page() -> None:
    nothing = Snapshot(
        story_id="f" * 32,
        slug="",
        headline="",
        deck="",
        body=Document(),
        section=Section("unfiled", ""),
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        language="",
        dated=STORY.dated,
        photos=(),
        outlet=replace(OUTLET, name="", navigation=(), footer=(), address=""),
    )
    page = RENDERER.page(nothing)

    assert page.path == "unfiled/2026/09/story-ffffffff/index.html"
    assert read_page(page.html.decode()).problems == []
    assert "<h1" not in page.html.decode()


def test_a_chinese_page_says_so_and_speaks_chinese(story: Snapshot) -> None:
    html = html_of(replace(story, language="zh-Hans", headline="谷子回家"))

    assert '<html lang="zh-Hans">' in html
    assert "2026年9月21日" in html
    # Its site is in English: so are the navigation and the footer.
    assert '<header class="masthead" lang="en">' in html


def test_a_page_read_from_the_right_says_so(story: Snapshot) -> None:
    assert '<html lang="ug" dir="rtl">' in html_of(replace(story, language="ug"))


@pytest.mark.parametrize(
    ("headline", "size"),
    [("Short", "<h1 dir"), ("x" * 120, '<h1 class="long"'), ("谷" * 100, '<h1 class="very-long"')],
)
def test_a_long_headline_is_set_smaller(story: Snapshot, headline: str, size: str) -> None:
    assert size in html_of(replace(story, headline=headline))


def test_a_small_picture_is_not_blown_up(story: Snapshot, photo: PlacedPhoto) -> None:
    small = replace(photo, width=500, height=400)

    assert 'class="photo lead small"' in html_of(replace(story, photos=(small,)))


def test_a_cropped_upright_picture_is_set_as_one(story: Snapshot, photo: PlacedPhoto) -> None:
    upright = replace(photo, width=3000, height=2000, crop=Crop(0.4, 0.0, 0.3, 1.0))

    assert 'class="photo lead tall"' in html_of(replace(story, photos=(upright,)))


# -- proofs


def test_a_proof_says_so_and_keeps_search_engines_away(story: Snapshot) -> None:
    html = html_of(story, proof=True)

    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert html.count("PROOF — NOT FOR PUBLICATION") > 50
    assert f"<code>{story.sha256[:12]}</code>" in html
    assert 'class="proof-mark" aria-hidden="true"' in html


def test_a_page_that_is_no_proof_has_nothing_of_one(story: Snapshot) -> None:
    html = html_of(story)

    assert "proof" not in html.lower()
    assert "noindex" not in html


def test_apart_from_its_marks_a_proof_is_the_very_page(story: Snapshot) -> None:
    page, proof = html_of(story), html_of(story, proof=True)
    unmarked = re.sub(r'<aside class="proof-notice".*?</aside>\n', "", proof)
    unmarked = re.sub(r'<div class="proof-mark".*?</div>\n', "", unmarked)
    unmarked = unmarked.replace("noindex, nofollow", "max-image-preview:large")

    assert unmarked == page
    assert RENDERER.page(story).files == RENDERER.page(story, proof=True).files


# -- hostile text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(
    story: Snapshot, photo: PlacedPhoto, text: str
) -> None:
    html = html_of(everywhere(story, photo, text))
    read = read_page(html)

    assert read.problems == []
    assert set(read.policy) == {CONTENT_POLICY}
    assert clean_line(text) in read.title
    assert linked_data(html)["headline"] == clean_line(text)
    assert linked_data(html)["image"][0]["caption"] == linked_data(html)["image"][-1]["caption"]


def test_a_gallery_shows_its_photos_side_by_side_each_with_caption_and_credit(
    story: Snapshot,
) -> None:
    photos = tuple(
        replace(PHOTO, placement=name, lead=False, photo=digit * 64, caption=f"Caption {digit}.")
        for digit, name in (("2", "one"), ("3", "two"), ("4", "three"))
    )
    body = Document.of([Paragraph((Run("Before."),)), Gallery(("two", "gone", "one", "three"))])
    html = html_of(replace(story, body=body, photos=(*story.photos, *photos)))
    gallery = html[html.index('<div class="gallery"') : html.index("</article>")]

    assert gallery.count("<figure") == 3
    assert re.findall(r"Caption \d\.", gallery) == ["Caption 3.", "Caption 2.", "Caption 4."]
    assert gallery.count('<span class="credit">[Photo provided to China Daily]</span>') == 3
    assert len(re.findall(r'sizes="\(min-width: 43rem\) 20rem', gallery)) == 4
    assert read_page(html).problems == []


def test_the_first_photo_of_a_gallery_is_what_a_reader_sees_first(story: Snapshot) -> None:
    photo = replace(PHOTO, placement="one", lead=False)
    html = html_of(replace(story, body=Document.of([Gallery(("gone", "one"))]), photos=(photo,)))

    assert html.count('loading="eager"') == 1


def test_a_gallery_without_photos_leaves_nothing(story: Snapshot) -> None:
    assert "gallery" not in html_of(replace(story, body=Document.of([Gallery(("gone",))])))


def test_a_table_scrolls_in_a_box_that_a_keyboard_reaches(story: Snapshot) -> None:
    body = Document.of([Table(((TableCell((Run("a"),)),),))])
    html = html_of(replace(story, body=body))

    assert '<div class="table" role="group" aria-label="Table" tabindex="0"><table>' in html
    assert read_page(html).problems == []


@settings(max_examples=30)
@given(edited())
def test_a_page_is_the_same_whatever_page_was_made_before(versions: list[Document]) -> None:
    photos = (replace(PHOTO, placement="p1", lead=False), replace(PHOTO, placement="p2"))
    for document in versions:
        page = PageRenderer().page(replace(STORY, body=document, photos=photos))
        alone = replace(STORY, body=unknown(document), photos=photos)
        assert page == PageRenderer().page(alone)
        assert f'"wordCount":{word_count(document.copy_text)}' in page.html.decode()
        parts = [part for part in prose(document) if isinstance(part, Markup)]
        for part in filter(None, map(printable, parts)):
            assert part in page.html.decode()


@given(body=documents, text=texts)
def test_no_text_whatsoever_brings_anything_onto_a_page(body: Document, text: str) -> None:
    html = html_of(replace(everywhere(STORY, PHOTO, text), body=body))
    read = read_page(html)

    assert read.problems == []
    assert not any(address.lower().startswith(("javascript:", "data:")) for address in read.links)
    assert all(not re.match(r"[a-z]+:|//", address) for address in read.loads)
    html.encode("utf-8")


@given(st.text())
def test_linked_data_reads_back_whatever_the_headline_is(headline: str) -> None:
    data = linked_data(html_of(replace(STORY, headline=headline)))

    assert data.get("headline", "") == clean_line(headline)


def everywhere(story: Snapshot, photo: PlacedPhoto, text: str) -> Snapshot:
    """`story` with `text` in every place that somebody can type into."""
    outlet = replace(
        story.outlet,
        name=text,
        publisher=text,
        navigation=(NavItem(text, text),),
        footer=(text,),
    )
    shown = replace(
        photo,
        caption=text,
        credit=text,
        credit_line=f"[{text}]",
        alt=text,
        creators=(text,),
        copyright_notice=text,
        web_statement=text,
        licensor_url=text,
        place=text,
    )
    return replace(
        story,
        slug=text,
        headline=text,
        deck=text,
        body=Document.of([Paragraph((Run(text, frozenset({Mark.BOLD}), text),))]),
        section=Section(text, text),
        byline=(Contributor(text),),
        contributors=(Contributor(text),),
        dateline=text,
        keywords=(text,),
        language=text,
        photos=(shown,),
        outlet=outlet,
    )


class _BodyChildren(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth == 0:
            self.found.append(tag)
        if self._depth is not None and tag not in ("br", "hr", "img", "source"):
            self._depth += 1
        if dict(attrs).get("class") == "body":
            self._depth = 0

    def handle_endtag(self, tag: str) -> None:
        if self._depth is not None:
            self._depth = None if self._depth == 0 else self._depth - 1


def children_of_body(html: str) -> list[str]:
    reader = _BodyChildren()
    reader.feed(html)
    return reader.found
