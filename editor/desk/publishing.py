"""From reading to readers: stories sent for review, returned with a comment, signed off; pages and
bundles: what readers will see, and what goes out.

What writes and verifies bundles is loaded with the first of them, so that no start pays for it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from db.work import Work
from editor.desk.changing import Change, Changes, Done, changing
from editor.desk.newsroom import UNFILED, Newsroom, NotReady, Refused
from editor.desk.pictures import Pictures
from editor.desk.views import StoryView
from editor.desk.way import NEXT_NOBODY, Way, back_to_sender, embargo_held, reroute
from editor.late import frozen
from editor.message import NOTHING, Message, message
from editor.photos.families import OriginalUnreadable
from editor.publish.address import PageAddress, PictureFile, PictureFiles, picture_files
from editor.publish.page import Page
from editor.story.checks import OF_THE_HOUR
from editor.story.edits import Tone
from editor.story.origin import Action
from editor.story.outlet import ExportRecord, Publication
from editor.story.people import Contributor
from editor.story.rendition import WHOLE, Encoding, Rendition, Survival, cut_size
from editor.story.snapshot import Snapshot, further_facts
from editor.story.story import Status
from editor.story.text import clean_line, clean_text
from editor.story.workflow import Reading, SignOff, Verb

if TYPE_CHECKING:
    from editor.desk.approval import Approvals
    from editor.publish.bundle import BundleReport, Finish


def _approvals(newsroom: Newsroom) -> "Approvals":
    from editor.desk.approval import Approvals  # late: see the module's second sentence

    return Approvals(newsroom)


_LONGEST = 1 << 30  # bytes of one picture file; what was written just now is no attack


@frozen
class WentOut:
    """What left the house of one story, the oldest first: files that were written, and what stands
    or stood on outlets."""

    exports: tuple[ExportRecord, ...] = ()
    publications: tuple[Publication, ...] = ()


@frozen
class Publishing:
    newsroom: Newsroom
    program_version: str

    def page(self, snapshot: Snapshot) -> Page:
        """The page as it will be published, whether or not it is signed off yet."""
        return self.newsroom.renderer.page(snapshot)

    def export(
        self,
        story_id: str,
        to: Path,
        *,
        zipped: bool = False,
        proof: bool = False,
        replace_other: bool = False,
        progress: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> "Done[BundleReport]":
        """Write the story into the folder `to`: a bundle when its sign-off holds and no suggestion
        is open, otherwise, or when `proof` is asked for, a watermarked proof. Raises ExportFailed,
        and AnotherStory where the bundle of another one stands, unless `replace_other`."""
        from editor.publish.bundle import write_bundle  # late: see the module's second sentence

        approvals = _approvals(self.newsroom)
        with self.newsroom.store.read() as work:
            view = self.newsroom.view(work, story_id)
            # A row that nobody signed is no approval: what goes out is a proof.
            signed = view.signed_off and not proof and not self._doubt(work, view)
            held = embargo_held(work, view.route, self.newsroom.clock())
            self.newsroom.require(work, Verb.EXPORT if signed else Verb.PROOF, view.story.status)
        if signed and view.suggestions:
            raise Refused("refused.open-suggestions", n=len(view.suggestions))
        if signed and held:
            raise Refused(held)
        expired = [each.message for each in view.findings if each.rule in OF_THE_HOUR]
        if signed and expired:
            raise Refused("refused.not-now", findings=expired)
        issue = approvals.issue(view).value if signed else None
        report = write_bundle(
            view.snapshot,
            self.newsroom.renderer.page(view.snapshot, proof=not signed),
            to,
            issue=issue,
            sign=approvals.seal,
            make=partial(self._make, anew=signed),
            sign_off=view.sign_off if signed else None,
            program_version=self.program_version,
            finish=self._finisher(view.snapshot) if signed else _as_it_is,
            zipped=zipped,
            replace_other=replace_other,
            workroom=self._workroom,
            progress=progress,
            cancelled=cancelled,
        )
        looked_at = tuple(_looked_at(report, view.snapshot))
        report = replace(report, pictures=tuple((file, found) for file, _, found in looked_at))
        if self.newsroom.store.read_only:
            return Done(report, Changes())
        number = issue.record.number if issue else 0
        self._record(view, report, {file: sha for file, sha, _ in looked_at}, number)
        return Done(report, Changes.of_story(story_id))

    def _doubt(self, work: Work, view: StoryView) -> Message:
        """Why the approval of a story does not count; NOTHING where it does."""
        if view.sign_off is None:
            return NOTHING
        approvals = _approvals(self.newsroom)
        return approvals.refusal(view.sign_off, approvals.noted(work, view.story.id))

    def went_out(self, story_id: str) -> WentOut:
        with self.newsroom.store.read() as work:
            return WentOut(work.exports.of_story(story_id), work.publications.of_story(story_id))

    def proof(self, story_id: str, to: Path) -> "BundleReport":
        """A proof for looking at, which leaves no trace in the story's history."""
        from editor.publish.bundle import write_bundle  # late: see the module's second sentence

        with self.newsroom.store.read() as work:
            snapshot = self.newsroom.view(work, story_id).snapshot
        return write_bundle(
            snapshot,
            self.newsroom.renderer.page(snapshot, proof=True),
            to,
            make=self._make,
            sign_off=None,
            program_version=self.program_version,
        )

    def clear_unfinished(self) -> None:
        """Tidy up after exports that were killed; for the one who may write the library."""
        from editor.publish.placing import clear_workroom  # late: see the module's second sentence

        clear_workroom(self._workroom)

    @property
    def _workroom(self) -> Path:
        return self.newsroom.store.folder / "exporting"

    def _record(
        self, view: StoryView, report: "BundleReport", pictures: Mapping[str, str], number: int
    ) -> None:
        """`pictures`: the SHA-256 of each picture file by its path. The trail has them, so that one
        that turns up somewhere is known again."""
        story_id, act = view.story.id, self.newsroom.act()
        now = act.at
        with self.newsroom.begin() as work:
            written = (str(report.path), now, self.newsroom.person, report.files, report.bytes)
            record = ExportRecord(view.snapshot_sha256, report.kind, *written, number)
            work.exports.add(story_id, record)
            if report.kind == "bundle":
                outlet, address = view.snapshot.outlet.key, PageAddress.of(view.snapshot).url
                work.publications.put_out(
                    story_id, outlet, view.snapshot_sha256, address=address, at=now
                )
                # Somebody may have typed on, returned or spiked it while the files were written:
                # only a story that still is what went out goes to the top of the lists.
                now_there = self.newsroom.view(work, story_id)
                if now_there.signed_off and now_there.snapshot_sha256 == view.snapshot_sha256:
                    work.stories.set_status(story_id, Status.SIGNED_OFF, now)
                reason, by = message("version.exported"), self.newsroom.person
                work.versions.add(story_id, view.snapshot, by=by, at=now, reason=reason)
            verb = Verb.EXPORT if report.kind == "bundle" else Verb.PROOF
            told = {"place": str(report.path), "pictures": dict(pictures), "number": number}
            self.newsroom.note(work, verb, story_id, view.snapshot_sha256, act, **told)
            work.commit()

    def _make(
        self, renditions: Sequence[Rendition], *, anew: bool = False
    ) -> Iterator[tuple[Rendition, bytes]]:
        """What goes out under a sign-off is made of the originals that were approved (`anew`), a
        proof of what is at hand."""
        ordered = sorted(renditions, key=lambda rendition: rendition.photo.photo)
        for sha, group in groupby(ordered, key=lambda rendition: rendition.photo.photo):
            original = partial(self.newsroom.original, sha)
            yield from self.newsroom.cache.many(original, list(group), anew=anew)

    def _finisher(self, snapshot: Snapshot) -> "Finish":
        """What signs the largest files of every picture, where the outlet signs: the JPEG carries
        its credentials, those of the others lie beside them."""
        rules = self.newsroom.origins()
        if not rules.sign:
            return _as_it_is
        # Late: see the module's second sentence.
        from editor.photos.credentials import Signing, signed

        pictures = picture_files(snapshot, PageAddress.of(snapshot)).values()
        largest = {file.path: file for each in pictures for file in _largest(each)}
        with self.newsroom.store.read() as work:
            names = {
                photo.photo: found.original_name if (found := work.photos.get(photo.photo)) else ""
                for photo in snapshot.photos
            }

        def finish(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
            file = largest.get(path)
            if file is None:
                yield path, content
                return
            photo = file.rendition.photo
            how = Signing(
                *(Path(rules.certificates), Path(rules.key), self.newsroom.original(photo.photo)),
                *(photo.format, names[photo.photo], _actions(file.rendition)),
            )
            embedded = file.rendition.encoding is Encoding.JPEG
            with TemporaryDirectory() as folder:
                made = Path(folder) / path.rpartition("/")[2]
                made.write_bytes(content)
                form, program = file.rendition.encoding.name, self.program_version
                store = signed(made, form, how, embedded=embedded, program=program)
            if embedded:
                yield path, store
            else:
                yield path, content
                yield f"{path}.c2pa", store

        return finish


def _as_it_is(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield path, content


def _largest(files: PictureFiles) -> Iterator[PictureFile]:
    for encoding in Encoding:
        if found := files.encoded(encoding):
            yield max(found, key=lambda file: file.rendition.width)


def _actions(rendition: Rendition) -> tuple[Action, ...]:
    """What was done to the original, in C2PA's words (2.2, 18.15; standards of 2026)."""
    edits = rendition.photo.edits
    whole = cut_size(rendition.photo.width, rendition.photo.height, edits, rendition.crop)
    done = {
        Action.ORIENTED: bool(edits.turn or edits.flip),
        Action.EDITED: bool(edits.straighten),
        Action.CROPPED: rendition.crop != WHOLE,
        Action.COLOURED: edits.tone != Tone(),
        Action.RESIZED: (rendition.width, rendition.height) != whole,
        Action.PUBLISHED: True,
    }
    return tuple(action for action, was_done in done.items() if was_done)


def _looked_at(report: "BundleReport", snapshot: Snapshot) -> Iterator[tuple[str, str, Survival]]:
    """Every picture file is opened again: what it says is read, not believed; with the SHA-256 of
    each. Of a bundle that cannot be read any more, a disk that was pulled out, nothing is known."""
    # Late: see the module's second sentence.
    from editor.photos.published import survival
    from editor.publish.bundle_files import NotABundle, Unreadable, open_bundle, read_bounded

    pictures = picture_files(snapshot, PageAddress.of(snapshot))
    with suppress(NotABundle, Unreadable), closing(open_bundle(report.path)) as bundle:
        for file in (each for files in pictures.values() for each in files.all):
            data = read_bounded(bundle, file.path, _LONGEST)
            found = survival(data, file.rendition.encoding, file.rendition.photo)
            yield file.path, sha256(data).hexdigest(), found


@frozen
class Review:
    newsroom: Newsroom

    def send(self, story_id: str) -> Changes:
        """For a supervisor to read, see `Way.send`."""
        return Way(self.newsroom).send(story_id)

    def return_story(self, story_id: str, comment: str = "") -> Changes:
        """Back to its author, with what should be changed: a remark on the whole, or those that
        stand at their places already."""
        comment = clean_text(comment).strip()
        with changing(self.newsroom, story_id, Verb.RETURN) as change:
            said = change.work.comments
            if not comment and not any(each.is_open for each in said.of_story(story_id)):
                raise Refused("refused.return-without-remark")
            snapshot = change.keep_version(message("version.returned"))
            if comment:
                act, account = change.act, self.newsroom.seat.account
                said.add(story_id, act.actor, act.at, comment, account=account)
            told = reroute(change, **back_to_sender(change.work, story_id))
            change.note(Verb.RETURN, snapshot, comment=comment, **told)
        return change.changes

    def approve(
        self, story_id: str, *, by: str, note: str = "", read: str | None = None
    ) -> Done[SignOff] | Done[Reading]:
        """Sign off, or read before it where the newsroom asks for that: the answer says which."""
        with self.newsroom.store.read() as work:
            verb = self.newsroom.view(work, story_id).due.verb
        if verb is Verb.SIGN_OFF or not (by := clean_line(by)):
            return self.sign_off(story_id, by=by, note=note, read=read)
        with changing(self.newsroom, story_id, Verb.READ) as change:
            view, account = self._approvable(change, read, verb), change.act.account
            due = view.due
            about = (story_id, due.stage, view.snapshot_sha256, by, change.now)
            reading = Reading(*about, clean_text(note).strip(), account)
            made = change.work.readings.add(reading)
            told = {"by": by, "note": reading.note, "stage": str(due.stage), "of": str(due.of)}
            change.note(Verb.READ, reading.snapshot, reading=made, account=account, **told)
        return change.done(reading)

    def _approvable(self, change: Change, read: str | None, verb: Verb) -> StoryView:
        """The story as it is approved. Raises Refused, and NotReady."""
        view = self.newsroom.view(change.work, change.story_id)
        if view.due.why:
            raise Refused(view.due.why)
        if view.due.verb is not verb:
            raise Refused("refused.readings-first", stage=view.due.stage, of=view.due.of)
        if read is not None and read != view.snapshot_sha256:
            raise Refused("refused.read-meanwhile-changed")
        if blocking := [finding for finding in view.findings if finding.blocks]:
            raise NotReady(blocking)
        return view

    def sign_off(
        self, story_id: str, *, by: str, note: str = "", read: str | None = None
    ) -> Done[SignOff]:
        """Approve the present snapshot in the name of `by`; the record names who sat here, and
        beside it that name. `read` is the hash of what the person had in front of them: when the
        story has moved on since, Refused. Raises NotReady when a finding blocks."""
        by = clean_line(by)
        if not by:
            raise Refused("refused.sign-off-without-name")
        self._look_into_photos(story_id)
        approvals = _approvals(self.newsroom)
        with changing(self.newsroom, story_id, Verb.SIGN_OFF) as change:
            work, now = change.work, change.now
            view = self._approvable(change, read, Verb.SIGN_OFF)
            sign_off = SignOff(story_id, view.snapshot_sha256, by, now, clean_text(note).strip())
            more = {"read": read or ""}
            approvals.keys.make_ready(work, self.newsroom.seat.account)
            sign_off = approvals.sign(work, view.snapshot, sign_off, change.act, more)
            reason = message("version.signed-off", by=by)
            work.versions.add(story_id, view.snapshot, by=by, at=now, reason=reason)
            work.sign_offs.add(sign_off)
            routed = reroute(change, **NEXT_NOBODY)
            said = {"by": by, "note": sign_off.note, "read": read or "", "key": sign_off.key}
            change.note(Verb.SIGN_OFF, view.snapshot_sha256, **said, **routed)
        return change.done(sign_off)

    def _look_into_photos(self, story_id: str) -> None:
        """What came in before Content Credentials were read has them read before somebody stands
        for it; one that cannot be read just now is told where it is needed."""
        with self.newsroom.store.read() as work:
            story = self.newsroom.story(work, story_id)
        for placement in story.placements_on_page:
            with suppress(OSError, OriginalUnreadable):
                Pictures(self.newsroom).look_into(placement.photo.id)

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
        sections = {section.key: section for section in work.look.sections()}
        people = signed.people
        known = work.contributors.by_label([each.name for each in people])
        outlet = work.look.outlet()
        photos = [(placed, work.photos.get(placed.photo)) for placed in signed.photos]
        return (
            outlet.on_page == signed.outlet
            and all(
                photo is None or further_facts(photo.facts, outlet) == placed.further
                for placed, photo in photos
            )
            and sections.get(signed.section.key, UNFILED) == signed.section
            and all(known.get(p.name, Contributor(p.name)).kind == p.kind for p in people)
        )
