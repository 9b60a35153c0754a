from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.story.addresses import MAX_SLUG, free_slug, safe_address, slugify
from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Table,
    TableCell,
    block_runs,
)
from editor.story.document_json import from_json, to_json
from editor.story.runs import Mark, Run, runs_text
from editor.story.text import (
    MAX_PARAGRAPH,
    Counts,
    clean_line,
    clean_text,
    cuts,
    starts,
    unsupported_characters,
    word_count,
)


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unsupported_characters(cleaned) == ()
    assert "\n" not in clean_line(text)


@given(st.text(max_size=300))
def test_a_slug_can_stand_in_an_address(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert len(slug) <= MAX_SLUG
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Modernizing strategy validated", "modernizing-strategy-validated"),
        ("Zhao’s café, No. 20", "zhaos-cafe-no-20"),
        ("小米丰收", ""),
        ("2026", "story-2026"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs_of_headlines(headline: str, slug: str) -> None:
    assert slugify(headline) == slug


def test_a_taken_slug_is_numbered() -> None:
    assert free_slug("a", {"a", "a-2"}) == "a-3"
    assert free_slug("b", {"a"}) == "b"


def test_words_are_counted_as_a_copyfitter_does() -> None:
    assert word_count("A well-kept library, 8.4 percent; Ms Chen's.") == 7
    assert word_count("山西 Shanxi") == 3
    assert Counts.of("").minutes == 0
    assert Counts.of("word " * 460).minutes == 2


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example/",
        "/relative",
        "https://",
        "http://[",
        "mailto:",
        "https://a.example/ b",
        "https://a.example/\u202egpj",
        "https://" + "a" * 3000,
    ],
)
def test_addresses_no_story_may_link_to(address: str) -> None:
    assert safe_address(address) == ""


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=1#d", "mailto:a@b.example", "tel:+863514040426"]
)
def test_addresses_a_story_may_link_to(address: str) -> None:
    assert safe_address(f" {address} ") == address


SENTENCE = "It was a well-kept library of the “country” in spring. "
LONG = SENTENCE * 1_000
HAN = "山西省太原市的图书馆在春天开放，他说“好。”" * 1_000
BASE64 = "QmFzZTY0" * 12_500
FAMILIES = "👨‍👩‍👧‍👦" * 6_000
MADE = {"words": LONG, "han": HAN, "base64": BASE64, "emoji": FAMILIES}


def lengths(document: Document) -> list[int]:
    return [len(runs_text(runs)) for block in document.blocks for runs in block_runs(block)]


def seen(document: Document) -> str:
    return "".join("".join(document.paragraph_texts()).split())


@pytest.mark.parametrize("name", MADE)
def test_parts_are_about_equal_and_end_where_a_reader_stops(name: str) -> None:
    text = MADE[name]
    places = [0, *cuts(text), len(text)]
    parts = [text[a:b] for a, b in pairwise(places)]
    assert "".join(parts) == text
    assert max(map(len, parts)) <= MAX_PARAGRAPH
    assert min(map(len, parts)) > MAX_PARAGRAPH // 3
    if name in ("words", "han"):
        assert all(part.rstrip()[-1] in ".。”" for part in parts[:-1])
    if name == "words":
        assert all(part.startswith("It was") for part in parts)
    if name == "emoji":
        assert all(len(part) % 7 == 0 for part in parts)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(
    "make",
    [
        Paragraph,
        lambda runs: Heading(2, runs),
        PullQuote,
        lambda runs: Blockquote((Paragraph(runs),), "Wang Li"),
        lambda runs: Blockquote((Paragraph(),), runs_text(runs)),
        lambda runs: ListBlock(True, (ListItem(runs, (ListBlock(False, (ListItem(runs),)),)),)),
        lambda runs: Table(((TableCell(runs, True), TableCell((Run("b"),))), (TableCell(runs),))),
    ],
)
def test_no_block_holds_more_and_no_word_goes(name: str, make: object) -> None:
    text = MADE[name]
    half = len(text) // 2
    runs = (Run(text[:half], frozenset({Mark.BOLD})), Run(text[half:], href="https://a.example/"))
    block: Block = make(runs)  # pyright: ignore[reportCallIssue]
    document = Document.of([Paragraph((Run("before"),)), block, Paragraph((Run("after"),))])
    assert max(lengths(document)) <= MAX_PARAGRAPH
    kept = seen(document)
    for part in ("before", "".join(text.split()), "after"):
        assert "".join(part.split()) in kept or isinstance(block, ListBlock | Table)
    assert len(kept) >= len("".join(text.split()))
    assert Document.of(document.blocks) == document
    assert from_json(to_json(document)) == document


def test_a_stored_paragraph_of_any_length_opens_whole() -> None:
    words = {"type": "text", "text": LONG * 20}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [words]}]}
    document = from_json(body)
    assert max(lengths(document)) <= MAX_PARAGRAPH
    assert "".join(runs_text(b.runs) for b in document.blocks if isinstance(b, Paragraph)) == (
        LONG * 20
    )


def test_a_paragraph_of_the_longest_length_stays_one() -> None:
    text = "x" * MAX_PARAGRAPH
    assert len(Document.from_paragraphs([text]).blocks) == 1
    assert len(Document.from_paragraphs([f"{text}x"]).blocks) == 2


def test_one_letter_with_endless_accents_is_parted_all_the_same() -> None:
    text = "x" + "\u0308\u0323" * 20_000 + "y"
    document = Document.from_paragraphs([text])
    assert max(lengths(document)) <= MAX_PARAGRAPH
    assert sum(lengths(document)) == len(clean_text(text))


def test_a_line_end_at_the_seam_is_the_new_paragraph() -> None:
    text = "\n".join([SENTENCE.strip()] * 400)
    blocks = Document.from_paragraphs([text]).blocks
    assert all(not runs_text(b.runs).endswith("\n") for b in blocks if isinstance(b, Paragraph))
    assert "\n".join(runs_text(b.runs) for b in blocks if isinstance(b, Paragraph)) == text


PIECES = st.sampled_from(
    ["x", "山", "👩‍🌾", "e\u0323", "🇨🇳", ". ", "\n", " ", "。", "\u1112\u1161\u11ab"]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(PIECES, st.integers(1, 9_000)), min_size=1, max_size=8))
def test_whatever_it_is_made_of(made: list[tuple[str, int]]) -> None:
    runs = tuple(
        Run(piece * count, frozenset([[*Mark][n % 6]])) for n, (piece, count) in enumerate(made)
    )
    document = Document.of([Paragraph(runs)])
    assert Document.of(document.blocks) == document
    assert max(lengths(document)) <= MAX_PARAGRAPH
    text = "".join(run.text for run in runs)
    assert clean_text(text).split() == [] or seen(document) == "".join(clean_text(text).split())
    places = set(starts(text))
    assert all(place in places for place in cuts(text))
