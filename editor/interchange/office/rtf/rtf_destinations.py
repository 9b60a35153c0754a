"""What the groups of a rich text file are for, by the word that opens them.

Every group whose words somebody sees is read or told; those that nobody sees have to be named
here. A starred group that is named nowhere is told too, if there are words in it.
"""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files

from editor.interchange.office.package import MAX_PICTURE
from editor.interchange.office.picture_store import PictureStore
from editor.late import regex

CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "tab": " ", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "page": " ", "column": " ",
    "softpage": " ", "softcol": " ", "softline": " ",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\n", "\r": "\n", "\t": " "}
TABLES = frozenset({"fonttbl", "stylesheet", "listtable", "listoverridetable", "revtbl"})
SKIP = "skip"
UNKNOWN = "unknown"
_READ = tomllib.loads((files("resources") / "office.toml").read_text("utf-8"))
_UNSEEN = {which: frozenset(words.split()) for which, words in _READ["unseen"].items()}
# Words that open a group of its own; a kind is what becomes of it, see `rtf_file`.
DESTINATIONS = {
    **dict.fromkeys(_UNSEEN["plain"], SKIP),
    **{name: name for name in TABLES},
    **dict.fromkeys(("pntext", "listtext"), "bullet"),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "part.page-header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "part.page-footer"),
    "pn": "pn",
    "fldinst": "instruction",
    "formfield": "form",
    "ffl": "choice",
    "ffdeftext": "default",
    "pict": "picture",
    "picprop": "picture-property",
    "shprslt": SKIP,  # the shape once more, for readers that know none
    "sp": "shape-property",
    "sn": "property-name",
    "sv": "property-value",
    "footnote": "note",
    "annotation": "remark",
    "atnauthor": "remark-author",
    "moMath": "formula",
    "upr": "twin",
}
# Groups whose words are those of the group around them, though some of them are starred.
ENTERED = frozenset(
    "shppict shpinst shptxt fldrslt result do dptxbxtext shpgrp moMathPara ud nesttableprops "
    "pnrauth".split()
)
# Words of a left-out group that are quoted, under these keys of what they are called.
TOLD = ("part.page-header", "part.page-footer")
SEEN = frozenset({"", "note", "remark", "formula", UNKNOWN, *TOLD})  # kinds of words for readers
WORDS_OF_SHAPES = ("gtextUNICODE",)  # properties of a shape that are seen: WordArt


def kind_of(name: str, *, starred: bool) -> str:
    """What the group that `name` opens is for; "" when the word opens none."""
    if name in DESTINATIONS:
        return DESTINATIONS[name]
    if starred and name in _UNSEEN["starred"]:
        return SKIP
    if name.startswith("m") and name.endswith("Pr"):  # how a formula is set
        return SKIP
    return UNKNOWN if starred else ""


_NOT_HEX = regex(rb"[^0-9a-fA-F]+")
_KINDS = {"pngblip": "png", "jpegblip": "jpg"}
_OTHERS = {
    "emfblip": "not-taken.emf",
    "wmetafile": "not-taken.wmf",
    "macpict": "not-taken.pict",
    "dibitmap": "not-taken.bmp",
    "wbitmap": "not-taken.bmp",
}


@dataclass(slots=True)
class RtfPicture:
    """The picture being read; `finish` gives its key."""

    store: PictureStore
    _kind: str = ""
    _hex: bytearray = field(default_factory=bytearray)
    _raw: bytes = b""
    _property: str = ""
    _name: str = ""  # of the property that is being read, or was last
    _values: dict[str, str] = field(default_factory=dict)

    def word(self, name: str, data: bytes) -> None:
        if name in _KINDS or name in _OTHERS:
            self._kind = name
        elif name == "bin":
            self._raw = data
        elif name == "sn":
            self._property, self._name = name, ""
        elif name == "sv":
            self._property = name

    def data(self, destination: str, data: bytes) -> None:
        if destination == "picture":
            if len(self._hex) <= 2 * MAX_PICTURE:
                self._hex += data
        elif self._property == "sn":
            self._name += data.decode("cp1252", "replace")
        elif self._property == "sv":
            key = self._name.strip()
            self._values[key] = self._values.get(key, "") + data.decode("utf-8", "replace")

    def finish(self) -> str:
        """The key of the picture, "" when it was left out."""
        alt = self._values.get("wzDescription", "").strip()
        digits = _NOT_HEX.sub(b"", bytes(self._hex))
        data = self._raw or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        name = f"picture.{_KINDS.get(self._kind, 'bin')}"
        if self._kind in _OTHERS:
            self.store.left_out(name, alt, _OTHERS[self._kind])
            return ""
        if not data:
            return ""
        if len(data) > MAX_PICTURE:
            self.store.left_out(name, alt, "not-taken.too-large")
            return ""
        return self.store.put(name, alt, data)
