"""Where a caret goes when the text around it is shown anew: to the same words, near the same place.

Positions are Qt's: UTF-16 units, so that a character beyond the basic plane counts two.
"""

NEARBY = (24, 12, 6)  # characters before a place that tell it, as many as are still there


def carried(old: str, new: str, position: int) -> int:
    """The caret at `position` of `old`, in `new`: where the same text ends before it, begins
    after it, or else where the words just before it stand nearest."""
    before, after = _split(old, position)
    if new.startswith(before):
        return _units(before)
    if after and new.endswith(after):
        return _units(new[: len(new) - len(after)])
    for many in NEARBY:
        context = before[-many:]
        places = _places(new, context) if context.strip() else []
        wanted = len(before) - len(context)
        if places:
            nearest = min(places, key=lambda at, wanted=wanted: abs(at - wanted))
            return _units(new[: nearest + len(context)])
    return min(position, _units(new))


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _split(text: str, position: int) -> tuple[str, str]:
    raw = text.encode("utf-16-le", "surrogatepass")
    before = raw[: 2 * position].decode("utf-16-le", "ignore")
    return before, text[len(before) :]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
