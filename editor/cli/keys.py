"""Verifying bundles, and the public keys with which strangers do it."""

from pathlib import Path

from db.errors import DATABASE, LibraryError
from editor.cli import shapes
from editor.cli.shapes import DONE, FOUND, Arguments, Output
from editor.desk.desk import Desk
from editor.desk.leaving import write_file
from editor.message import Message, message
from editor.publish.signing import (
    MAX_KEYS,
    KeysRefused,
    KnownKeys,
    fingerprint,
    read_keys,
    spoken,
)
from editor.publish.verification import Verification, verify_bundle
from editor.publish.verify_page import verify_page
from editor.version import VERSION


def verify(args: Arguments, out: Output, library: Path) -> int:
    """Needs no library; the keys of the one there is are known. Raises NotABundle."""
    known = _read(args.keys) if args.keys else _of_library(library)
    verification = verify_bundle(args.bundle, known)
    out.say(*verification.problems)
    for each in verification.parts or (verification,):
        if each.ok:
            said = answer(each)
            out.say(f"{each.page}: {said}" if verification.parts else said)
            out.say(*map(shapes.below, each.coverage.unknown if each.coverage else ()))
    out.give(shapes.verification_json(verification))
    return DONE if verification.ok else FOUND


def answer(verified: Verification) -> Message:
    """One of three: signed by a known key; by one not known here; not signed at all."""
    approval, by = verified.signed, verified.signed_off_by
    if verified.kind == "proof":
        return message("answer.whole-proof")
    if approval is None:
        return message("answer.whole-unsigned", by=by) if by else message("answer.whole")
    told = {"by": approval.by, "at": approval.at, "key": approval.key[:16]}
    if approval.trusted:
        holder = approval.holder or message("answer.newsroom")
        return message("answer.whole-signed", holder=holder, **told)
    return message("answer.whole-unknown", words=approval.spoken, **told)


def _read(file: Path) -> KnownKeys:
    with file.open("rb") as stream:
        content = stream.read(MAX_KEYS + 1)
    if len(content) > MAX_KEYS:
        raise KeysRefused("signature.no-keys")
    return read_keys(content)


def _of_library(library: Path) -> KnownKeys:
    """What the library at hand knows; of none that cannot be read."""
    if not (library / DATABASE).is_file():
        return KnownKeys()
    try:
        desk = Desk.open(library, program_version=VERSION, writing=False)
    except LibraryError:
        return KnownKeys()
    try:
        return desk.keys.look()
    finally:
        desk.close()


def export_keys(desk: Desk, args: Arguments, out: Output) -> int:
    desk.keys.ready("")
    known = desk.keys.look()
    as_page = args.to.suffix.lower() in (".html", ".htm")
    write_file(args.to, verify_page(known) if as_page else known.to_bytes(), mode=0o666)
    newsroom = known.roots
    out.say(message("answer.keys-exported", file=args.to, n=len(known.keys)))
    out.say(*(shapes.below(message("answer.key-spoken", words=spoken(key))) for key in newsroom))
    keys = [{"key": fingerprint(key), "words": spoken(key)} for key in newsroom]
    out.give({"path": str(args.to), "newsroom": keys, "keys": len(known.keys)})
    return DONE


def list_keys(desk: Desk, args: Arguments, out: Output) -> int:
    known = desk.keys.look()
    for each in known.keys:
        name = each.key.name or message("answer.newsroom")
        state = "revoked" if each.revoked else "ended" if each.until else "in use"
        out.say(f"{fingerprint(each.key.public)[:16]}  {state:<8}  {name}")
    out.give(
        [
            {
                "key": fingerprint(each.key.public),
                "name": each.key.name,
                "since": each.key.since,
                "until": each.until,
                "revoked": each.revoked,
            }
            for each in known.keys
        ]
    )
    return DONE


def revoke_key(desk: Desk, args: Arguments, out: Output) -> int:
    desk.keys.revoke_of(args.name)
    out.say(message("answer.key-revoked", name=args.name))
    out.give({"name": args.name, "revoked": True})
    return DONE
