"""The plan of the imports, as far as the contracts of pyproject.toml cannot say it."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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
