"""The page's own words and its dates, in the language of the story.

English and Chinese are at home here; a page in any other language gets the English words.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from editor.late import frozen, regex
from editor.story.people import byline_text, contributor_line

_TAG = regex(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
_LOCALES = {"en": "en_US", "zh": "zh_CN", "zh-hans": "zh_CN", "zh-hant": "zh_TW"}
_MONTHS = ("Jan", "Feb", "March", "April", "May", "June")
_MONTHS += ("July", "Aug", "Sept", "Oct", "Nov", "Dec")


@frozen
class Wording:
    """`byline` and `contributed` make a line of names, "" of none."""

    skip: str
    sections: str
    site: str
    proof: str
    table: str
    gallery: str
    byline: Callable[[Sequence[str]], str]
    contributed: Callable[[Sequence[str]], str]
    date: Callable[[datetime], str]


def wording(language: str) -> Wording:
    tag = language.lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo")):
        return _TRADITIONAL
    return _SIMPLIFIED if tag.split("-")[0] == "zh" else _ENGLISH


def language_tag(*wanted: str) -> str:
    """The first of `wanted` that is shaped like a BCP 47 tag, else `en`."""
    return next((tag for tag in wanted if _TAG.fullmatch(tag)), "en")


def reads_right_to_left(language: str) -> bool:
    return language.lower().split("-")[0] in _RIGHT_TO_LEFT


def open_graph_locale(language: str) -> str:
    """`language_TERRITORY` as Open Graph wants it; "" when the tag names no territory."""
    parts = language.split("-")
    territory = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), "")
    if territory:
        return f"{parts[0].lower()}_{territory.upper()}"
    return _LOCALES.get("-".join(parts[:2]).lower(), _LOCALES.get(parts[0].lower(), ""))


_ENGLISH = Wording(
    skip="Skip to the story",
    sections="Sections",
    site="Site",
    proof="PROOF — NOT FOR PUBLICATION",
    table="Table",
    gallery="Photos",
    byline=byline_text,
    contributed=contributor_line,
    date=lambda day: f"{_MONTHS[day.month - 1]} {day.day}, {day.year}",
)
_SIMPLIFIED = Wording(
    skip="跳到正文",
    sections="栏目",
    site="网站导航",
    proof="校样 — 不得发布 · PROOF — NOT FOR PUBLICATION",
    table="表格",
    gallery="组图",
    byline="、".join,
    contributed=lambda names: f"{'、'.join(names)}对本文有报道贡献。" if names else "",
    date=lambda day: f"{day.year}年{day.month}月{day.day}日",
)
_TRADITIONAL = replace(
    _SIMPLIFIED,
    sections="欄目",
    site="網站導覽",
    proof="校樣 — 不得發布 · PROOF — NOT FOR PUBLICATION",
    gallery="組圖",
    contributed=lambda names: f"{'、'.join(names)}對本文有報導貢獻。" if names else "",
)
