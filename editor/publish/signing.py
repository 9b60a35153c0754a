"""Signatures: who stands for a text, to be checked with a public key alone (Ed25519, RFC 8032).

A newsroom has a key of its own, which signs the keys of its people (certificates) and what goes
out; these sign what they approve. Whoever knows the newsroom's public key can tell what it
signed from what anybody else did, in any library and without one. What a key, a name or a moment
claims of itself proves nothing.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from editor.late import frozen, regex
from editor.message import NOTHING, Message, Said, message
from editor.story.forms import Forms, json_text
from editor.story.text import is_supported

KEYS_FORMAT, KEY_FORMAT = "galley-keys", "galley-key"
MAX_KEYS = 4_000_000  # bytes of a file of keys
_PUBLIC, _SIGNATURE = regex(r"[0-9a-f]{64}"), regex(r"[0-9a-f]{128}")


class BadSignature(Said, ValueError):
    """Not a signature, or not of this text by this key."""


class KeysRefused(Said):
    """The file of keys cannot be used."""


def fingerprint(public: str) -> str:
    """SHA-256 of a raw public key (hex), by which keys are known and compared."""
    return sha256(bytes.fromhex(public)).hexdigest()


_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aiou"


def spoken(public: str) -> str:
    """The first 128 bits of a fingerprint as eight words to compare by telephone: proquints
    (Wilkerson 2009, arXiv:0901.4016), each five letters for 16 bits."""
    bits = fingerprint(public)[:32]
    return " ".join(_proquint(int(bits[at : at + 4], 16)) for at in range(0, 32, 4))


def _proquint(number: int) -> str:
    first, second = number >> 10, number & 0x3FF
    return (
        _CONSONANTS[first >> 2] + _VOWELS[first & 3] + _CONSONANTS[second >> 6]
        + _VOWELS[second >> 4 & 3] + _CONSONANTS[second & 15]
    )  # fmt: skip


@frozen
class Key:
    """A public key: `public` its 32 bytes (hex); whose it is, "" and "" for the newsroom's own;
    `since` ISO 8601; `certificate` the newsroom's signature of all this (hex), "" for its own."""

    public: str
    name: str
    account: str
    since: str
    certificate: str = ""

    def certified(self, newsroom: str) -> str:
        """What the newsroom's key signs of this one."""
        told = {"public": self.public, "name": self.name, "account": self.account}
        more = {"since": self.since, "newsroom": newsroom, "format": KEY_FORMAT, "schema": 1}
        return json_text({**told, **more})


@frozen
class Signed:
    """A text that somebody signed; `statement` is one object as canonical JSON, `signature` hex
    over its UTF-8 bytes; `newsroom` the public key that is said to have certified the key."""

    statement: str
    signature: str
    key: Key
    newsroom: str

    @property
    def told(self) -> Mapping[str, Any]:
        """What the statement says. Raises BadSignature for what is no object."""
        try:
            told = json.loads(self.statement)
        except (ValueError, RecursionError) as error:
            raise BadSignature("signature.unreadable") from error
        if not isinstance(told, dict):
            raise BadSignature("signature.unreadable")
        return told

    def check(self) -> None:
        """Raises BadSignature where the key did not sign this, or is certified by nobody."""
        verify(self.key.public, self.signature, self.statement)
        if self.key.public != self.newsroom:
            verify(self.newsroom, self.key.certificate, self.key.certified(self.newsroom))


# What a signed statement has in its first form, for good.
FORMS: Mapping[type, tuple[str, ...]] = {
    Key: ("public", "name", "account", "since", "certificate"),
    Signed: ("statement", "signature", "key", "newsroom"),
}
_FORMS = Forms(FORMS)


def written(signed: Signed, kind: str) -> bytes:
    """A signature as a file of its own; `kind` its format's name."""
    form, schema = _FORMS.write(signed)
    return json_text({"format": kind, "schema": schema, **form}).encode()


def read_signed(content: bytes, kind: str) -> Signed:
    """Raises BadSignature for anything that is not such a file, byte for byte."""
    try:
        data = _of_format(content, kind)
        signed = _FORMS.read(Signed, data)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadSignature("signature.unreadable") from error
    if written(signed, kind) != content:
        raise BadSignature("signature.unreadable")
    return signed


def _of_format(content: bytes, kind: str) -> dict[str, Any]:
    """What a file of ours has beside its format. Raises KeyError, TypeError or ValueError."""
    data = json.loads(content.decode("utf-8"))
    if data.pop("format") != kind or data.pop("schema") != 1 or not plain(data):
        raise ValueError(kind)
    return data


def plain(data: object) -> bool:
    """Whether every text in it can be printed as it is: a terminal obeys control characters."""
    if isinstance(data, str):
        return all(is_supported(sign) and sign != "\n" for sign in data)
    if isinstance(data, Mapping):
        return all(plain(each) for each in data.values()) and all(map(plain, data))
    return all(map(plain, data)) if isinstance(data, list) else True


def verify(public: str, signature: str, text: str) -> None:
    """Raises BadSignature unless the holder of this key signed the UTF-8 bytes of `text`."""
    # Late: it is loaded where something is signed or verified, and no start does.
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    if not _PUBLIC.fullmatch(public) or not _SIGNATURE.fullmatch(signature):
        raise BadSignature("signature.unreadable")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), text.encode("utf-8", "surrogatepass"))
    except (InvalidSignature, ValueError) as error:
        raise BadSignature("signature.wrong") from error


def new_private() -> bytes:
    """32 bytes, the private half of a new key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late: above

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> str:
    """The public half (hex)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late: above

    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex()


def signature_of(private: bytes, text: str) -> str:
    """Of the UTF-8 bytes of `text` (hex)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # late: above

    return Ed25519PrivateKey.from_private_bytes(private).sign(text.encode()).hex()


@frozen
class KnownKey:
    """What a newsroom says of one of its keys: until when it was used, and since when it does not
    count any more (ISO 8601, or "")."""

    key: Key
    until: str = ""
    revoked: str = ""


@frozen
class KnownKeys:
    """What somebody knows of a newsroom: its own public keys, and those of its people."""

    newsroom: frozenset[str] = frozenset()
    keys: tuple[KnownKey, ...] = ()

    @property
    def roots(self) -> list[str]:
        """The newsroom's own, in a lasting order."""
        return sorted(self.newsroom)

    def doubt(self, signed: Signed, at: datetime) -> Message:
        """Why a signature that is right counts for nothing; NOTHING where it counts or where its
        newsroom is simply not known here."""
        for known in self.keys:
            gone = known.revoked if known.key.public == signed.key.public else ""
            if gone and datetime.fromisoformat(gone) <= at:
                return message("signature.revoked", name=signed.key.name, at=gone)
        return NOTHING

    def trusts(self, signed: Signed) -> bool:
        return signed.newsroom in self.newsroom

    def to_bytes(self) -> bytes:
        keys = [
            {**_FORMS.form(known.key), "until": known.until, "revoked": known.revoked}
            for known in self.keys
        ]
        told = {"format": KEYS_FORMAT, "schema": 1, "newsroom": self.roots}
        return (json.dumps({**told, "keys": keys}, ensure_ascii=False, indent=1) + "\n").encode()


def read_keys(content: bytes) -> KnownKeys:
    """Raises KeysRefused."""
    try:
        data = _of_format(content, KEYS_FORMAT)
        newsroom = frozenset(_public(each) for each in data["newsroom"])
        return KnownKeys(newsroom, tuple(_known(each) for each in data["keys"]))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise KeysRefused("signature.no-keys") from error


def _public(data: object) -> str:
    if not isinstance(data, str) or not _PUBLIC.fullmatch(data):
        raise ValueError("not a public key")
    return data


def _known(data: dict[str, Any]) -> KnownKey:
    until, revoked = data.pop("until"), data.pop("revoked")
    for moment in (until, revoked):
        if moment and datetime.fromisoformat(moment).tzinfo is None:
            raise ValueError("a moment without a zone")
    key = _FORMS.read(Key, data)
    _public(key.public)
    return KnownKey(key, until, revoked)


def together(known: Iterable[KnownKeys]) -> KnownKeys:
    """What all of them know."""
    every = tuple(known)
    newsroom = frozenset[str]().union(*(each.newsroom for each in every))
    return KnownKeys(newsroom, tuple(key for each in every for key in each.keys))
