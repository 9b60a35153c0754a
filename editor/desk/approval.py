"""What is signed at a sign-off and at an export, and whether an approval in the library counts.

A row alone proves nothing: whoever may write the file can write one. What counts is signed, by a
key whose making the record knows, and stands in the record itself (docs/decisions/0071).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

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
from editor.publish.signing import BadSignature, Signed, fingerprint, read_signed, written
from editor.story.snapshot import Snapshot
from editor.story.workflow import Act, SignOff, Verb

if TYPE_CHECKING:
    from editor.desk.views import StoryView


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
            "record": _head(work).head,
            **more,
        }
        signed = self.keys.sign(work, account, told)
        return SignOff(
            *(sign_off.story_id, sign_off.snapshot, sign_off.by, sign_off.at, sign_off.note),
            account=account,
            key=fingerprint(signed.key.public),
            signature=written(signed, SIGN_OFF_FORMAT).decode(),
        )

    def entry(self, work: Work, sign_off: SignOff) -> int:
        """The number of its entry in the record; 0 when there is none."""
        entries = work.audit.entries(Verb.SIGN_OFF, sign_off.story_id, sign_off.snapshot)
        standing = (sign_off.by, sign_off.at)
        found = (
            number
            for number, at, details in entries
            if (details.get("by"), datetime.fromisoformat(at)) == standing
        )
        return next(found, 0)

    def refusal(self, work: Work, sign_off: SignOff) -> Message:
        """Why it does not count; NOTHING where it does."""
        number = self.entry(work, sign_off)
        if not number:
            return message("approval.not-in-record", by=sign_off.by)
        made = {details.get("key"): number for number, _, details in work.audit.entries(MADE)}
        if not sign_off.signature:
            # From before approvals were signed; nobody can add one since.
            old = not made or number < min(made.values())
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
        return self.keys.known(work).doubt(signed, sign_off.at)

    def unsound(self, work: Work) -> Iterator[Message]:
        """Every approval in the library that does not count, said with its story."""
        for sign_off in work.sign_offs.all():
            if (why := self.refusal(work, sign_off)) != NOTHING:
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
            number = self.entry(work, sign_off)
            entry = RecordHead(number, work.audit.hash_of(number))
        signed = [v.number for v in view.versions if v.signed and v.snapshot == sign_off.snapshot]
        templates = newsroom.renderer.templates_digest
        url = PageAddress.of(view.snapshot).url
        issue = Issue(ready.value, approval, min(signed, default=0), url, entry, templates)
        return Done(issue, ready.changes)

    def seal(self, manifest: bytes) -> bytes:
        """The newsroom's signature over a manifest, as a file."""
        newsroom = self.newsroom
        with newsroom.store.read() as work:
            signed = self.keys.sign(work, "", statement_of(manifest))
        return written(signed, SIGNATURE_FORMAT)


def _head(work: Work) -> RecordHead:
    return RecordHead(*work.audit.last())


def approval_of(sign_off: SignOff) -> Signed | None:
    """None for one from before approvals were signed. Raises BadSignature."""
    return read_signed(sign_off.signature.encode(), SIGN_OFF_FORMAT) if sign_off.signature else None
