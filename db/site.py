"""The newsroom's own records: the sites it publishes to, one of which stories are made for now, the
departments of the site in the order of its navigation, its words, who has used this library and as
what, and what the program remembers in it: small JSON values under plain keys, each of the
newsroom, of this machine or of a person.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as insert_or_skip
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from db.columns import new_id
from db.errors import LibraryError
from db.feed import Records
from db.nouns import CHOSEN, NEWSROOM, RETIRED, Noun
from db.schema import accounts, dictionary_words, outlets, sections, settings, stories, story_words
from editor.late import frozen
from editor.story.forms import STORED, json_text
from editor.story.outlet import Outlet, Section
from editor.story.words import NewsroomWord, WordKind


@frozen
class Account:
    """`role` is a `SeatRole`, or RETIRED; the name is what somebody is called, the id who it is;
    `protected` by a password."""

    id: str
    name: str
    role: str
    protected: bool = False


_PROTECTED = (accounts.c.password != "").label("protected")
_OF_ACCOUNT = (accounts.c.id, accounts.c.name, accounts.c.role, _PROTECTED)


class Accounts(Records):
    def keep(self, name: str, role: str, account_id: str = "", *, fresh: bool = False) -> Account:
        """The account with this id, or without one the first that was made with this name, or a
        new one (`fresh`: surely), in this role from now on."""
        account_id = account_id or ("" if fresh else self.called(name)) or new_id()
        row = {"id": account_id, "name": name, "role": role}
        self._feed.put(Noun.ACCOUNT, accounts, [row])
        return Account(account_id, name, role)

    def all(self) -> tuple[Account, ...]:
        """In alphabetical order."""
        query = select(*_OF_ACCOUNT).order_by(accounts.c.name, accounts.c.id)
        return tuple(Account(*row) for row in self._connection.execute(query))

    def get(self, account_id: str) -> Account | None:
        query = select(*_OF_ACCOUNT).where(accounts.c.id == account_id)
        row = self._connection.execute(query).first()
        return None if row is None else Account(*row)

    def password(self, account_id: str) -> str:
        """What is kept of it, "" for none."""
        query = select(accounts.c.password).where(accounts.c.id == account_id)
        return self._connection.execute(query).scalar() or ""

    def set_password(self, account_id: str, kept: str) -> None:
        self._feed.change(Noun.ACCOUNT, accounts, account_id, password=kept)

    def called(self, name: str) -> str:
        """The id of the first account with this name, "" for none."""
        here = (accounts.c.name == name, accounts.c.role != RETIRED)
        first = select(accounts.c.id).where(*here).order_by(accounts.c.id)
        return self._connection.execute(first.limit(1)).scalar() or ""


class Settings(Records):
    def put(self, key: str, value: Any, *, owner: str = NEWSROOM) -> None:
        """Raises TypeError for what JSON cannot hold."""
        stored = json_text(value)
        done = self._connection.execute(
            insert_or_update(settings)
            .values(owner=owner, key=key, value=stored)
            .on_conflict_do_update(
                index_elements=["owner", "key"],
                set_={"value": stored},
                where=settings.c.value != stored,
            )
        )
        if done.rowcount and owner == NEWSROOM:  # the others stay on this machine
            self._feed.note(Noun.SETTING, key)


class Outlets(Records):
    def keep(self, outlet: Outlet) -> None:
        """Store the outlet under its key, and make it the current one."""
        row = {each.key: STORED.form(getattr(outlet, each.key)) for each in outlets.c}
        self._feed.put(Noun.OUTLET, outlets, [row])
        Settings(self._connection, self._feed).put(CHOSEN, outlet.key)


class Sections(Records):
    def keep(self, section: Section, position: int) -> None:
        """Store a new section or the name of one, at `position` (0 is first)."""
        row = {"key": section.key, "name": section.name, "position": position}
        self._feed.put(Noun.SECTION, sections, [row])

    def remove(self, key: str) -> None:
        """Raises LibraryError while stories stand in it, spiked ones included."""
        used = self.use_counts().get(key, 0)
        if used:
            query = select(sections.c.name).where(sections.c.key == key)
            name = self._connection.execute(query).scalar() or key
            raise LibraryError("library.section-used", section=name, n=used)
        self._feed.delete(Noun.SECTION, sections, key)

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
        return self._feed.delete(Noun.WORD, dictionary_words, word)

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
