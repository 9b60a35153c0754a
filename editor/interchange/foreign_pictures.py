"""What a picture on a copied page is: a photo, a sign for a character, or nothing to see."""

from editor.interchange.tree import Element

_SEEN_FROM = 3  # pixels a side; smaller ones only count readers or hold a place
_ICON = 24  # pixels a side up to which a picture is a sign of the program, such as a ticked box


def sign_of(element: Element) -> str:
    """The character that a picture of an emoji stands for; "" for any other picture."""
    alt = element.attributes.get("alt", "").strip()
    pictured = 0 < len(alt) <= 8 and not any(c.isalnum() or c.isascii() for c in alt)
    return alt if pictured else ""


def is_decoration(element: Element) -> bool:
    """Whether nobody would miss it: an invisible picture, or a program's own small sign."""
    sides = [_pixels(element.attributes.get(name, "")) for name in ("width", "height")]
    if any(side is not None and side < _SEEN_FROM for side in sides):
        return True
    return all(side is not None and side <= _ICON for side in sides)


def _pixels(written: str) -> float | None:
    try:
        return float(written.strip().removesuffix("px"))
    except ValueError:
        return None
