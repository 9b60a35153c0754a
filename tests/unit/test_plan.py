"""The plan of the imports, as far as the contracts of pyproject.toml cannot say it."""

import ast
import builtins
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def modules() -> dict[str, ast.Module]:
    """Ours by name, such as `editor.desk.desk`."""
    files = [ROOT / "main.py", *(ROOT / "editor").rglob("*.py"), *(ROOT / "db").rglob("*.py")]
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            file.read_text("utf-8")
        )
        for file in files
    }


def imports(node: ast.AST) -> Iterator[str]:
    """Names imported anywhere within, also in a function that runs late; not those for types."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.If(test=ast.Name("TYPE_CHECKING")):
                continue
            case ast.Import():
                yield from (alias.name for alias in child.names)
            case ast.ImportFrom(module=str(module)):
                yield module
                yield from (f"{module}.{alias.name}" for alias in child.names)
            case _:
                yield from imports(child)


def test_no_two_modules_know_each_other() -> None:
    ours = modules()
    known = {name: set(imports(tree)) & ours.keys() - {name} for name, tree in ours.items()}
    assert known["main"]
    TopologicalSorter(known).prepare()  # raises CycleError with the way round


def test_what_was_changed_is_said_by_the_desk_alone() -> None:
    """Windows and commands pass on what a verb answers; they make no `Changes` of their own."""
    made: list[str] = []
    for name, tree in modules().items():
        if name.startswith(("editor.ui.", "editor.cli.")):
            calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
            used = (part for call in calls for part in (call.func, *call.args, *call.keywords))
            made += [
                f"{name}:{part.lineno}"
                for part in used
                if "Changes" in (getattr(each, "id", "") for each in ast.walk(part))
            ]
    assert made == []


def test_every_verb_that_writes_says_what_it_changed() -> None:
    silent: list[str] = []
    for name, tree in modules().items():
        if not name.startswith("editor.desk."):
            continue
        for verb in ast.walk(tree):
            if isinstance(verb, ast.FunctionDef) and not verb.name.startswith("_"):
                writes = any(
                    ast.unparse(each.context_expr).startswith("changing(")
                    or ast.unparse(each.context_expr).endswith(".begin()")
                    for step in ast.walk(verb)
                    if isinstance(step, ast.With)
                    for each in step.items
                )
                answer = ast.unparse(verb.returns) if verb.returns else ""
                if writes and "Changes" not in answer and "Done[" not in answer:
                    silent.append(f"{name}.{verb.name}")
    # The doors themselves.
    assert set(silent) == {"editor.desk.newsroom.begin", "editor.desk.changing.changing"}


def test_nobody_reaches_through_the_desk_into_its_library() -> None:
    reached = [
        f"{name}:{node.lineno}"
        for name, tree in modules().items()
        if name.startswith(("main", "editor.ui.", "editor.cli."))
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("newsroom", "store")
    ]
    assert reached == []


# Caught by whoever called, who makes a sentence of it or goes another way.
SHOWN_TO_NOBODY = set(
    "ChildFailed ChildTooSlow DocumentError MetadataUnreadable Stopped _Broken _Enough".split()
)


def test_an_error_is_a_sentence_for_people_or_shown_to_nobody() -> None:
    above = {
        node.name: {ast.unparse(base) for base in node.bases}
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }

    def is_a(name: str, wanted: Callable[[str], bool]) -> bool:
        return wanted(name) or any(is_a(base, wanted) for base in above.get(name, ()))

    def builtin_error(name: str) -> bool:
        return (
            name.isidentifier()
            and isinstance(error := getattr(builtins, name, None), type)
            and issubclass(error, BaseException)
        )

    errors = {name for name in above if is_a(name, builtin_error)}
    unsaid = {name for name in errors if not is_a(name, "Said".__eq__)}
    assert unsaid == SHOWN_TO_NOBODY


def test_no_room_is_too_full_to_find_anything_in() -> None:
    """Files of 400 lines, folders of 30 files, a window of 15, and 470 files in all."""
    files = [path for top in ("editor", "db") for path in (ROOT / top).rglob("*.py")]
    long = {str(path): n for path in files if (n := len(path.read_text("utf-8").split("\n"))) > 401}
    assert not long
    rooms = Counter(path.parent.relative_to(ROOT).as_posix() for path in files)
    assert {name: n for name, n in rooms.items() if n > 30} == {}
    assert rooms["editor/ui/window"] <= 15
    assert len(files) <= 470
