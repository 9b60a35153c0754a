"""What comes back of a proof is a stranger's: it is read whole and exactly, or refused."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.message import Said
from editor.publish.page import PageRenderer
from editor.publish.proof_file import (
    LARGEST,
    MOST_REMARKS,
    AnswerRefused,
    ProofMarks,
    Remark,
    proof_html,
    read_answer,
    widths_tried,
)
from editor.story.snapshot import Snapshot
from tests.unit.publish.conftest import make_pictures

ROW = {"block": "b1", "placement": "", "field": "", "quote": "carts", "offset": 4, "text": "Carts?"}
ANSWER: dict[str, Any] = {
    "galley": "remarks",
    "schema": 1,
    "proof": "a1" * 16,
    "story": "s1",
    "snapshot": "0f" * 32,
    "by": "Li Wei",
    "remarks": [ROW],
}


def sent(answer: Mapping[str, Any] = ANSWER, **changed: object) -> bytes:
    return json.dumps({**answer, **changed}).encode()


def row(**changed: object) -> bytes:
    return sent(remarks=[{**ROW, **changed}])


def test_an_answer_is_read() -> None:
    answer = read_answer(sent())
    assert (answer.by, answer.story, answer.proof) == ("Li Wei", "s1", "a1" * 16)
    assert answer.remarks == (Remark("Carts?", block="b1", quote="carts", offset=4),)


def test_an_answer_copied_into_a_message_is_read() -> None:
    copied = b"carts, Version 3: Li Wei\n1. \xe2\x80\x9ccarts\xe2\x80\x9d\n   Carts?\n\n"
    compact = json.dumps(ANSWER, separators=(",", ":")).encode()
    assert read_answer(copied + compact + b"\n\nSent from my phone") == read_answer(sent())


def test_control_characters_and_turned_text_do_not_come_in() -> None:
    answer = read_answer(
        sent(by="Li\u202e \x1b[31mWei\n", remarks=[{**ROW, "text": "a\x00b\r\nc"}])
    )
    assert answer.by == "Li [31mWei"
    assert answer.remarks[0].text == "ab\nc"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"{}" * 9,
        sent() + b"x",
        sent(more=1),
        sent(schema="1"),
        sent(schema=True),
        sent(galley="bundle"),
        sent(proof="A1" * 16),
        sent(snapshot="0f" * 31),
        sent(story=""),
        sent(story=["s1"]),
        sent(by=7),
        sent(by="x" * 1000),
        sent(remarks={}),
        sent(remarks=["x"]),
        row(offset=-1),
        row(offset=True),
        row(offset=1.0),
        row(offset=1 << 40),
        row(text=None),
        row(text="x" * 10_000),
        row(quote="x" * 10_000),
        row(script="x"),
        sent().replace(b'"schema": 1', b'"schema": 1, "schema": 1'),
        sent().replace(b'"offset": 4', b'"offset": NaN'),
        sent().replace(b'"offset": 4', b'"offset": ' + b"9" * 10_000),
        b'{"galley": ' + b"[" * 200_000 + b"]" * 200_000,
        b'{"galley": "' + b"\\" * 500_000,
    ],
)
def test_what_is_not_exactly_an_answer_is_refused(data: bytes) -> None:
    with pytest.raises(AnswerRefused, match="no answer to a proof"):
        read_answer(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b" " * (LARGEST + 1), "more than 1 MB"),
        (sent(schema=2), "newer Galley"),
        (sent(by=" \u202e"), "whose it is"),
        (sent(remarks=[]), "no remarks"),
        (sent(remarks=[ROW] * (MOST_REMARKS + 1)), f"more than {MOST_REMARKS}"),
        (row(text=" \n"), "no words"),
    ],
)
def test_a_sentence_says_why_an_answer_was_not_taken(data: bytes, says: str) -> None:
    with pytest.raises(AnswerRefused, match=says):
        read_answer(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.one_of(
        st.binary(max_size=400),
        st.builds(lambda v: json.dumps(v).encode(), _JSON),
        st.builds(
            lambda name, value: sent({**ANSWER, name: value}), st.sampled_from([*ANSWER]), _JSON
        ),
        st.builds(lambda name, value: row(**{name: value}), st.sampled_from([*ROW]), _JSON),
        st.builds(
            lambda at, by: sent()[:at] + by + sent()[at:],
            st.integers(0, 300),
            st.binary(max_size=4),
        ),
    )
)
def test_nothing_but_a_sentence_ever_comes_of_a_strange_answer(data: bytes) -> None:
    try:
        answer = read_answer(data)
    except Said:
        return
    assert answer.by
    assert all(each.text for each in answer.remarks)


def test_pictures_of_a_proof_become_smaller_until_they_fit(story: Snapshot) -> None:
    tried = widths_tried(story)
    widths = [max(file.rendition.width for file in files) for files in tried]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] <= 1000
    assert all(len(files) == len(story.photos) for files in tried)


def test_a_proof_says_where_its_words_and_pictures_stand(
    story: Snapshot, renderer: PageRenderer
) -> None:
    ids = tuple(f'b"{n}' for n in range(len(story.body.blocks)))
    named = replace(story, body=replace(story.body, ids=ids))
    files = dict(make_pictures([file.rendition for file in widths_tried(named)[0]]))
    pictures = {rendition.photo.placement: data for rendition, data in files.items()}
    html = proof_html(renderer, named, ProofMarks("a1" * 16, 3), pictures).decode()
    assert 'data-block="b&#34;0"' in html
    assert 'data-field="headline"' in html
    assert f'data-placement="{named.photos[0].placement}"' in html
    assert "Version 3" in html
    assert named.sha256[:12] in html
    # What goes out has none of it.
    page = renderer.page(named).html.decode()
    assert not any(mark in page for mark in ("data-block", "data-field", "data-placement"))
    assert page == renderer.page(story).html.decode()
