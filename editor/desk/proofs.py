"""Proofs that come back: the file that goes to somebody without Galley, and what they answer."""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from secrets import token_hex

from db.work import Work
from editor.desk.changing import Done, changing
from editor.desk.leaving import write_file
from editor.desk.newsroom import Newsroom, NoSuchStory, Refused
from editor.late import frozen
from editor.message import message
from editor.photos.families import OriginalUnreadable
from editor.publish.proof_file import (
    LARGEST,
    MOST_PICTURES,
    Answer,
    AnswerRefused,
    ProofMarks,
    proof_html,
    read_answer,
    widths_tried,
)
from editor.story.snapshot import Snapshot
from editor.story.version import VersionKind
from editor.story.workflow import Verb

_NONCE = 16  # bytes


@frozen
class SentProof:
    """A proof that was written: `nonce` comes back with its answer."""

    path: Path
    size: int
    nonce: str
    snapshot: str
    version: int


@frozen
class Proofs:
    newsroom: Newsroom

    def write(self, story_id: str, path: Path) -> Done[SentProof]:
        """The story's page as one file on which somebody writes remarks. What it shows is kept as
        a version, and the record knows it again when its answer comes."""
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
            html = proof_html(self.newsroom.renderer, snapshot, marks, pictures)
            write_file(path, html, mode=0o666)
            change.note(
                Verb.PROOF,
                snapshot.sha256,
                place=str(path),
                proof=nonce,
                file=sha256(html).hexdigest(),
            )
        return change.done(SentProof(path, len(html), nonce, snapshot.sha256, version))

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
        sent = work.audit.entries(str(Verb.PROOF), answer.story, answer.snapshot)
        if not any(details.get("proof") == answer.proof for _, _, details in sent):
            raise AnswerRefused("remarks.other-proof")
