"""The record, as people read it: who did what to which story and when, narrowed, and as a table for
other programs. Nothing here writes."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from db.audit import RecordRow, Wanted
from editor.desk.leaving import write_file
from editor.desk.newsroom import Newsroom, NoSuchStory, find_story
from editor.desk.proofs import PaperJob
from editor.desk.views import StoryView
from editor.late import frozen
from editor.message import Message, label, listed, message, recognised
from editor.publish.proof_file import framed
from editor.story.forms import json_text
from editor.story.outlet import ExportRecord
from editor.story.workflow import SignOff

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

    def sheet(self, story_id: str) -> PaperJob:
        """One story for the file: who read, returned and approved what and when, its versions,
        what was said of it, where it went, and all that is on record."""
        with self.newsroom.store.read() as work:
            view = self.newsroom.view(work, story_id)
            rows = work.audit.rows(Wanted(story=story_id))[::-1]
            signed = [each for each in work.sign_offs.all() if each.story_id == story_id]
            out = work.exports.of_story(story_id)
            clock = self.newsroom.clock()
            tables = _tables(view, rows, signed, out)
        story = view.story
        title = message("sheet.title", slug=story.slug)
        printed = message("sheet.printed", at=clock, by=self.newsroom.person or "Galley")
        values = {
            "language": "en",
            "right_to_left": False,
            "title": str(title),
            "outlet": view.snapshot.outlet.name,
            "printed": str(printed),
            "tables": tables,
        }
        html = framed(self.newsroom.renderer, "proof-sheet.html.j2", values)
        foot = str(listed((str(printed), view.snapshot_sha256[:16]), "facts"))
        return PaperJob(str(title), html, head=story.slug, foot=foot)

    def save_table(self, wanted: Wanted, path: Path) -> Path:
        """As a file, with the mark by which Excel knows it for UTF-8: names are Chinese here."""
        write_file(path, "\r\n".join([*self.table(wanted), ""]).encode("utf-8-sig"))
        return path


def _tables(
    view: StoryView,
    rows: Sequence[RecordRow],
    signed: Sequence[SignOff],
    out: Sequence[ExportRecord],
) -> list[dict[str, Any]]:
    story, roles = (
        view.story,
        {(row.snapshot, row.details.get("by", row.by)): _seat(row) for row in rows},
    )
    holds = message("sheet.holds" if view.signed_off else "sheet.does-not-hold")
    remarks = [each for each in view.comments if not each.parent]
    still = sum(each.is_open for each in remarks)
    way = [row for row in rows if row.action not in _ASIDE]
    return [
        _table(
            "sheet.story",
            (),
            [
                (message("sheet.headline"), story.headline),
                (message("sheet.id"), story.id),
                (message("sheet.section"), view.snapshot.section.name),
                (message("sheet.by"), ", ".join(story.byline)),
                (message("sheet.status"), label(story.status)),
                (message("sheet.snapshot"), view.snapshot_sha256),
                (message("sheet.remarks"), message("sheet.open", n=still, of=len(remarks))),
                (message("sheet.approval"), holds if signed else message("sheet.never")),
            ],
        ),
        _table(
            "sheet.signed",
            ("name", "role", "at", "snapshot", "note", "key"),
            [
                (s.by, roles.get((s.snapshot, s.by), ""), _at(s.at), s.snapshot[:16], s.note, s.key)
                for s in signed
            ],
        ),
        _table(
            "sheet.way",
            ("at", "name", "role", "what", "snapshot", "more"),
            [
                (
                    *(_at(datetime.fromisoformat(row.at)), row.by, _seat(row)),
                    *(action_said(row.action), row.snapshot[:16], _more(row)),
                )
                for row in way
            ],
        ),
        _table(
            "sheet.versions",
            ("number", "at", "name", "what", "snapshot"),
            [
                (each.number, _at(each.at), each.by, each.title, each.snapshot[:16])
                for each in view.versions
            ],
        ),
        _table(
            "sheet.exports",
            ("at", "name", "what", "place", "snapshot"),
            [(_at(each.at), each.by, each.kind, each.path, each.snapshot[:16]) for each in out],
        ),
        _table(
            "sheet.record",
            ("number", "at", "name", "what", "seal"),
            [
                (r.number, _at(datetime.fromisoformat(r.at)), r.by, action_said(r.action), r.hash)
                for r in rows
            ],
        ),
    ]


_COLUMNS: dict[str, Message] = {
    "name": message("sheet.name"),
    "role": message("sheet.role"),
    "at": message("sheet.at"),
    "snapshot": message("sheet.snapshot"),
    "note": message("sheet.note"),
    "key": message("sheet.key"),
    "what": message("sheet.what"),
    "more": message("sheet.more"),
    "number": message("sheet.number"),
    "place": message("sheet.place"),
    "seal": message("sheet.seal"),
}
_ASIDE = frozenset({"written"})
_UNSAID = frozenset({"role", "via", "pictures", "place", "proof", "file", "key", "read"})


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[str, Any]:
    return {
        "title": str(Message(title)),
        "columns": [str(_COLUMNS[name]) for name in columns],
        "rows": [[str(cell) for cell in row] for row in rows],
        "none": str(message("sheet.none")),
    }


def _at(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M %z}"


def _seat(row: RecordRow) -> str:
    return str(row.details.get("role", ""))


def _more(row: RecordRow) -> Message:
    said = {name: value for name, value in row.details.items() if name not in _UNSAID}
    return listed(details_said(said), "facts")


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
