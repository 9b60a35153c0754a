"""One name for each thing, and one safe answer for each question, in all that people see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.newsroom.outlet_dialog import OutletDialog
from editor.ui.newsroom.people_dialog import PeopleDialog
from tests.trials import preview_samples as samples

UI = Path(__file__).parents[3] / "editor" / "ui"
# A name that is gone -> the one that stands for it everywhere.
RETIRED = {r"\boutlets?\b": "site"}
BOXES = {"question", "warning", "critical", "information"}


def files() -> list[Path]:
    return sorted(UI.rglob("*.py"))


def shown_words(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text that is translated, and those of the tables of commands and choices."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = name or (node.func.id if isinstance(node.func, ast.Name) else "")
            if name in {"tr", "_tr", "QT_TRANSLATE_NOOP"}:
                for each in node.args:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        yield each.lineno, each.value
        elif isinstance(node, ast.Tuple):
            for each in node.elts:
                text = each.value if isinstance(each, ast.Constant) else None
                if isinstance(text, str) and " " in text:
                    yield each.lineno, text


@pytest.mark.parametrize("retired", RETIRED)
def test_a_thing_has_one_name(retired: str) -> None:
    found = [
        f"{path.name}:{line}: {words}"
        for path in files()
        for line, words in shown_words(ast.parse(path.read_text("utf-8")))
        if re.search(retired, words, re.IGNORECASE)
    ]
    assert not found, f"say “{RETIRED[retired]}”: {found}"


def test_every_question_says_which_button_the_enter_key_presses() -> None:
    silent: list[str] = []
    for path in files():
        source = path.read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of = ast.unparse(node.func.value)
            if of == "QMessageBox" and node.func.attr == "question":
                named = {each.arg for each in node.keywords}
                if len(node.args) < 5 and "defaultButton" not in named:
                    silent.append(f"{path.name}:{node.lineno}")
            roles = [ast.unparse(each) for each in node.args[1:]]
            asks = node.func.attr == "addButton" and any("QMessageBox" in each for each in roles)
            if asks and f"{of}.setDefaultButton(" not in source:
                silent.append(f"{path.name}:{node.lineno}")
    assert not silent, f"Qt would choose: {silent}"


def test_what_destroys_is_never_the_default() -> None:
    for path in files():
        source = path.read_text("utf-8")
        for name, role in re.findall(r"(\w+) = \w+\.addButton\(.*?ButtonRole\.(\w+)", source, re.S):
            if role == "DestructiveRole":
                assert f"setDefaultButton({name})" not in source, path.name
        for words in re.findall(r"add_primary\(\s*self\.tr\(\"([^\"]+)\"", source):
            assert not re.match(r"(?i)(delete|remove|discard|spike|close without)", words), words


def test_a_dialog_has_the_name_of_the_command_that_opens_it(qtbot: QtBot) -> None:
    source = (UI / "newsroom" / "site_desk.py").read_text("utf-8")
    labels = {label.replace("&", "") for label in re.findall(r'self\.tr\("(.+)…"\)', source)}
    for dialog in (PeopleDialog(samples.PEOPLE), OutletDialog(samples.OUTLET)):
        qtbot.addWidget(dialog)
        assert dialog.windowTitle() in labels
