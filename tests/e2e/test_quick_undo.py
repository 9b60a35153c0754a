"""Undo and Redo pressed faster than the library answers: every press is served, in its order."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import LibraryFull
from editor.desk.desk import Desk
from editor.desk.history import History
from editor.story.document import Document
from editor.story.story import Story, StoryEdit
from editor.ui.window.main_window import MainWindow
from tests.e2e.person import Person
from tests.e2e.sitting import Sitting

STEPS = int(os.environ.get("GALLEY_WALK_STEPS", "25"))


@pytest.fixture
def sitting(person: Person, window: MainWindow, desk: Desk, tmp_path: Path) -> Sitting:
    """A story with one version and something typed since."""
    story_id = desk.stories.begin().value.id
    body = Document.from_paragraphs(["One millet.", "Two."])
    desk.stories.keep(story_id, StoryEdit(headline="Terraces", deck="In millet", body=body))
    desk.history.save(story_id, "First")
    window.open_story(story_id, stays=True)
    person.wait(lambda: person.find("Headline").toPlainText() == "Terraces")
    return Sitting(person, window, desk, story_id, tmp_path)


Deed = Callable[[Sitting], None]


def bring_back(sitting: Sitting) -> None:
    sitting.window.desks.history.restore(1)


def replace_everywhere(sitting: Sitting) -> None:
    sitting.replace_everywhere("millet", "rye")


@pytest.mark.parametrize("deed", [bring_back, replace_everywhere])
def test_two_quick_presses_go_back_and_forth_over_two_things(sitting: Sitting, deed: Deed) -> None:
    start = sitting.state()
    sitting.write("Body", " Three.")
    sitting.settle()
    deed(sitting)
    end = sitting.state()
    for press, goal in ((sitting.undo, start), (sitting.redo, end)):
        with sitting.late_library():
            press()
            press()
        assert sitting.state() == goal
    versions = sitting.desk.history.versions(sitting.story)
    assert not [each for each in versions if str(each.reason).startswith("Kept aside")]


def test_undo_and_redo_can_be_pressed_while_a_version_is_on_its_way(sitting: Sitting) -> None:
    sitting.write("Body", " Three.")
    before = sitting.state()
    with sitting.late_library():
        bring_back(sitting)
        sitting.undo()
    assert sitting.state() == before
    assert sitting.label("redo") == "Redo return to version 1"
    with sitting.late_library():
        sitting.redo()
        sitting.undo()
        sitting.undo()
        sitting.redo()
    assert sitting.state() == before


def test_the_only_thing_done_can_be_undone_while_it_is_on_its_way(sitting: Sitting) -> None:
    other = Document.from_paragraphs(["Other."])
    sitting.desk.stories.keep(sitting.story, StoryEdit(body=other))
    sitting.window.panels.texts.current.story.reopen()
    before = sitting.state()
    with sitting.late_library():
        bring_back(sitting)
        sitting.undo()
        sitting.redo()
    assert sitting.state().body.text == "One millet.\n\nTwo."
    sitting.undo()
    assert sitting.state() == before


def test_what_is_typed_while_a_version_comes_is_a_step_before_it(sitting: Sitting) -> None:
    start = sitting.state()
    with sitting.late_library():
        sitting.write("Body", " Three.")
        sitting.window.panels.texts.keeper.keep_now()
        bring_back(sitting)
        sitting.write("Headline", "!")
    assert sitting.state() == start
    sitting.undo()
    meanwhile = sitting.state()
    assert (meanwhile.headline, meanwhile.body.text) == ("Terraces!", "One millet.\n\nTwo. Three.")
    sitting.undo()
    sitting.undo()
    assert sitting.state() == start
    for _ in range(2):
        sitting.redo()
    assert sitting.state() == meanwhile


def test_what_is_typed_while_an_undo_waits_is_undone_at_once(sitting: Sitting) -> None:
    start = sitting.state()
    sitting.write("Body", " Three.")
    sitting.settle()
    bring_back(sitting)
    sitting.settle()
    with sitting.late_library():
        sitting.undo()
        sitting.write("Headline", "!")
        sitting.undo()
        assert sitting.person.find("Headline").toPlainText() == "Terraces"
        assert sitting.person.find("Body").toPlainText() == "One millet.\nTwo."
    assert sitting.state().body.text == "One millet.\n\nTwo. Three."
    while sitting.offered("undo"):
        sitting.undo()
        sitting.settle()
    assert sitting.state() == start


def test_what_is_typed_while_presses_wait_is_not_what_they_undo(sitting: Sitting) -> None:
    sitting.write("Body", " Three.")
    sitting.settle()
    bring_back(sitting)
    sitting.settle()
    with sitting.late_library():
        sitting.undo()
        sitting.undo()
        sitting.write("Headline", " typed meanwhile")
    assert sitting.state().body.text == "One millet.\n\nTwo. Three."
    sitting.undo()
    assert sitting.state().headline == "Terraces typed meanwhile"


def test_what_is_refused_is_not_offered_to_be_undone(sitting: Sitting) -> None:
    sitting.write("Body", " Three.")
    sitting.settle()
    with sitting.late_library():
        sitting.window.desks.fields.edit(StoryEdit(slug="！！！"))
        sitting.write("Deck", "?")
    sitting.close_warning()
    assert sitting.label("undo") == "Undo typing"
    sitting.undo()
    assert sitting.person.find("Deck").toPlainText() == "In millet"
    assert (sitting.label("undo"), sitting.label("redo")) == ("Undo typing", "Redo typing")
    sitting.undo()
    assert sitting.person.find("Body").toPlainText() == "One millet.\nTwo."
    assert sitting.label("undo") == "Undo"


def test_a_version_that_is_refused_leaves_undo_and_redo_as_they_were(sitting: Sitting) -> None:
    sitting.write("Headline", "!")
    after = sitting.state()
    sitting.undo()
    sitting.settle()
    bring_back(sitting)  # it is what stands there
    sitting.close_warning()
    assert (sitting.label("undo"), sitting.label("redo")) == ("Undo", "Redo typing")
    sitting.redo()
    assert sitting.state() == after


def test_what_the_library_could_not_undo_is_still_there_to_be_undone(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: History, *_: object) -> None:
        raise LibraryFull(Path("library"))

    sitting.write("Body", " Three.")
    before = sitting.state()
    bring_back(sitting)
    after = sitting.state()
    with monkeypatch.context() as disk:
        disk.setattr(History, "take_back", fail)
        sitting.undo()
        sitting.close_warning()
    assert sitting.state() == after
    assert sitting.label("undo") == "Undo return to version 1"
    sitting.undo()
    assert sitting.state() == before


def test_bring_back_says_whether_anything_was_undone(sitting: Sitting) -> None:
    said: list[str] = []
    sitting.window.desks.undone.said.connect(said.append)
    sitting.person.trigger("bring_back")
    assert said.pop() == "Nothing was undone here."
    sitting.write("Body", " Three.")
    sitting.undo()
    sitting.person.trigger("bring_back")
    assert said.pop() == "Nothing that was undone here is gone: Redo has it."


def test_whoever_presses_quickly_gets_where_they_would_have_got_slowly(sitting: Sitting) -> None:
    """A random walk; GALLEY_WALK_SEED repeats one, GALLEY_WALK_STEPS makes it longer."""
    seed = int(os.environ.get("GALLEY_WALK_SEED", "0")) or random.SystemRandom().randint(1, 10**6)
    print(f"GALLEY_WALK_SEED={seed} GALLEY_WALK_STEPS={STEPS}")
    chance = random.Random(seed)
    line = sitting.window.panels.texts.current.undo_line
    states: dict[int, Story] = {0: sitting.state()}
    done: list[str] = []
    for step in range(STEPS):
        deed = chance.choice(["type", "type", "choose", "return", "replace", "go", "go", "go"])
        done.append(deed)
        at, goal = line.index(), None
        if deed == "choose":
            sitting.person.choose("Section", chance.choice(["News", "Live", "Government"]))
        elif deed == "return":
            sitting.write("Headline", f" {step}")  # or it is refused
            before = sitting.state()
            states = {each: states[each] for each in states if each <= at} | {at + 1: before}
            with sitting.late_library():
                bring_back(sitting)
                goal = press(sitting, chance, at + 2, at + 2, done)
        elif deed == "replace" and "millet" in sitting.state().body.text:
            sitting.replace_everywhere("millet", "rye")
        elif deed == "go":
            with sitting.late_library():
                goal = press(sitting, chance, at, line.count(), done)
        else:
            # The blank is behind the full stop: typed before the next words it would belong to
            # the step of these, which is what a step is, and change where that step leads.
            sitting.write(chance.choice(["Body", "Headline"]), f"millet {step}. ", chance.random())
        now = sitting.state()
        if goal is None:
            states = {each: states[each] for each in states if each <= at}
        else:
            assert line.index() == goal, done[-12:]
            assert now == states.get(goal, now), done[-12:]
        states[line.index()] = now
    for can, go in (
        (line.canRedo, line.redo),
        (line.canUndo, line.undo),
        (line.canRedo, line.redo),
    ):
        while can():
            go()
            now = sitting.state()
            assert now == states.setdefault(line.index(), now), (line.index(), done)


def press(sitting: Sitting, chance: random.Random, at: int, count: int, done: list[str]) -> int:
    """Some quick presses; where they should lead."""
    for _ in range(chance.randint(1, 6)):
        ways = ["undo"] * (at > 0) + ["redo"] * (at < count)
        if ways:
            done.append(chance.choice(ways))
            sitting.person.trigger(done[-1])
            at += 1 if done[-1] == "redo" else -1
    return at
