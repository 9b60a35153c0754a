"""Whether the record is the one it always was: held against what was noted of it elsewhere.

The chain alone shows what was changed inside it. That its end was cut off, or all of it made anew,
only a head noted elsewhere can show: every sign-off signs one, every bundle and every backup has
one, under signatures that nobody makes without the key (docs/decisions/0071).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from db.errors import WRONG_FORM, LibraryDamaged
from db.file.backup import BESIDE
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
        with self.newsroom.store.read() as work:
            problems = [*work.audit.verify(), *Approvals(self.newsroom).unsound(work)]
            problems += [*self._unknown_keys(work), *self._unnoted_exports(work)]
            heads = [*self._signed_off(work), *self._backed_up()]
            if outside:
                heads += self._gone_out(work)
            remarks = [*_turned_back(work)]
            for noted in heads:
                if not _stands(work, noted):
                    replaced = self._brought_home(noted)
                    said = "record.replaced" if replaced else "record.not-the-same"
                    (remarks if replaced else problems).append(
                        Message(said, (("where", noted.where),))
                    )
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

    def _unknown_keys(self, work: Work) -> Iterator[Message]:
        made = {details.get("key") for _, _, details in work.audit.entries(MADE)}
        for row in work.keys.all():
            if row.id not in made:
                yield message("record.key-unknown", key=row.id[:16])

    def _unnoted_exports(self, work: Work) -> Iterator[Message]:
        """What went out is in the record, or the end of it is gone."""
        noted = {at for verb in (Verb.EXPORT, Verb.PROOF) for _, at, _ in work.audit.entries(verb)}
        for export in work.exports.all():
            if export.at.isoformat() not in noted:
                yield message("record.export-unnoted", path=export.path)

    def _signed_off(self, work: Work) -> Iterator[Noted]:
        for sign_off in work.sign_offs.all():
            with suppress(BadSignature, KeyError):
                if (signed := approval_of(sign_off)) is not None:
                    where = message("record.in-sign-off", by=sign_off.by)
                    yield Noted(0, str(signed.told["record"]), where)

    def _backed_up(self) -> Iterator[Noted]:
        for backup in self.newsroom.store.backups.made():
            where = message("record.in-backup", name=backup.name)
            with suppress(OSError, sqlite3.Error):
                yield Noted(*_last_in(backup), where)
            head = backup.with_suffix(BESIDE)
            with suppress(OSError, BadSignature, KeyError, ValueError):
                with head.open("rb") as file:
                    signed = read_signed(file.read(_MAX_HEAD), HEAD_FORMAT)
                signed.check()
                if fingerprint(signed.newsroom) in self._ours():
                    yield Noted(int(signed.told["number"]), str(signed.told["head"]), where)

    def _gone_out(self, work: Work) -> Iterator[Noted]:
        for export in work.exports.all():
            if export.number:
                with suppress(OSError, NotABundle, Unreadable, BadSignature, ValueError):
                    if (noted := self._in_bundle(Path(export.path))) is not None:
                        yield noted

    def _in_bundle(self, path: Path) -> Noted | None:
        """Of one that is signed by this newsroom: any other proves nothing here."""
        with closing(open_bundle(path)) as files:
            [place] = files.manifests
            content = read_bounded(files, place, MAX_MANIFEST)
            beside_it = read_bounded(files, beside(place, SIGNATURE), _MAX_HEAD)
            seal = read_signed(beside_it, SIGNATURE_FORMAT)
        issue = read_manifest(content).issue
        seal.check()
        if (
            issue is None
            or seal.told != statement_of(content)
            or fingerprint(seal.newsroom) not in self._ours()
        ):
            return None
        where = message("record.in-bundle", path=path)
        return Noted(issue.record.number, issue.record.head, where)

    def _ours(self) -> frozenset[str]:
        with self.newsroom.store.read() as work:
            return frozenset(row.id for row in work.keys.all() if not row.account)

    def _brought_home(self, noted: Noted) -> bool:
        """Whether an older backup has been brought home since: what was there then was kept."""
        kept = self.newsroom.store.backups.folder.glob("before-restore-*.db")
        return any(_has_entry(file, noted) for file in kept)


def _stands(work: Work, noted: Noted) -> bool:
    if noted.number:
        return work.audit.hash_of(noted.number) == noted.head
    return work.audit.knows(noted.head)


def _turned_back(work: Work) -> Iterator[Message]:
    latest: datetime | None = None
    for number, said in work.audit.moments():
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
        number, head = rows.fetchone() or (0, "0" * 64)
    return number, head


def _has_entry(database: Path, noted: Noted) -> bool:
    with suppress(sqlite3.Error), closing(_opened(database)) as connection:
        found = connection.execute("SELECT 1 FROM audit WHERE hash = ?", (noted.head,))
        return found.fetchone() is not None
    return False
