"""No sentence for people is glued from pieces: another language sets them in another order, has
other forms for a number, and no letters to make larger or smaller."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WINDOW = ROOT / "editor" / "ui"
# What a page prints is in the language of its story, and in the form of its house.
PRINTED = ("editor/publish/wording.py", "editor/story/credit.py", "editor/story/people.py")
# In the window a blank or quotation marks between pieces are read by people; lines under each
# other are no glue. Elsewhere much is joined that nobody reads: there it takes words.
BETWEEN = re.compile(r"[^\S\n]|[“”‘’]")
WORDS = re.compile(r"[a-z]{2}[.,:;]? [a-z]{2}|[“”]|^ (and|or) $")
MARKUP = re.compile(r"[<>{}\\]|=>|\?\?|://|;$|\b[A-Z]{4,} |__")  # of pages, styles, code, SQL
TRANSLATES = {"tr", "translate", "message", "label_of", "named", "field_label", "accessibleName"}
CASES = {"lower", "upper", "capitalize", "title"}
HALF = re.compile(r"^[\s,;.]|[\s,]$")
DATES = re.compile(r"%-?[aAbBdmpY]|\bMMM")


@cache
def trees() -> Mapping[Path, ast.Module]:
    files = [ROOT / "main.py", *(ROOT / "editor").rglob("*.py"), *(ROOT / "db").rglob("*.py")]
    left_out = tuple(str(ROOT / each) for each in (*PRINTED, "db/migrations"))
    return {
        file: ast.parse(file.read_text("utf-8"))
        for file in sorted(files)
        if not str(file).startswith(left_out) and file.name != "message.py"  # it makes them
    }


@cache
def told() -> frozenset[str]:
    """Errors that people read: what is raised otherwise is a mistake of ours."""
    every = [each for tree in trees().values() for each in tree.body]
    classes = [each for each in every if isinstance(each, ast.ClassDef)]
    names, before = {"Said"}, 0
    while before != (before := len(names)):
        names |= {each.name for each in classes if names & set(map(ast.unparse, each.bases))}
    return frozenset(names)


def called(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Name(name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
        case _:
            return ""


def said(node: ast.AST) -> bool:
    """Whether something translated is in it."""
    return any(called(each) in TRANSLATES for each in ast.walk(node))


def for_people(node: ast.AST) -> Iterator[ast.AST]:
    """All that may be read by people: no log, no mistake of ours, no pattern, no key of a
    setting, no documentation."""
    if isinstance(node, ast.FunctionDef) and "key" in node.name.split("_"):
        return
    if isinstance(node, ast.Call):
        whole = ast.unparse(node.func)
        quiet = whole.startswith(("_log.", "re.", "logging.", "warnings."))
        if quiet or "memory" in whole or "settings" in whole or "remember" in whole:
            return
    match node:
        case ast.Raise(exc=ast.Call() as error) if called(error) not in told():
            return
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return
    yield node
    if called(node) not in {"tr", "translate"}:  # whole, as it stands there
        for child in ast.iter_child_nodes(node):
            yield from for_people(child)


def text_of(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def glued(node: ast.AST, between: re.Pattern[str]) -> str:
    """What is wrong with this expression, or ""."""
    match node:
        case ast.JoinedStr(values):
            fixed = "".join(map(text_of, values))
            if between.search(fixed) and not MARKUP.search(fixed):
                return "an f-string"
        case ast.BinOp(left, ast.Add(), right) | ast.AugAssign(left, ast.Add(), right):
            sides = (left, right)
            fixed = [each for each in map(text_of, sides) if not MARKUP.search(each)]
            if any(map(between.search, fixed)) or any(called(each) == "format" for each in sides):
                return "a sum"
            if any(called(each) in TRANSLATES for each in sides):
                return "a sum"
        case ast.BinOp(left, ast.Mod()) if text_of(left) or called(left) in TRANSLATES:
            return "%"
        case ast.Call(func=ast.Attribute(joint, "join"), args=[given]):
            if between.search(text_of(joint)) and called(given) not in {"split", "splitlines"}:
                return "join"
        case ast.Call(func=ast.Attribute(word, name)) if name in CASES:
            begins = isinstance(word, ast.Subscript) and isinstance(word.slice, ast.Slice)
            return name if said(word) or (begins and between is BETWEEN) else ""
        case ast.Call(func=ast.Attribute(ast.Constant(str(text)), "format")):
            return "format" if between.search(text) else ""
        case ast.Call(args=[*_, ast.Constant(str(text))]) if called(node) in {"tr", "translate"}:
            return "half a sentence" if HALF.search(text) else ""
    return ""


def chosen_by_number(node: ast.AST, _: object) -> bool:
    """Words that are chosen by whether there is one: English has two forms, others more."""
    endings = {"s", "es"} & set(map(text_of, ast.iter_child_nodes(node)))
    match node:
        case ast.IfExp(
            test=ast.Compare(comparators=[ast.Constant(value=1)]), body=one, orelse=more
        ):
            named = {"one", "few", "many", "more"} & {ast.unparse(one), ast.unparse(more)}
            return bool(endings or named) or said(one) or said(more)
        case ast.If(test=ast.Compare(comparators=[ast.Constant(value=1)])):
            return any(map(said, node.body))
        case ast.Dict(keys):
            return any(getattr(key, "value", None) == 1 for key in keys) and said(node)
        case ast.IfExp() | ast.BinOp():
            return bool(endings)
        case ast.JoinedStr(values):
            return any(re.match(r"e?s\b", text_of(each)) for each in values[1:])
    return False


def dated(node: ast.AST, between: re.Pattern[str]) -> bool:
    """A day written in the order or the words of one language."""
    return between is BETWEEN and bool(DATES.search(text_of(node)))


@cache
def read_by_people() -> Mapping[Path, tuple[ast.AST, ...]]:
    return {file: tuple(for_people(tree)) for file, tree in trees().items()}


@pytest.mark.parametrize("wrong", [glued, chosen_by_number, dated])
def test_a_sentence_is_whole(wrong: Callable[[ast.AST, re.Pattern[str]], object]) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"
        for file, nodes in read_by_people().items()
        for between in (BETWEEN if WINDOW in file.parents else WORDS,)
        for node in nodes
        if wrong(node, between)
    ]
    assert not found, "\n".join(found)
