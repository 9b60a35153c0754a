"""What this newsroom knows to be right: its words, names and places, and those of one story; what
can become such a word, and what becomes of each row of a spreadsheet of them.

Imports inside functions are for the start of the window: it needs the words a moment later.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.newsroom import Newsroom, WordRefused
from editor.desk.site import VARIANT
from editor.language.dictionaries import Entry
from editor.language.lexicon import LATIN, Lexicon, Variant, is_cjk, plain
from editor.late import frozen, regex
from editor.message import Message, message
from editor.story.text import clean_line
from editor.story.words import NewsroomWord, WordKind

if TYPE_CHECKING:
    from editor.interchange.text.word_sheet import SheetRow, WordSheet
    from editor.language.spelling import Found

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
    sheet: "WordSheet", present: Mapping[str, NewsroomWord], brought: Set[str], *, source: str
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


def _word(row: "SheetRow", source: str) -> NewsroomWord:
    kind = KINDS.get(row.kind.strip().casefold())
    if kind is None:
        raise WordRefused("word.kind-unknown", kind=row.kind.strip()[:40], kinds=list(WordKind))
    return checked(NewsroomWord(row.word, kind, row.chinese, source))


@frozen
class Words:
    newsroom: Newsroom

    def lexicon(self, story_id: str = "") -> Lexicon:
        """Everything that is right in this story, or in any ("").

        The first time it reads the dictionaries, a fifth of a second: call it in the pool.
        """
        with self.newsroom.store.read() as work:
            variant = _variant(work)
            house = [row.word for row in work.words.all()]
            house += [person.name for person in work.look.contributors()]
            own = work.words.of_story(story_id) if story_id else ()
        lexicon = self.newsroom.dictionaries.lexicon(variant).with_words(house)
        return lexicon.for_story(own) if own else lexicon

    def variant(self) -> Variant:
        """Whose English; the outlet's language decides until somebody does."""
        with self.newsroom.store.read() as work:
            return _variant(work)

    def keep_variant(self, variant: Variant) -> Changes:
        return self._change(lambda work: work.settings.put(VARIANT, str(variant)))

    def rows(self) -> tuple[NewsroomWord, ...]:
        """The newsroom's own words in the order of their letters."""
        with self.newsroom.store.read() as work:
            return tuple(sorted(work.words.all(), key=lambda row: row.word.casefold()))

    def brought(self) -> tuple[Entry, ...]:
        """Names and places that come with Galley; nobody can change those."""
        return self.newsroom.dictionaries.gazetteer().entries

    def of_story(self, story_id: str) -> tuple[str, ...]:
        with self.newsroom.store.read() as work:
            return work.words.of_story(story_id)

    def add_to_newsroom(
        self, word: str, *, kind: WordKind = WordKind.WORD, chinese: str = ""
    ) -> Changes:
        """From now on right in every story. Raises WordRefused."""
        return self.add_all((word,), kind=kind, chinese=chinese).changes

    def add_all(
        self, words: Sequence[str], *, kind: WordKind = WordKind.WORD, chinese: str = ""
    ) -> Done[tuple[NewsroomWord, ...]]:
        """Several at once, or none of them. Raises WordRefused."""
        if chinese and len(words) > 1:
            raise WordRefused("word.one-by-one")
        added = [checked(NewsroomWord(w, kind, chinese, self.newsroom.person)) for w in words]
        return Done(tuple(added), self._change(lambda work: work.words.keep(added)))

    def read(self, story_id: str) -> "tuple[Found, ...]":
        """Every odd word of a story, in the order of its page; none where the story is not in
        English. Raises NoSuchStory."""
        from editor.language.spelling import read_story

        lexicon = self.lexicon(story_id)
        with self.newsroom.store.read() as work:
            story = self.newsroom.story(work, story_id)
        if story.language.casefold().split("-")[0] not in ("", "en"):
            return ()
        return tuple(read_story(story, lexicon))

    def change(self, before: str, after: NewsroomWord) -> Changes:
        """Another spelling, kind or Chinese form for a word. Raises WordRefused, also when the
        new spelling has a record of its own."""
        changed = checked(after)

        def put(work: Work) -> None:
            if changed.word != before:
                if work.words.get(changed.word) is not None:
                    raise WordRefused("word.known", word=changed.word)
                work.words.remove(before)
            work.words.keep([changed])

        return self._change(put)

    def forget(self, words: Sequence[str]) -> Changes:
        """The newsroom does not know these any more."""
        return self._change(lambda work: [work.words.remove(word) for word in words])

    def put_back(self, words: Sequence[NewsroomWord]) -> Changes:
        """Undo `forget`: the records as they were."""
        return self._change(lambda work: work.words.keep(words))

    def add_to_story(self, story_id: str, *words: str) -> Changes:
        """From now on right in this story only. Raises NoSuchStory, WordRefused."""
        spelt = list(map(checked_word, words))

        def add(work: Work) -> None:
            story = self.newsroom.story(work, story_id)
            for word in spelt:
                work.words.add_to_story(story.id, word)

        return self._change(add)

    def forget_in_story(self, story_id: str, words: Sequence[str]) -> Changes:
        """The story does not know these any more."""
        return self._change(
            lambda work: [work.words.remove_from_story(story_id, word) for word in words]
        )

    def import_spreadsheet(self, path: Path) -> "Done[WordsImported]":
        """Take the words of a .xlsx, .csv or .tsv file in; all that are right, or, where the
        file cannot be read to its end, none. Raises FileRefused."""
        from editor.interchange.text.word_sheet import read_sheet

        sheet = read_sheet(path)
        known = {name for entry in self.brought() for name in entry.spellings}
        with self.newsroom.begin() as work:
            present = {row.word: row for row in work.words.all()}
            report = sort_rows(sheet, present, known, source=path.name)
            work.words.keep(report.to_keep)
            work.commit()
        return Done(report, Changes(words=bool(report.to_keep)))

    def _change(self, verb: Callable[[Work], object]) -> Changes:
        with self.newsroom.begin() as work:
            verb(work)
            work.commit()
        return Changes(words=True)


def _variant(work: Work) -> Variant:
    kept = work.look.setting(VARIANT)
    if kept in set(Variant):
        return Variant(kept)
    return Variant.of_language(work.look.outlet().language)
