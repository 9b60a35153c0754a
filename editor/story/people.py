"""The people and organisations behind a story, and the line that names the helpers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """What somebody usually does for the newsroom; decides where the name is offered first."""

    AUTHOR = "author"
    CONTRIBUTOR = "contributor"
    PHOTOGRAPHER = "photographer"
    EDITOR = "editor"
    TRANSLATOR = "translator"


@dataclass(frozen=True, slots=True)
class Contributor:
    """One record of somebody; `id` is "" until it is stored. `chinese` is the Chinese form of
    the name; `note` tells apart those who share one (`photographer`), and is printed nowhere."""

    name: str
    kind: Kind = Kind.PERSON
    role: Role = Role.CONTRIBUTOR
    id: str = ""
    chinese: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """What a story's lines of names say for this record, and no other."""
        return f"{self.name} ({self.note})" if self.note else self.name


def name_of_label(label: str) -> str:
    """What may be the name in a label: `Li Wei` of `Li Wei (photographer)`."""
    name, opened, _ = label.rpartition(" (")
    return name if opened and label.endswith(")") else label


def labelled(records: Iterable[Contributor], labels: Iterable[str]) -> dict[str, Contributor]:
    """The records that `labels` stand for: those with exactly this label, and of a name without
    a note the only one who is called so."""
    wanted = set(labels)
    found: dict[str, Contributor] = {}
    called: dict[str, list[Contributor]] = {}
    for each in records:
        if each.label in wanted:
            found[each.label] = each
        if each.name in wanted:
            called.setdefault(each.name, []).append(each)
    return {name: those[0] for name, those in called.items() if len(those) == 1} | found


def joined_names(names: Sequence[str]) -> str:
    """`A` · `A and B` · `A, B and C` (no comma before "and": the trade's English)."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def contributor_line(names: Sequence[str]) -> str:
    """`A and B contributed to this story.`, or "" when nobody is named."""
    return f"{joined_names(names)} contributed to this story." if names else ""


def byline_text(names: Sequence[str]) -> str:
    """`By A and B`, or ""."""
    return f"By {joined_names(names)}" if names else ""


def split_names(text: str) -> tuple[str, ...]:
    """Names as a person types or prints them: commas, semicolons, Chinese commas, "and", "&".

    Each name once, in order: `split_names(joined_names(names)) == names` for names without
    those separators.
    """
    for separator in (";", "；", "，", "、", "\n"):
        text = text.replace(separator, ",")
    parts: list[str] = []
    for piece in text.split(","):
        words = piece.split()
        current: list[str] = []
        for word in words:
            if word.lower() in ("and", "&"):
                parts.append(" ".join(current))
                current = []
            else:
                current.append(word)
        parts.append(" ".join(current))
    return tuple(dict.fromkeys(part for part in parts if part))
