"""The label a list prints before an item, and whether a list of a story can say the same.

A story's lists have dots, or count 1, 2, 3 from one. A label that says more (第三条, Question:,
a number that goes on after a paragraph, 2.1) is a word of the story and stays one.
"""

import re
from collections.abc import Callable, Mapping

from editor.late import frozen, regex

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN = "零一二三四五六七八九"
_DIGITS = "〇一二三四五六七八九"  # set side by side, a nought is a ring
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_LEGAL_PLACES = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_MOST = 9_999  # beyond it a number stands for itself


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def _letters(number: int) -> str:
    """a … z, aa, bb … as Word goes on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _chinese(number: int, digits: str, places: tuple[str, ...]) -> str:
    said = ""
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit != "0":
            said += digits[int(digit)] + places[place]
        elif not said.endswith(digits[0]):
            said += digits[0]
    said = said.rstrip(digits[0])
    return said[1:] if 10 <= number < 20 and digits == _HAN else said


def _han(number: int) -> str:
    return _chinese(number, _HAN, _PLACES)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_CIRCLED = _of("".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260)))))
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "ordinal": _ordinal,
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "taiwaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "japaneseCounting": _han,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL, _LEGAL_PLACES),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _of("".join(map(chr, range(0x2488, 0x249C)))),
    "decimalEnclosedParen": _of("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalFullWidth": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "ideographEnclosedCircle": _of("".join(map(chr, range(0x3280, 0x328A)))),
    "numberInDash": lambda number: f"- {number} -",
}
# What OpenDocument calls them, beside 1, a, A, i and I.
WRITER_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting", "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional", "子, 丑, 寅, ...": "ideographZodiac",
    "①, ②, ③, ...": "decimalEnclosedCircle", "１, ２, ３, ...": "decimalFullWidth",
    "〇, 一, 二, ...": "ideographDigital", "1st": "ordinal", "01, 02, 03, ...": "decimalZero",
}  # fmt: skip
LETTERED = frozenset({"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})


def counted_as(form: str, number: int) -> str:
    """`number` in a form of Word's (`numFmt`)."""
    if not 0 < number <= _MOST:
        return str(number)
    return _FORMS.get(form, str)(number)


_PLACE = regex(r"%([1-9])")
_SIGNS = " .,:;()[]<>、．。）（-–—\t"


@frozen
class Label:
    """`words` as they stand before the item, "" for a dot; `number` when it is nothing but a
    number that a list counts by itself, 0 otherwise; `lettered` when it counts a, b or i, ii."""

    words: str = ""
    number: int = 0
    lettered: bool = False


@frozen
class Level:
    """One level of a numbering: `form` as in Word, `text` with %1 for the count of level 1."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restarts: bool = True  # after an item of a higher level

    @property
    def is_dot(self) -> bool:
        """A dot, a dash, a letter of a font of signs; a word such as `Question:` is none."""
        return self.form == "bullet" and (
            len(self.text.strip()) < 2 or not any(c.isalpha() for c in self.text)
        )


def next_label(
    levels: Mapping[int, Level], level: int, counts: dict[int, int], start: int | None = None
) -> Label:
    """The label of the next item at `level`, from 0; `counts` are where the levels stand, and go
    on. `start` is what the item itself begins with."""
    own = levels.get(level, Level(text=f"%{level + 1}."))
    number = counts.get(level, own.start - 1) + 1 if start is None else start
    counts[level] = number
    for at in [each for each in counts if each > level and levels.get(each, own).restarts]:
        del counts[at]
    if own.is_dot:
        return Label()

    def count(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        form, usual = (levels[at].form, levels[at].start) if at in levels else ("decimal", 1)
        return "" if form in ("none", "bullet") else counted_as(form, counts.get(at, usual))

    words = " ".join(_PLACE.sub(count, own.text).split())
    bare = words.strip(_SIGNS)
    if bare == str(number):
        return Label(words, number)
    lettered = own.form in LETTERED and bare == counted_as(own.form, number)
    return Label(words, number if lettered else 0, lettered)
