"""A random walk over the readers: `python -m tests.e2e.readers_walk 500 --seed 7`.

Takes the made files of every format, spoils or mixes them inside (an element away, doubled or in
another place; bytes changed; a file cut short) and reads what came of it as the house does. What
must hold: a story, or a refusal in a sentence; never another error; and nothing visible lost.
"""

import argparse
import random
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from editor.interchange.read import FileRefused
from tests.e2e.conservation import Measured, measure

DATA = Path(__file__).parents[1] / "data" / "import"
_ZIPPED = {".docx": "word/document.xml", ".odt": "content.xml"}
_FLAT = (".rtf", ".eml", ".html", ".md", ".txt")


class WentWrong(AssertionError):
    """str() says which file, which seed, and what happened."""


def made_files() -> list[Path]:
    files = sorted(path for path in DATA.rglob("*") if path.is_file())
    return [
        path
        for path in files
        if path.suffix in {*_ZIPPED, *_FLAT} and path.stat().st_size < 200_000
    ]


_FLAT = (".rtf", ".eml", ".html", ".md", ".txt")


def spoiled(path: Path, chance: random.Random) -> bytes:
    """The file with one to four things in it that are not as they were."""
    data = path.read_bytes()
    if path.suffix in _ZIPPED and chance.random() < 0.9:
        return _with_part(data, _ZIPPED[path.suffix], chance)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice((_cut, _changed, _doubled, _moved, _gone))(data, chance)
    return data


def _with_part(data: bytes, name: str, chance: random.Random) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            part = old.read(each)
            new.writestr(each, _with_elements(part, chance) if each == name else part)
    return made.getvalue()


def _with_elements(part: bytes, chance: random.Random) -> bytes:
    root = ElementTree.fromstring(part)
    for _ in range(chance.randint(1, 4)):
        elements = [each for each in root.iter() if len(each)]
        if not elements:
            break
        parent = chance.choice(elements)
        place = chance.randrange(len(parent))
        child = parent[place]
        match chance.randrange(4):
            case 0:
                parent.remove(child)
            case 1:
                parent.insert(place, deepcopy(child))
            case 2:
                other = chance.choice(elements)
                other.insert(chance.randint(0, len(other)), deepcopy(child))
            case _ if child.attrib:
                del child.attrib[chance.choice(sorted(child.attrib))]
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 3, 20, 200)))


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(len(data) // 2, len(data))]


def _changed(data: bytes, chance: random.Random) -> bytes:
    start, _ = _span(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    rest, to = data[:start] + data[end:], chance.randrange(len(data) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def _gone(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def walk(steps: int, seed: int, folder: Path) -> tuple[Counter[str], Measured]:
    """What became of so many files, and their characters. Raises WentWrong."""
    chance = random.Random(seed)
    files, answers, sum_of_all = made_files(), Counter[str](), Measured()
    for step in range(steps):
        path = chance.choice(files)
        file = folder / f"{step}{path.suffix}"
        file.write_bytes(spoiled(path, chance))
        where = f"seed {seed}, step {step}, from {path.name}, kept as {file}"
        try:
            found = measure(file)
        except FileRefused as refusal:
            answers["refused"] += 1
            if not str(refusal).endswith("."):
                raise WentWrong(f"{where}: no sentence: {refusal}") from refusal
        except Exception as error:
            raise WentWrong(f"{where}: {type(error).__name__}: {error}") from error
        else:
            answers["read"] += 1
            sum_of_all += found
            if found.lost:
                raise WentWrong(f"{where}: {found.lost} characters are lost")
        file.unlink(missing_ok=True)
    return answers, sum_of_all


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args(arguments)
    print(f"seed {given.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="galley-readers-"))
    answers, characters = walk(given.steps, given.seed, folder)
    print(dict(answers), characters)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
