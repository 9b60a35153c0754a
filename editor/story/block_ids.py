"""What the blocks of a body are called, for whatever hangs on one: a remark, a twin's paragraph.

Ids are given where a body is stored, by comparing it with the one stored before. No editor knows
them, and none stands in a body's stored form, which is what is hashed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import blake2b
from itertools import product
from json import JSONEncoder
from secrets import token_hex
from typing import Any, NamedTuple

from editor.late import frozen, regex
from editor.story import document_json
from editor.story.alignment import alike_ends, between, longest_increasing, row_votes
from editor.story.body_texts import body_texts
from editor.story.document import Document
from editor.story.words import CJK

Json = dict[str, Any]
FORMER_STATES = 1_000  # remembered of a story, beside the last state of each block
FORMER_BLOCKS = 10_000
TELLING = 20  # bytes of text that hardly come twice by chance
NEAR = 100  # pairs that may be looked at one by one
BESIDE = 10  # blocks on either side where words may have gone to, or come from
# Words as far as comparing needs them, at a third of the time that counting takes.
_WORD = regex(rf"[{CJK}]|[^\W{CJK}]+")
_STORED = JSONEncoder(ensure_ascii=False, sort_keys=True)
_PROSE = ("paragraph", "heading", "blockquote", "pull_quote", "bullet_list", "ordered_list")


class Former(NamedTuple):
    """What a block said once, by its digest, and what it was called."""

    said: str
    id: str


@frozen
class BlockIds:
    """`ids` of a stored body's blocks in their order; `former` is what blocks said before, the
    oldest first, so that what comes back is called what it was."""

    ids: tuple[str, ...]
    former: tuple[Former, ...] = ()

    @classmethod
    def of(cls, story_id: str, body: Json, stored: Json | None) -> "BlockIds":
        """Those that stand beside a body. Where none do yet, everybody who reads it gives it the
        same ones; they stand beside the body that is stored next."""
        nodes = body.get("content", [])
        if stored is None or len(stored["ids"]) != len(nodes):
            return cls(tuple(_derived(story_id, nodes)))
        return cls.read(stored)

    @classmethod
    def read(cls, stored: Json) -> "BlockIds":
        """What stands beside a body. Raises KeyError, TypeError or ValueError for anything else."""
        ids, former = stored["ids"], [Former(*each) for each in stored["former"]]
        if not {*map(type, ids), *(type(t) for each in former for t in each)} <= {str}:
            raise TypeError("ids of blocks are texts")
        return cls(tuple(ids), tuple(former))

    def to_json(self) -> Json:
        return {"ids": list(self.ids), "former": [list(each) for each in self.former]}

    def following(
        self,
        before: Json,
        after: Json,
        ids: Sequence[str] = (),
        make: Callable[[], str] = lambda: token_hex(6),
    ) -> "BlockIds":
        """Those of the body that comes after `before`; both in the stored form.

        `ids` are what it brings itself, out of a version; they hold when each block has its own.
        """
        old, new = before.get("content", []), after.get("content", [])
        brought = len(new) == len(ids) == len(set(ids))
        head, tail = (0, 0) if brought else alike_ends(old, new)
        end = len(old) - tail
        here = list(map(_Block, old[head:end], self.ids[head:end]))
        if not brought:
            around = [*self.ids[:head], *self.ids[end:]]
            taken = {
                each
                for each, node in zip(around, [*old[:head], *old[end:]], strict=True)
                if len(node) > 1
            }
            there = list(map(_Block, new[head : len(new) - tail]))
            names = _Naming(here, there, self.former, taken).names()
            # An empty line may have lost the one it had to words that came back.
            lost = set(names)
            around = ["" if each in lost else each for each in around]
            ids = [each or make() for each in (*around[:head], *names, *around[head:])]
        now = dict(zip(ids, new, strict=True))
        # The last one first: of equal ones that come back, the first gets what the first had.
        gone = [
            Former(block.said, block.id)
            for block in reversed(here)
            if now.get(block.id) != block.node and not block.is_blank
        ]
        return BlockIds(tuple(ids), _remembered((*self.former, *gone)))


def named(story_id: str, body: Json, stored: Json | None) -> Document:
    """A stored body and what its blocks are called. Raises as `document_json.from_json` does."""
    document, known = document_json.from_json(body), BlockIds.of(story_id, body, stored)
    if len(known.ids) != len(document.blocks):  # normal form was another when it was stored
        normal = document_json.to_json(document)
        known = known.following(body, normal, make=_derived(story_id, normal["content"]).__next__)
    return replace(document, ids=known.ids)


def _derived(story_id: str, nodes: Sequence[Json]) -> Iterator[str]:
    for place, node in enumerate(nodes):
        yield _digest(f"{story_id} {place} {len(nodes)} {_STORED.encode(node)}")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _remembered(former: Iterable[Former]) -> tuple[Former, ...]:
    """Each once, where it stood last. What a block said last is remembered longest: typing makes
    a new state every other second, and must not push out what somebody cut an hour ago."""
    newest_first = list(dict.fromkeys(reversed([*former])))
    states, blocks = FORMER_STATES, FORMER_BLOCKS
    seen: set[str] = set()
    kept: list[Former] = []
    for each in newest_first:
        if each.id in seen:
            states -= 1
        else:
            blocks -= 1
        if (states if each.id in seen else blocks) >= 0:
            kept.append(each)
        seen.add(each.id)
    return tuple(reversed(kept))


class _Block:
    """A block in its stored form, with what it is compared by; `id` "" where that is looked for."""

    def __init__(self, node: Json, block_id: str = "") -> None:
        self.node = node
        self.id = block_id

    @cached_property
    def key(self) -> str:
        return _STORED.encode(self.node)

    @cached_property
    def said(self) -> str:
        return _digest(self.text)

    @cached_property
    def text(self) -> str:
        """Its words, and the photos that stand there."""
        attrs = self.node.get("attrs") or {}
        photos = attrs.get("placements") or filter(None, [attrs.get("placement")])
        return "\n".join((*body_texts(self.node), *photos))

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    @cached_property
    def counted(self) -> Counter[str]:
        return Counter(self.words)

    @property
    def size(self) -> int:
        return len(self.text)

    @property
    def is_blank(self) -> bool:
        """An empty line, a divider: they come and go, and one is like the other."""
        return not self.text.strip()

    @property
    def is_telling(self) -> bool:
        return len(self.text.encode("utf-8", "replace")) >= TELLING

    def shares(self, other: "_Block") -> int:
        """How many letters both have: of the same words, or at both ends, where one is typed in,
        parted or joined."""
        start = _alike_start(self.text, other.text)
        ends = start + _alike_start(self.text[start:][::-1], other.text[start:][::-1])
        if 2 * ends > max(self.size, other.size):
            return ends  # plain enough; counting words takes its time
        words = self.counted & other.counted
        return max(ends, sum(len(word) * times for word, times in words.items()))

    def lives_on_in(self, others: Iterable["_Block"]) -> bool:
        """Whether it was joined to one of them, or parted from it."""
        return any(2 * self.shares(each) > self.size for each in others)

    def may_become(self, other: "_Block") -> bool:
        """Whether what is written over one in its place is still the same: prose may turn into
        a heading or a list, a photo into no other photo."""
        kinds = self.node["type"], other.node["type"]
        return kinds == ("table", "table") or all(kind in _PROSE for kind in kinds)


def _alike_start(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a.startswith(b[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


class _Naming:
    """Finds for the blocks of one stretch (`there`) which of those that stood there (`here`), or
    of former ones, they are; `taken` are ids that are given already."""

    def __init__(
        self,
        here: Sequence[_Block],
        there: Sequence[_Block],
        former: Sequence[Former],
        taken: set[str],
    ) -> None:
        self._here = here
        self._there = there
        self._former = former
        self._taken = taken
        self._places = {block.id: place for place, block in enumerate(here)}
        self._names = [""] * len(there)
        self._pairs: dict[int, int] = {}  # old place -> new place

    def names(self) -> list[str]:
        """In the order of `there`; "" for what is new."""
        self._pair_equal()
        self._recall(telling=True)
        self._pair_at_ends(self._are_one)  # most changes are these, at no more than their length
        self._pair_shared(self._voted())
        self._pair_at_ends(self._are_one)
        for a, c in self._gaps():
            if len(a) * len(c) <= NEAR:
                self._pair_shared(product(a, c))
        for gap in self._gaps():
            self._pair_by_place(*gap)
        self._recall(telling=False)
        return self._names

    def _pair(self, a: int, c: int) -> None:
        self._pairs[a] = c
        self._name(c, self._here[a].id)

    def _name(self, c: int, name: str) -> None:
        self._names[c] = name
        if not self._there[c].is_blank:
            self._taken.add(name)

    def _left(self) -> list[int]:
        return [a for a in range(len(self._here)) if a not in self._pairs]

    def _new(self) -> list[int]:
        return [c for c, name in enumerate(self._names) if not name]

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """What is left between things that kept their order."""
        kept = longest_increasing(sorted(self._pairs.items()))
        gaps = between(kept, range(len(self._here)), range(len(self._there)))
        left = (
            ([a for a in here if a not in self._pairs], [c for c in there if not self._names[c]])
            for here, there in gaps
        )
        return [(a, c) for a, c in left if a and c]

    def _pair_equal(self) -> None:
        """What stands in both, in order first; then what moved, unless it is blank."""
        old, new = ([block.key for block in blocks] for blocks in (self._here, self._there))
        once = _single(old), _single(new)
        for a, c in longest_increasing(
            (a, once[1][key])
            for key, a in once[0].items()
            if key in once[1] and not self._here[a].is_blank
        ).items():
            self._pair(a, c)
        self._pair_at_ends(lambda a, c: old[a] == new[c])
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for c in reversed(self._new()):
            waiting[new[c]].append(c)
        for a in self._left():
            if waiting[old[a]] and not self._here[a].is_blank:
                self._pair(a, waiting[old[a]].pop())

    def _recall(self, *, telling: bool) -> None:
        """What was said in the story before. A few letters come again by chance: they are
        recalled where nothing else speaks, and only as what a block said last."""
        new = [
            c
            for c in self._new()
            if not (block := self._there[c]).is_blank and (block.is_telling or not telling)
        ]
        if not new or not self._former:
            return
        wanted = {self._there[c].said for c in new}
        last = {each.id: each.said for each in self._former}
        known: defaultdict[str, list[str]] = defaultdict(list)
        for said, name in self._former:
            if said in wanted and (telling or last[name] == said):
                known[said].append(name)
        for c in new:
            names = [each for each in known[self._there[c].said] if each not in self._taken]
            if not names:
                continue
            # The newest, and rather one that stood here a moment ago.
            name = next((each for each in reversed(names) if each in self._places), names[-1])
            place = self._places.get(name)
            if place is None:
                self._name(c, name)
                continue
            if place in self._pairs:  # an empty line has it
                self._names[self._pairs[place]] = ""
            self._pair(place, c)

    def _voted(self) -> list[tuple[int, int]]:
        """Pairs that may be the same, wherever they stand now: rows of words tell."""
        left, new = self._left(), self._new()
        words = [self._here[a].words for a in left], [self._there[c].words for c in new]
        return [
            (left[a], new[c]) for a, votes in row_votes(*words, lengths=(3,)).items() for c in votes
        ]

    def _pair_at_ends(self, same: Callable[[int, int], bool]) -> None:
        for a, c in self._gaps():
            head, tail = alike_ends(a, c, same)
            for pair in zip(
                (*a[:head], *a[len(a) - tail :]), (*c[:head], *c[len(c) - tail :]), strict=True
            ):
                self._pair(*pair)

    def _are_one(self, a: int, c: int) -> bool:
        """Whether most of each is in the other: no other part of it can have more."""
        old, new = self._here[a], self._there[c]
        return old.key == new.key or 2 * old.shares(new) > max(old.size, new.size)

    def _pair_by_place(self, a: list[int], c: list[int]) -> None:
        """What is written in the place of one thing is still that thing, whether it was emptied
        first or written over, and whenever that was kept. An empty line beside it counts nothing.
        """
        written = (
            [place for place in a if not self._here[place].is_blank],
            [place for place in c if not self._there[place].is_blank],
        )
        for here, there in ((a, c), written):
            if len(here) == len(there) == 1:
                old, new = self._here[here[0]], self._there[there[0]]
                if (
                    old.may_become(new)
                    and not old.lives_on_in(_beside(self._there, there[0]))
                    and not new.lives_on_in(_beside(self._here, here[0]))
                ):
                    self._pair(here[0], there[0])
                    return

    def _pair_shared(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Those that share most first: of a block that was parted the larger part is called what
        it was, and of joined ones the larger gives the name."""
        shared: list[tuple[int, int, int]] = []
        for a, c in pairs:
            old, new = self._here[a], self._there[c]
            if 2 * (letters := old.shares(new)) > min(old.size, new.size):
                shared.append((-letters, a, c))
        for _, a, c in sorted(shared):
            if a not in self._pairs and not self._names[c]:
                self._pair(a, c)


def _beside(blocks: Sequence[_Block], place: int) -> Sequence[_Block]:
    return (*blocks[max(0, place - BESIDE) : place], *blocks[place + 1 : place + 1 + BESIDE])


def _single(things: Sequence[str]) -> dict[str, int]:
    """The places of those that stand once."""
    often = Counter(things)
    return {thing: place for place, thing in enumerate(things) if often[thing] == 1}
