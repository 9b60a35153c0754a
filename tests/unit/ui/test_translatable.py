"""Whatever the window shows can be shown in another language, and the translator's tool sees it."""

import ast
import builtins
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest

ROOT = Path(__file__).parents[3]
FILES = (ROOT / "main.py", *sorted((ROOT / "editor" / "ui").rglob("*.py")))
MARKS = {"QCoreApplication.translate", "QT_TRANSLATE_NOOP"}  # their first word is the context
# What people read is handed to these, and to the signals that say something.
SHOWING = re.compile(
    r"(set|add|insert)(Text|ToolTip|Accessible(Name|Description)|PlaceholderText|WindowTitle|Title"
    r"|StatusTip|WhatsThis|InformativeText|DetailedText|Prefix|Suffix|SpecialValueText|ItemText"
    r"|Tab(Text|ToolTip)?|Item|Row|Action|Menu|Button|HeaderLabels|LabelText|NameFilter)"
    r"|Q(Label|Action|PushButton|ToolButton|CheckBox|RadioButton|GroupBox|Menu|\w+WidgetItem"
    r"|StandardItem|UndoCommand)"
    r"|add_\w+|introduce|remark|say|tell|announce|text_label|show_(nothing|failure)"
    r"|question|warning|critical|information|get(Open|Save)FileName|getExistingDirectory"
)
SIGNALS = re.compile(r"(said|told|warned|refused|held|failed)\.emit$")
# Names that are the same in every language, and keys of the keyboard.
NAME = re.compile(
    r"Galley|Python|Qt|SQLite|GPL-3\.0-or-later|Xinhua|Zou Hong|https?:\S*|\w+(\.\w+)+"
    r"|((Ctrl|Alt|Shift)\+)+\S*|Backspace"
)
WORD = re.compile(r"[^\W\d_]{2}")
CAPITAL = re.compile(r"\W*[A-Z][a-z]")


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[str, str]]:
    """(context, text) of all that the translator's tool finds."""
    made = tmp_path_factory.mktemp("words") / "window.ts"
    tool = next(Path(PySide6.__file__).parent.glob("lupdate*"))
    subprocess.run([tool, "-silent", *FILES, "-ts", made], check=True, timeout=60)
    return frozenset(
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(made).iter("context")
        for message in context.iter("message")
    )


def called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def translating(file: Path) -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every call that translates or marks a text: its context, the call, the text."""

    def walk(node: ast.AST, within: str) -> Iterator[tuple[str, ast.Call, ast.expr]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call) and child.args:
                if called(child) == "tr":
                    own = ast.unparse(child.func) == "self.tr"
                    yield within if own else "?", child, child.args[0]
                elif ast.unparse(child.func) in MARKS:
                    yield ast.literal_eval(child.args[0]), child, child.args[1]
            yield from walk(child, child.name if isinstance(child, ast.ClassDef) else within)

    return walk(tree_of(file), "")


def test_the_translators_tool_sees_every_text(marked: frozenset[tuple[str, str]]) -> None:
    tables = {
        context
        for file in FILES
        for context, call, _ in translating(file)
        if "NOOP" in called(call)
    }
    unseen = [
        f"{file.relative_to(ROOT)}:{call.lineno}: {ast.unparse(call)}"
        for file in FILES
        for context, call, text in translating(file)
        if (
            (context, text.value) not in marked
            if isinstance(text, ast.Constant)
            # The texts it may be stand in a table, each of them marked.
            else context not in tables
        )
    ]
    assert not unseen, "\n".join(unseen)


def test_nothing_is_translated_before_there_are_translations() -> None:
    early = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in FILES
        for statement in outside_functions(tree_of(file))
        for call in ast.walk(statement)
        if isinstance(call, ast.Call) and called(call) in {"tr", "translate"}
    ]
    assert not early, "\n".join(early)


def outside_functions(module: ast.Module) -> Iterator[ast.AST]:
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            yield from (each for each in node.body if not isinstance(each, ast.FunctionDef))
        elif not isinstance(node, ast.FunctionDef):
            yield node


def plain_texts(file: Path) -> Iterator[ast.Constant]:
    """Literals that people would read as they stand."""

    def walk(node: ast.AST, *, shown: bool) -> Iterator[ast.Constant]:
        match node:
            case ast.Constant(value=str(text)):
                words = CAPITAL.match(text) or (shown and WORD.search(text))
                if words and not NAME.fullmatch(text):
                    yield node
            case ast.Call(args=[first, *others]) if shows(node):
                yield from walk(first, shown=True)
                # Behind it stand data, kinds and icons, which have one word.
                for each in others:
                    yield from walk(each, shown=" " in ast.unparse(each))
                for keyword in node.keywords:
                    yield from walk(keyword.value, shown=False)
            case _:
                for part in read_parts(node):
                    yield from walk(part, shown=shown and not isinstance(node, ast.Call))

    return walk(tree_of(file), shown=False)


def read_parts(node: ast.AST) -> Iterable[ast.AST]:
    """What of it may hold a text for people: no annotation, no key, no documentation."""
    match node:
        case ast.Call() if said_otherwise(node):
            return ()
        case ast.Raise(exc=ast.Call(func=ast.Name(name))) if hasattr(builtins, name):
            return ()
        case ast.Expr(value=ast.Constant()) | ast.Compare() | ast.Assert() | ast.arg():
            return ()
        case ast.FunctionDef(args=given, body=body):
            return (*given.defaults, *filter(None, given.kw_defaults), *body)
        case ast.Dict(values=values):
            return values
        case ast.Subscript(value) | ast.FormattedValue(value) | ast.AnnAssign(value=value):
            return (value,) if value is not None else ()
        case _:
            return ast.iter_child_nodes(node)


def shows(call: ast.Call) -> bool:
    shown = SHOWING.fullmatch(called(call)) or SIGNALS.search(ast.unparse(call.func))
    return bool(shown) and not said_otherwise(call)


def said_otherwise(call: ast.Call) -> bool:
    """What it takes is translated, is no text for people, or is the name of something."""
    name, whole = called(call), ast.unparse(call.func)
    return (
        name in {"tr", "translate", "QT_TRANSLATE_NOOP", "message", "TypeVar", "cast"}
        or name in {"setObjectName", "setProperty", "property", "color", "icon", "put_icon"}
        or whole.startswith(("_log.", "re.", "QFont", "QSettings"))
        or "settings" in whole.casefold()
        or "memory" in whole
    )


def test_no_text_is_shown_that_cannot_be_translated() -> None:
    plain = [
        f"{file.relative_to(ROOT)}:{text.lineno}: {text.value!r}"
        for file in FILES
        if "theme" not in file.parts  # nobody speaks there; it knows the names of typefaces
        for text in plain_texts(file)
    ]
    assert not plain, "\n".join(plain)
