"""Words the whole newsroom knows, and words that are right in one story only."""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.feed import Noun, Records
from db.schema import dictionary_words, story_words
from editor.story.words import NewsroomWord, WordKind


class Words(Records):
    def all(self) -> tuple[NewsroomWord, ...]:
        """The newsroom's words in the order of their letters."""
        query = select(dictionary_words).order_by(dictionary_words.c.word)
        return tuple(_word(*row) for row in self._connection.execute(query))

    def get(self, word: str) -> NewsroomWord | None:
        query = select(dictionary_words).where(dictionary_words.c.word == word)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _word(*row)

    def keep(self, words: Iterable[NewsroomWord]) -> None:
        """Store new words and changed ones; a word is itself the key of its record."""
        rows = [
            {"word": w.word, "kind": str(w.kind), "chinese": w.chinese, "source": w.source}
            for w in words
        ]
        self._feed.put(Noun.WORD, dictionary_words, rows)

    def remove(self, word: str) -> bool:
        """Whether the newsroom knew it."""
        done = self._connection.execute(
            delete(dictionary_words).where(dictionary_words.c.word == word)
        )
        if done.rowcount:
            self._feed.note(Noun.WORD, word, gone=True)
        return bool(done.rowcount)

    def of_story(self, story_id: str) -> tuple[str, ...]:
        query = (
            select(story_words.c.word)
            .where(story_words.c.story_id == story_id)
            .order_by(story_words.c.word)
        )
        return tuple(self._connection.execute(query).scalars())

    def add_to_story(self, story_id: str, word: str) -> None:
        added = self._connection.execute(
            insert_or_skip(story_words)
            .values(story_id=story_id, word=word)
            .on_conflict_do_nothing()
        )
        if added.rowcount:
            self._feed.note(Noun.STORY, story_id)

    def remove_from_story(self, story_id: str, word: str) -> bool:
        """Whether the story had it."""
        done = self._connection.execute(
            delete(story_words).where(
                story_words.c.story_id == story_id, story_words.c.word == word
            )
        )
        if done.rowcount:
            self._feed.note(Noun.STORY, story_id)
        return bool(done.rowcount)


def _word(word: str, kind: str, chinese: str, source: str) -> NewsroomWord:
    return NewsroomWord(word, WordKind(kind), chinese, source)
