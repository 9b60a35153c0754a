"""The short name of a story in addresses and in the desk's talk."""

import re
import unicodedata
from collections.abc import Container

MAX_SLUG = 80
_APOSTROPHES = re.compile(r"['’`]")
_OTHER = re.compile(r"[^a-z0-9]+")


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
