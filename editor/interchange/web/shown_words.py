"""What a browser shows beside the words: quotation marks of `q`, readings above characters, a
large first letter in front of its word.

Each becomes characters of the text it belongs to, before anything is taken from the page.
"""

from collections.abc import Iterator, Sequence

from editor.interchange.web.tree import Element

# Outer and inner marks as the HTML standard sets them by language (its section on quotes).
_LANGUAGES = {
    "“”‘’": "da pt-br",
    "„“‚‘": "bg cs de is sk sl",
    "«»“”": "el es it pt",
    "„“«»": "et",
    "””’’": "fi sv",
    "«»«»": "fr",
    "„”‚’": "hr sr",
    "„”»«": "hu",
    "「」『』": "ja zh-hant zh-hk zh-tw",
    "„“„“": "lt",
    "«»‘’": "nb nn no",
    "„”«»": "pl ro",
    "«»„“": "ru uk",
}
_MARKS = {language: marks for marks, these in _LANGUAGES.items() for language in these.split()}
_TYPED = frozenset("\"'“”‘’„‚«»‹›「」『』《》〈〉")
_RUBY_PARTS = frozenset({"rt", "rtc", "rp"})
_FEW = 12  # letters of a reading that is one syllable of a name: set without a blank between
_DROP_CAP = frozenset("dropcap drop-cap drop_cap firstletter first-letter initial".split())
_FIRST_LETTERS = 3  # a quotation mark, a letter and what is joined to it


def show_words(root: Element, language: str = "") -> None:
    """Goes through the tree beneath `root` once, in place; `language` is the page's own."""
    with_first_letters = any(map(_sets_letter, root.within()))
    waiting: list[tuple[Element, str, int]] = [(root, language, 0)]
    while waiting:
        parent, spoken, depth = waiting.pop()
        spoken = parent.attributes.get("lang", "") or spoken
        if with_first_letters:
            _set_first_letters(parent)
        for place, child in enumerate(parent.children):
            if not isinstance(child, Element):
                continue
            inner = depth
            if child.name == "q":
                _quote(parent.children, place, child, spoken, depth)
                inner += 1
            elif child.name == "ruby":
                child.name = "span"
                child.children = list(_with_readings(child.children))
            waiting.append((child, spoken, inner))


def _quote(
    siblings: Sequence[Element | str], place: int, quote: Element, language: str, depth: int
) -> None:
    """Quotation marks around it, unless somebody typed some: sites take the browser's away."""
    quote.name = "span"
    words = quote.text
    before = siblings[place - 1] if place else ""
    typed = isinstance(before, str) and before[-1:] in _TYPED
    if not words or typed or words[0] in _TYPED:
        return
    spoken = (quote.attributes.get("lang") or language).lower().replace("_", "-")
    marks = next((_MARKS[tag] for tag in _tags(spoken) if tag in _MARKS), "“”‘’")
    at = 2 * (depth % 2)
    quote.children = [marks[at], *quote.children, marks[at + 1]]


def _tags(language: str) -> Iterator[str]:
    """`zh-hant-tw`, `zh-hant`, `zh`."""
    while language:
        yield language
        language = language.rpartition("-")[0]


def _with_readings(children: Sequence[Element | str]) -> Iterator[Element | str]:
    """`太<rt>tài</rt>原<rt>yuán</rt>` as `太原(tàiyuán)`: the word whole, its reading behind it."""
    base: list[Element | str] = []
    readings: list[str] = []
    signs: list[str] = []
    for child in children:
        if not isinstance(child, Element) or child.name not in _RUBY_PARTS:
            if isinstance(child, Element) and child.name == "rb":
                child.name = "span"
            base.append(child.strip("\n\t ") if isinstance(child, str) else child)
        elif child.name == "rp":
            words = child.text  # brackets; whatever else is in it is no sign of a reading
            (base if any(map(str.isalnum, words)) else signs).append(words)
        elif words := child.text:
            readings.append(words)
    yield from base
    if readings:
        short = all(len(each) <= _FEW and " " not in each for each in readings)
        opens, closes = (signs[0], signs[-1]) if len(signs) > 1 else ("(", ")")
        yield f"{opens or '('}{('' if short else ' ').join(readings)}{closes or ')'}"


def _set_first_letters(parent: Element) -> None:
    """A first letter that stands in a block of its own goes in front of the words it begins."""
    children = parent.children
    for place, child in enumerate(children):
        if isinstance(child, str) or child.is_inline or not _is_drop_cap(child):
            continue
        letters = child.text
        follows = next(
            (i for i in range(place + 1, len(children)) if not _is_blank(children[i])), None
        )
        following = children[follows] if follows is not None else None
        if isinstance(following, Element) and not following.is_inline and following.text:
            children[place] = ""
            _first_leaf(following).children.insert(0, letters)


def _is_blank(node: Element | str) -> bool:
    return isinstance(node, str) and not node.strip()


def _first_leaf(block: Element) -> Element:
    """The innermost block at whose beginning the words of `block` stand."""
    while True:
        inner = next((each for each in block.children if not _is_blank(each)), None)
        if not isinstance(inner, Element) or inner.is_inline or not inner.text:
            return block
        block = inner


def _is_drop_cap(block: Element) -> bool:
    letters = block.text
    if not 0 < len(letters) <= _FIRST_LETTERS:
        return False
    return _sets_letter(block) or block.first(_sets_letter) is not None


def _sets_letter(element: Element) -> bool:
    """Word sets the letter in a frame or a table; sites give it a class."""
    said = element.styles.get("mso-element", "") if "style" in element.attributes else ""
    return said.startswith("dropcap") or bool(element.classes & _DROP_CAP)
