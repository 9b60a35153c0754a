"""Reading what a test has made: through the child, as the house does, or in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import ChangeKind, Tracked
from editor.interchange.office.arrival import story_of
from editor.interchange.office.office_copy import read_copy
from editor.interchange.office.reader import examine
from editor.message import Message
from tests.unit.interchange.office.made import packed, word_parts, writer_parts

Read = Callable[..., IncomingStory]
KINDS = {
    ".docx": Kind.WORD,
    ".odt": Kind.WRITER,
    ".rtf": Kind.RICH_TEXT,
    ".eml": Kind.MAIL,
}


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """A file read in this process: what the child does, without starting it for each test.

    The limit of memory is for the child alone, so it is not set here.
    """

    def read(path: Path, tracked: Tracked = Tracked.ASK) -> IncomingStory:
        answer = examine(KINDS[path.suffix], path, tmp_path, tracked)
        assert "refused" not in answer, answer
        copy = read_copy(answer)
        assert not (copy.changes and tracked is Tracked.ASK), copy.changes
        return story_of(copy, tmp_path, tracked)

    return read


@pytest.fixture
def refusal(tmp_path: Path) -> Callable[[Path], str]:
    def refused(path: Path) -> str:
        answer = examine(KINDS[path.suffix], path, tmp_path, Tracked.ASK)
        assert "refused" in answer, answer
        return str(Message.from_json(answer["refused"]))

    return refused


@pytest.fixture
def changes(tmp_path: Path) -> Callable[[Path], list[tuple[ChangeKind, str, str]]]:
    def listed(path: Path) -> list[tuple[ChangeKind, str, str]]:
        answer = examine(KINDS[path.suffix], path, tmp_path, Tracked.ASK)
        return [(ChangeKind(c["kind"]), c["author"], c["text"]) for c in answer["changes"]]

    return listed


@pytest.fixture
def word(tmp_path: Path, reading: Read) -> Read:
    """The story in a Word file with this body."""

    def read(body: str, tracked: Tracked = Tracked.ASK, **parts: object) -> IncomingStory:
        path = packed(word_parts(body, **parts), tmp_path / "story.docx")  # pyright: ignore[reportArgumentType]
        return reading(path, tracked)

    return read


@pytest.fixture
def writer(tmp_path: Path, reading: Read) -> Read:
    """The story in an OpenDocument text with this body."""

    def read(body: str, tracked: Tracked = Tracked.ASK, **parts: object) -> IncomingStory:
        path = packed(writer_parts(body, **parts), tmp_path / "story.odt")  # pyright: ignore[reportArgumentType]
        return reading(path, tracked)

    return read


@pytest.fixture
def rich(tmp_path: Path, reading: Read) -> Read:
    """The story in rich text with this body; bytes as they are, words in Latin-1."""

    def read(body: str | bytes, tracked: Tracked = Tracked.ASK, head: str = "") -> IncomingStory:
        data = body if isinstance(body, bytes) else body.encode("latin-1")
        path = tmp_path / "story.rtf"
        path.write_bytes(b"{\\rtf1\\ansi" + head.encode() + b" " + data + b"}")
        return reading(path, tracked)

    return read
