"""One open group of a rich text file: how its words look, and what they are for."""

from dataclasses import dataclass, field

from editor.interchange.office.rtf.rtf_fields import RtfField
from editor.interchange.office.rtf.rtf_layout import RtfLayout
from editor.interchange.office.rtf.rtf_state import RtfState


@dataclass(slots=True, kw_only=True)
class RtfGroup(RtfState):
    """`destination` is "" in the copy itself, else what the words of this group are for; these
    are gathered in `capture`. `layout` takes the copy: a text box has one of its own.

    `field` is the one it is a part of. `object` and `shape` say how much had been said when one
    began. `around` is what a group given twice, for old and for new programs, stands in.
    """

    layout: RtfLayout
    destination: str = ""
    starred: bool = False  # `\\*`: who does not know the next word leaves the group out
    capture: list[str] = field(default_factory=list)
    begins: bool = False  # whether it is this group, and none around it, that gathers them
    field: RtfField | None = None
    object: int | None = None
    shape: int | None = None
    around: tuple[str, list[str]] = ("", [])
