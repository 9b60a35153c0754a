import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.links import safe_address
from editor.story.slug import MAX_SLUG, free_slug, slugify
from editor.story.text import Counts, clean_line, clean_text, unsupported_characters, word_count


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
