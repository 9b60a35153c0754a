"""The words of a stored body, passage by passage, and the same body with words replaced.

A passage is one line of text: a paragraph, an item, a cell, a name under a quote. It works on the
JSON form, so that a block it has never heard of keeps everything but the words that were replaced.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from editor.story.matching import Match, replaced

Json = dict[str, Any]
_INLINE = frozenset({"text", "hard_break"})
# Words of a block that stand beside its content.
_WORDS_BESIDE = ("attribution",)


def body_texts(body: Json) -> tuple[str, ...]:
    """The text of every passage in reading order; a forced line break is `\\n`."""
    return tuple(text for text, _ in _walk(body))


def replaced_in(body: Json, changes: Mapping[int, Sequence[Match]]) -> Json:
    """`body` with the matches of each passage (by its number) replaced. New words take the marks
    and the link of the first character they stand for."""
    return _rebuilt(body, changes, _Counter())


class _Counter:
    """Numbers passages in the order in which `body_texts` tells them."""

    def __init__(self) -> None:
        self._next = 0

    def take(self) -> int:
        self._next += 1
        return self._next - 1


def _walk(node: Json) -> Iterator[tuple[str, Json]]:
    children = node.get("content", ())
    if _is_passage(node):
        yield "".join(_text(child) for child in children), node
    else:
        for child in children:
            yield from _walk(child)
    for name in _beside(node):
        yield node["attrs"][name], node


def _rebuilt(node: Json, changes: Mapping[int, Sequence[Match]], counter: _Counter) -> Json:
    made = dict(node)
    if _is_passage(node):
        if matches := changes.get(counter.take()):
            made["content"] = list(_spliced(node["content"], matches))
    elif "content" in node:
        made["content"] = [_rebuilt(child, changes, counter) for child in node["content"]]
    for name in _beside(node):
        if matches := changes.get(counter.take()):
            words = replaced(node["attrs"][name], matches)
            made["attrs"] = {**made["attrs"], name: " ".join(words.split())}
    return made


def _is_passage(node: Json) -> bool:
    return any(child["type"] in _INLINE for child in node.get("content", ()))


def _beside(node: Json) -> tuple[str, ...]:
    attrs = node.get("attrs") or {}
    return tuple(name for name in _WORDS_BESIDE if isinstance(attrs.get(name), str) and attrs[name])


def _text(node: Json) -> str:
    return "\n" if node["type"] == "hard_break" else node.get("text", "")


def _spliced(nodes: Sequence[Json], matches: Sequence[Match]) -> Iterator[Json]:
    """Inline nodes with words replaced."""
    place = 0
    waiting = list(matches)
    for node in nodes:
        text, end = _text(node), place + len(_text(node))
        kept = place
        while waiting and waiting[0].start < end:
            match = waiting[0]
            if match.start >= place:
                yield from _inline(text[kept - place : match.start - place], node)
                yield from _inline(match.replacement, node)
            kept = max(kept, min(match.end, end))
            if match.end > end:
                break  # it goes on in the next node
            waiting.pop(0)
        yield from _inline(text[kept - place :], node)
        place = end


def _inline(text: str, like: Json) -> Iterator[Json]:
    marks = {"marks": like["marks"]} if like.get("marks") else {}
    for number, line in enumerate(text.split("\n")):
        if number:
            yield {"type": "hard_break", **marks}
        if line:
            yield {"type": "text", "text": line, **marks}
