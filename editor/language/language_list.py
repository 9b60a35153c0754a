"""The language's own words, read a slice at a time beside a window in which somebody types.

pyspellchecker's list of American English with how often each word is used. The package itself is
not imported, which would hold the interpreter for a quarter of a second; only its list is read.
"""

import codecs
import gzip
import json
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

SLICE_BYTES = 48_000
# Every slice is followed by a breath, so that the window's thread gets its turn.
BREATH = 0.0005


def read_language(words: dict[str, int]) -> None:
    """Add pyspellchecker's English to `words`, for a thread beside the window's.

    Raises OSError when the installation lacks it.
    """
    with gzip.open(_list_path()) as file:
        for piece in _slices(file):
            words.update(json.loads(piece))
            time.sleep(BREATH)


def _list_path() -> Path:
    spec = find_spec("spellchecker")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "resources" / "en.json.gz"
        if path.exists():
            return path
    raise FileNotFoundError("pyspellchecker's English word list is not installed")


def _slices(file: gzip.GzipFile | BinaryIO) -> Iterator[str]:
    """One JSON object after the other out of a large flat one; values are numbers, so a comma
    followed by a quotation mark parts two entries."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    rest = ""
    while data := file.read(SLICE_BYTES):
        rest += decode(data)
        cut = rest.rfind(",")
        if cut > 0:
            yield f"{{{rest[:cut].lstrip().lstrip('{')}}}"
            rest = rest[cut + 1 :]
    if rest.strip(" \n{}"):
        yield f"{{{rest.strip().strip('{}')}}}"
