"""Whether the record is the one it always was: held against what was noted of it elsewhere.

The chain alone shows what was changed inside it. That its end was cut off, or all of it made anew,
only a head noted elsewhere can show: every sign-off signs one, every bundle and every backup has
one, under signatures that nobody makes without the key (docs/decisions/0071).
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from db.audit import NOTHING_BEFORE, Wanted
from db.errors import WRONG_FORM, LibraryDamaged
from db.file.backup import BESIDE, Backups
from db.work import Work
from editor.desk.approval import Approvals, approval_of
from editor.desk.keys import MADE
from editor.desk.newsroom import Newsroom
from editor.files import write_whole
from editor.late import frozen
from editor.message import Message, message
from editor.publish.bundle_files import NotABundle, Unreadable, open_bundle, read_bounded
from editor.publish.manifest import MAX_MANIFEST, SIGNATURE, SIGNATURE_FORMAT, beside, read_manifest
from editor.publish.proving import statement_of
from editor.publish.signing import BadSignature, fingerprint, read_signed, written
from editor.story.workflow import Verb

HEAD_FORMAT = "galley-record-head"
_TURNED_BACK = timedelta(minutes=10)  # clocks are set right by less every day
_MAX_HEAD = 1_000_000


@frozen
class Noted:
    """A head of the record that stands somewhere: the entry's number, or 0 where only its hash
    was noted."""

    number: int
    head: str
    where: Message


@frozen
class RecordLook:
    """`remarks` are worth knowing and no damage."""

    problems: tuple[Message, ...]
    remarks: tuple[Message, ...]


@frozen
class Record:
    newsroom: Newsroom

    def look(self, *, outside: bool = True) -> RecordLook:
        """`outside`: bundles too, wherever they were put, which may take a slow drive's time."""
        try:
            return self._look(outside)
        except (*WRONG_FORM, LibraryDamaged):
            # Rows that no Galley wrote: the library's own examination names them.
            return RecordLook((message("record.unreadable"),), ())

    def _look(self, outside: bool) -> RecordLook:
        approvals = Approvals(self.newsroom)
        with self.newsroom.store.read() as work:
            problems = [*work.audit.verify(), *approvals.unsound(work)]
            problems += [*_unknown_keys(work), *_unnoted_exports(work)]
            ours = frozenset(row.id for row in work.keys.all() if not row.account)
            heads = [*_signed_off(work), *_backed_up(self.newsroom.store.backups, ours)]
            if outside:
                heads += _gone_out(work, ours)
            spine = work.audit.spine()
        remarks = [*_turned_back(spine)]
        numbers = {number: head for number, _, head in spine}
        known = {NOTHING_BEFORE, *numbers.values()}
        kept = cache(self._brought_home)
        for noted in heads:
            stands = numbers.get(noted.number) if noted.number else noted.head
            if stands == noted.head and noted.head in known:
                continue
            # An older backup was brought home since, where what was there before has this.
            replaced = noted.head in kept()
            said = "record.replaced" if replaced else "record.not-the-same"
            (remarks if replaced else problems).append(Message(said, (("where", noted.where),)))
        return RecordLook(tuple(dict.fromkeys(problems)), tuple(dict.fromkeys(remarks)))

    def note_head(self, backup: Path) -> None:
        """Beside a backup: the head of its record, signed by the newsroom."""
        keys = Approvals(self.newsroom).keys
        keys.ready("")
        with self.newsroom.store.read() as work:
            number, head = _last_in(backup)
            told = {"format": HEAD_FORMAT, "schema": 1, "number": number, "head": head}
            signed = keys.sign(work, "", {**told, "at": self.newsroom.clock().isoformat()})
        write_whole(backup.with_suffix(BESIDE), written(signed, HEAD_FORMAT))

    def _brought_home(self) -> frozenset[str]:
        """Every head of what was kept when an older backup came in its place."""
        found: set[str] = set()
        for file in self.newsroom.store.backups.folder.glob("before-restore-*.db"):
            with suppress(sqlite3.Error), closing(_opened(file)) as connection:
                found.update(head for (head,) in connection.execute("SELECT hash FROM audit"))
        return frozenset(found)


def _unknown_keys(work: Work) -> Iterator[Message]:
    made = {row.details.get("key") for row in work.audit.rows(Wanted(action=MADE))}
    for row in work.keys.all():
        if row.id not in made:
            yield message("record.key-unknown", key=row.id[:16])


def _unnoted_exports(work: Work) -> Iterator[Message]:
    """What went out is in the record, or the end of it is gone."""
    verbs = (Verb.EXPORT, Verb.PROOF)
    noted = {row.at for verb in verbs for row in work.audit.rows(Wanted(action=verb))}
    for export in work.exports.all():
        if export.at.isoformat() not in noted:
            yield message("record.export-unnoted", path=export.path)


def _signed_off(work: Work) -> Iterator[Noted]:
    for sign_off in work.sign_offs.all():
        with suppress(BadSignature, KeyError):
            if (signed := approval_of(sign_off)) is not None:
                where = message("record.in-sign-off", by=sign_off.by)
                yield Noted(0, str(signed.told["record"]), where)


def _backed_up(backups: Backups, ours: frozenset[str]) -> Iterator[Noted]:
    for backup in backups.made():
        where = message("record.in-backup", name=backup.name)
        with suppress(OSError, sqlite3.Error):
            yield Noted(*_last_in(backup), where)
        with suppress(OSError, BadSignature, KeyError, ValueError):
            with backup.with_suffix(BESIDE).open("rb") as file:
                signed = read_signed(file.read(_MAX_HEAD), HEAD_FORMAT)
            signed.check()
            if fingerprint(signed.newsroom) in ours:
                yield Noted(int(signed.told["number"]), str(signed.told["head"]), where)


def _gone_out(work: Work, ours: frozenset[str]) -> Iterator[Noted]:
    for path in dict.fromkeys(each.path for each in work.exports.all() if each.number):
        with suppress(OSError, NotABundle, Unreadable, BadSignature, ValueError):
            if (noted := _in_bundle(Path(path), ours)) is not None:
                yield noted


def _in_bundle(path: Path, ours: frozenset[str]) -> Noted | None:
    """Of one that is signed by this newsroom: any other proves nothing here."""
    with closing(open_bundle(path)) as files:
        [place] = files.manifests
        content = read_bounded(files, place, MAX_MANIFEST)
        seal = read_signed(
            read_bounded(files, beside(place, SIGNATURE), _MAX_HEAD), SIGNATURE_FORMAT
        )
    issue = read_manifest(content).issue
    seal.check()
    is_ours = fingerprint(seal.newsroom) in ours and seal.told == statement_of(content)
    if issue is None or not is_ours:
        return None
    return Noted(issue.record.number, issue.record.head, message("record.in-bundle", path=path))


def _turned_back(spine: Iterable[tuple[int, str, str]]) -> Iterator[Message]:
    latest: datetime | None = None
    for number, said, _ in spine:
        with suppress(ValueError):
            at = datetime.fromisoformat(said)
            if latest is not None and at < latest - _TURNED_BACK:
                yield message("record.clock-back", number=number, at=said)
                latest = at
            latest = at if latest is None else max(latest, at)


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _last_in(database: Path) -> tuple[int, str]:
    with closing(_opened(database)) as connection:
        rows = connection.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        number, head = rows.fetchone() or (0, NOTHING_BEFORE)
    return number, head
