"""What the program does by itself while somebody types, chosen in the settings; and the newsroom's
shorthand: `TCM*` and a blank write the long form, `=zgh=` a name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any

from editor.language.style_pack import DEFAULT, NOTHING, StylePack, read_pack
from editor.language.typography import Replacement, changes, is_code_like
from editor.late import frozen, regex
from editor.message import Message, Said, message
from editor.story.text import clean_line

SIGN = "*"
# What ends a word; behind the sign it says that the shorthand is meant.
ENDS = frozenset(" \n\u00a0.,;:!?)]}”’\"'，。；：！？）")
USUAL = {
    "BRI": "Belt and Road Initiative",
    "CPC": "Communist Party of China",
    "CPPCC": "Chinese People's Political Consultative Conference",
    "ICH": "intangible cultural heritage",
    "NPC": "National People's Congress",
    "SOE": "State-owned enterprise",
    "TCM": "traditional Chinese medicine",
}
_WORD = regex(r"(?:^|(?<=[\s(\[{“‘\"'—–/-]))([^\W_][\w&.-]*)\*$")
_SENTENCE_BEGINS = regex(r"(?:^|[.!?…][”’\"')]*\s+)[“‘\"'(]*$")


def is_shorthand(text: str) -> bool:
    """Whether `text` can be written before the sign: one word that begins with a letter."""
    return bool(_WORD.fullmatch(f"{text}{SIGN}"))


def expansion(
    before: str, typed: str, table: Mapping[str, str], pack: StylePack
) -> Replacement | None:
    """The long form for the shorthand and its sign before `typed`, by the house's style."""
    if not table or typed not in ENDS or not before.endswith(SIGN):
        return None
    found = _WORD.search(before)
    if found is None:
        return None
    short = found.group(1)
    long = _long_form(short, table)
    if not long:
        return None
    if _SENTENCE_BEGINS.search(before[: found.start(1)]):
        long = long[0].upper() + long[1:]
    length = len(short) + len(SIGN)
    return Replacement(length + 1, length, in_style(long, pack))


def _long_form(short: str, table: Mapping[str, str]) -> str:
    """An entry written exactly so; else one that differs in capitals, which then are kept."""
    if short in table:
        return table[short]
    for entry, long in table.items():
        if entry.casefold() == short.casefold():
            capital = short[0].isupper() and entry[0].islower()
            return long[0].upper() + long[1:] if capital and long else long
    return ""


def in_style(text: str, pack: StylePack) -> str:
    for change in reversed(list(changes(text, pack))):
        text = text[: change.start] + change.text + text[change.end :]
    return text


# -- codes: `=zgh=` writes `Zhang Guohua`, `=zgh#2=` the second form

DELIMITERS = ("=", "\\", "|", "^")
LONGEST = 40  # characters of a code
MOST_BYTES = 4_000_000  # of a file; all who compete at a games are less
Entry = tuple[str, ...]  # a code and its forms

_CODE_LETTERS = rf"[^\s#{re.escape(''.join(DELIMITERS))}]{{1,{LONGEST}}}"
_CODE = regex(_CODE_LETTERS)
_TYPED = {
    sign: regex(rf"{re.escape(sign)}({_CODE_LETTERS})(?:#(\d{{1,2}}))?$") for sign in DELIMITERS
}
_LINE_END = regex("\r\n|\r|\n")
_COMMENTS = ("#", "//")


@frozen
class Codes:
    """`forms` by code; `Codes()` replaces nothing."""

    delimiter: str = DELIMITERS[0]
    forms: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    # The same by code in small letters, where only one is written so.
    _small: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Codes":
        """From what the settings keep; what makes no sense there is left out."""
        forms = {code: tuple(rest) for code, *rest in entries_of(values) if not wrong(code, rest)}
        small: dict[str, list[Entry]] = {}
        for code, rest in forms.items():
            small.setdefault(code.casefold(), []).append(rest)
        alone = {code: found[0] for code, found in small.items() if len(found) == 1}
        return cls(delimiter_of(values), MappingProxyType(forms), MappingProxyType(alone))

    def expansion(self, before: str, typed: str) -> Replacement | None:
        """What becomes of `before + typed`, now that `typed` has come: a code that is not known,
        a form it does not have, and what is part of an address stay as typed."""
        if typed != self.delimiter or not self.forms:
            return None
        found = _TYPED[typed].search(before)
        if found is None or is_code_like(before[: found.start()]):
            return None
        code, number = found.group(1), int(found.group(2) or 1)
        forms = self.forms.get(code) or self._small.get(code.casefold()) or ()
        text = forms[number - 1] if 0 < number <= len(forms) else ""
        length = len(found.group()) + 1
        return Replacement(length, length, text) if text else None


def delimiter_of(values: Mapping[str, Any]) -> str:
    kept = values.get("delimiter")
    return kept if kept in DELIMITERS else DELIMITERS[0]


def entries_of(values: Mapping[str, Any]) -> list[Entry]:
    """As they are kept, `{"delimiter": "=", "entries": [[code, form, …], …]}`; also those that
    still lack something, for whoever writes them."""
    kept = values.get("entries")
    lists = (each for each in kept if isinstance(each, list | tuple)) if kept else ()
    return [tuple(map(str, each)) for each in lists if each]


def wrong(code: str, forms: Sequence[str]) -> Message | None:
    """Why this is no code with its forms; None when it is one."""
    if not _CODE.fullmatch(code):
        return message("code.not-a-code", code=code[:LONGEST], signs=list(DELIMITERS))
    return None if any(forms) else message("code.no-form", code=code)


def put_together(entries: Iterable[Entry], newer: Iterable[Entry]) -> list[Entry]:
    """Those of `newer` in the place of the ones with their code; in the order of the codes."""
    whole = {entry[0]: entry for entry in (*entries, *newer)}
    return sorted(whole.values(), key=lambda entry: (entry[0].casefold(), entry[0]))


NO_CODES = Codes()


# -- what is chosen

_NONE: Mapping[str, str] = MappingProxyType({})


@frozen
class TypingHabits:
    """`TypingHabits()` does nothing at all.

    Attributes:
        shortcuts: `## `, `**bold**` and their like become what they stand for.
        slash_menu: a slash offers the blocks.
        pack: the house style of quotes, dashes and figures.
        abbreviations: short form to long form.
        codes: what stands between two signs becomes a name.
    """

    shortcuts: bool = False
    slash_menu: bool = False
    pack: StylePack = NOTHING
    abbreviations: Mapping[str, str] = field(default_factory=lambda: _NONE)
    codes: Codes = field(default_factory=lambda: NO_CODES)

    @classmethod
    def of(
        cls,
        typing: Mapping[str, Any],
        abbreviations: Mapping[str, Any],
        codes: Mapping[str, Any] = _NONE,
    ) -> "TypingHabits":
        """From what the settings keep; what is missing or makes no sense has its default."""
        return cls(
            shortcuts=bool(typing.get("shortcuts", True)),
            slash_menu=bool(typing.get("slash_menu", True)),
            pack=read_pack(
                str(typing.get("style", DEFAULT)),
                symbols=bool(typing.get("symbols", False)),
                fractions=bool(typing.get("fractions", False)),
            ),
            abbreviations=MappingProxyType(dict(abbreviation_entries(abbreviations))),
            codes=Codes.of(codes),
        )


def abbreviation_entries(
    values: Mapping[str, Any], *, unfinished: bool = False
) -> list[tuple[str, str]]:
    """The table as it is kept, `{"entries": [[short, long], …]}`; the usual ones at first.

    `unfinished`: with entries that still lack something, for whoever writes them.
    """
    kept = values.get("entries")
    if not isinstance(kept, list):
        return list(USUAL.items())
    entries: list[tuple[str, str]] = []
    for each in kept:
        if isinstance(each, list | tuple) and len(each) == 2:
            short, long = str(each[0]).strip(), str(each[1]).strip()
            if unfinished or (is_shorthand(short) and long):
                entries.append((short, long))
    return entries


# -- codes as a file: a line for each, with a tab between code and forms, as photo desks have it


class NoCodeFile(Said):
    """A file that holds no list of codes."""


@frozen
class CodeFile:
    """The codes of a file, each once, and its wrong lines by their number, from 1."""

    entries: tuple[Entry, ...]
    wrong: tuple[tuple[int, Message], ...] = ()


def read_codes(data: bytes, name: str) -> CodeFile:
    """UTF-8 or, with its mark, UTF-16; blank lines and those that begin with # or // say nothing.
    Raises NoCodeFile."""
    utf_16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoCodeFile("code.file-not-utf-8", name=name) from error
    entries: dict[str, Entry] = {}
    faults: list[tuple[int, Message]] = []
    for number, line in enumerate(_LINE_END.split(text), 1):
        if not line.strip() or line.startswith(_COMMENTS):
            continue
        code, *forms = map(clean_line, line.split("\t"))
        while forms and not forms[-1]:
            forms.pop()
        if len(code) > 2 and code[0] == code[-1] in DELIMITERS:
            code = code[1:-1]  # written as it is typed
        if fault := wrong(code, forms):
            faults.append((number, fault))
            continue
        if code in entries:
            faults.append((number, message("code.twice", code=code)))
        entries[code] = (code, *forms)
    if faults and not entries:
        raise NoCodeFile("code.file-without", name=name, n=faults[0][0], reason=faults[0][1])
    return CodeFile(tuple(entries.values()), tuple(faults))


def brought_lines(brought: CodeFile, name: str, *, most: int | None = None) -> Iterator[Message]:
    """What came of a file, as sentences; of the wrong lines `most`, if not all."""
    yield message("code.brought", n=len(brought.entries), name=name)
    if brought.wrong:
        yield message("code.lines-wrong", n=len(brought.wrong))
    for number, reason in brought.wrong[:most]:
        yield message("code.line", n=number, reason=reason)


def written(entries: Iterable[Entry]) -> bytes:
    """The file of these codes, with a mark so that spreadsheets read it as UTF-8."""
    lines = ("\t".join(entry) for entry in entries)
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
