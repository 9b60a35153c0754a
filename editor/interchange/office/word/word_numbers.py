"""The numberings of a Word file, and where each of them stands while the file is read."""

from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from editor.interchange.office.labels import Label, Level, next_label
from editor.interchange.office.word.word_styles import Number, WordStyles, whole
from editor.interchange.office.xml_part import child, children, value

Levels = dict[int, Level]
_OFF = ("", "0")


@dataclass(slots=True)
class WordNumbers:
    """`lists` says of a numbering which definition it counts in and what it says of its levels;
    numberings of one definition go on in each other."""

    lists: dict[str, tuple[str, Levels]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # of levels not met yet
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None, styles: WordStyles) -> "WordNumbers":
        definitions = {value(each, "abstractNumId"): each for each in children(root, "abstractNum")}
        used = {
            value(each, "numId"): value(child(each, "abstractNumId"), "val")
            for each in children(root, "num")
        }
        numbers = cls()
        for each in children(root, "num"):
            key = value(each, "numId")
            definition = used[key]
            if link := value(child(definitions.get(definition), "numStyleLink"), "val"):
                styled = styles.number(link)
                definition = used.get(styled[0], definition) if styled else definition
            levels = _levels(definitions.get(definition))
            overrides, restarts = _overrides(each, levels)
            numbers.lists[key] = definition, levels | overrides
            numbers.restarts[key] = restarts
        return numbers

    def label(self, number: Number) -> Label | None:
        """Of the next item of this numbering; None when it numbers nothing."""
        key, level = number
        if key in _OFF:
            return None
        definition, levels = self.lists.get(key, ("", {}))
        start = self.restarts.get(key, {}).pop(level, None)
        label = next_label(levels, level, self._counts.setdefault(definition, {}), start)
        has_dot = level in levels and levels[level].is_dot
        return label if label.words or has_dot else None


def _levels(element: Element | None) -> Levels:
    return {whole(value(each, "ilvl")): _level(each) for each in children(element, "lvl")}


def _level(element: Element) -> Level:
    at = whole(value(element, "ilvl"))
    form = child(element, "numFmt")
    own = value(form, "val", "decimal")
    usual = "" if own in ("none", "bullet") else f"%{at + 1}."
    text = value(child(element, "lvlText"), "val", usual)
    start = whole(value(child(element, "start"), "val", "1"), 1)
    restarts = value(child(element, "lvlRestart"), "val") != "0"
    return Level(own, text, start, restarts)


def _overrides(number: Element, levels: Levels) -> tuple[Levels, dict[int, int]]:
    """What a numbering says otherwise than its definition, and where it begins again."""
    changed: Levels = {}
    starts: dict[int, int] = {}
    for each in children(number, "lvlOverride"):
        at = whole(value(each, "ilvl"))
        own = _levels(each)
        level = own.get(at, levels.get(at, Level(text=f"%{at + 1}.")))
        start = value(child(each, "startOverride"), "val")
        if start or at in own:
            starts[at] = whole(start, level.start)
        changed[at] = replace(level, start=starts.get(at, level.start))
    return changed, starts
