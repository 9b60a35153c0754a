"""How a warning quotes the copy it talks about."""

from editor.message import Message, message
from editor.story.text import STANDS_FOR, clean_line, is_supported


def quoted(text: str, limit: int = 0) -> Message:
    """`text` on one line in quotation marks; with `limit`, cut to that many characters.

    What is left out of a story is quoted whole, so that the warning is its last copy.
    """
    line = clean_line(_spelled(text))
    if limit and len(line) > limit:
        line = f"{line[:limit].rstrip()}…"
    return message("form.quoted", words=line)


def _spelled(text: str) -> str:
    """`text` with what no page can show, and somebody may have seen, spelled out."""
    if text.isascii():
        return text
    return text.translate({ord(c): _name(c) for c in set(text) if not is_supported(c)})


def _name(character: str) -> str:
    if is_lost(character):
        return "?"
    named = f"[U+{ord(character):04X}]" if is_private(character) else character
    return STANDS_FOR.get(character, named)


def is_lost(character: str) -> bool:
    """Whether its file had lost it already."""
    return character == "\ufffd" or "\ud800" <= character <= "\udfff"


def is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff" or character >= "\U000f0000"
