"""Every message has its words, every words their message, and no sentence is glued from pieces."""

import ast
import re
import string
import tomllib
from enum import Enum
from functools import cache, partial
from pathlib import Path

import pytest

from editor.desk.passport import Proof
from editor.desk.photo_library import RATINGS
from editor.interchange.arriving.file_kind import Foreign, Kind
from editor.interchange.arriving.refusal import ChangeKind
from editor.interchange.web.left_out_parts import LEFT_OUT, UNSEEN
from editor.interchange.web.page_weights import site_words
from editor.language.characters import groups as groups_of_characters
from editor.language.flags import FlagKind
from editor.message import NUMBER, Message, literal, recognised, words_in
from editor.photos.packet import Flaw
from editor.story.alignment import Change
from editor.story.checks import CHECKS
from editor.story.credit import Relation
from editor.story.fields import FIELDS
from editor.story.origin import Action, By, Made, Standing
from editor.story.photo import COLOUR_CLASSES, PHOTO_FIELDS, SOURCE_TYPES, RecordPart
from editor.story.runs import Mark
from editor.story.stationery import Way
from editor.story.story import Status
from editor.story.workflow import Priority, SeatRole
from editor.ui.widgets.language_box import LANGUAGES

ROOT = Path(__file__).parents[2]
WORDS = words_in("en")
KEY = re.compile(r"[a-z]+(?:-[a-z]+)*\.[a-z0-9_]+(?:-[a-z0-9_]+)*")
# Enumerations whose members people read.
LABELLED: tuple[type[Enum], ...] = (
    *(Status, SeatRole, Change, Relation, FlagKind, Flaw, RecordPart),
    *(Kind, Foreign, ChangeKind),  # of files
    *(Way, Priority),
    *(Standing, Action, Made, By, Proof),  # of where a picture comes from
)
NO_KEYS = {"bundle.json", "bundle.zip", "characters.toml"}  # files
MAKERS = {"Finding", "_of_photo", "found", "Fault"}  # of findings, by their rule
LISTED = {"comma", "and", "or", "sentences", "clauses", "facts", "ways", "crumbs", "titles"}


# Groups that the program asks for by the name of something else, and those names.
def named_in(pages: str, *patterns: str) -> set[str]:
    """What a page of ours calls its sentences by."""
    folder = Path(__file__).parents[2] / "resources"
    text = "".join(file.read_text("utf-8") for file in sorted(folder.glob(pages)))
    found = {name for pattern in patterns for name in re.findall(pattern, text)}
    return {name.replace("_", "-") for name in found}


BY_NAME = {
    "reader": named_in("proof/proof-page*", r"\bsay\.(\w+)"),
    "verifypage": named_in("verify/*", r'\bsay\("([\w-]+)"', r'words(?:\.|\[")([\w-]+)\b(?!\()'),
    "list": LISTED,
    "listed": LISTED,
    "field": {*FIELDS, "caption", "credit", "alt", "contributor-line"},
    "in": {*FIELDS, "caption", "credit", "alt"},
    "photofield": {row.name for row in PHOTO_FIELDS},
    "sourcetype": {*SOURCE_TYPES},
    "rating": {*RATINGS} - {""},
    "colourclass": {*COLOUR_CLASSES},
    "brought": {"taken", "there", "refused", "left"},
    "mark": {*Mark, "link"},
    # By the word that is stored: tests/unit/desk/test_trail.py
    "act": set[str](),
    "detail": set[str](),
    "passage": set[str](),  # those of every block: tests/unit/story/test_comparison.py
    "difference": {f"photo-{each}" for each in Change if each is not Change.SAME},
    "month": {*map(str, range(1, 13))},
    "language": {*LANGUAGES},
    "characters": {group.title.key.partition(".")[2] for group in groups_of_characters()},
    "block": {"paragraph", "heading-2", "heading-3", "quote", "photo", "gallery", "divider"},
    "marked": {*map(str, Mark), "link"},
    "unmarked": {*map(str, Mark), "link"},
    "remedy": set(Foreign),
    "element": {*LEFT_OUT - UNSEEN, "input", "optgroup"},
}


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call of the program with the file it stands in."""
    files = sorted([*(ROOT / "editor").rglob("*.py"), *(ROOT / "db").rglob("*.py")])
    return tuple(
        (str(file.relative_to(ROOT)), node)
        for file in files
        if "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )


def keys_of(call: ast.Call) -> tuple[str, ...]:
    """The keys of which this call makes a message: what it takes first, where that is a key."""
    first = _constants(call.args[0]) if call.args else ()
    return tuple(each for each in first if KEY.fullmatch(each) and group_of(each) in groups())


def group_of(key: str) -> str:
    return key.partition(".")[0]


@cache
def groups() -> frozenset[str]:
    return frozenset(map(group_of, known()))


def _constants(node: ast.expr) -> tuple[str, ...]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.IfExp):
        return (*_constants(node.body), *_constants(node.orelse))
    return ()


def findings() -> set[str]:
    """The rules of findings, and their cases, wherever one is made."""
    made = [call for _, call in calls() if ast.unparse(call.func).rpartition(".")[2] in MAKERS]
    rules = {each for call in made if call.args for each in _constants(call.args[0])}
    return {each for each in rules if re.fullmatch(r"[a-z]+(-[a-z]+)+", each)}


@cache
def known() -> frozenset[str]:
    return frozenset(WORDS.keys())


@cache
def constants() -> frozenset[str]:
    files = [*(ROOT / "editor").rglob("*.py"), *(ROOT / "db").rglob("*.py")]
    of_sites = {*site_words().kinds.values(), *site_words().roles.values()}
    return frozenset(of_sites).union(
        node.value
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_message_that_is_made_has_words_and_gives_them_what_they_ask_for() -> None:
    wrong: list[str] = []
    for file, call in calls():
        given = {keyword.arg for keyword in call.keywords}
        for key in keys_of(call):
            forms = {WORDS.template(key, number) for number in (1, 2)}
            wanted = {place for form in forms if form for place in places(form)}
            wanted |= {NUMBER} if len(forms) > 1 else set()
            if None in forms:
                wrong.append(f"{file}:{call.lineno}: no words for {key}")
            elif None not in given and wanted - given:
                wrong.append(f"{file}:{call.lineno}: {key} wants {wanted - given}")
            elif None not in given and given - wanted - {NUMBER}:
                wrong.append(f"{file}:{call.lineno}: {key} has no place for {given}")
    assert not wrong, "\n".join(wrong)


def test_every_key_that_stands_anywhere_has_words() -> None:
    named = {each for each in constants() if KEY.fullmatch(each) and group_of(each) in groups()}
    assert not named - known() - NO_KEYS


def test_every_call_for_a_message_names_one() -> None:
    wrong = [
        f"{file}:{call.lineno}: {ast.unparse(call)}"
        for file, call in calls()
        if ast.unparse(call.func) == "message" and not keys_of(call)
        if file != "editor/message.py"
    ]
    assert not wrong, "\n".join(wrong)


def test_every_finding_has_words_and_a_remedy() -> None:
    assert len(findings()) >= len(CHECKS)
    assert not [rule for rule in findings() if not WORDS.template(f"finding.{rule}")]
    assert not [rule for rule in findings() if not WORDS.template(f"fix.{rule}")]


@pytest.mark.parametrize("labelled", LABELLED, ids=lambda each: each.__name__)
def test_every_member_that_people_read_has_a_label(labelled: type[Enum]) -> None:
    for member in labelled:
        name = member.name.lower().replace("_", "-")
        assert WORDS.template(f"{labelled.__name__.lower()}.{name}"), member


@pytest.mark.parametrize("group", BY_NAME)
def test_every_name_of_a_group_has_words(group: str) -> None:
    assert not [name for name in BY_NAME[group] if not WORDS.template(f"{group}.{name}")]


def test_no_words_are_left_that_nobody_says() -> None:
    said = {key for _, call in calls() for key in keys_of(call)} | constants()
    by_name = {*BY_NAME, *(each.__name__.lower() for each in LABELLED)}
    left = {key for key in known() - said if group_of(key) not in by_name}
    # Findings are asked for by the name of their rule.
    assert not {
        key for key in left if key.removeprefix("fix.").removeprefix("finding.") not in said
    }


def test_a_sentence_that_an_earlier_galley_stored_is_recognised() -> None:
    for key in known():
        if group_of(key) == "version":
            given = sorted(places(WORDS.template(key) or ""))
            stored = Message(key, tuple((name, "“Li Na” typed 李娜") for name in given))
            assert recognised("version", str(stored)) == stored
    assert recognised("version", "As agreed") == literal("As agreed")


def test_there_are_words_for_one_and_for_many() -> None:
    assert not [key for key in known() if None in map(partial(WORDS.template, key), (1, 2))]


def test_the_file_is_read_group_by_group_as_it_is_whole() -> None:
    """A group that stands twice would take the place of the first."""
    whole = tomllib.loads((ROOT / "resources" / "words" / "en.toml").read_text("utf-8"))
    assert known() == {f"{group}.{name}" for group, names in whole.items() for name in names}
