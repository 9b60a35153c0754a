"""Fields of a rich text file, and what is seen of one whose program stored no result."""

import re
from dataclasses import dataclass, field

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\\S\s+)*"?(?P<address>[^"\s]+)"?', re.IGNORECASE)
_UNDEFINED = 25  # of a form field: nobody has chosen yet, the default holds
_BOX, _LIST = 1, 2
_BOXES = ("☐", "☒")


@dataclass(slots=True)
class RtfField:
    """`said` is how much had been said when its result began: nothing more means it has none."""

    said: int
    instruction: str = ""
    form: int | None = None  # the kind of a form field
    chosen: int = _UNDEFINED
    default: int = 0
    choices: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def address(self) -> str:
        match = _HYPERLINK.match(self.instruction)
        return match["address"] if match else ""

    def word(self, name: str, number: int | None) -> None:
        """A control word of a form field."""
        if name == "fftype":
            self.form = number or 0
        elif name == "ffres":
            self.chosen = number if number is not None else _UNDEFINED
        elif name == "ffdefres":
            self.default = number or 0

    @property
    def form_words(self) -> str:
        at = self.default if self.chosen == _UNDEFINED else self.chosen
        if self.form == _BOX:
            return _BOXES[at == 1]
        if self.form == _LIST:
            return self.choices[at] if 0 <= at < len(self.choices) else " ".join(self.choices)
        return self.text
