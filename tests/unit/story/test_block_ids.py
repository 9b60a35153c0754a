"""What blocks are called through every edit, against a model that knows what the writer did."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story import block_ids, document_json
from editor.story.block_ids import FORMER_STATES, BlockIds, named
from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    Table,
    TableCell,
)
from editor.story.runs import Run
from tests.documents import documents

STORY = "1" * 32
FIRST = "The mayor opened the new bridge over the river on Monday."
SECOND = "Farmers from nine villages had waited for it since spring."
THIRD = "It cost four million yuan, and nobody has said who paid."
OTHER = "Snow fell north of the pass while dancers sang all night."
LONG = "".join(f"{number} is a number. " for number in range(600))  # for two paragraphs of today


class Kept:
    """A body as a library keeps it, and what its blocks are called."""

    def __init__(self, *blocks: Block | str) -> None:
        self.body = document_json.to_json(made(blocks))
        self.ids = BlockIds.of(STORY, self.body, None)

    def keep(self, *blocks: Block | str, ids: Sequence[str] = ()) -> tuple[str, ...]:
        body = document_json.to_json(made(blocks))
        following = self.ids.following(self.body, body, ids)
        assert len(set(following.ids)) == len(body["content"]) == len(following.ids)
        # As the library gives it back.
        self.ids, self.body = BlockIds.of(STORY, body, following.to_json()), body
        assert self.ids == following
        return self.ids.ids

    @property
    def named(self) -> tuple[str, ...]:
        return self.ids.ids


def made(blocks: Sequence[Block | str]) -> Document:
    return Document.of(Paragraph((Run(b),)) if isinstance(b, str) else b for b in blocks)


def items(*texts: str) -> ListBlock:
    return ListBlock(False, tuple(ListItem((Run(text),)) for text in texts))


def table(*rows: str) -> Table:
    return Table(tuple(tuple(TableCell((Run(cell),)) for cell in row.split("|")) for row in rows))


def heading(text: str) -> Heading:
    return Heading(2, (Run(text),))


def quoted(text: str) -> Blockquote:
    return Blockquote((Paragraph((Run(text),)),))


@pytest.mark.parametrize(
    ("before", "after", "from_where"),
    [
        pytest.param((FIRST, SECOND), (FIRST, SECOND[:20] + "x" + SECOND[20:]), "01", id="typing"),
        pytest.param(("", SECOND), (FIRST, SECOND), "01", id="typing into an empty line"),
        pytest.param((FIRST, SECOND), ("", SECOND), "01", id="emptying a line"),
        pytest.param((FIRST, SECOND), (FIRST, "", SECOND), "0.1", id="a new line"),
        pytest.param((FIRST, SECOND), (OTHER, SECOND), "01", id="writing over the one between"),
        pytest.param((FIRST, SECOND), (OTHER, "", SECOND), "0.1", id="the same and a line"),
        pytest.param((FIRST, SECOND), (SECOND, FIRST), "10", id="moving"),
        pytest.param((FIRST, SECOND), (FIRST, SECOND, FIRST), "01.", id="a copy behind"),
        pytest.param((FIRST, SECOND), (SECOND, FIRST, SECOND), ".01", id="a copy before"),
        pytest.param((FIRST, "", SECOND), ("", SECOND, FIRST), "120", id="lines stay, words move"),
        pytest.param((FIRST,), (FIRST[:10], FIRST[11:]), ".0", id="parted: the larger"),
        pytest.param((FIRST,), (FIRST[:40], FIRST[41:]), "0.", id="parted: the larger, first"),
        pytest.param((FIRST, "Yes."), (f"{FIRST} Yes.",), "0", id="joined: the larger, first"),
        pytest.param(("Yes.", FIRST), (f"Yes. {FIRST}",), "1", id="joined: the larger"),
        pytest.param((FIRST, SECOND), (SECOND[:-1], f"{FIRST} x"), "10", id="moved and typed in"),
        pytest.param((heading("Rain"),), (heading("Rains"),), "0", id="a short line typed in"),
        pytest.param(
            ("One", "Two"), ("One", "Three", "Two"), "0.1", id="a line between short ones"
        ),
        pytest.param(("One", "", "Two"), ("", "Ones", "Two"), ".02", id="typed in below a line"),
        pytest.param(
            (FIRST, SECOND),
            ("All farmers from nine big villages had waited for it since early May.", f"{FIRST}."),
            "10",
            id="moved and written anew",
        ),
        pytest.param(("Head",), (heading("Head"),), "0", id="another kind"),
        pytest.param((FIRST,), (quoted(FIRST),), "0", id="a quote of it"),
        pytest.param((FIRST, SECOND), (items(FIRST, SECOND),), "1", id="a list of two"),
        pytest.param((items("a", "b"),), (items("a", "b", "c"),), "0", id="an item more"),
        pytest.param(
            (items("one thing", "two things", "three"),),
            (items("one thing"), "two things", items("three")),
            "..0"[::-1],
            id="a list parted",
        ),
        pytest.param((table("a|b"),), (table("a|b", "c|d"),), "0", id="a row more"),
        pytest.param(
            (table("one row|of three words"), FIRST),
            (FIRST, table("one row|of four words")),
            "10",
            id="a table moved",
        ),
        pytest.param((PhotoBlock("p1"),), (PhotoBlock("p2"),), ".", id="another photo"),
        pytest.param((PhotoBlock("p1"),), (FIRST,), ".", id="words for a photo"),
        pytest.param((table("a|b"),), (OTHER,), ".", id="words for a table"),
        pytest.param(
            (PhotoBlock("photo-one"), FIRST),
            (Gallery(("photo-one", "photo-two")), FIRST),
            "01",
            id="a photo beside a photo",
        ),
        pytest.param((FIRST, Divider(), SECOND), (SECOND, Divider(), FIRST), "2.0", id="turned"),
        pytest.param((FIRST, SECOND), (OTHER, THIRD), "..", id="two others for two"),
        pytest.param(
            (FIRST, "Yes, it is."), (f"{FIRST} Yes, it is.", OTHER), "0.", id="joined, and another"
        ),
        pytest.param(
            (FIRST, OTHER), (FIRST[:40], FIRST[41:]), "0.", id="parted, and the next one gone"
        ),
        pytest.param((FIRST, SECOND, THIRD), (), "", id="all gone"),
        pytest.param((), (FIRST, SECOND), "..", id="the first words"),
        pytest.param(
            ("山西省的新桥星期一通车。",), ("山西省的新桥", "星期一终于通车。"), "0.", id="Chinese"
        ),
    ],
)
def test_a_block_is_called_what_it_was(
    before: Sequence[Block | str], after: Sequence[Block | str], from_where: str
) -> None:
    """`from_where` has for each block the place it stood at, or a point for a new one."""
    kept = Kept(*before)
    old = kept.named
    new = kept.keep(*after)
    places = "".join(str(old.index(each)) if each in old else "." for each in new)
    assert places == from_where


def test_what_was_cut_is_called_the_same_where_it_is_pasted_later() -> None:
    kept = Kept(FIRST, SECOND, THIRD)
    first, second, third = kept.named
    kept.keep(FIRST, THIRD)
    assert kept.keep(FIRST, f"{THIRD} More.", SECOND) == (first, third, second)
    assert kept.keep(SECOND, FIRST, f"{THIRD} More.", SECOND)[0] not in (first, second, third)


def test_words_cut_out_of_their_line_take_their_name_from_the_empty_line() -> None:
    kept = Kept(FIRST, SECOND, THIRD)
    first, second, third = kept.named
    assert kept.keep(FIRST, "", THIRD) == (first, second, third)
    new = kept.keep(FIRST, "", THIRD, SECOND)
    assert (new[0], *new[2:]) == (first, third, second)
    kept.keep(FIRST, "", THIRD)
    assert kept.keep(SECOND, FIRST, "", OTHER)[:2] == (second, first)


def test_the_empty_line_may_stand_between_others_that_change() -> None:
    kept = Kept(FIRST, SECOND, THIRD)
    first, second, third = kept.named
    kept.keep(FIRST, "", THIRD)
    new = kept.keep(SECOND, FIRST, "", f"{THIRD} x")
    assert (*new[:2], new[3]) == (second, first, third)
    assert [each.id for each in kept.ids.former] == [second, third]  # what was said otherwise


def test_equal_ones_that_come_back_come_back_in_their_order() -> None:
    kept = Kept(FIRST, FIRST, SECOND)
    began = kept.named
    kept.keep(SECOND)
    assert kept.keep(FIRST, FIRST, SECOND) == began


def test_what_says_again_what_it_said_is_not_the_copy_that_went() -> None:
    kept = Kept(FIRST, SECOND, FIRST)
    first, second, _ = kept.named
    kept.keep(f"{FIRST} x", SECOND, FIRST)
    kept.keep(f"{FIRST} x", SECOND)
    assert kept.keep(FIRST, SECOND) == (first, second)


def test_short_lines_stay_themselves_when_all_of_them_change() -> None:
    lines = [f"Line {number}" if number % 2 else "" for number in range(60)]
    kept = Kept(*lines[:30], FIRST, *lines[30:])
    began = kept.named
    changed = [f"{line}." if line else "" for line in lines]
    after = kept.keep(OTHER, *changed[:30], f"{FIRST} More.", *changed[30:], THIRD)
    assert after[1:-1] == began


def test_short_words_that_come_by_chance_are_not_what_was_deleted() -> None:
    kept = Kept(FIRST, SECOND)
    first, _ = kept.named
    kept.keep("The", SECOND)
    kept.keep(f"The rest of it {THIRD}", SECOND)
    kept.keep(SECOND)
    assert first not in kept.keep(SECOND, "The")


def test_a_short_line_typed_in_stays_itself_though_another_said_so_once() -> None:
    kept = Kept("Yes.", FIRST, "Yes, but")
    gone, first, answer = began = kept.named
    kept.keep(FIRST, "Yes, but")
    assert kept.keep("Yes.", FIRST, "Yes, but") == began
    kept.keep(FIRST, "Yes, but")
    assert kept.keep(FIRST, "Yes.") == (first, answer)
    assert kept.keep("Yes.", FIRST, OTHER)[0] in (gone, answer)


def test_undo_of_a_paste_over_everything_gives_every_id_back() -> None:
    lines = [f"Line {number} of a very long story that was replaced." for number in range(3_000)]
    kept = Kept(*lines)
    began = kept.named
    kept.keep(OTHER)
    kept.keep(f"{OTHER} x")
    assert kept.keep(*lines) == began


def test_typing_all_day_does_not_push_out_what_was_cut_in_the_morning() -> None:
    kept = Kept(FIRST, SECOND)
    first, second = kept.named
    kept.keep(SECOND)
    for number in range(FORMER_STATES + 50):
        kept.keep(f"{SECOND} {number}")
    assert len(kept.ids.former) <= FORMER_STATES + 3
    assert kept.keep(FIRST, SECOND) == (first, second)


def test_what_a_version_brings_is_taken_as_it_is() -> None:
    kept = Kept(FIRST, SECOND)
    first, second = kept.named
    kept.keep(OTHER, THIRD)
    assert kept.keep(SECOND, FIRST, ids=(second, first)) == (second, first)
    assert kept.keep(SECOND, FIRST, ids=("x", "y")) == ("x", "y")
    assert kept.keep(FIRST, THIRD)[0] == "y"


@pytest.mark.parametrize("ids", [("x",), ("x", "x"), ("x", "y", "z")])
def test_ids_that_are_not_one_for_each_block_are_nobodys(ids: tuple[str, ...]) -> None:
    kept = Kept(FIRST, SECOND)
    assert kept.keep(FIRST, OTHER, ids=ids) == kept.named
    assert not set(ids) & set(kept.named)


@given(documents)
def test_a_body_without_ids_is_given_the_same_by_everybody(document: Document) -> None:
    body = document_json.to_json(document)
    read = named(STORY, body, None)
    assert read == document
    assert read.ids == named(STORY, body, None).ids
    assert len(set(read.ids)) == len(document.blocks)
    assert not set(read.ids) & set(named("2" * 32, body, None).ids)
    assert document_json.to_json(read) == body


def test_a_body_that_another_normal_form_reads_otherwise_keeps_what_it_can() -> None:
    body = document_json.to_json(made((FIRST, items("a"), SECOND)))
    body["content"].insert(2, body["content"][1])
    body["content"].append({"type": "paragraph", "content": [{"type": "text", "text": LONG}]})
    body["content"].append({"type": "paragraph", "content": [{"type": "text", "text": LONG[:-2]}]})
    stored = {"ids": ["one", "two", "three", "four", "five", "six"], "former": []}
    read = named(STORY, body, stored)
    # Of what was too long the larger part.
    assert (read.ids[0], *read.ids[2::2]) == ("one", "four", "five", "six")
    assert len(read.blocks) == len(set(read.ids)) == 7
    assert read.ids == named(STORY, body, stored).ids


@given(st.lists(documents, min_size=2, max_size=5), st.data())
def test_every_body_after_every_other_has_an_id_for_each_block(
    bodies: list[Document], data: st.DataObject
) -> None:
    kept = Kept(*bodies[0].blocks)
    for body in bodies[1:]:
        there = dict(zip(kept.named, kept.body["content"], strict=True))
        blocks = list(body.blocks)
        if data.draw(st.booleans()):  # some of what stood there, elsewhere
            now = document_json.from_json(kept.body).blocks
            blocks = [*blocks, *data.draw(st.permutations(now))]
        ids = kept.keep(*blocks)
        after = dict(zip(ids, kept.body["content"], strict=True))
        for name, node in there.items():
            alone = [*there.values()].count(node) == [*after.values()].count(node) == 1
            if alone and block_ids._Block(node).text.strip():
                assert after.get(name) == node


# -- a writer who does one thing after another


class Written:
    """Blocks of words nobody else has; each knows whether it was touched since it was kept."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.blocks: list[list[str]] = [self.words(6) for _ in range(self.chance.randint(1, 7))]
        self._said = {id(words): words for words in self.blocks}

    def words(self, most: int) -> list[str]:
        """Long enough that one of them is a text which hardly comes twice."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        many = range(self.chance.randint(1, most))
        return ["".join(self.chance.choices(letters, k=24)) for _ in many]

    def document(self) -> list[str]:
        return [" ".join(words) for words in self.blocks]

    def repeats(self) -> bool:
        """Whether a block says by another road what was said before: who it is then is anybody's
        guess. To be asked after every deed."""
        new = [words for words in self.blocks if id(words) not in self._said]
        again = any(words in self._said.values() for words in new)
        self._said |= {id(words): words for words in new}
        return again

    def place(self) -> int:
        return self.chance.randrange(len(self.blocks))

    # Each changes lists in new ones: the old ones are what was there before.

    def type(self) -> None:
        place = self.place()
        words = list(self.blocks[place])
        words[(at := self.chance.randint(0, len(words))) : at] = self.words(2)
        self.blocks[place] = words

    def unword(self) -> None:
        place = self.place()
        words = list(self.blocks[place])
        if len(words) > 1:
            del words[self.chance.randrange(len(words))]
            self.blocks[place] = words

    def split(self) -> None:
        place = self.place()
        words = self.blocks[place]
        if len(words) > 1:
            at = self.chance.randrange(1, len(words))
            self.blocks[place : place + 1] = [words[:at], words[at:]]

    def join(self) -> None:
        place = self.place()
        self.blocks[place : place + 2] = [[*chain(*self.blocks[place : place + 2])]]

    def move(self) -> None:
        words = self.blocks.pop(self.place())
        self.blocks.insert(self.chance.randint(0, len(self.blocks)), words)

    def add(self) -> None:
        self.blocks.insert(self.chance.randint(0, len(self.blocks)), self.words(6))

    def remove(self) -> None:
        if len(self.blocks) > 1:
            del self.blocks[self.place()]

    def copy(self) -> None:
        words = list(self.blocks[self.place()])
        self.blocks.insert(self.chance.randint(0, len(self.blocks)), words)

    def replace_all(self) -> None:
        word = self.chance.choice(self.chance.choice(self.blocks))
        self.blocks = [
            [f"{each}s" for each in words] if word in words or self.chance.random() < 0.5 else words
            for words in self.blocks
        ]


Deed = Callable[[Written], None]
DEEDS: tuple[Deed, ...] = (
    *(Written.type, Written.type, Written.unword, Written.split, Written.join),
    *(Written.move, Written.add, Written.remove),
)
seeds = st.integers(0, 2**32)


@given(seeds, st.lists(st.sampled_from((*DEEDS, Written.copy, Written.replace_all)), max_size=30))
def test_what_nobody_touched_is_called_what_it_was(seed: int, deeds: list[Deed]) -> None:
    written = Written(seed)
    kept = Kept(*written.document())
    called, before = kept.named, list(written.blocks)
    for deed in deeds:
        deed(written)
        if written.chance.random() < 0.5:
            ids = kept.keep(*written.document())
            for name, words in zip(called, before, strict=True):
                # The very list: a copy is another one. Twice the same is anybody's guess.
                here = [each for each, now in zip(ids, written.blocks, strict=True) if now is words]
                if here and before.count(words) == written.blocks.count(words) == 1:
                    assert here == [name]
            called, before = ids, list(written.blocks)


@given(seeds, st.lists(st.sampled_from(DEEDS), max_size=30), st.data())
def test_undo_gives_back_what_everything_was_called(
    seed: int, deeds: list[Deed], data: st.DataObject
) -> None:
    written = Written(seed)
    kept = Kept(*written.document())
    began, states, at = kept.named, [list(written.blocks)], 0
    for deed in deeds:
        deed(written)
        if written.repeats():
            break
        states = [*states[: at + 1], list(written.blocks)]
        at += 1
        # A block put in beside another that is taken out is, when nothing is kept in between,
        # that one written over.
        if data.draw(st.booleans()) or deed is Written.add:
            kept.keep(*written.document())
        while data.draw(st.integers(0, 3)) == 0:  # undo, and redo, as far as may be
            at = data.draw(st.integers(0, len(states) - 1))
            written.blocks = list(states[at])
            if data.draw(st.booleans()):
                kept.keep(*written.document())
    written.blocks = states[0]
    assert kept.keep(*written.document()) == began


@given(seeds)
def test_undo_and_redo_give_back_what_each_block_was_called_at_each_moment(seed: int) -> None:
    written = Written(seed)
    kept = Kept(*written.document())
    moments, at = [(list(written.blocks), kept.named)], 0
    for _ in range(25):
        if written.chance.random() < 0.7:
            written.chance.choice(DEEDS)(written)
            if written.repeats():
                break
            here = (list(written.blocks), kept.keep(*written.document()))
            moments, at = [*moments[: at + 1], here], at + 1
        else:
            at = written.chance.randrange(len(moments))
            written.blocks = list(moments[at][0])
            assert kept.keep(*written.document()) == moments[at][1]


@given(seeds)
def test_one_thing_done_changes_no_more_than_one_name(seed: int) -> None:
    written = Written(seed)
    kept = Kept(*written.document())
    before = dict(zip(map(id, written.blocks), kept.named, strict=True))
    blocks = list(written.blocks)
    deed = written.chance.choice((*DEEDS, Written.copy))
    deed(written)
    new = kept.keep(*written.document())
    touched = [words for words in blocks if not any(words is now for now in written.blocks)]
    came = [
        (name, words)
        for name, words in zip(new, written.blocks, strict=True)
        if id(words) not in before
    ]
    was = {before[id(words)]: len(words) for words in touched}
    if deed in (Written.type, Written.unword):
        assert [name for name, _ in came] == list(was)
    elif deed is Written.split and came:
        (one, first), (two, second) = came
        (name,) = was
        if len(first) != len(second):
            assert name == (one if len(first) > len(second) else two)
        assert name in (one, two)
    elif deed is Written.join and len(was) == 2:
        (name, _), (one, two) = came[0], was
        if was[one] != was[two]:
            assert name == max(was, key=was.__getitem__)
        assert name in was
    elif deed is Written.add:
        assert came[0][0] not in before.values()
    else:  # of a copy nobody knows which of the two it is
        assert {*new} >= before.values() - was.keys()
        assert len({*new}) == len(blocks) + len(came) - len(touched)


@given(documents)
def test_ids_are_no_part_of_what_a_body_is(document: Document) -> None:
    named_so = replace(document, ids=tuple(map(str, range(len(document.blocks)))))
    assert named_so == document
    assert hash(named_so) == hash(document)
    assert document_json.to_json(named_so) == document_json.to_json(document)
    assert Document.of(named_so.blocks).ids == ()
    assert named_so.append(Paragraph()).ids == ()


def test_photos_under_other_names_leave_the_ids_and_a_photo_taken_out_drops_them() -> None:
    body = replace(made((FIRST, PhotoBlock("p1"), Gallery(("p1", "p2")))), ids=("a", "b", "c"))
    assert body.with_placements(lambda each: f"{each}x").ids == body.ids
    assert body.without_placement("p1").ids == ()
