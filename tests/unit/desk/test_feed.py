"""The feed says of every write what it changed, and whose it was.

A random walk over the verbs of the desk; one that goes wrong has printed its seed.
"""

import ast
import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from db.errors import DATABASE, LibraryError
from db.feed import Changed
from db.nouns import Noun
from db.schema import METADATA
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import PhotoTexts
from editor.desk.site import Person
from editor.message import literal
from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.matching import Query, Replacement
from editor.story.outlet import Section
from editor.story.people import Contributor, Kind
from editor.story.story import Status, Story, StoryEdit
from editor.story.words import NewsroomWord
from tests.unit.desk.conftest import Clock

EDITOR = Path(__file__).parents[3] / "editor"
STEPS = 150
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

T = TypeVar("T")
Key = tuple[Noun, str]
# A noun's table and the column that says whose a row is; what stands in several tables is one.
RECORDS = (
    *((Noun(noun), f"{noun}s", "id") for noun in ("account", "comment", "contributor", "export")),
    *((Noun(noun), f"{noun}s", "id") for noun in ("keyword", "photo", "placement", "publication")),
    *((Noun(noun), f"{noun}s", "id") for noun in ("key", "reading", "sign_off", "suggestion")),
    (Noun.ROUTE, "routes", "story_id"),
    (Noun.KEYWORD, "story_keywords", "keyword_id"),  # whether it is in use
    *((Noun(noun), f"{noun}s", "key") for noun in ("section", "outlet", "setting")),
    (Noun.WORD, "dictionary_words", "word"),
    (Noun.STORY, "stories", "id"),
    *((Noun.STORY, table, "story_id") for table in ("documents", "story_contributors")),
    *((Noun.STORY, table, "story_id") for table in ("story_keywords", "story_words")),
)
# Versions are no noun: they are of one machine until somebody asks for them; so is what was on its
# screen.
OF_NO_NOUN = {"snapshots", "versions", "changes", "audit", "seen"}


def records(desk: Desk) -> dict[Key, frozenset[tuple[object, ...]]]:
    """Everything the feed speaks of, as it stands in the tables."""
    found: defaultdict[Key, set[tuple[object, ...]]] = defaultdict(set)
    with closing(sqlite3.connect(desk.newsroom.store.folder / DATABASE)) as library:
        library.row_factory = sqlite3.Row
        for noun, table, key in RECORDS:
            for row in library.execute(f"SELECT * FROM {table}"):
                if noun is Noun.SETTING and row["owner"] != "newsroom":
                    continue
                in_use = noun is Noun.KEYWORD and table == "story_keywords"
                said = (row["story_id"],) if in_use else tuple(row)
                found[noun, row[key]].add((table, *said))
    return {key: frozenset(rows) for key, rows in found.items()}


def feed(desk: Desk, since: int = 0) -> tuple[Changed, ...]:
    with desk.newsroom.store.read() as work:
        return work.feed.since(since)


@dataclass
class Walk:
    """Anything anybody does, in any order; after each step the feed is held against the tables."""

    desk: Desk
    place: Path
    picture: Path
    chance: random.Random
    stepped: list[str] = field(default_factory=list)
    refused: int = 0
    undo: list[Callable[[], object]] = field(default_factory=list)

    def step(self) -> None:
        name = self.chance.choice(sorted(VERBS))
        before, known = records(self.desk), {(each.noun, each.id): each for each in feed(self.desk)}
        newest = max(each.seq for each in known.values())
        try:
            VERBS[name](self)
        except (Refused, LibraryError):
            self.refused += 1
        self.stepped.append(name)
        after, changed = records(self.desk), feed(self.desk, newest)
        differs = {key for key in before | after if before.get(key) != after.get(key)}
        noted = [(each.noun, each.id) for each in changed]
        assert set(noted) == differs, (name, differs.symmetric_difference(noted))
        assert len(noted) == len(differs)
        for each in changed:
            key = each.noun, each.id
            assert each.gone is (key not in after), (name, key)
            assert each.revision > (known[key].revision if key in known else 0), (name, key)
            assert each.account == self.desk.newsroom.seat.account, (name, key)

    def story(self, *statuses: Status) -> str:
        rows = self.desk.stories.rows(spiked=True)
        return self.one([row.id for row in rows if not statuses or row.status in statuses])

    def one(self, of: Sequence[T]) -> T:
        if not of:
            raise Refused("There is none.")
        return self.chance.choice(of)

    def whole(self) -> Story:
        return self.desk.stories.view(self.story()).story

    def placement(self) -> str:
        return self.one([each.id for each in self.whole().placements])

    def words(self, most: int = 3) -> tuple[str, ...]:
        some = ("Millet", "terrace", "Taiyuan", "governor", "harvest", "Wen Qiaoyu", "Li Wei")
        return tuple(self.chance.sample(some, self.chance.randint(0, most)))

    def edit(self) -> StoryEdit:
        given = {
            "headline": " ".join(self.words()),
            "deck": " ".join(self.words()),
            "body": Document.from_paragraphs(self.words()),
            "byline": self.words(),
            "contributors": self.words(),
            "keywords": self.words(),
            "section": self.one(("news", "culture-tourism", "")),
        }
        return StoryEdit(**{key: given[key] for key in self.chance.sample(sorted(given), 3)})

    def type(self) -> None:
        story, edit = self.whole(), self.edit()
        base = StoryEdit.of(story, edit.given)
        revision = story.revision - self.chance.randint(0, 1)
        self.desk.stories.keep_typed(story.id, edit, base=base, base_revision=revision)

    def make_ready(self) -> str:
        edit = StoryEdit(
            headline=" ".join(self.words(3)) or "Millet",
            body=Document.from_paragraphs(["It began."]),
            byline=("Wen Qiaoyu",),
            section="news",
        )
        story = self.story(Status.DRAFT, Status.IN_REVIEW, Status.RETURNED)
        self.desk.stories.keep(story, edit)
        return story

    def sign_off(self) -> None:
        story = self.make_ready()
        for placement in self.desk.stories.view(story).story.placements:
            texts = PhotoTexts("Millet.", CreditLine.free("Photo/VCG"), "Terraces.")
            self.desk.pictures.word(placement.id, texts)
        self.desk.review.sign_off(story, by="Chen Yu")

    def export(self, *, proof: bool) -> None:
        story = self.story(Status.SIGNED_OFF, Status.EXPORTED, *(Status if proof else ()))
        self.desk.publishing.export(story, self.place / f"site-{story}", proof=proof)

    def delete(self) -> None:
        with self.desk.newsroom.begin() as work:
            work.stories.delete(self.story(Status.SPIKED))
            work.commit()

    def attach(self) -> None:
        brought = self.desk.pictures.bring_in(self.picture)
        named = f"IMG_{self.chance.randint(0, 1)}.jpg"
        brought = replace(brought, photo=replace(brought.photo, original_name=named))
        texts = PhotoTexts("Millet.", CreditLine.free("Photo/VCG"), "Terraces.")
        lead, into_body = self.one(((True, False), (None, False), (False, True), (False, False)))
        self.desk.pictures.attach(
            self.story(), brought, lead=lead, into_body=into_body, texts=self.one((texts, None))
        )

    def take_out(self) -> None:
        story = self.whole()
        placement, position = self.one(story.placements), self.chance.randint(0, 2)
        pictures = self.desk.pictures
        pictures.take_out(placement.id)
        self.undo.append(lambda: pictures.put_back(story.id, placement, position=position))

    def correct_record(self) -> None:
        photo = self.one(self.whole().placements).photo
        caption = " ".join(self.words(1)) or photo.facts.caption
        self.desk.pictures.correct_record(photo.id, replace(photo.facts, caption=caption))

    def restore(self) -> None:
        story = self.whole()
        version = self.one(self.desk.history.versions(story.id))
        only_text = self.chance.random() < 0.3
        done = self.desk.history.restore(story.id, version.number, only_text=only_text)
        self.undo.append(lambda: self.desk.history.take_back(done.value))

    def replace(self) -> None:
        query = Query("harvest")
        found = self.desk.replacing.find(
            self.desk.replacing.candidates(query), query, Replacement("crop")
        )
        replaced = self.desk.replacing.replace(self.one(found), "harvest").value
        self.undo.append(lambda: self.desk.replacing.put_back([replaced]))

    def take_back(self) -> None:
        if self.undo:
            self.undo.pop()()

    def change_sections(self) -> None:
        sections = list(self.desk.stories.choices().sections)
        if self.chance.random() < 0.5:
            self.chance.shuffle(sections)
        if self.chance.random() < 0.5:
            sections.append(Section(f"new-{self.chance.randint(0, 3)}", "New"))
        if self.chance.random() < 0.5:
            sections.pop()
        unique = {each.key: each for each in sections}
        lengths = self.one((None, {"news": 400}, {"news": 500}))
        self.desk.site.keep_sections(tuple(unique.values()), lengths)

    def change_people(self) -> None:
        people = list(self.desk.stories.choices().contributors)
        if people and self.chance.random() < 0.7:
            number = self.chance.randrange(len(people))
            one = people[number]
            people[number] = self.one(
                (
                    replace(one, note=self.one(("Taiyuan", "photographer", ""))),
                    replace(one, kind=self.one(tuple(Kind))),
                    replace(one, chinese="李伟"),
                    replace(one, name=f"{one.name.removesuffix(' Jr')} Jr"),
                )
            )
        new = Contributor("Zhao Min", note=self.one(("", "Datong")))
        if new.label not in {each.label for each in people}:
            people.append(new)
        removed = [people.pop().id] if len(people) > 1 and self.chance.random() < 0.5 else []
        self.desk.site.keep_people(people, removed)

    def change_outlet(self) -> None:
        outlet = self.desk.site.outlet()
        self.desk.site.keep_outlet(replace(outlet, publisher=self.one(("Echo", "Shanxi"))))

    def change_words(self) -> None:
        rows = self.desk.words.rows()
        word = self.one(("Qiaoyu", "Pinyao", "Lüliang"))
        match self.chance.randint(0, 3):
            case 0:
                self.desk.words.add_to_newsroom(word)
            case 1:
                self.desk.words.forget([each.word for each in rows[:1]])
            case 2:
                self.desk.words.put_back([*rows[:1], *rows[2:], NewsroomWord("Datong")])
            case _:
                self.desk.words.change(self.one(rows).word, NewsroomWord(word, chinese="平遥"))

    def change_words_of_a_story(self) -> None:
        word = self.one(("milletish", "terracy"))
        if self.chance.random() < 0.5:
            self.desk.words.add_to_story(self.story(), word)
        else:
            self.desk.words.forget_in_story(self.story(), [word])

    def set_something(self) -> None:
        key = self.one(("title limits", "open tabs", "panels"))
        self.desk.site.remember(key, {"most": self.chance.randint(1, 2)})

    def seat(self) -> None:
        role = self.one(("editor", "supervisor"))
        account = self.desk.newsroom.seat.account
        self.desk.site.seat(Person("Li Na", role, account))

    def version(self) -> None:
        story, history = self.story(), self.desk.history
        self.one(
            (
                lambda: history.save(story, "Named"),
                lambda: history.checkpoint(story, literal("Before")),
                lambda: history.keep_aside(story, self.edit(), literal("Aside")),
                lambda: history.keep_undone(story, self.edit()),
                self.desk.upkeep.thin_versions,
            )
        )()


VERBS: dict[str, Callable[[Walk], object]] = {
    "begin": lambda w: w.desk.stories.begin(section="News"),
    "keep": lambda w: w.desk.stories.keep(w.story(), w.edit()),
    "change": lambda w: w.desk.stories.change(w.story(), w.edit()),
    "type": Walk.type,
    "make ready": Walk.make_ready,
    "duplicate": lambda w: w.desk.stories.duplicate(w.story()),
    "spike": lambda w: w.desk.stories.spike(w.story()),
    "unspike": lambda w: w.desk.stories.unspike(w.story(Status.SPIKED)),
    "delete": Walk.delete,
    "attach": Walk.attach,
    "word": lambda w: w.desk.pictures.reword(w.placement(), {"caption": " ".join(w.words())}),
    "correct the record": Walk.correct_record,
    "lead": lambda w: w.desk.pictures.lead_with(w.placement()),
    "no lead": lambda w: w.desk.pictures.no_lead(w.story()),
    "undo": Walk.take_back,
    "take out": Walk.take_out,
    "send": lambda w: w.desk.review.send(w.story()),
    "send to a person": lambda w: w.desk.way.send(w.story(), w.one(("Li Na", "photo staff"))),
    "due": lambda w: w.desk.way.set_due(w.story(), w.one((None, w.desk.newsroom.clock()))),
    "urgent": lambda w: w.desk.way.set_priority(w.story(), w.chance.randint(0, 2)),
    "embargo": lambda w: w.desk.way.set_embargo(w.story(), w.one((None, LONG_AGO))),
    "kill": lambda w: w.desk.way.kill(w.story(Status.EXPORTED), "It is wrong."),
    "return": lambda w: w.desk.review.return_story(w.story(), "Who says so?"),
    "sign off": Walk.sign_off,
    "sign off again": lambda w: w.desk.review.sign_off(w.story(Status.IN_REVIEW), by="Chen Yu"),
    "export": lambda w: w.export(proof=False),
    "proof": lambda w: w.export(proof=True),
    "restore": Walk.restore,
    "replace": Walk.replace,
    "version": Walk.version,
    "sections": Walk.change_sections,
    "people": Walk.change_people,
    "outlet": Walk.change_outlet,
    "words": Walk.change_words,
    "words of a story": Walk.change_words_of_a_story,
    "setting": Walk.set_something,
    "seat": Walk.seat,
}


@pytest.fixture
def walk(desk: Desk, ready: str, tmp_path: Path, picture: Path) -> Walk:
    desk.newsroom.seat.account = desk.site.seat(Person("Li Na", "editor")).value.account
    desk.stories.duplicate(ready)
    seed = random.randrange(10**6)
    print("seed", seed)
    return Walk(desk, tmp_path, picture, random.Random(seed))


def test_nothing_changes_unnoted_and_nothing_is_noted_that_did_not_change(walk: Walk) -> None:
    for _ in range(STEPS):
        walk.step()
    assert walk.refused < STEPS / 2, walk.stepped


def test_every_table_is_of_a_noun_or_of_none() -> None:
    assert {name for _, name, _ in RECORDS} | OF_NO_NOUN == METADATA.tables.keys()
    assert {noun for noun, *_ in RECORDS} == set(Noun)


def test_whoever_reads_the_feed_now_and_then_knows_what_there_is(walk: Walk) -> None:
    known: set[Key] = set()
    cursor = 0
    for number in range(60):
        walk.step()
        if number % 7:
            continue
        for each in feed(walk.desk, cursor):
            known = known - {(each.noun, each.id)} if each.gone else known | {(each.noun, each.id)}
            cursor = each.seq
        assert known == records(walk.desk).keys()


def test_what_is_written_is_by_the_account_of_who_sits_here(desk: Desk, clock: Clock) -> None:
    li_na = desk.site.seat(Person("Li Na", "editor")).value
    desk.newsroom.seat.account = li_na.account
    before = clock()
    desk.stories.begin(section="News")
    newest = feed(desk)[-1]
    assert newest.account == li_na.account
    assert newest.at > before


def test_one_door_leads_to_what_is_written() -> None:
    """Whoever goes round it writes as nobody."""
    calls = [
        f"{path.relative_to(EDITOR)}: {ast.unparse(node)}"
        for path in sorted(EDITOR.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("store.begin")
    ]
    assert calls == ["desk/newsroom.py: self.store.begin()"]
