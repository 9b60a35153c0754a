"""Reading and approving: sent for review, returned with a comment, signed off."""

from db.work import Work
from editor.desk.changing import Changes, Done, changing
from editor.desk.newsroom import UNFILED, Newsroom
from editor.desk.refusals import NotReady, ReadMeanwhileChanged, Refused
from editor.late import frozen
from editor.message import message
from editor.story.people import Contributor
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line, clean_text
from editor.story.workflow import SignOff, Verb


@frozen
class Review:
    newsroom: Newsroom

    def send(self, story_id: str) -> Changes:
        """File a story for a supervisor to read. What blocks a sign-off does not block this:
        a supervisor may want to see a story before its picture has come."""
        with changing(self.newsroom, story_id, Verb.SEND) as change:
            reason = message("version.sent")
            snapshot = self.newsroom.keep_version(change.work, story_id, reason, change.now)
            change.note(Verb.SEND, snapshot)
        return change.changes

    def return_story(self, story_id: str, comment: str) -> Changes:
        """Back to its author, with what should be changed."""
        comment = clean_text(comment).strip()
        if not comment:
            raise Refused("refused.return-without-remark")
        with changing(self.newsroom, story_id, Verb.RETURN) as change:
            reason = message("version.returned")
            snapshot = self.newsroom.keep_version(change.work, story_id, reason, change.now)
            change.work.comments.add(story_id, change.act.actor, change.now, comment)
            change.note(Verb.RETURN, snapshot)
        return change.changes

    def sign_off(
        self, story_id: str, *, by: str, note: str = "", read: str | None = None
    ) -> Done[SignOff]:
        """Approve the present snapshot in the name of `by`; the record names who sat here, and
        beside it that name. `read` is the hash of what the person had in front of them: when the
        story has moved on since, ReadMeanwhileChanged. Raises NotReady when a finding blocks."""
        by = clean_line(by)
        if not by:
            raise Refused("refused.sign-off-without-name")
        with changing(self.newsroom, story_id, Verb.SIGN_OFF) as change:
            work, now = change.work, change.now
            view = self.newsroom.view(work, story_id)
            if read is not None and read != view.snapshot_sha256:
                raise ReadMeanwhileChanged
            if blocking := [finding for finding in view.findings if finding.blocks]:
                raise NotReady(blocking)
            sign_off = SignOff(story_id, view.snapshot_sha256, by, now, clean_text(note).strip())
            reason = message("version.signed-off", by=by)
            work.versions.add(story_id, view.snapshot, by=by, at=now, reason=reason)
            work.sign_offs.add(sign_off)
            change.note(Verb.SIGN_OFF, view.snapshot_sha256, by=by, note=sign_off.note)
        return change.done(sign_off)

    def way_back(self, story_id: str) -> int | None:
        """The version to restore so that an approval voided by a change holds again; None when
        none was voided, or when it is the site's pages that changed and not the story."""
        with self.newsroom.store.read() as work:
            view = self.newsroom.view(work, story_id)
            approved = view.sign_off.snapshot if view.voided and view.sign_off else ""
            kept = [each.number for each in view.versions if each.snapshot == approved]
            if not kept:
                return None
            signed = work.versions.snapshot(story_id, kept[-1])
            return kept[-1] if self._site_is_as_in(work, signed) else None

    def _site_is_as_in(self, work: Work, signed: Snapshot) -> bool:
        sections = {section.key: section for section in work.sections.all()}
        people = signed.people
        known = work.contributors.by_label([each.name for each in people])
        return (
            work.outlets.current() == signed.outlet
            and sections.get(signed.section.key, UNFILED) == signed.section
            and all(known.get(p.name, Contributor(p.name)).kind == p.kind for p in people)
        )
