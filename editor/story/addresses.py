"""A story's own short name in addresses, and the addresses it may link to; none is ever fetched."""

import unicodedata
from collections.abc import Container
from urllib.parse import urlsplit

from editor.late import regex
from editor.story.text import unsupported_characters

MAX_SLUG = 80
_APOSTROPHES = regex(r"['’`]")
_OTHER = regex(r"[^a-z0-9]+")


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, at most 80 characters, cut between words.

    "" when nothing of `text` can be written that way (a Chinese headline): the caller then
    names the story by its id. A slug never looks like an id or a number only.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).encode("ascii", "ignore")
    slug = _OTHER.sub("-", plain.decode("ascii").lower()).strip("-")
    if len(slug) > MAX_SLUG:
        cut = slug[: MAX_SLUG + 1]
        slug = cut[: cut.rfind("-")] if "-" in cut else slug[:MAX_SLUG]
    return f"story-{slug}" if slug.isdigit() else slug


def free_slug(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … : the first that is not taken."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MAX_ADDRESS = 2000


def safe_address(address: str) -> str:
    """`address` trimmed when a page may link to it, else "".

    http and https need a host; mailto and tel need something after the colon. Relative,
    `javascript:`, `data:` and `file:` addresses are not for stories.
    """
    address = address.strip()
    if not address or len(address) > MAX_ADDRESS or any(c.isspace() for c in address):
        return ""
    if unsupported_characters(address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES:
        return ""
    if parts.scheme.lower() in ("http", "https"):
        return address if host else ""
    return address if parts.path else ""
