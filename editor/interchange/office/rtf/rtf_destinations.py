"""What the groups of a rich text file are for, by the word that opens them.

Every group whose words somebody sees is read or told; those that nobody sees have to be named
here. A starred group that is named nowhere is told too, if there are words in it.
"""

import tomllib
from importlib.resources import files

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
