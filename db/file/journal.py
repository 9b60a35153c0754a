"""What was typed while the library could not take it, in files of its own until it can.

One file a story, always whole: beside the library where its disk still takes a file, else with
the person's own data, else in the folder for temporary files. It must not decide what becomes
of the texts.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from editor.files import PRIVATE_FILE, make_private_folder, move_into_place, write_new
from editor.late import frozen
from editor.message import message
from editor.story import document_json
from editor.story.document import Document
from editor.story.forms import FIRST, Codec, Forms, NewerSchema
from editor.story.story import StoryEdit

FOLDER = "journal"
_SUFFIX = ".journal.json"
_DAMAGED = ".damaged"
_MOST_BYTES = 64 * 1024 * 1024  # a story of some million words; more is not ours
# The fields of schema 1, for good; a later one says since which schema (`forms.since`).
_FIRST_FIELDS = (
    "headline deck body slug section byline contributors dateline keywords language dated "
    "target_words"
).split()
EDITS = Forms(
    {StoryEdit: _FIRST_FIELDS},
    codecs={Document: Codec(document_json.to_json, document_json.from_json)},
    gappy=True,
)


@frozen
class JournalEntry:
    """`headline` is what the story was called when it was written; `file` holds the entry."""

    story_id: str
    headline: str
    edit: StoryEdit
    at: datetime
    file: Path


@frozen
class Journal:
    """`folders` in the order they are tried."""

    folders: tuple[Path, ...]

    @classmethod
    def of(cls, library: Path) -> "Journal":
        """The journal of the library in this folder."""
        name = hashlib.sha256(str(library.resolve()).encode("utf-8", "surrogatepass"))
        own = f"galley-{name.hexdigest()[:16]}"
        return cls(
            (
                library / FOLDER,
                user_state_path("Galley", appauthor=False) / FOLDER / own,
                Path(tempfile.gettempdir()) / own,
            )
        )

    def write(self, story_id: str, headline: str, edit: StoryEdit, at: datetime) -> Path:
        """Put a text where it is safe; returns the folder that took it.

        Raises the last folder's OSError when none did.
        """
        said, schema = edit_form(edit)
        entry = {"schema": schema, "story": story_id, "headline": headline}
        text = json.dumps({**entry, "at": at.isoformat(), "edit": said}, ensure_ascii=False)
        refused = OSError("no folder for a journal")
        for folder in self.folders:
            try:
                _write(folder, story_id, text)
            except OSError as error:
                refused = error
            else:
                self._forget_elsewhere(folder, story_id)
                return folder
        raise refused

    def clear(self, story_id: str) -> None:
        """The library has the text."""
        self._forget_elsewhere(None, story_id)

    def entries(self, newer: list[NewerSchema] | None = None) -> tuple[JournalEntry, ...]:
        """Every text still waiting, the newest of each story. What cannot be read is renamed,
        never deleted; what a newer Galley wrote stays as it is and is told in `newer`."""
        found: dict[str, JournalEntry] = {}
        for folder in self.folders:
            for file in _files(folder):
                try:
                    entry = _read(file)
                except NewerSchema as error:
                    if newer is not None:
                        newer.append(error)
                    continue
                if entry is None:
                    continue
                known = found.get(entry.story_id)
                if known is None or known.at < entry.at:
                    found[entry.story_id] = entry
        return tuple(sorted(found.values(), key=lambda entry: entry.at))

    def _forget_elsewhere(self, kept: Path | None, story_id: str) -> None:
        for folder in self.folders:
            if folder != kept:
                try:
                    _file(folder, story_id).unlink(missing_ok=True)
                except OSError:
                    continue  # a drive that is gone; the entry is looked at when it is back


def edit_form(edit: StoryEdit) -> tuple[dict[str, Any], int]:
    """(Only the fields that say something, the lowest schema that can say them.)"""
    form, schema = EDITS.write(edit)
    return {name: value for name, value in form.items() if value is not None}, schema


def _file(folder: Path, story_id: str) -> Path:
    return folder / f"{story_id}{_SUFFIX}"


def _write(folder: Path, story_id: str, text: str) -> None:
    make_private_folder(folder)
    if not _is_ours(folder):
        raise PermissionError(f"{folder} belongs to somebody else")
    fresh = folder / f"{story_id}.new"
    fresh.unlink(missing_ok=True)
    try:
        write_new(fresh, text.encode("utf-8", "surrogatepass"), mode=PRIVATE_FILE)
        move_into_place(fresh, _file(folder, story_id))
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _is_ours(folder: Path) -> bool:
    """In a folder for everybody, somebody else may have made one of this name first."""
    if os.name == "nt":
        return True
    return not folder.is_symlink() and folder.stat().st_uid == os.getuid()


def _files(folder: Path) -> Sequence[Path]:
    try:
        if not folder.is_dir() or not _is_ours(folder):
            return ()
        return sorted(folder.glob(f"*{_SUFFIX}"))
    except OSError:
        return ()


def _text(file: Path) -> str:
    if file.stat().st_size > _MOST_BYTES:
        raise ValueError("too large")
    return file.read_text(encoding="utf-8", errors="surrogatepass")


def _read(file: Path) -> JournalEntry | None:
    try:
        data = json.loads(_text(file))
        schema, known = data.get("schema", FIRST), EDITS.newest()
        if schema > known:
            raise NewerSchema(message("newer.text-in", file=file), schema, known)
        return JournalEntry(
            story_id=str(data["story"]),
            headline=str(data["headline"]),
            edit=EDITS.read(StoryEdit, data["edit"]),
            at=datetime.fromisoformat(data["at"]),
            file=file,
        )
    except OSError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        file.replace(file.with_name(file.name + _DAMAGED))
        return None
