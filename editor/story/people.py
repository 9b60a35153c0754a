"""The people and organisations behind a story, and the line that names the helpers."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from editor.late import frozen


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


@frozen
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


def printed_names(labels: Sequence[str], people: Mapping[str, Contributor]) -> tuple[str, ...]:
    """The names that readers see for labels; `people` maps those known to their records."""
    return tuple(people[each].name if each in people else each for each in labels)


def labels_of(names: Sequence[str], known: Iterable[Contributor]) -> tuple[str, ...]:
    """Labels for printed names: of each name the first of `known` that is called so and does not
    stand here yet, else the name itself."""
    waiting, labels = list(known), list[str]()
    for name in names:
        found = next((each for each in waiting if each.name == name), None)
        if found is not None:
            waiting.remove(found)
        labels.append(name if found is None else found.label)
    return tuple(labels)


def can_be_note(text: str) -> bool:
    """Whether it can stand in a line of labels: it has no sign that parts names or brackets."""
    return not text or (split_names(text) == (text,) and not set("()（）") & set(text))


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
