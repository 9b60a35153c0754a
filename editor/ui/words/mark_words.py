"""What a mark means, in words: for tool tips and for who cannot see the line."""

from PySide6.QtCore import QCoreApplication

from editor.language.flags import FlagKind

STORY = "story"  # where a word may be known; all other places are kinds of the newsroom's words


def meaning(kind: FlagKind, word: str) -> str:
    """One sentence about a marked word."""
    sentences = {
        FlagKind.UNKNOWN: _tr("“{0}” is in no dictionary."),
        FlagKind.NAME: _tr("“{0}” looks like a name nobody has confirmed yet."),
        FlagKind.REPEATED: _tr("“{0}” stands here twice."),
        FlagKind.SPACES: _tr("More than one space."),
        FlagKind.WIDTH: _tr("“{0}” has the width of the other script."),
    }
    return sentences[kind].format(word)


def _tr(sentence: str) -> str:
    return QCoreApplication.translate("Spelling", sentence)
