"""A word the newsroom itself knows to be right: a name, a place, a term of the trade."""

from dataclasses import dataclass
from enum import StrEnum


class WordKind(StrEnum):
    """What sort of word it is; a person's name is known by its parts too."""

    WORD = "word"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class NewsroomWord:
    """`word` as it is printed, one word or a name of several; `chinese` its Chinese form or "";
    `source` who says so: a person, the file of an import."""

    word: str
    kind: WordKind = WordKind.WORD
    chinese: str = ""
    source: str = ""
