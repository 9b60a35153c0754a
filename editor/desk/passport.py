"""The passport of a picture file found anywhere: back to its original, photographer, permission,
edits, story, sign-off and export; with what of it is proved and what is only likely."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from db.work import Work
from editor.desk.newsroom import Newsroom
from editor.desk.picture_intake import record
from editor.late import frozen
from editor.message import Message, label, listed, literal, message
from editor.photos.intake import Intake, PictureRefused, read_picture, unreadable
from editor.publish.address import PageAddress, PictureFile, picture_files
from editor.story.origin import Made, Origin, judged
from editor.story.outlet import ExportRecord
from editor.story.people import joined_names
from editor.story.photo import Photo
from editor.story.rendition import WHOLE
from editor.story.snapshot import PlacedPhoto, Snapshot
from editor.story.workflow import SignOff, Verb

_MOST = 20  # of ways in which one file went out
_CHUNK = 1 << 20


class Proof(StrEnum):
    """How a file was recognised, what proves most first."""

    ORIGINAL = "original"  # the very bytes that came in
    EXPORTED = "exported"  # the very bytes that the sealed trail says went out
    LISTED = "listed"  # the very bytes that a bundle lists, where the library says it put one
    TEXTS = "texts"  # only what it says of itself
    ALIKE = "alike"  # only what it looks like
    NOTHING = "nothing"

    @property
    def proves(self) -> bool:
        return self in (Proof.ORIGINAL, Proof.EXPORTED, Proof.LISTED)


@frozen
class Use:
    """One way in which it went out, or probably did. `file` is its path in the bundle, "" where
    only its picture is known; `place` where the bundle was put; `sign_off` None for a proof."""

    story: str
    slug: str
    headline: str
    snapshot: str
    placed: PlacedPhoto
    file: str = ""
    width: int = 0
    height: int = 0
    place: str = ""
    at: datetime | None = None
    by: str = ""
    sign_off: SignOff | None = None

    @property
    def edits(self) -> Message:
        """What was done to the original for it."""
        edits, crop = self.placed.edits, self.placed.crop
        done = (
            message("passport.cropped") if (crop or WHOLE) != WHOLE else literal(""),
            message("passport.turned") if edits.turn or edits.flip else literal(""),
            message("passport.straightened") if edits.straighten else literal(""),
            message("passport.toned") if edits.tone != type(edits.tone)() else literal(""),
            self.width and message("passport.resized", across=self.width, down=self.height),
        )
        return listed(each for each in done if each)


@frozen
class Passport:
    """`photo` is the record of the original, None where none is known; `origin` what Content
    Credentials in the file itself say."""

    file: Path
    sha256: str
    proof: Proof
    photo: Photo | None = None
    uses: tuple[Use, ...] = ()
    origin: Origin | None = None

    def said(self) -> tuple[Message, ...]:
        return tuple(self._said())

    def _said(self) -> Iterator[Message]:
        photo = self.photo
        yield label(self.proof)
        if photo is not None:
            size = {"across": photo.width, "down": photo.height}
            yield message("passport.photo", name=photo.original_name, **size)
            facts = photo.facts
            if facts.creators:
                yield message("passport.by", names=joined_names(facts.creators))
            permission = (facts.usage_terms, facts.copyright_notice, facts.web_statement)
            if any(permission):
                yield message("passport.permission", terms=listed(permission, "clauses"))
            else:
                yield message("passport.no-permission")
            made = judged(facts, photo.origin).made
            if made is not Made.NOT_SAID:
                yield message("origin.made", made=label(made))
        for use in self.uses:
            yield from _of_use(use, proved=self.proof.proves)
        if self.origin is not None:
            yield message("origin.credentials", standing=label(self.origin.standing))


def _of_use(use: Use, *, proved: bool) -> Iterator[Message]:
    key = "passport.story" if proved else "passport.story-perhaps"
    yield Message(key, (("headline", use.headline), ("slug", use.slug)))
    if use.edits:
        yield message("passport.edits", edits=use.edits)
    if use.at is not None:
        yield message("passport.went-out", at=use.at, by=use.by, place=use.place)
    if use.sign_off is not None:
        yield message("passport.signed", by=use.sign_off.by, at=use.sign_off.at)
    elif use.at is not None:
        yield message("passport.never-signed")


@frozen
class Passports:
    newsroom: Newsroom

    def of(self, path: Path) -> Passport:
        """Slow, so away from the lane. Raises PictureRefused for what cannot be read, or is no
        picture and has bytes that nobody knows."""
        sha = _digest(path)
        with self.newsroom.store.read() as work:
            original = work.photos.get(sha)
            if original is not None:
                uses = tuple(self._uses_of(work, sha))
                return Passport(path, sha, Proof.ORIGINAL, original, uses, original.origin)
            proof, uses = Proof.EXPORTED, tuple(self._sealed(work, sha))
            records = () if uses else work.exports.all()
        if not uses:
            proof, uses = Proof.LISTED, tuple(self._listed(records, sha))
        if uses:
            origin = None
            with suppress(PictureRefused):
                origin = read_picture(path, known=self.newsroom.origins().known).origin
            return self._found(Passport(path, sha, proof, None, uses, origin))
        return self._found(self._likely(path, sha))

    def _found(self, passport: Passport) -> Passport:
        if passport.photo is not None or not passport.uses:
            return passport
        with self.newsroom.store.read() as work:
            photo = work.photos.get(passport.uses[0].placed.photo)
        rest = (passport.uses, passport.origin)
        return Passport(passport.file, passport.sha256, passport.proof, photo, *rest)

    def _sealed(self, work: Work, sha: str) -> Iterator[Use]:
        """By the audit trail, which notes the bytes of every picture that goes out."""
        for entry in work.audit.naming(sha, _MOST):
            snapshot = work.versions.by_hash(entry.snapshot)
            files = {digest: file for file, digest in entry.details.get("pictures", {}).items()}
            if snapshot is None or sha not in files:
                continue
            signed = entry.action == Verb.EXPORT
            place = str(entry.details.get("place", ""))
            told = {"at": entry.at, "by": entry.actor, "place": place}
            sign_off = work.sign_offs.of_snapshot(entry.snapshot) if signed else None
            yield from _use(snapshot, entry.snapshot, files[sha], sign_off, **told)

    def _listed(self, records: tuple[ExportRecord, ...], sha: str) -> Iterator[Use]:
        """By the bundles that still stand where they were put; the trail of earlier Galleys notes
        no bytes."""
        from editor.publish.bundle import what_stands_at  # late: with all that bundles need

        for export in records:
            standing = what_stands_at(Path(export.path))
            manifest = standing.manifest if standing else None
            if manifest is None or manifest.snapshot != export.snapshot:
                continue
            file = next((each.path for each in manifest.files if each.sha256 == sha), "")
            with self.newsroom.store.read() as work:
                snapshot = work.versions.by_hash(export.snapshot) if file else None
                sign_off = work.sign_offs.of_snapshot(export.snapshot)
            if snapshot is not None:
                told = {"at": export.at, "by": export.by, "place": export.path}
                signed = sign_off if export.kind == "bundle" else None
                yield from _use(snapshot, export.snapshot, file, signed, **told)
                return

    def _uses_of(self, work: Work, photo: str) -> Iterator[Use]:
        """Of an original: what stands or stood on outlets."""
        for export in work.exports.naming(photo, _MOST):
            snapshot = work.versions.by_hash(export.snapshot)
            placed = snapshot and next((p for p in snapshot.photos if p.photo == photo), None)
            if snapshot is not None and placed is not None:
                told = {"at": export.at, "by": export.by, "place": export.path}
                signed = export.kind == "bundle"
                sign_off = work.sign_offs.of_snapshot(export.snapshot) if signed else None
                yield _made(snapshot, export.snapshot, placed, None, sign_off, **told)

    def _likely(self, path: Path, sha: str) -> Passport:
        """By what it says of itself, else by what it looks like."""
        intake = read_picture(path, known=self.newsroom.origins().known)
        facts = intake.facts
        with self.newsroom.store.read() as work:
            said = facts.caption or facts.alt
            for export in work.exports.naming(said, _MOST) if said else ():
                snapshot = work.versions.by_hash(export.snapshot)
                placed = snapshot and next((p for p in snapshot.photos if _says(p, intake)), None)
                if snapshot is not None and placed is not None:
                    use = _made(snapshot, export.snapshot, placed, None, None)
                    return Passport(path, sha, Proof.TEXTS, None, (use,), intake.origin)
            if alike := work.photos.alike(record("", path.name, intake)):
                photo = work.photos.get(alike[0])
                return Passport(path, sha, Proof.ALIKE, photo, origin=intake.origin)
        return Passport(path, sha, Proof.NOTHING, origin=intake.origin)


def _says(placed: PlacedPhoto, intake: Intake) -> bool:
    """Whether a file says of itself what this photo's files do."""
    facts = intake.facts
    theirs = (facts.caption, facts.credit.text, facts.creators, facts.copyright_notice)
    ours = (placed.caption, placed.credit, placed.creators, placed.copyright_notice)
    # A copy that lost a field is still one; one that says another thing is not.
    return all(not found or found == given for found, given in zip(theirs, ours, strict=True))


def _use(
    snapshot: Snapshot, sha: str, path: str, sign_off: SignOff | None, **told: object
) -> Iterator[Use]:
    address = PageAddress.of(snapshot)
    for files in picture_files(snapshot, address).values():
        for file in files.all:
            if file.path == path:
                yield _made(snapshot, sha, files.photo, file, sign_off, **told)


def _made(
    snapshot: Snapshot,
    sha: str,
    placed: PlacedPhoto,
    file: PictureFile | None,
    sign_off: SignOff | None,
    **told: object,
) -> Use:
    size = (file.path, file.rendition.width, file.rendition.height) if file else ("", 0, 0)
    about = (snapshot.story_id, snapshot.slug, snapshot.headline, sha, placed)
    return Use(*about, *size, sign_off=sign_off, **told)  # pyright: ignore[reportArgumentType]


def _digest(path: Path) -> str:
    seen = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                seen.update(chunk)
    except OSError as error:
        raise unreadable(path, error) from error
    return seen.hexdigest()
