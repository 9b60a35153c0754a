"""The record, as people read it: who did what to which story and when, narrowed, and as a table for
other programs. Nothing here writes."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from db.publications import RecordRow, Wanted
from editor.desk.leaving import write_file
from editor.desk.newsroom import Newsroom, NoSuchStory, find_story
from editor.late import frozen
from editor.message import Message, listed, message, recognised
from editor.story.forms import json_text

COLUMNS = ("number", "at", "by", "action", "story", "snapshot", "details", "hash")
AT_ONCE = 1000
# What a spreadsheet would take for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 300  # characters of one detail


@frozen
class Trail:
    newsroom: Newsroom

    def story(self, key: str) -> str:
        """The id of the story with this id, beginning of one or slug; one that is gone is still
        known by its id. Raises Refused."""
        with self.newsroom.store.read() as work:
            try:
                return find_story(work, key).id
            except NoSuchStory:
                if work.audit.count(Wanted(story=key)):
                    return key
                raise

    def rows(self, wanted: Wanted, skip: int = 0, most: int = -1) -> tuple[RecordRow, ...]:
        """The newest first."""
        with self.newsroom.store.read() as work:
            return work.audit.rows(wanted, skip, most)

    def page(
        self, wanted: Wanted, skip: int, most: int
    ) -> tuple[tuple[RecordRow, ...], dict[str, str]]:
        """Some rows, and the slugs of the stories in them by their ids."""
        with self.newsroom.store.read() as work:
            rows = work.audit.rows(wanted, skip, most)
            return rows, work.stories.slugs_of({row.story for row in rows})

    def count(self, wanted: Wanted) -> int:
        with self.newsroom.store.read() as work:
            return work.audit.count(wanted)

    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Everybody who did anything, and everything that was done."""
        with self.newsroom.store.read() as work:
            return work.audit.names()

    def table(self, wanted: Wanted) -> Iterator[str]:
        """Lines of CSV, the oldest entry first, with a line of titles; no value in it is a formula.
        A part at a time: a record may be long."""
        yield _line(COLUMNS)
        for skip in reversed(range(0, self.count(wanted), AT_ONCE)):
            for row in reversed(self.rows(wanted, skip, AT_ONCE)):
                shape = row_json(row)
                yield _line([*(shape | {"details": json_text(shape["details"])}).values()])

    def save_table(self, wanted: Wanted, path: Path) -> Path:
        """As a file, with the mark by which Excel knows it for UTF-8: names are Chinese here."""
        write_file(path, "\r\n".join([*self.table(wanted), ""]).encode("utf-8-sig"))
        return path


def row_json(row: RecordRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS} | {"details": dict(row.details)}


def _line(values: "list[Any] | tuple[str, ...]") -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow([_defused(str(value)) for value in values])
    return stream.getvalue()


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def action_said(action: str) -> Message:
    """What was done, in the reader's language where Galley knows it."""
    return recognised("act", action)


def details_said(details: Mapping[str, Any]) -> tuple[Message, ...]:
    """What else an entry says, a sentence or line each; what was before and what after beside each
    other."""
    before, after = details.get("before"), details.get("after")
    said: list[Message] = []
    rest = dict(details)
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted({*before, *after})
        said = [_change(name, before.get(name), after.get(name)) for name in names]
        rest = {k: v for k, v in details.items() if k not in ("before", "after")}
    said += [message("form.labelled", label=_label(k), text=_text(v)) for k, v in rest.items()]
    return tuple(said)


def _change(name: str, before: Any, after: Any) -> Message:
    values = {"old": _text(before), "new": _text(after)}
    return message("recorded.changed", what=_label(name), **values)


def _label(name: str) -> Message:
    return recognised("detail", name.replace("_", " "))


def _text(value: Any) -> str:
    if value is None:
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def row_line(row: RecordRow, slug: str = "") -> str:
    at = datetime.fromisoformat(row.at).astimezone()
    told = str(listed(details_said(row.details), "facts"))
    said = [f"{row.number:>6}", f"{at:%Y-%m-%d %H:%M:%S}", f"{row.by or '–':<18}"]
    return "  ".join([*said, str(action_said(row.action)), slug or row.story[:12], told]).rstrip()
