"""The sites a newsroom publishes to, one of which stories are made for now, and the departments of
the site in the order of its navigation.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_or_skip

from db.errors import StillInUse
from db.feed import Feed, Noun, Records
from db.schema import dictionary_words, outlets, sections, settings, stories, story_words
from db.settings import NEWSROOM, Settings
from editor.story.credit import CreditStyle
from editor.story.forms import STORED
from editor.story.outlet import NavItem, Outlet, Section
from editor.story.words import NewsroomWord, WordKind

CHOSEN = "outlet"  # the newsroom's setting
_CHOSEN = (
    select(func.json_extract(settings.c.value, "$"))
    .where(settings.c.owner == NEWSROOM, settings.c.key == CHOSEN)
    .scalar_subquery()
)


class Outlets:
    def __init__(self, connection: Connection, feed: Feed, settings: Settings) -> None:
        self._connection = connection
        self._feed = feed
        self._settings = settings

    def current(self) -> Outlet:
        """The newsroom's chosen outlet; a library always has one."""
        chosen_first = select(outlets).order_by((outlets.c.key == _CHOSEN).desc(), outlets.c.key)
        row = self._connection.execute(chosen_first.limit(1)).one()
        return Outlet(
            key=row.key,
            name=row.name,
            publisher=row.publisher,
            address=row.address,
            language=row.language,
            navigation=tuple(STORED.read(NavItem, item) for item in row.navigation),
            footer=tuple(row.footer),
            credit_style=STORED.read(CreditStyle, row.credit_style),
        )

    def keep(self, outlet: Outlet) -> None:
        """Store the outlet under its key, and make it the current one."""
        row = {column.key: STORED.form(getattr(outlet, column.key)) for column in outlets.c}
        self._feed.put(Noun.OUTLET, outlets, [row])
        self._settings.put(CHOSEN, outlet.key)


class Sections(Records):
    def all(self) -> tuple[Section, ...]:
        """In order."""
        query = select(sections.c.key, sections.c.name).order_by(
            sections.c.position, sections.c.key
        )
        return tuple(Section(key, name) for key, name in self._connection.execute(query))

    def keep(self, section: Section, position: int) -> None:
        """Store a new section or the name of one, at `position` (0 is first)."""
        row = {"key": section.key, "name": section.name, "position": position}
        self._feed.put(Noun.SECTION, sections, [row])

    def remove(self, key: str) -> None:
        """Raises StillInUse while stories stand in it, spiked ones included."""
        used = self.use_counts().get(key, 0)
        if used:
            name = next((each.name for each in self.all() if each.key == key), key)
            raise StillInUse(name, used)
        done = self._connection.execute(delete(sections).where(sections.c.key == key))
        if done.rowcount:
            self._feed.note(Noun.SECTION, key, gone=True)

    def reorder(self, keys: Sequence[str]) -> None:
        """Put these first, in this order; sections that are not named follow as they were."""
        named = list(dict.fromkeys(keys))
        rest = [each.key for each in self.all() if each.key not in named]
        for position, key in enumerate([*named, *rest]):
            self._feed.change(Noun.SECTION, sections, key, position=position)

    def use_counts(self) -> dict[str, int]:
        """Section key -> number of stories in it, spiked ones included; only those in use."""
        query = (
            select(stories.c.section, func.count().label("stories"))
            .where(stories.c.section != "")
            .group_by(stories.c.section)
        )
        return {row.section: row.stories for row in self._connection.execute(query)}


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
