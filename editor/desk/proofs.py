"""Proofs that come back: the file that goes to somebody without Galley, and what they answer."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from db.audit import Wanted
from db.work import Work
from editor.child import PAPER_ARGUMENT, Child, ChildFailed
from editor.desk.changing import Done, changing
from editor.desk.leaving import write_file
from editor.desk.newsroom import Newsroom, NoSuchStory, Refused
from editor.late import frozen
from editor.message import NOTHING, Message, listed, message
from editor.photos.families import OriginalUnreadable
from editor.publish.proof_file import (
    LARGEST,
    MOST_PICTURES,
    Answer,
    AnswerRefused,
    ProofMarks,
    Remark,
    paper_html,
    proof_html,
    read_answer,
    widths_tried,
)
from editor.story.forms import json_text
from editor.story.review.remarks import BODY, WHOLE, Passages, Place, is_place
from editor.story.snapshot import Snapshot
from editor.story.text import clean_line
from editor.story.version import VersionKind
from editor.story.workflow import Verb

_NONCE = 16  # bytes
_SHEETS, _PAPER_SECONDS = "editor.ui.review.paper", 120.0


@frozen
class SentProof:
    """A proof that was written: `nonce` comes back with its answer."""

    path: Path
    size: int
    nonce: str
    snapshot: str
    version: int


# Whose a remark is that came in a file: nobody's account, in a name that somebody gave.
BY_FILE = "answer file"
REMARKS_READ = "remarks read from a file"


@frozen
class PaperJob:
    """What is set on sheets of paper: `head` and `foot` stand on each, `mark` across it."""

    title: str
    html: str
    head: str = ""
    foot: str = ""
    mark: str = ""
    numbered: bool = False

    def write(self, path: Path) -> None:
        """As the ending has it, a PDF file or a page for a browser. Raises Refused."""
        if path.suffix.lower() != ".pdf":
            write_file(path, self.html.encode("utf-8"), mode=0o666)
            return
        with TemporaryDirectory() as folder:
            given, made = Path(folder) / "job.json", Path(folder) / "sheets.pdf"
            given.write_text(json_text(asdict(self)), "utf-8")
            try:
                Child.of(_SHEETS, PAPER_ARGUMENT, _PAPER_SECONDS).run([str(given), str(made)])
                data = made.read_bytes()
            except (ChildFailed, OSError) as error:
                raise Refused("refused.no-pdf", path=path) from error
        write_file(path, data, mode=0o666)


@frozen
class Landed:
    """What became of an answer: remarks that are new and that were here already; of the new ones
    those whose words or picture are there no more, which stand at the story as a whole. `older`:
    the story has been changed since the proof was written."""

    story: str
    slug: str
    by: str
    added: int
    known: int
    lost: int
    older: bool

    @property
    def told(self) -> tuple[Message, ...]:
        """In sentences."""
        said = [message("remarks.added", n=self.added, by=self.by, slug=self.slug)]
        said += [message("remarks.known", n=self.known)] if self.known else []
        said += [message("remarks.older")] if self.older else []
        said += [message("remarks.lost", n=self.lost)] if self.lost else []
        return tuple(said)


@frozen
class Proofs:
    newsroom: Newsroom

    def write(self, story_id: str, path: Path) -> Done[SentProof]:
        """The story's page as one file on which somebody writes remarks, or for an ending `.pdf`
        on numbered lines for paper. What it shows is kept as a version, and the record knows it
        again when its answer comes."""
        nonce = token_hex(_NONCE)
        with self.newsroom.store.read() as work:
            seen = self.newsroom.view(work, story_id).snapshot
        pictures = self._pictures(seen)
        with changing(self.newsroom, story_id, Verb.PROOF) as change:
            snapshot = change.snapshot()
            if snapshot.sha256 != seen.sha256:
                raise Refused("refused.read-meanwhile-changed")
            reason = message("version.proof")
            version = abs(change.keep_once(snapshot, reason, VersionKind.MILESTONE))
            marks = ProofMarks(nonce, version)
            if path.suffix.lower() == ".pdf":
                self._job(snapshot, marks, pictures).write(path)
            else:
                html = proof_html(self.newsroom.renderer, snapshot, marks, pictures)
                write_file(path, html, mode=0o666)
            data = path.read_bytes()
            told = {"place": str(path), "proof": nonce, "file": sha256(data).hexdigest()}
            change.note(Verb.PROOF, snapshot.sha256, **told)
        return change.done(SentProof(path, len(data), nonce, snapshot.sha256, version))

    def paper(self, story_id: str) -> PaperJob:
        """The story as it stands, to be printed."""
        with self.newsroom.store.read() as work:
            view = self.newsroom.view(work, story_id)
        kept = [each.number for each in view.versions if each.snapshot == view.snapshot_sha256]
        marks = ProofMarks("", kept[-1] if kept else 0)
        return self._job(view.snapshot, marks, self._pictures(view.snapshot))

    def _job(
        self, snapshot: Snapshot, marks: ProofMarks, pictures: Mapping[str, bytes]
    ) -> PaperJob:
        number = message("reader.version", number=marks.version) if marks.version else NOTHING
        made = f"{self.newsroom.clock():%Y-%m-%d %H:%M}"
        return PaperJob(
            snapshot.headline or snapshot.slug,
            paper_html(self.newsroom.renderer, snapshot, marks, pictures),
            head=str(listed((snapshot.slug, number), "facts")),
            foot=str(listed((made, snapshot.sha256), "facts")),
            mark=str(message("paper.mark")),
            numbered=True,
        )

    def _pictures(self, snapshot: Snapshot) -> Mapping[str, bytes]:
        """By their placement, in the best size in which all of them fit; when not even the
        smallest do, as many as do. One that cannot be read is not there."""
        made: dict[str, bytes] = {}
        for tried in widths_tried(snapshot):
            made = {}
            ordered = sorted(tried, key=lambda file: file.rendition.photo.photo)
            for sha, group in groupby(ordered, key=lambda file: file.rendition.photo.photo):
                original = partial(self.newsroom.original, sha)
                wanted = [file.rendition for file in group]
                try:
                    for rendition, data in self.newsroom.cache.many(original, wanted):
                        made[rendition.photo.placement] = data
                except OriginalUnreadable:
                    continue
            if sum(map(len, made.values())) <= MOST_PICTURES:
                return made
        room, fitting = MOST_PICTURES, {}
        for photo in snapshot.photos:
            data = made.get(photo.placement, b"")
            if len(data) <= room:
                room -= len(data)
                fitting[photo.placement] = data
        return fitting

    def take_in(self, path: Path) -> Done[Landed]:
        """The remarks of an answer become remarks on its story, each where its words stand now, in
        the name that somebody gave. What came before is not taken twice. Raises as `answer`."""
        answer = self.answer(path)
        with changing(self.newsroom, answer.story, Verb.COMMENT) as change:
            story = change.story()
            passages = Passages.of(story)
            there = Counter(
                (said.by, said.text, said.place.quote)
                for said in change.work.comments.of_story(story.id)
                if said.account == BY_FILE
            )
            added, lost = 0, 0
            for remark in answer.remarks:
                place, text = _landing(passages, remark)
                key = (answer.by, text, place.quote)
                if there[key]:
                    there[key] -= 1
                    continue
                change.work.comments.add(
                    *(story.id, answer.by, change.now, text), account=BY_FILE, place=place
                )
                added += 1
                lost += place == WHOLE and bool(remark.quote or remark.block or remark.placement)
            change.kept = added > 0
            snapshot = change.snapshot(story).sha256
            change.note(
                REMARKS_READ, answer.snapshot, by=answer.by, proof=answer.proof, remarks=str(added)
            )
        known = len(answer.remarks) - added
        older = snapshot != answer.snapshot
        return change.done(Landed(story.id, story.slug, answer.by, added, known, lost, older))

    def answer(self, path: Path) -> Answer:
        """What somebody sent back, as far as it is an answer to a proof that went out from here.
        Raises AnswerRefused and Refused."""
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Refused("remarks.not-read", path=path, reason=reason) from error
        answer = read_answer(data)
        with self.newsroom.store.read() as work:
            self._known(work, answer)
        return answer

    def _known(self, work: Work, answer: Answer) -> None:
        try:
            self.newsroom.story(work, answer.story)
        except NoSuchStory as error:
            raise AnswerRefused("remarks.other-library") from error
        sent = work.audit.rows(Wanted(action=Verb.PROOF, story=answer.story))
        asked = (answer.snapshot, answer.proof)
        if asked not in {(row.snapshot, row.details.get("proof")) for row in sent}:
            raise AnswerRefused("remarks.other-proof")


def _landing(passages: Passages, remark: Remark) -> tuple[Place, str]:
    """Where a remark stands now, and its text, with the words it was about where they are not found
    any more."""
    field = remark.field if is_place(remark.field, of_photo=bool(remark.placement)) else ""
    if remark.block and not field:
        field = BODY
    place = Place(field, remark.block, remark.placement, remark.quote, remark.offset)
    if found := passages.find(place):
        return found, remark.text
    # A list reads on where the text has a new line: the same words, otherwise parted.
    for within in (Place(field, remark.block, remark.placement), Place(field)):
        if remark.quote and len(hits := passages.of_words(remark.quote, within)) == 1:
            return hits[0], remark.text
    text = remark.text
    if remark.quote:
        text = str(message("remarks.about", words=clean_line(remark.quote), text=text))
    own = Place(field, remark.block, remark.placement) if field or remark.placement else WHOLE
    return passages.find(own) or WHOLE, text
