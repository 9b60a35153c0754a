"""How words look at one place of a rich text file; every group begins with its parent's."""

from dataclasses import dataclass

from editor.story.runs import Mark


@dataclass(slots=True)
class RtfState:
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    raised: int = 0
    hidden: bool = False
    font: int | None = None
    size: int = 24  # half points
    starred: bool = False  # `\\*`: who does not know the next word leaves the group out
    skip: int = 1  # bytes that stand in for a `\\u` character
    href: str = ""
    inserted: bool = False
    deleted: bool = False
    moved: bool = False
    restyled: bool = False
    author: int = 0

    def reset_look(self) -> None:
        """`\\plain`."""
        self.bold = self.italic = self.underline = self.strike = self.hidden = False
        self.inserted = self.deleted = self.moved = self.restyled = False
        self.raised, self.size, self.font = 0, 24, None

    @property
    def marks(self) -> frozenset[Mark]:
        on = {
            Mark.BOLD: self.bold,
            Mark.ITALIC: self.italic,
            Mark.UNDERLINE: self.underline and not self.href,
            Mark.STRIKE: self.strike,
            Mark.SUPERSCRIPT: self.raised > 0,
            Mark.SUBSCRIPT: self.raised < 0,
        }
        return frozenset(mark for mark, holds in on.items() if holds)


@dataclass(slots=True)
class RtfParagraph:
    """What `\\pard` sets back."""

    style: int = 0
    outline: int = 9
    ls: int = 0
    level: int = 0
    in_table: bool = False
    bullet: str | None = None  # the words of a typed bullet or number
    pn: bool | None = None  # an old-style list: whether it counts
    drop_cap: bool = False


_SWITCHES = {
    "b": "bold", "i": "italic", "v": "hidden", "strike": "strike", "striked": "strike",
    "ul": "underline", "uld": "underline", "uldash": "underline", "uldb": "underline",
    "ulth": "underline", "ulw": "underline", "ulwave": "underline",
    "revised": "inserted", "deleted": "deleted",
}  # fmt: skip
_RAISED = {"super": 1, "up": 1, "sub": -1, "dn": -1, "nosupersub": 0}


def apply_word(state: RtfState, name: str, number: int | None) -> bool:
    """Whether the control word was one of the look; it then holds from here on."""
    if name in _SWITCHES:
        setattr(state, _SWITCHES[name], number != 0)
    elif name == "ulnone":
        state.underline = False
    elif name in _RAISED:
        moved = name not in ("up", "dn") or (number or 0) > 0
        state.raised = _RAISED[name] if moved else 0
    elif name == "plain":
        state.reset_look()
    elif name == "f":
        state.font = number
    elif name == "fs":
        state.size = number or 24
    elif name == "uc":
        state.skip = max(0, min(number or 0, 8))
    else:
        return _apply_revision(state, name, number)
    return True


def _apply_revision(state: RtfState, name: str, number: int | None) -> bool:
    if name in ("revauth", "revauthdel", "mvauth", "crauth"):
        state.author = number or 0
        state.restyled = state.restyled or name == "crauth"
    elif name in ("mvf", "mvt"):
        state.moved = True
        state.deleted, state.inserted = name == "mvf", name == "mvt"
    else:
        return False
    return True
