"""What a copied page's style sheet says of the classes on it.

Excel, WPS and the Mac say bold, hidden and struck through only there. Of selectors, a class
alone and a class of one kind of element are understood; nothing else of a sheet is of use to copy.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from editor.interchange.web.tree import Element

MAX_RULES = 5_000
_KEPT = frozenset(
    "display visibility font-weight font-style font-size text-decoration text-decoration-line "
    "vertical-align mso-hide mso-outline-level mso-element".split()
)
# Word's own classes whose look is said by their tags already, or is no look of the words.
_NOT_LOOKED_AT = frozenset({"msoins", "msodel", "msohyperlink", "msohyperlinkfollowed"})


def apply_sheets(sheets: Iterable[str], root: Element) -> None:
    """Writes what the sheets say into the elements' own styles, which keep the last word."""
    rules: dict[tuple[str, str], dict[str, str]] = {}
    for element, name, declarations in _rules(sheets):
        rules.setdefault((element, name), {}).update(declarations)
    if not rules:
        return
    for element in root.walk():
        if isinstance(element, Element) and "class" in element.attributes:
            said: dict[str, str] = {}
            for kind in ("", element.name):
                for name in sorted(element.classes):
                    said.update(rules.get((kind, name), {}))
            if said:
                style = "".join(f"{name}:{value};" for name, value in said.items())
                element.restyle(f"{style}{element.attributes.get('style', '')}")


def _rules(sheets: Iterable[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(element, class, declarations), "" for any element of that class."""
    blocks = (block for sheet in sheets for block in _blocks(_without_comments(sheet)))
    for selectors, body in islice(blocks, MAX_RULES):
        declarations = _declarations(body)
        for selector in selectors.split(",") if declarations else ():
            element, dot, name = selector.strip().lower().partition(".")
            if dot and name and _is_plain(element + name) and name not in _NOT_LOOKED_AT:
                yield element, name, declarations


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) outside any block such as `@media`, whose case may not be ours."""
    depth = 0
    selectors, body = "", ""
    for part in sheet.split("}"):
        *opened, words = part.split("{")
        for head in opened:
            if depth == 0:
                selectors = head
            depth += 1
        body = words if depth == 1 else ""
        if depth == 1 and not selectors.lstrip().startswith("@"):
            yield selectors, body
        depth = max(0, depth - 1)


def _without_comments(sheet: str) -> str:
    kept: list[str] = []
    for part in sheet.replace("<!--", " ").replace("-->", " ").split("/*"):
        _, end, after = part.partition("*/")
        kept.append(after if end and kept else part if not kept else "")
    return "".join(kept)


def _declarations(body: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for declaration in body.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip().lower() in _KEPT:
            kept[name.strip().lower()] = value.strip()
    return kept


def _is_plain(name: str) -> bool:
    return all(character.isalnum() or character in "-_" for character in name)
