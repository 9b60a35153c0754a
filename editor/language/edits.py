"""Every slip of one finger: the words one letter away from a word."""

from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz'"


def one_away(word: str) -> Iterator[str]:
    """Two letters changed round, one left out, one wrong, one missing; some more than once."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    for left, right in halves:
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
    for left, right in halves:
        if right:
            yield left + right[1:]
    for left, right in halves:
        for letter in LETTERS:
            if right:
                yield left + letter + right[1:]
            yield left + letter + right
