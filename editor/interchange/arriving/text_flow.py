"""Runs of one paragraph as they are gathered from a page, with a browser's rules for blanks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from editor.late import regex
from editor.story.runs import NO_MARKS, Mark, Run, Runs, runs_text

NBSP = "\u00a0"
# A lone no-break space is kept: somebody meant it. Beside another blank it is a word
# processor's way of making a gap.
_BLANKS = regex(rf"[ \t\n\r\f{NBSP}]+")
# The wide blank of Chinese text is an indent at the beginning of a line and nothing at its end.
WIDE = "\u3000"
_MEETING = regex(rf"[ {NBSP}]{{2,}}")  # blanks of several elements, side by side
_BEFORE_BREAK = regex(rf"(?<![ {NBSP}{WIDE}])[ {NBSP}{WIDE}]++\n")
_AFTER_BREAK = regex(rf"\n[ {NBSP}{WIDE}]+")
_EDGES = " " + NBSP + WIDE
BREAK = "\v"  # a forced line break while white space is still loose; never in clean text


@dataclass(slots=True)
class Line:
    """The paragraph being gathered. `exact` keeps every blank (Galley's own copy, `pre`); `reading`
    is what is read above the characters said last, and comes to stand in brackets behind them."""

    runs: list[Run] = field(default_factory=list)
    reading: str = ""

    def add(self, text: str, marks: frozenset[Mark], href: str, *, exact: bool) -> None:
        if not text:
            return
        if not exact:
            text = _BLANKS.sub(_one_blank, text)
        else:
            text = text.replace("\r\n", "\n").replace("\n", BREAK)
        self.runs.append(Run(text, marks, href))

    def end_reading(self) -> None:
        reading, self.reading = self.reading, ""
        if reading:
            self.add(f"({reading})", NO_MARKS, "", exact=False)

    def break_here(self, marks: frozenset[Mark], href: str) -> None:
        self.runs.append(Run(BREAK, marks, href))

    @property
    def is_blank(self) -> bool:
        return not any(run.text.strip() for run in self.runs)

    def take(self, *, exact: bool) -> Runs:
        """The gathered runs; the line is empty afterwards."""
        runs, self.runs = _joined(self.runs), []
        if exact:
            return tuple(replace(run, text=run.text.replace(BREAK, "\n")) for run in runs)
        return _tidy(runs)


def _one_blank(blanks: re.Match[str]) -> str:
    return NBSP if blanks.group() == NBSP else " "


def split_at_gaps(runs: Runs) -> list[Runs]:
    """`runs` cut where two or more line breaks follow each other: old pages' paragraphs."""
    return _split(runs, re.compile(r"\n{2,}"))


def split_lines(runs: Runs) -> list[Runs]:
    """`runs` cut at every line break."""
    return _split(runs, re.compile(r"\n+"))


def _split(runs: Runs, gap: re.Pattern[str]) -> list[Runs]:
    text = runs_text(runs)
    parts: list[Runs] = []
    at = 0
    for match in (*gap.finditer(text), None):
        stop = match.start() if match else len(text)
        if stop > at:
            parts.append(cut(runs, at, stop))
        at = match.end() if match else stop
    return parts


def cut(runs: Runs, start: int, stop: int) -> Runs:
    """The runs of characters `start` to `stop`."""
    kept: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, stop - at)]
        if text:
            kept.append(replace(run, text=text))
        at += len(run.text)
    return tuple(kept)


def on_lines(parts: Iterable[Runs]) -> Runs:
    """Several paragraphs' runs as one paragraph, a line break between them."""
    runs: list[Run] = []
    for part in parts:
        runs += (Run("\n"), *part) if runs else part
    return tuple(runs)


def without_bold(runs: Runs) -> Runs:
    """A cross-head is bold by itself; bold on all of it is a word processor's doing."""
    if all(Mark.BOLD in run.marks for run in runs if run.text.strip()):
        return tuple(replace(run, marks=run.marks - {Mark.BOLD}) for run in runs)
    return runs


def set_mark(marks: set[Mark], mark: Mark, on: bool) -> None:
    if on:
        marks.add(mark)
    else:
        marks.discard(mark)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one look made one, all at once: joining pair by pair takes n² time."""
    alike = groupby(runs, key=lambda run: (run.marks, run.href))
    return [Run("".join(run.text for run in group), marks, href) for (marks, href), group in alike]


def _tidy(runs: Iterable[Run]) -> Runs:
    """One blank where several meet, none at the edges or beside a line break."""
    tidy: list[Run] = []
    before = "\n"  # as if a line began here: blanks at a beginning are not shown
    for run in runs:
        text = _MEETING.sub(" ", run.text)
        text = _BEFORE_BREAK.sub("\n", text.replace(BREAK, "\n"))
        text = _AFTER_BREAK.sub("\n", text)
        if before in " \n":
            text = text.lstrip(" ")
        if text.startswith("\n"):
            _strip_end(tidy, _EDGES)
        if text:
            tidy.append(Run(text, run.marks, run.href))
            before = text[-1]
    _strip_end(tidy, _EDGES + "\n")
    while tidy and not tidy[0].text.lstrip(_EDGES + "\n"):
        del tidy[0]
    if tidy:
        tidy[0] = replace(tidy[0], text=tidy[0].text.lstrip(_EDGES + "\n"))
    return tuple(tidy)


def _strip_end(runs: list[Run], characters: str) -> None:
    while runs:
        text = runs[-1].text.rstrip(characters)
        if text:
            runs[-1] = Run(text, runs[-1].marks, runs[-1].href)
            return
        runs.pop()
