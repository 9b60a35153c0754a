"""How a photo caption looks in print: words closed by a credit in brackets."""

import re

from editor.story.credit import split_caption

CAPTION_MAX = 800
CAPTION_ABOVE = 300  # of a caption whose credit stands on the next line
_NO_CREDIT = re.compile(r"sic|more|[\W\d_]*|[^@]*+@.*", re.IGNORECASE)  # [sic], [1], [a@b.c]


def caption_and_credit(text: str) -> tuple[str, str]:
    """(caption, credit words) of a block that a bracketed credit closes; else ("", "")."""
    if len(text) > CAPTION_MAX:
        return "", ""
    caption, credit = split_caption(text)
    return ("", "") if not credit or _NO_CREDIT.fullmatch(credit) else (caption, credit)
