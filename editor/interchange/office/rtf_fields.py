"""Fields of a rich text file: what of them is seen where their program stored no result."""

import re
from dataclasses import dataclass, field

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\\S\s+)*"?(?P<address>[^"\s]+)"?', re.IGNORECASE)
_UNDEFINED = 25  # of a form field: nobody has chosen yet, the default holds
_TEXT, _BOX, _LIST = 0, 1, 2
_BOXES = ("☐", "☒")
# Fields that show nothing, or what a program makes up anew each time it draws a page.
_UNSEEN = frozenset(
    "HYPERLINK PAGE NUMPAGES SECTION SECTIONPAGES XE TC TA RD SET ASK PRINT PRIVATE ADVANCE TOC "
    "TOA INDEX INCLUDEPICTURE INCLUDETEXT SHAPE EMBED LINK OLE NEXT NEXTIF SKIPIF ADDIN "
    "BIDIOUTLINE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT DATA FILLIN DDE DDEAUTO".split()
)


@dataclass(slots=True)
class RtfField:
    """`said` is how much had been said when it began: nothing more means it has no result."""

    said: int
    instruction: str = ""
    kind: int | None = None  # of a form field
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
            self.kind = number or 0
        elif name == "ffres":
            self.chosen = number if number is not None else _UNDEFINED
        elif name == "ffdefres":
            self.default = number or 0

    @property
    def shown(self) -> str:
        """The words a reader sees of a field without a result; "" when they are not known."""
        name, words = self._parts
        at = self.default if self.chosen == _UNDEFINED else self.chosen
        if self.kind == _LIST:
            return self.choices[at] if 0 <= at < len(self.choices) else " ".join(self.choices)
        if self.kind == _BOX:
            return _BOXES[at == 1]
        if self.kind == _TEXT:
            return self.text
        if name in ("MACROBUTTON", "GOTOBUTTON"):
            return words.partition(" ")[2].strip()
        if name == "QUOTE":
            return words.strip('" ')
        return _symbol(words) if name == "SYMBOL" else ""

    @property
    def is_seen(self) -> bool:
        """Whether a reader sees something at its place."""
        name, words = self._parts
        return bool(name) and name not in _UNSEEN and bool(words or name)

    @property
    def _parts(self) -> tuple[str, str]:
        name, _, words = self.instruction.strip().partition(" ")
        return name.upper(), words.strip()


def _symbol(words: str) -> str:
    number, _, switches = words.partition(" ")
    try:
        code = int(number, 0)
        if "\\u" in switches or code > 0xFF:
            return chr(code)
        return bytes([code]).decode("cp1252") if "\\f" not in switches else ""
    except (ValueError, OverflowError):
        return ""
