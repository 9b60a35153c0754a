"""What sites call the parts they set around a story: read from `resources/sites.toml`.

How it is used, and what holds it back, is in `page_copy`.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from editor.late import frozen, regex

# What follows these says what a story is about, or what there is beside a part.
_ABOUT = frozenset("tag category author postid term paged keyword has with no is enable".split())
_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = regex(r"[^A-Za-z0-9]+")
_LONGEST_LINE = 100


@frozen
class SiteWords:
    """`kinds` by parts of class names, `roles` by `role`; what each is, as a key of the words."""

    kinds: dict[str, str]
    roles: dict[str, str]
    labels: frozenset[str]
    closing: re.Pattern[str]

    def kind_of_names(self, names: str) -> str:
        """What a part of a page with these class names or ids is; "" for nothing known."""
        for name in names.split():
            plain = _CAMEL.sub(" ", name.partition("--")[0])
            parts = [each.lower() for each in _PARTS.split(plain) if each]
            tried = [first + second for first, second in pairwise(parts)]
            if parts and parts[0] not in _ABOUT:
                tried += parts
            if kind := next((self.kinds[each] for each in tried if each in self.kinds), ""):
                return kind
        return ""

    def is_label(self, line: str) -> bool:
        """Whether a whole line only names something to click at, or a box of the site."""
        return line.casefold().strip(" :.…»›>→+|") in self.labels

    def closes(self, line: str) -> bool:
        """Whether a line begins what stands below a story."""
        return len(line) <= _LONGEST_LINE and self.closing.fullmatch(line.strip()) is not None


@cache
def site_words() -> SiteWords:
    said = tomllib.loads((files("resources") / "sites.toml").read_text("utf-8"))
    kinds = {name: kind for kind, names in said["names"].items() for name in names.split()}
    closing = "|".join(f"(?:{each})" for each in said["lines"]["closing"])
    return SiteWords(
        kinds,
        said["roles"],
        frozenset(said["lines"]["labels"]),
        re.compile(closing, re.IGNORECASE),
    )
