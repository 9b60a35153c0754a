"""What is signed at a sign-off and at an export, and whether an approval in the library counts.

A row alone proves nothing: whoever may write the file can write one. What counts is signed, by a
key whose making the record knows, and stands in the record itself (docs/decisions/0071).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from db.audit import RecordRow, Wanted
from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.keys import MADE, Keys
from editor.desk.newsroom import Newsroom
from editor.late import frozen
from editor.message import NOTHING, Message, message
from editor.publish.address import PageAddress
from editor.publish.manifest import (
    SIGN_OFF_FORMAT,
    SIGNATURE_FORMAT,
    Issue,
    RecordHead,
)
from editor.publish.proving import statement_of
from editor.publish.signing import (
    BadSignature,
    KnownKeys,
    Signed,
    fingerprint,
    read_signed,
    written,
)
from editor.story.snapshot import Snapshot
from editor.story.workflow import Act, SignOff, Verb

if TYPE_CHECKING:
    from editor.desk.views import StoryView


def _moment(at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None  # no entry of ours


@frozen
class InRecord:
    """What the record says of approvals and keys: the entry of each sign-off by story, snapshot,
    name and moment, the number of the entry in which a key was made by its fingerprint."""

    signed: Mapping[tuple[str, str, str, datetime | None], RecordRow]
    made: Mapping[str, int]
    keys: KnownKeys

    def entry(self, sign_off: SignOff) -> RecordRow | None:
        key = (sign_off.story_id, sign_off.snapshot, sign_off.by, sign_off.at)
        return self.signed.get(key)


@frozen
class Approvals:
    newsroom: Newsroom

    @property
    def keys(self) -> Keys:
        return Keys(self.newsroom)

    def sign(
        self,
        work: Work,
        snapshot: Snapshot,
        sign_off: SignOff,
        act: Act,
        more: Mapping[str, object],
    ) -> SignOff:
        """The sign-off with its signature, by the key of whoever sits here; `more` is what else is
        signed with it: what was read, of how many readings."""
        account = self.newsroom.seat.account
        told = {
            "format": SIGN_OFF_FORMAT,
            "schema": 1,
            "story": sign_off.story_id,
            "slug": snapshot.slug,
            "headline": snapshot.headline,
            "snapshot": sign_off.snapshot,
            "by": sign_off.by,
            "account": account,
            "role": act.role,
            "at": sign_off.at.isoformat(),
            "note": sign_off.note,
            "record": work.audit.last()[1],
            **more,
        }
        signed = self.keys.sign(work, account, told)
        return SignOff(
            *(sign_off.story_id, sign_off.snapshot, sign_off.by, sign_off.at, sign_off.note),
            account=account,
            key=fingerprint(signed.key.public),
            signature=written(signed, SIGN_OFF_FORMAT).decode(),
        )

    def noted(self, work: Work, story: str = "") -> InRecord:
        """Of one story, or of all: read once, however many approvals are held against it."""
        signed = work.audit.rows(Wanted(action=Verb.SIGN_OFF, story=story))
        made = work.audit.rows(Wanted(action=MADE))
        return InRecord(
            {
                (row.story, row.snapshot, row.details.get("by", row.by), _moment(row.at)): row
                for row in signed
            },
            {str(row.details.get("key")): row.number for row in made},
            self.keys.known(work),
        )

    def refusal(self, sign_off: SignOff, noted: InRecord) -> Message:
        """Why it does not count; NOTHING where it does."""
        entry, made = noted.entry(sign_off), noted.made
        if entry is None:
            return message("approval.not-in-record", by=sign_off.by)
        if not sign_off.signature:
            # From before approvals were signed; nobody can add one since.
            old = not made or entry.number < min(made.values())
            return NOTHING if old else message("approval.not-signed", by=sign_off.by)
        try:
            signed = read_signed(sign_off.signature.encode(), SIGN_OFF_FORMAT)
            signed.check()
        except BadSignature as error:
            return error.message
        told = signed.told
        said = {"story": sign_off.story_id, "snapshot": sign_off.snapshot, "by": sign_off.by}
        said |= {"at": sign_off.at.isoformat(), "note": sign_off.note}
        if {name: told.get(name) for name in said} != said:
            return message("signature.of-something-else")
        if not {fingerprint(signed.key.public), fingerprint(signed.newsroom)} <= made.keys():
            return message("approval.key-not-in-record", by=sign_off.by)
        return noted.keys.doubt(signed, sign_off.at)

    def unsound(self, work: Work) -> Iterator[Message]:
        """Every approval in the library that does not count, said with its story."""
        noted = self.noted(work)
        for sign_off in work.sign_offs.all():
            if why := self.refusal(sign_off, noted):
                story = work.look.story(sign_off.story_id)
                slug = story.slug if story is not None else sign_off.story_id[:8]
                yield message("approval.of-story", slug=slug, why=why)

    def issue(self, view: "StoryView") -> Done[Issue | None]:
        """What a bundle of this story says of itself; None for an approval from before they were
        signed. Sees to the key that signs the manifest."""
        sign_off, newsroom = view.sign_off, self.newsroom
        if sign_off is None or (approval := approval_of(sign_off)) is None:
            return Done(None, Changes())
        ready = self.keys.ready("")
        with newsroom.store.read() as work:
            row = self.noted(work, sign_off.story_id).entry(sign_off)
        entry = RecordHead(row.number, row.hash) if row else RecordHead(0, "")
        signed = [v.number for v in view.versions if v.signed and v.snapshot == sign_off.snapshot]
        templates = newsroom.renderer.templates_digest
        url = PageAddress.of(view.snapshot).url
        issue = Issue(ready.value, approval, min(signed, default=0), url, entry, templates)
        return Done(issue, ready.changes)

    def seal(self, manifest: bytes) -> bytes:
        """The newsroom's signature over a manifest, as a file."""
        with self.newsroom.store.read() as work:
            signed = self.keys.sign(work, "", statement_of(manifest))
        return written(signed, SIGNATURE_FORMAT)


def approval_of(sign_off: SignOff) -> Signed | None:
    """None for one from before approvals were signed. Raises BadSignature."""
    return read_signed(sign_off.signature.encode(), SIGN_OFF_FORMAT) if sign_off.signature else None
