"""One open group of a rich text file: how its words look, and what they are for.

Among it the field it is a part of, and what is seen of one whose program stored no result.
"""

from dataclasses import dataclass, field

from editor.interchange.office.rtf.rtf_layout import RtfLayout
from editor.interchange.office.rtf.rtf_state import RtfState
from editor.interchange.office.word.word_fields import OpenField

_UNDEFINED = 25  # of a form field: nobody has chosen yet, the default holds
_BOX, _LIST = 1, 2
_BOXES = ("☐", "☒")


@dataclass(slots=True)
class RtfField(OpenField):
    """`said` is how much had been said when its result began: nothing more means it has none."""

    said: int = 0
    kind: int | None = None  # of a form field
    chosen: int = _UNDEFINED
    default: int = 0
    choices: list[str] = field(default_factory=list)
    text: str = ""

    def word(self, name: str, number: int | None) -> None:
        """A control word of a form field."""
        if name == "fftype":
            self.kind = number or 0
        elif name == "ffres":
            self.chosen = number if number is not None else _UNDEFINED
        elif name == "ffdefres":
            self.default = number or 0

    @property
    def form_words(self) -> str:
        at = self.default if self.chosen == _UNDEFINED else self.chosen
        if self.kind == _BOX:
            return _BOXES[at == 1]
        if self.kind == _LIST:
            return self.choices[at] if 0 <= at < len(self.choices) else " ".join(self.choices)
        return self.text


@dataclass(slots=True, kw_only=True)
class RtfGroup(RtfState):
    """`destination` is "" in the copy itself, else what the words of this group are for; these
    are gathered in `capture`. `layout` takes the copy: a text box has one of its own.

    `field` is the one it is a part of. `object` and `shape` say how much had been said when one
    began. `around` is what a group given twice, for old and for new programs, stands in.
    """

    layout: RtfLayout
    destination: str = ""
    capture: list[str] = field(default_factory=list)
    begins: bool = False  # whether it is this group, and none around it, that gathers them
    field: RtfField | None = None
    object: int | None = None
    shape: int | None = None
    around: tuple[str, list[str]] = ("", [])
