"""The dictionaries are read once, in slices, and not before they are needed."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor.language import dictionaries
from editor.language.dictionaries import Dictionaries, read_language
from editor.language.lexicon import Variant

# What the start of the window must not wait for.
LATER = (
    "editor.language.spelling",
    "spellchecker",
    "openpyxl",
)


def test_opening_the_desk_loads_no_dictionary() -> None:
    program = f"import editor.desk.desk, sys; print([m for m in {LATER!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_slices_are_the_whole_list(english: dict[str, int]) -> None:
    with gzip.open(dictionaries._list_path()) as file:
        assert json.loads(file.read()) == english


@pytest.mark.parametrize("size", [1, 2, 7, 48_000])
def test_a_slice_may_end_anywhere(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {"a": 1, "zürich": 22, "o'clock": 333, "the": 4_444, 'quo"te': 5}
    path = tmp_path / "en.json.gz"
    path.write_bytes(gzip.compress(json.dumps(words, ensure_ascii=False, indent=4).encode()))
    monkeypatch.setattr(dictionaries, "_list_path", lambda: path)
    monkeypatch.setattr(dictionaries, "SLICE_BYTES", size)
    read: dict[str, int] = {}
    read_language(read)
    assert read == words


def test_a_list_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionaries, "find_spec", lambda name: None)
    with pytest.raises(FileNotFoundError, match="pyspellchecker"):
        read_language({})


def test_the_same_english_is_read_once_and_shared() -> None:
    own = Dictionaries()
    first = own.lexicon(Variant.AMERICAN)
    assert own.lexicon(Variant.AMERICAN) is first
    richer = first.with_words(["Beiyao", "Li Wuyang"])
    assert richer.language is first.language
    assert richer.names is first.names
    assert {"Beiyao", "Wuyang"} <= richer.house
    british = own.lexicon(Variant.BRITISH)
    assert british.knows("colour")
    assert british.knows("organize")
    assert not british.knows("analyze")
    assert not british.knows("color")
    assert not first.knows("colour")
