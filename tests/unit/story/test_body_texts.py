"""Words of a stored body replaced: everything else stays, marks and links with it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from editor.story import document_json
from editor.story.body_texts import body_texts, replaced_in
from editor.story.document import Blockquote, Document, ListBlock, ListItem, Paragraph, block_runs
from editor.story.matching import Match, Matcher, Query, Replacement
from editor.story.runs import Mark, Run, runs_text
from tests.documents import documents


def changed(document: Document, old: str, new: str) -> Document:
    body = document_json.to_json(document)
    matcher = Matcher(Query(old), Replacement(new))
    hits = {number: matcher.find(text) for number, text in enumerate(body_texts(body))}
    return document_json.from_json(replaced_in(body, hits))


def test_new_words_take_the_marks_and_the_link_of_the_old() -> None:
    bold = frozenset({Mark.BOLD})
    document = Document.of(
        [Paragraph((Run("The "), Run("governor", bold, "https://a.example"), Run(" spoke.")))]
    )
    assert changed(document, "governor", "mayor") == Document.of(
        [Paragraph((Run("The "), Run("mayor", bold, "https://a.example"), Run(" spoke.")))]
    )


def test_a_hit_across_marks_takes_those_of_its_first_letter() -> None:
    bold = frozenset({Mark.BOLD})
    document = Document.of([Paragraph((Run("Gov", bold), Run("ernor Li, governor")))])
    assert changed(document, "governor", "Mayor") == Document.of(
        [Paragraph((Run("Mayor", bold), Run(" Li, Mayor")))]
    )


def test_items_and_names_under_quotes_are_passages_too() -> None:
    document = Document.of(
        [
            ListBlock(
                False, (ListItem((Run("Lee"),), (ListBlock(True, (ListItem((Run("Lee"),)),)),)),)
            ),
            Blockquote((Paragraph((Run("So Lee said."),)),), "Lee Min"),
        ]
    )
    assert body_texts(document_json.to_json(document)) == ("Lee", "Lee", "So Lee said.", "Lee Min")
    assert changed(document, "Lee", "Li").text == "Li\n\nLi\n\nSo Li said.\n\n— Li Min"


def test_a_forced_break_can_be_found_and_put() -> None:
    document = Document.from_paragraphs(["one\ntwo"])
    assert changed(document, "e\nt", "e t").text == "one two"
    assert changed(document, "two", "a\nb").text == "one\na\nb"


@given(documents)
def test_every_word_of_a_body_stands_in_its_body_texts(document: Document) -> None:
    texts = [text for text in document.paragraph_texts() if text]
    assert [t.removeprefix("— ") for t in texts] == [
        t.removeprefix("— ") for t in body_texts(document_json.to_json(document))
    ]


@given(documents, st.sampled_from("aé中😀字\"'< "))
def test_replacing_words_by_themselves_changes_nothing(document: Document, words: str) -> None:
    body = document_json.to_json(document)
    hits = {
        number: tuple(
            Match(each.start, each.end, text[each.start : each.end])
            for each in Matcher(Query(words)).find(text)
        )
        for number, text in enumerate(body_texts(body))
    }
    assert document_json.from_json(replaced_in(body, hits)) == document


@given(documents)
def test_replacing_and_replacing_back_is_identity(document: Document) -> None:
    # What joins or parts letters unseen does not part a hit, and goes with it.
    assume("\u200d" not in document.text)
    plain = changed(document, "中文", "QZQ")
    back = changed(plain, "QZQ", "中文")
    assert back.text == document.text
    # A hit across two looks takes the look it begins with: that is not given back.
    if not across_looks(document, "中文"):
        assert back == document


def across_looks(document: Document, words: str) -> bool:
    texts = [runs for block in document.blocks for runs in block_runs(block)]
    whole = sum(runs_text(runs).count(words) for runs in texts)
    return whole != sum(run.text.count(words) for runs in texts for run in runs)
