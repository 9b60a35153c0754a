"""Credit lines: one record of who made a picture, printed in every house's own form.

The forms are those of newsroom practice (China Daily, Xinhua, AP, city sites); free text is
always allowed and is kept word for word until somebody structures it.
"""

import re
from dataclasses import replace
from enum import StrEnum

from editor.late import frozen, regex
from editor.story.text import clean_line, is_han

BRACKETS = {"square": ("[", "]"), "round": ("(", ")"), "none": ("", "")}
_PAIRS = {"[": "]", "(": ")", "［": "］", "（": "）", "【": "】"}


class Relation(StrEnum):
    """How the maker of a picture stands to the outlet."""

    STAFF = "staff"
    FOR = "for"  # commissioned
    PROVIDED = "provided"
    AGENCY = "agency"
    SOCIAL = "social"


class HouseForm(StrEnum):
    """The printed form of an outlet's credits."""

    PHOTO_BY = "photo-by"  # Photo by Zou Hong/chinadaily.com.cn
    AGENCY_FIRST = "agency-first"  # Xinhua/Li Ziheng
    AGENCY_PHOTO = "agency-photo"  # AP Photo/Alex Brandon
    COPYRIGHT = "copyright"  # © Alex Brandon


@frozen
class CreditStyle:
    """How an outlet prints credits: form, brackets, and the name it goes by in them."""

    form: HouseForm = HouseForm.PHOTO_BY
    brackets: str = "square"
    outlet_name: str = ""


@frozen
class CreditLine:
    """Who made a picture and how it came to us.

    Either `text` (free text, word for word) or the structured fields. `organisation` "" means
    the publishing outlet itself, so one record serves several sites; `network` is the name of
    the social service when the relation is social.
    """

    text: str = ""
    relation: Relation = Relation.STAFF
    photographer: str = ""
    organisation: str = ""
    network: str = ""

    @classmethod
    def free(cls, text: str) -> "CreditLine":
        return cls(text=strip_brackets(clean_line(text)))

    @property
    def is_blank(self) -> bool:
        return not (self.text or self.photographer or self.organisation)

    def words(self, style: CreditStyle) -> str:
        """The credit without brackets, `Photo by Zou Hong/chinadaily.com.cn`; "" when blank."""
        if self.text:
            return self.text
        if self.is_blank:
            return ""
        organisation = self.organisation or style.outlet_name
        if style.form is HouseForm.PHOTO_BY:
            return self._photo_by(organisation)
        if style.form is HouseForm.COPYRIGHT:
            return f"© {self.photographer or organisation}"
        return self._agency_house(organisation, style.form)

    def line(self, style: CreditStyle) -> str:
        """The credit in the outlet's brackets, `[Photo/VCG]`; "" when blank."""
        words = self.words(style)
        opening, closing = BRACKETS.get(style.brackets, BRACKETS["square"])
        return f"{opening}{words}{closing}" if words else ""

    def _photo_by(self, organisation: str) -> str:
        match self.relation:
            case Relation.PROVIDED:
                return f"Photo provided to {organisation}" if organisation else "Photo provided"
            case Relation.SOCIAL:
                account = self.photographer or organisation
                return f"Photo/{self.network} account: {account}" if self.network else account
            case Relation.FOR if self.photographer:
                return f"Photo by {self.photographer} for {organisation}".removesuffix(" for ")
            case _ if self.photographer:
                return f"Photo by {self.photographer}/{organisation}".removesuffix("/")
            case _:
                return f"Photo/{organisation}"

    def _agency_house(self, organisation: str, form: HouseForm) -> str:
        if self.relation in (Relation.PROVIDED, Relation.SOCIAL):
            return self._photo_by(organisation)
        if self.relation is Relation.FOR and self.photographer:
            return f"Photo by {self.photographer}/{organisation}".removesuffix("/")
        agency = f"{organisation} Photo" if form is HouseForm.AGENCY_PHOTO else organisation
        return "/".join(part for part in (agency, self.photographer) if part)


def strip_brackets(text: str) -> str:
    """`text` without one pair of brackets that encloses all of it."""
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        return text[1:-1].strip()
    return text


_FORMS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (regex(r"Photo provided to (?P<organisation>.+)"), Relation.PROVIDED),
    (regex(r"Photo/(?P<network>[^/:]+) account: (?P<photographer>.+)"), Relation.SOCIAL),
    (regex(r"Photo by (?P<photographer>[^/]+?) for (?P<organisation>.+)"), Relation.FOR),
    (regex(r"Photo by (?P<photographer>[^/]+)/(?P<organisation>.+)"), Relation.STAFF),
    (regex(r"Photo/(?P<organisation>[^/:]+)"), Relation.AGENCY),
)
_SITE = regex(r"[\w-]+(\.[\w-]+)+")


def parse_credit(text: str) -> CreditLine:
    """The record behind a printed credit, structured only when it prints back word for word.

    `Photo by X/Y` says staff when Y is a web site (a house signs with its address) and agency
    otherwise; both print alike.
    """
    words = strip_brackets(clean_line(text))
    for pattern, relation in _FORMS:
        if match := pattern.fullmatch(words):
            credit = CreditLine(relation=relation, **match.groupdict())
            if relation is Relation.STAFF and not _SITE.fullmatch(credit.organisation):
                credit = replace(credit, relation=Relation.AGENCY)
            if credit.words(CreditStyle()) == words:
                return credit
    return CreditLine(text=words)


_CLOSING_CREDIT = regex(
    r"\s*(?P<credit>\[[^\[\]]*\]|［[^［］]*］|【[^【】]*】|\((?=[^()]*(?:Photo|/|©))[^()]*\))\s*$",
    re.IGNORECASE,
)


def split_caption(text: str) -> tuple[str, str]:
    """A printed caption as (caption, credit words): `… Group. [Photo provided to China Daily]`.

    The credit is "" when no bracketed credit closes the text.
    """
    match = _CLOSING_CREDIT.search(text)
    if match is None:
        return clean_line(text), ""
    return clean_line(text[: match.start()]), strip_brackets(clean_line(match["credit"]))


def printed_caption(caption: str, credit_line: str) -> str:
    """`caption. [credit]`: the caption closes with a stop, then the credit follows."""
    caption = caption.strip()
    if caption and caption.rstrip("\"'”’)")[-1:] not in tuple(".!?…。！？"):
        caption += "。" if is_han(caption[-1]) else "."
    return " ".join(part for part in (caption, credit_line) if part)
