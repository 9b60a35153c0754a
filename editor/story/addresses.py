"""A story's own short name in addresses, and the addresses it may link to; none is ever fetched."""

import re
import unicodedata
from collections.abc import Container
from urllib.parse import urlsplit

from editor.late import frozen, regex
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


_FULL_WIDTH = str.maketrans({"。": ".", "，": ",", "“": "", "”": "", "\u3000": " "})
_WRAPPED = ("<>", "()", "[]", '""', "''", "“”", "‘’", "《》")
_SCHEME = regex(r"^(https?)[:;]?/{0,3}(?=[\w\[])", re.IGNORECASE)
_TYPO = regex(r"^h?t{1,3}ps?:/{1,3}", re.IGNORECASE)
_OTHER_SCHEME = regex(r"^([a-zA-Z][\w+.-]*):(?!\d+(?:/|$))")
_TELEPHONE = regex(r"^\+?[\d][\d ()/.-]{5,}$")
_MAIL = regex(r"^[^\s@/:]+@[^\s@/:]+\.[^\s@/:.]+$")


@frozen
class CheckedAddress:
    """`address` is one a page may link to or ""; then `scheme` may say which kind it was not.

    `corrected`: it is not exactly what was written.
    """

    address: str
    scheme: str = ""
    corrected: bool = False


def checked_address(written: str) -> CheckedAddress:
    """`www.x.org` is a web address, `a@b.org` is mail, `+86 351 123456` a telephone; blanks at
    the edges, full-width signs and slips in `https://` are put right."""
    text = unwrapped(written.strip())
    if address := safe_address(text):
        if not _misses_slashes(address) and not _is_full_width(address):
            return CheckedAddress(address, corrected=address != written)
        text = address
    meant = _put_right(text)
    if address := safe_address(meant):
        return CheckedAddress(address, corrected=True)
    found = _OTHER_SCHEME.match(meant)
    return CheckedAddress("", found.group(1).lower() if found else "")


def unwrapped(text: str) -> str:
    """Without brackets or quotes around all of it."""
    for pair in _WRAPPED:
        if len(text) > 2 and text[0] == pair[0] and text[-1] == pair[1]:
            return text[1:-1].strip()
    return text


def _misses_slashes(address: str) -> bool:
    return address.lower().startswith("http") and not re.match(r"https?://\w", address, re.I)


def _is_full_width(address: str) -> bool:
    """Whether the host is written in signs of a Chinese keyboard, which no host has."""
    host = address.partition("://")[2].partition("/")[0]
    return any(unicodedata.east_asian_width(c) == "F" or c in "。" for c in host)


def _put_right(text: str) -> str:
    half = unicodedata.normalize("NFKC", text.translate(_FULL_WIDTH)).strip()
    if _TELEPHONE.match(half):
        return "tel:" + re.sub(r"[^\d+]", "", half)
    if half.lower().startswith("tel:"):
        return "tel:" + re.sub(r"\s", "", half[4:])
    if half.lower().startswith("mailto:"):
        return "mailto:" + half[7:].strip()
    half = half.rstrip(".,;")
    if _MAIL.match(half):
        return f"mailto:{half}"
    if found := _SCHEME.match(half):
        return f"{found.group(1).lower()}://{half[found.end() :]}"
    if found := _TYPO.match(half):
        return f"https://{half[found.end() :]}"
    host = half.partition("/")[0].partition("?")[0]
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", host) and not re.search(r"\.\d+$", host):
        return f"https://{half}"
    if re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}(:\d+)?", host):
        return f"https://{half}"
    return half
