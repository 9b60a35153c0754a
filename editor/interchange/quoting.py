"""How a warning quotes the copy it talks about."""

from editor.story.text import clean_line


def quoted(text: str, limit: int = 0) -> str:
    """`text` on one line in quotation marks; with `limit`, cut to that many characters.

    What is left out of a story is quoted whole, so that the warning is its last copy.
    """
    line = clean_line(text)
    if limit and len(line) > limit:
        line = f"{line[:limit].rstrip()}…"
    return f"“{line}”"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 picture`, `2 pictures`."""
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"
