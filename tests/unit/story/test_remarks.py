"""Places in a story are found again, whatever is written around them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.story.document import Document, ListBlock, ListItem, Paragraph
from editor.story.review.remarks import Passages, Place
from editor.story.runs import Run
from editor.story.story import Story
from tests.documents import documents
from tests.trials.panel_values import story

QUOTE = "two hundred hectares"


def of(*paragraphs: str, ids: tuple[str, ...] = (), headline: str = "Sorghum") -> Passages:
    body = replace(Document.from_paragraphs(paragraphs), ids=ids)
    return Passages.of(told(body, headline))


def told(body: Document, headline: str = "Sorghum") -> Story:
    return story(headline=headline, deck="", body=body, placements=())


def test_words_are_found_as_a_reader_sees_them() -> None:
    passages = of("He said “don’t”\u00a0twice.", headline="Harvest", ids=("b1",))
    [place] = passages.of_words('said "don\'t" twice')
    assert place == Place("body", "b1", "", "said “don’t”\u00a0twice", 3)
    assert passages.of_words("Twice") == ()
    assert [each.field for each in passages.of_words("Harvest")] == ["headline"]


def test_a_field_narrows_where_words_are_looked_for() -> None:
    passages = of("Millet again.", headline="Millet", ids=("b1",))
    assert len(passages.of_words("Millet")) == 2
    [place] = passages.of_words("Millet", Place("headline"))
    assert place == Place("headline", quote="Millet")


def test_a_passage_of_a_list_begins_where_it_stands_in_its_block() -> None:
    items = (ListItem((Run("One"),)), ListItem((Run("Two"),)))
    body = replace(Document.of([ListBlock(False, items), Paragraph((Run("Two"),))]), ids=("l", "p"))
    first, second = Passages.of(told(body)).of_words("Two")
    assert (first.block, first.offset) == ("l", 4)
    assert (second.block, second.offset) == ("p", 0)


def test_of_equal_words_in_a_block_the_nearest_are_meant() -> None:
    passages = of("the cat and the dog", ids=("b1",))
    near = Place("body", "b1", "", "the", 10)
    assert passages.find(near) == replace(near, offset=12)
    assert passages.find(replace(near, offset=3)) == replace(near, offset=0)


def test_words_that_moved_to_another_block_are_found_where_they_alone_are() -> None:
    place = Place("body", "b1", "", QUOTE, 4)
    assert of("Nothing.", f"Some {QUOTE}.", ids=("b1", "b2")).find(place) == Place(
        "body", "b2", "", QUOTE, 5
    )
    assert of("Nothing.", QUOTE, QUOTE, ids=("b1", "b2", "b3")).find(place) is None
    assert of("Nothing.", ids=("b1",)).find(place) is None


def test_a_place_without_words_is_there_while_what_it_is_about_is() -> None:
    passages = of("One.", ids=("b1",))
    assert passages.find(Place()) == Place()
    assert passages.find(Place("byline")) == Place("byline")
    assert passages.find(Place("body", "b1")) == Place("body", "b1")
    assert passages.find(Place("body", "gone")) is None
    assert passages.find(Place("caption", placement="gone")) is None


def test_too_few_words_are_told_with_those_around_them() -> None:
    passages = of("the cat and the dog", ids=("b1",))
    place, new = passages.unmistakable(Place("body", "b1", "", "the", 12), "a")
    assert (place.quote, new) == ("and the dog", "and a dog")
    assert passages.unmistakable(Place("body", "b1", "", "cat", 4), "cow")[1] == "cow"
    alike = of("no no no", ids=("b1",))
    place, new = alike.unmistakable(Place("body", "b1", "", "no", 3), "yes")
    assert (place.quote, new) == ("no no no", "no yes no")


# None has a letter of the quote's, so that what is written around it never makes it twice.
around = st.text(alphabet="mpqxyz ,.中é\u00a0", max_size=30)


@given(around, around, around, st.lists(around, max_size=4), st.integers(0, 4), st.booleans())
def test_an_anchor_survives_any_edit_around_it(
    before: str, behind: str, other: str, others: list[str], at: int, stays: bool
) -> None:
    [place] = of(f"x{before}{QUOTE}{behind}", ids=("b1",)).of_words(QUOTE)
    blocks = [Paragraph((Run(f"x{text}"),)) for text in others]
    blocks.insert(at, Paragraph((Run(f"{other}{QUOTE}{before}"),)))
    edited = Document.of(blocks)
    ids = ["b1" if QUOTE in text else f"o{n}" for n, text in enumerate(edited.paragraph_texts())]
    if not stays:  # it is another block now: cut out of this one, say
        ids = [f"o{number}" for number in range(len(ids))]
    passages = Passages.of(told(replace(edited, ids=tuple(ids))))

    now = passages.find(place)

    assert now is not None
    [there] = [each for each in passages.all if QUOTE in each.text]
    assert (now.block, now.quote) == (there.block, QUOTE)
    assert there.text[now.offset :].startswith(QUOTE)


@given(documents, st.data())
def test_any_words_of_any_body_have_a_place_in_which_they_stand(
    body: Document, data: st.DataObject
) -> None:
    named = replace(body, ids=tuple(f"b{number}" for number in range(len(body.blocks))))
    passages = Passages.of(told(named))
    for passage in passages.all:
        if not passage.text:
            continue
        start = data.draw(st.integers(0, len(passage.text) - 1))
        end = data.draw(st.integers(start + 1, len(passage.text)))
        place = passage.place(start, end)
        assert passages.find(place) == place
        assert passages.unmistakable(place, "x")[0].quote.count(place.quote) >= 1
