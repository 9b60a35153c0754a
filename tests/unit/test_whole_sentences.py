"""No sentence for people is glued from pieces: another language sets them in another order, has
other forms for a number, and no letters to make larger or smaller."""

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHOLE = ("main.py", "editor/ui")
LATER = {"import_desk.py"}
# A blank or quotation marks between pieces: what people read. Lines under each other are no glue.
BETWEEN = re.compile(r"[^\S\n]|[“”‘’]")
MARKUP = re.compile(r"[<>{}\\]|=>|\?\?|://|;$")  # of pages, styles and scripts
TRANSLATES = {"tr", "translate", "message", "label_of", "named", "field_label", "accessibleName"}
CASES = {"lower", "upper", "capitalize", "title"}
HALF = re.compile(r"^[\s,;.]|[\s,]$")
DATES = re.compile(r"%-?[aAbBdmpY]|\bMMM")


def files() -> Iterator[Path]:
    for part in WHOLE:
        yield from sorted((ROOT / part).rglob("*.py")) or [ROOT / part]


def called(node: ast.AST) -> str:
    return ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


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
        case ast.Raise(exc=ast.Call(func=ast.Name(name))) if hasattr(builtins, name):
            return
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return
    yield node
    if called(node) not in {"tr", "translate"}:  # whole, as it stands there
        for child in ast.iter_child_nodes(node):
            yield from for_people(child)


def text_of(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def glued(node: ast.AST) -> str:
    """What is wrong with this expression, or ""."""
    match node:
        case ast.JoinedStr(values):
            fixed = "".join(map(text_of, values))
            if BETWEEN.search(fixed) and not MARKUP.search(fixed):
                return "an f-string"
        case ast.BinOp(left, ast.Add(), right) | ast.AugAssign(left, ast.Add(), right):
            sides = (left, right)
            if any(BETWEEN.search(text_of(each)) or called(each) == "format" for each in sides):
                return "a sum"
            if any(called(each) in TRANSLATES for each in sides):
                return "a sum"
        case ast.BinOp(left, ast.Mod()) if text_of(left) or called(left) in TRANSLATES:
            return "%"
        case ast.Call(func=ast.Attribute(between, "join"), args=[given]):
            if BETWEEN.search(text_of(between)) and called(given) not in {"split", "splitlines"}:
                return "join"
        case ast.Call(func=ast.Attribute(word, name)) if name in CASES:
            if said(word) or (
                isinstance(word, ast.Subscript) and isinstance(word.slice, ast.Slice)
            ):
                return name
        case ast.Call(func=ast.Attribute(ast.Constant(str(text)), "format")):
            return "format" if BETWEEN.search(text) else ""
        case ast.Call(args=[*_, ast.Constant(str(text))]) if called(node) in {"tr", "translate"}:
            return "half a sentence" if HALF.search(text) else ""
    return ""


def chosen_by_number(node: ast.AST) -> bool:
    """Words that are chosen by whether there is one: English has two forms, others more."""
    match node:
        case ast.IfExp(test=ast.Compare(comparators=[ast.Constant(value=1)])):
            return said(node.body) or said(node.orelse)
        case ast.If(test=ast.Compare(comparators=[ast.Constant(value=1)])):
            return any(map(said, node.body))
        case ast.IfExp(test=ast.Compare(comparators=[ast.Constant(value=1)]), body=ast.Name(name)):
            return name in {"one", "few", "many", "more"}
        case ast.Dict(keys):
            return any(getattr(key, "value", None) == 1 for key in keys) and said(node)
        case ast.IfExp() | ast.BinOp():
            return any(text_of(each) in {"s", "es"} for each in ast.iter_child_nodes(node))
        case ast.JoinedStr(values):
            return any(re.match(r"e?s\b", text_of(each)) for each in values[1:])
    return False


def dated(node: ast.AST) -> bool:
    """A day written in the order or the words of one language."""
    return bool(DATES.search(text_of(node)))


@pytest.mark.parametrize("wrong", [glued, chosen_by_number, dated])
def test_a_sentence_is_whole(wrong) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)}"
        for file in files()
        if file.name not in LATER
        for node in for_people(ast.parse(file.read_text("utf-8")))
        if wrong(node)
    ]
    assert not found, "\n".join(found)
