"""No dialog for files opens in a folder that has gone."""

import ast
from pathlib import Path

import editor.ui
from editor.ui.widgets.start_folder import start_folder


def test_the_nearest_folder_that_is_there_is_taken(tmp_path: Path) -> None:
    assert start_folder(tmp_path) == tmp_path
    assert start_folder(str(tmp_path / "gone" / "site")) == tmp_path
    file = tmp_path / "story.txt"
    file.touch()
    assert start_folder(file) == tmp_path


def test_without_a_folder_it_is_the_person_s_own() -> None:
    for wanted in (None, ""):
        folder = start_folder(wanted)
        assert folder.is_dir()
        assert folder.is_relative_to(Path.home())


def test_every_dialog_for_files_asks_where_it_may_open() -> None:
    """Found in the code itself, so that the next one does not forget it."""
    asking = 0
    for path in Path(*editor.ui.__path__).rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("QFileDialog.get"):
                asking += 1
                assert "start" in ast.unparse(call.args[2]), f"{path.name}: {ast.unparse(call)}"
    assert asking >= 10
