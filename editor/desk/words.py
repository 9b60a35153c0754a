"""What this newsroom knows to be right: its words, names and places, and those of one story.

Imports inside functions are for the start of the window: it needs the words a moment later.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.newsroom import Newsroom
from editor.desk.refusals import WordRefused
from editor.desk.site import VARIANT
from editor.language.lexicon import Lexicon, Variant
from editor.late import frozen
from editor.story.words import NewsroomWord, WordKind

if TYPE_CHECKING:
    from editor.desk.words_import import WordsImported
    from editor.language.gazetteer import Entry
    from editor.language.spelling import Found


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
            house += [person.name for person in work.contributors.all()]
            own = work.words.of_story(story_id) if story_id else ()
        from editor.language.dictionaries import with_house_words

        lexicon = with_house_words(self.newsroom.dictionaries.lexicon(variant), house)
        return lexicon.for_story(own) if own else lexicon

    def variant(self) -> Variant:
        """Whose English; the outlet's language decides until somebody does."""
        with self.newsroom.store.read() as work:
            return _variant(work)

    def keep_variant(self, variant: Variant) -> Changes:
        with self.newsroom.begin() as work:
            work.settings.put(VARIANT, str(variant))
            work.commit()
        return Changes(words=True)

    def rows(self) -> tuple[NewsroomWord, ...]:
        """The newsroom's own words in the order of their letters."""
        with self.newsroom.store.read() as work:
            return tuple(sorted(work.words.all(), key=lambda row: row.word.casefold()))

    def brought(self) -> "tuple[Entry, ...]":
        """Names and places that come with Galley; nobody can change those."""
        return self.newsroom.dictionaries.gazetteer().entries

    def of_story(self, story_id: str) -> tuple[str, ...]:
        with self.newsroom.store.read() as work:
            return work.words.of_story(story_id)

    def add_to_newsroom(
        self, word: str, *, kind: WordKind = WordKind.WORD, chinese: str = ""
    ) -> Changes:
        """From now on right in every story. Raises WordRefused."""
        from editor.desk.words_import import checked

        added = checked(NewsroomWord(word, kind, chinese, self.newsroom.person))
        return self._change(lambda work: work.words.keep([added]))

    def add_all(
        self, words: Sequence[str], *, kind: WordKind = WordKind.WORD, chinese: str = ""
    ) -> Done[tuple[NewsroomWord, ...]]:
        """Several at once, or none of them. Raises WordRefused."""
        from editor.desk.words_import import checked

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
        from editor.desk.words_import import checked

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

        def remove(work: Work) -> None:
            for word in words:
                work.words.remove(word)

        return self._change(remove)

    def put_back(self, words: Sequence[NewsroomWord]) -> Changes:
        """Undo `forget`: the records as they were."""
        return self._change(lambda work: work.words.keep(words))

    def add_to_story(self, story_id: str, *words: str) -> Changes:
        """From now on right in this story only. Raises NoSuchStory, WordRefused."""
        from editor.desk.words_import import checked_word

        spelt = [checked_word(word) for word in words]

        def add(work: Work) -> None:
            story = self.newsroom.story(work, story_id)
            for word in spelt:
                work.words.add_to_story(story.id, word)

        return self._change(add)

    def forget_in_story(self, story_id: str, words: Sequence[str]) -> Changes:
        """The story does not know these any more."""

        def remove(work: Work) -> None:
            for word in words:
                work.words.remove_from_story(story_id, word)

        return self._change(remove)

    def import_spreadsheet(self, path: Path) -> "Done[WordsImported]":
        """Take the words of a .xlsx, .csv or .tsv file in; all that are right, or, where the
        file cannot be read to its end, none. Raises FileRefused."""
        from editor.desk.words_import import sort_rows
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
    kept = work.settings.get(VARIANT)
    if kept in set(Variant):
        return Variant(kept)
    return Variant.of_language(work.outlets.current().language)
