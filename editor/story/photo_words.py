"""What may be wrong with the words of a photo: its caption beside its record, and its alt text.

They are looked at with care: what may be meant is not remarked upon.
"""

from collections.abc import Iterator
from typing import NamedTuple

from editor.late import regex
from editor.message import Value
from editor.story.photo import Placement
from editor.story.text import is_han

ALT_ADVICE = 250  # characters


class Fault(NamedTuple):
    """`rule` as in a Finding; `blocks` what must not reach a page."""

    rule: str
    blocks: bool = False
    values: tuple[tuple[str, Value], ...] = ()


# As who hears a page read knows already: it is announced as a picture.
_ANNOUNCED = regex(
    r"(?i:(?:an? |the |this )?(?:(?:close-?up|aerial|file) )?"
    r"(?P<said>image|picture|photo|photograph|photography|graphic|screenshot|pic)s?"
    r" (?:of|shows|showing|depicting)\b|(?P<chinese>图片|照片|图为|图中))"
)


def alt_faults(placement: Placement, language: str) -> Iterator[Fault]:
    """`language` of the story; "" where none is known."""
    alt, name = placement.shown_alt.strip(), placement.photo.original_name
    if placement.decorative:
        return
    if not alt:
        # A warning: it may be that nobody has said yet that it adds nothing to the text.
        yield Fault("alt-missing")
    elif alt.casefold() == placement.shown_caption.strip().casefold():
        yield Fault("alt-is-caption")
    elif alt.casefold() in (name.casefold(), name.rpartition(".")[0].casefold()):
        yield Fault("alt-is-file-name", blocks=True)
    elif found := _ANNOUNCED.match(alt):
        yield Fault("alt-announces", values=(("words", found.group()),))
    if language.partition("-")[0] == "en" and any(map(is_han, alt)):
        yield Fault("alt-chinese")
    if len(alt) > ALT_ADVICE:
        yield Fault("alt-long", values=(("long", len(alt)), ("most", ALT_ADVICE)))


_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_DAY = regex(
    r"\b(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]+|\.)? "
    r"(?P<day>\d{1,2})\b(?!\d)(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    r"|\b(?P<day2>\d{1,2}) (?P<month2>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:[a-z]+|\.)?(?:,? (?P<year2>(?:19|20)\d\d)\b)?"
    r"|(?:(?P<year3>(?:19|20)\d\d)年)?(?P<month3>\d{1,2})月(?P<day3>\d{1,2})日"
)


def caption_faults(placement: Placement) -> Iterator[Fault]:
    """Where a caption and the record say different days or cities, and both say one."""
    caption, facts = placement.shown_caption, placement.photo.facts
    days = list(_DAY.finditer(caption))
    taken = facts.date_created[:10]
    # With two, one is of what happened and one of something before it.
    if len(days) == 1 and len(taken) == 10:
        year, month, day = _date(days[0].groupdict())
        if (month, day) != (taken[5:7], taken[8:10]) or year not in ("", taken[:4]):
            values = (("written", days[0].group()), ("taken", taken))
            yield Fault("caption-date-differs", values=values)
    around = [part for part in (facts.province, facts.country) if part]
    if facts.city and around and not _names(caption, facts.city, facts.sublocation):
        found = _PLACE.search(caption)
        if found and any(found["around"].startswith(part) for part in around):
            values = (("written", found["city"]), ("city", facts.city))
            yield Fault("caption-city-differs", values=values)


def _date(found: dict[str, str | None]) -> tuple[str, str, str]:
    """Year, "" for none, month and day in two figures."""
    year, month, day = (
        next((found[f"{part}{n}"] for n in ("", 2, 3) if found[f"{part}{n}"]), "") or ""
        for part in ("year", "month", "day")
    )
    if not month.isdecimal():
        month = str(_MONTHS.index(month[:3].lower()) // 3 + 1)
    return year, month.zfill(2), day.zfill(2)


# `in Suzhou, Jiangsu province`; a county or a town may lie in any city, and says nothing.
_PLACE = regex(
    r"\b(?:in|at|of) (?P<city>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?: city)?, (?P<around>[A-Z].*)"
)


def _names(caption: str, *places: str) -> bool:
    plain = caption.casefold()
    return any(place and place.casefold() in plain for place in places)
