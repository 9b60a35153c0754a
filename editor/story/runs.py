"""Marked text as a value, in normal form: what looks alike is alike."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import groupby

from editor.late import frozen
from editor.story.text import MAX_PARAGRAPH, clean_text, cuts


class Mark(StrEnum):
    """A mark on text. A link is not one of these: it carries an address (`Run.href`)."""

    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


NO_MARKS: frozenset[Mark] = frozenset()


@frozen
class Run:
    """Text with one set of marks; a forced line break is `\\n`. `href` is "" without a link."""

    text: str
    marks: frozenset[Mark] = NO_MARKS
    href: str = ""


Runs = tuple[Run, ...]


def runs_text(runs: Runs) -> str:
    return "".join([run.text for run in runs])


def copy_of(runs: Runs) -> str:
    """What of them is counted: all but struck words."""
    return "".join([run.text for run in runs if not run.marks or Mark.STRIKE not in run.marks])


def normal_runs(runs: Iterable[Run]) -> Runs:
    """Cleaned, without empty runs, neighbours with the same marks joined; what is so already, is
    the same tuple.

    Superscript and subscript exclude each other: superscript wins.
    """
    runs = tuple(runs)
    if len(runs) == 1 and not runs[0].marks and not runs[0].href:  # as in most paragraphs
        text = clean_text(runs[0].text)
        if text and text == runs[0].text:
            return runs
        return (Run(text),) if (text := clean_text(text)) else ()
    joined: list[Run] = []
    cleaned = (run for run in map(_clean_run, runs) if run.text)
    for (marks, href), alike in groupby(cleaned, key=lambda run: (run.marks, run.href)):
        # Joined text is composed again: an accent may stand at the seam.
        joined.append(Run(clean_text("".join(run.text for run in alike)), marks, href))
    return runs if runs == (normal := tuple(joined)) else normal


def parted(runs: Runs) -> tuple[Runs, ...]:
    """Runs in normal form as those of as many paragraphs as they need: mostly one."""
    if sum([len(run.text) for run in runs]) <= MAX_PARAGRAPH:
        return (runs,)
    parts: list[list[Run]] = [[]]
    ends = iter(cuts(runs_text(runs)))
    room = end = next(ends)
    for run in runs:
        text = run.text
        while len(text) >= room > 0:
            parts[-1].append(Run(text[:room], run.marks, run.href))
            parts.append([])
            text, last, end = text[room:], end, next(ends, -1)
            room = end - last
        parts[-1] += [Run(text, run.marks, run.href)] if text else []
        room -= len(text)
    return tuple(map(_without_line_end, parts))


def _without_line_end(runs: list[Run]) -> Runs:
    """The paragraph that follows is the line end."""
    kept = list(runs)
    while kept and kept[-1].text.endswith("\n"):
        last = kept.pop()
        if text := last.text.rstrip("\n"):
            kept.append(Run(text, last.marks, last.href))
    return tuple(kept)


def _clean_run(run: Run) -> Run:
    marks = run.marks - {Mark.SUBSCRIPT} if Mark.SUPERSCRIPT in run.marks else run.marks
    return Run(clean_text(run.text), marks, run.href.strip())
