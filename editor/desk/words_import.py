"""What can become a word of the newsroom, the sentences for what cannot, and what becomes of each
row of a spreadsheet of words: added, completed, known, or refused.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from editor.desk.refusals import WordRefused
from editor.interchange.text.word_sheet import SheetRow, WordSheet
from editor.language.lexicon import LATIN, is_cjk, plain
from editor.late import frozen, regex
from editor.message import Message, message
from editor.story.text import clean_line
from editor.story.words import NewsroomWord, WordKind

LONGEST = 80
_LETTER = regex(f"[{LATIN}]")


def checked(row: NewsroomWord) -> NewsroomWord:
    """The record with clean texts. Raises WordRefused."""
    chinese = clean_line(row.chinese)
    if len(chinese) > LONGEST:
        raise WordRefused("word.chinese-too-long", most=LONGEST)
    return replace(row, word=checked_word(row.word), chinese=chinese)


def checked_word(word: str) -> str:
    """One word, or a name of several, as it is looked up. Raises WordRefused."""
    spelt = plain(clean_line(word)).strip(' .,;:"“”()[]')
    if not spelt:
        raise WordRefused("word.missing")
    if any(map(is_cjk, spelt)):
        raise WordRefused("word.chinese", word=_short(spelt))
    if not _LETTER.search(spelt):
        raise WordRefused("word.no-letter", word=_short(spelt))
    if len(spelt) > LONGEST:
        raise WordRefused("word.too-long", word=_short(spelt), most=LONGEST)
    return spelt


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


# What people write in the column for the kind.
_TITLES = {
    WordKind.WORD: "word|term|common||词|词语|术语|单词",
    WordKind.PERSON: "person|name|people|personal name|人名|人物|人|姓名",
    WordKind.PLACE: "place|place name|city|county|district|town|village|province|river|mountain|"
    "地名|地点|市|县|区|镇|乡|村|省",
    WordKind.ORGANISATION: "organisation|organization|company|institution|agency|"
    "机构|单位|公司|企业|组织",
}
KINDS = {title: kind for kind, titles in _TITLES.items() for title in titles.split("|")}


@frozen
class RefusedRow:
    """`row` counts from 1 as the spreadsheet does; `text` is what stands in it."""

    row: int
    text: str
    reason: Message


@dataclass(slots=True)
class WordsImported:
    """The report of an import, every row of the file in exactly one of the four lists.

    `completed` are words the newsroom had, which got their Chinese form from the file.
    """

    file: str
    added: list[NewsroomWord] = field(default_factory=list)
    completed: list[NewsroomWord] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    @property
    def to_keep(self) -> list[NewsroomWord]:
        return [*self.added, *self.completed]


def sort_rows(
    sheet: WordSheet, present: Mapping[str, NewsroomWord], brought: Set[str], *, source: str
) -> WordsImported:
    """`present` are the newsroom's own words, `brought` the names that come with Galley."""
    report = WordsImported(source, remarks=list(sheet.remarks))
    seen: dict[str, NewsroomWord] = dict(present)
    for row in sheet.rows:
        try:
            word = _word(row, source)
        except WordRefused as refusal:
            report.refused.append(RefusedRow(row.number, row.text, refusal.message))
            continue
        before = seen.get(word.word)
        if before is None and word.word in brought:
            report.known.append(word.word)
        elif before is None:
            report.added.append(word)
            seen[word.word] = word
        elif word.chinese and not before.chinese and word.word in present:
            seen[word.word] = replace(before, chinese=word.chinese)
            report.completed.append(seen[word.word])
        else:
            report.known.append(word.word)
    return report


def report_lines(report: WordsImported) -> Iterator[Message]:
    """The report as sentences, for a terminal and for a person's clipboard."""
    yield message(
        "word.imported",
        file=report.file,
        added=len(report.added),
        completed=len(report.completed),
        known=len(report.known),
        refused=len(report.refused),
    )
    yield from report.remarks
    for refused in report.refused:
        yield message("word.row-refused", row=refused.row, reason=refused.reason)


def _word(row: SheetRow, source: str) -> NewsroomWord:
    kind = KINDS.get(row.kind.strip().casefold())
    if kind is None:
        raise WordRefused("word.kind-unknown", kind=row.kind.strip()[:40], kinds=list(WordKind))
    return checked(NewsroomWord(row.word, kind, row.chinese, source))
