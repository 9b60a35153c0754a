"""What a slash offers, as data: which actions, and the words by which they are found."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class SlashEntry:
    """`action` is a name of the action table; `words` are searched too; `typed` is the quick way
    in signs. `asks`: the action asks something before it does anything.

    `words` is a str, marked for translation (for which the binding's stub says object).
    """

    action: str
    words: object
    typed: str = ""
    asks: bool = False


ENTRIES = (
    SlashEntry("paragraph", QT_TRANSLATE_NOOP("Writing", "text plain body")),
    SlashEntry("heading_2", QT_TRANSLATE_NOOP("Writing", "h2 title subhead section"), "##"),
    SlashEntry("heading_3", QT_TRANSLATE_NOOP("Writing", "h3 title subhead"), "###"),
    SlashEntry("quote", QT_TRANSLATE_NOOP("Writing", "blockquote citation said"), ">"),
    SlashEntry("pull_quote", QT_TRANSLATE_NOOP("Writing", "highlight display"), ">>"),
    SlashEntry("bullet_list", QT_TRANSLATE_NOOP("Writing", "ul unordered points items"), "-"),
    SlashEntry("ordered_list", QT_TRANSLATE_NOOP("Writing", "ol numbered numbers items"), "1."),
    SlashEntry("table", QT_TRANSLATE_NOOP("Writing", "grid rows columns")),
    SlashEntry("photo", QT_TRANSLATE_NOOP("Writing", "picture image"), asks=True),
    SlashEntry("gallery", QT_TRANSLATE_NOOP("Writing", "photos pictures images"), asks=True),
    SlashEntry("divider", QT_TRANSLATE_NOOP("Writing", "line rule hr break separator"), "---"),
)


def matches(query: str, title: str, words: Sequence[str]) -> bool:
    """Whether every word typed begins a word of the title or of the others."""
    known = [each.casefold() for each in (*title.replace("…", "").split(), *words)]
    # `heading2` and `h 2` are typed as often as `heading 2`.
    known.append("".join(title.split()).casefold())
    return all(any(each.startswith(part) for each in known) for part in query.casefold().split())
