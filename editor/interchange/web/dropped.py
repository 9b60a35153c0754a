"""A list of what did not come along from a page, for the person who brought it.

An import quotes what it leaves out (its sentences are the last copy of it); a paste, whose page
is still open beside, says it in one quiet line.
"""

from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from editor.interchange.arriving.quoting import counted, quoted
from editor.interchange.web.sanitise import CleanPage
from editor.interchange.web.tree import Element

_SAID = {
    "iframe": "a frame",
    "svg": "a drawing",
    "math": "a formula",
    "select": "a list field",
    "textarea": "a text field",
    "object": "an embedded object",
    "audio": "a sound",
    "xml": "data of a program",
    "input": "a field of a form",
    "option": "a choice",
    "optgroup": "a choice",
    "noscript": "words for browsers without scripts",
    "noframes": "words for browsers without frames",
    "noembed": "words for browsers without frames",
    "datalist": "a list of suggestions",
    "applet": "an embedded object",
    "embed": "an embedded object",
}
_WEB = ("http:", "https:", "//")


@dataclass(slots=True)
class Dropped:
    """Hears of each thing while a page is read, and says all of it once at the end."""

    pictures: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)
    pictures_on_the_web: int = 0
    tables: int = 0  # that became paragraphs
    merged_tables: int = 0
    empty_paragraphs: int = 0
    empty_rows: int = 0
    links: list[str] = field(default_factory=list)
    hidden_words: list[str] = field(default_factory=list)
    deletions: list[str] = field(default_factory=list)  # tracked, not accepted by anybody yet
    insertions: int = 0
    comment_words: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    invisible: int = 0
    starts: list[str] = field(default_factory=list)  # of lists that began otherwise than at 1
    noticed: frozenset[str] = frozenset()
    others: list[tuple[str, str]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)  # signs that stand in the body as a form

    @classmethod
    def of(cls, page: CleanPage) -> "Dropped":
        """With what the fence has left out, as a person calls it: `a frame`, `a button`."""
        dropped = cls(noticed=page.noticed)
        for name, words in page.dropped:
            dropped.words(_SAID.get(name, f"a {name}"), words)
        return dropped

    def picture(self, element: Element) -> None:
        address = element.attributes.get("src", "")
        self.pictures_on_the_web += address.lower().startswith(_WEB)
        alt = " ".join(element.attributes.get("alt", "").split())
        name = _file_name(address)
        self.alts.append(alt)
        if alt and name:
            self.pictures.append(f"{name} ({quoted(alt)})")
        else:
            self.pictures.append(quoted(alt) if alt else name or "unnamed")

    def hidden(self, words: str) -> None:
        if words.strip():
            self.hidden_words.append(words)

    def reference(self, words: str) -> None:
        if words.strip():
            self.references.append(words)

    def sign(self, alt: str) -> None:
        """A picture too small to be one: a program's own, or a site's."""
        if alt.strip():
            self.signs.append(alt)

    def link(self, address: str, words: str) -> None:
        if words.strip() and not address.startswith("#"):
            self.links.append(f"{quoted(words, 60)} ({quoted(address, 100)})")

    def words(self, what: str, words: str) -> None:
        if words.strip():
            self.others.append((what, words))

    def take_over(self, other: "Dropped") -> None:
        """What another has heard of a part of the page."""
        for each in fields(self):
            if each.name != "noticed":
                setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def sentences(self) -> tuple[str, ...]:
        """Everything, word for word."""
        said: list[str] = []
        if self.pictures:
            number = counted(len(self.pictures), "picture")
            said.append(f"Left out {number}: {', '.join(dict.fromkeys(self.pictures))}.")
        if self.links:
            number = counted(len(self.links), "link")
            listed = ", ".join(dict.fromkeys(self.links))
            said.append(f"Left out {number} without a full web address: {listed}.")
        for what, words in (("reference mark", self.references), ("small sign", self.signs)):
            if words:
                listed = ", ".join(quoted(each) for each in dict.fromkeys(words))
                said.append(f"Left out {counted(len(words), what)}: {listed}.")
        said += self._notes()
        said += (f"Left out deleted text: {quoted(words)}" for words in self.deletions)
        said += (f"Left out a comment: {quoted(words)}" for words in self.comment_words)
        said += (f"Left out hidden text: {quoted(words)}" for words in self.hidden_words)
        said += (f"Left out {what}: {quoted(words)}" for what, words in self.others)
        return tuple(dict.fromkeys(said))

    def quoted(self) -> tuple[str, ...]:
        """The words that are in these sentences and nowhere else, each as often as it was."""
        others = (words for _, words in self.others)
        marks = (*self.alts, *self.signs, *self.references, *self.settled)
        return (*marks, *self.hidden_words, *self.deletions, *self.comment_words, *others)

    def quiet_line(self) -> str:
        """Everything in one line; "" when nothing is worth saying."""
        parts: list[str] = []
        if "fonts and colours" in self.noticed:
            parts.append("fonts and colours")
        empty = {"empty paragraph": self.empty_paragraphs, "empty row": self.empty_rows}
        parts += (counted(number, one) for one, number in empty.items() if number)
        parts += ["hidden text"] if self.hidden_words else []
        told = {"comment": self.comment_words, "reference mark": self.references}
        parts += (counted(len(words), one) for one, words in told.items() if words)
        if self.links:
            parts.append(f"{counted(len(self.links), 'link')} without a full web address")
        if self.invisible:
            parts.append(counted(self.invisible, "invisible character"))
        parts += dict.fromkeys(what for what, _ in self.others)
        said = [f"Left out: {', '.join(parts)}."] if parts else []
        return " ".join((*said, *self._picture_notes(), *self._notes()))

    def _picture_notes(self) -> list[str]:
        notes: list[str] = []
        web, here = self.pictures_on_the_web, len(self.pictures) - self.pictures_on_the_web
        if web:
            was, them = ("was", "it") if web == 1 else ("were", "them")
            number = counted(web, "picture")
            notes.append(f"{number} on the web {was} left out; save {them} and drop {them} here.")
        if here:
            was, file = ("was", "its file") if here == 1 else ("were", "their files")
            notes.append(f"{counted(here, 'picture')} {was} left out; drop {file} here.")
        return notes

    def _notes(self) -> list[str]:
        """What an editor has to look at."""
        notes: list[str] = []
        if tracked := self._tracked():
            notes.append(f"Tracked changes: {tracked}; check them.")
        if self.merged_tables:
            tables = counted(self.merged_tables, "table")
            notes.append(f"Merged cells of {tables} were taken apart; check them.")
        if self.tables:
            tables = counted(self.tables, "table")
            notes.append(f"The rows of {tables} became paragraphs; check them.")
        if self.starts:
            began = ", ".join(dict.fromkeys(self.starts))
            notes.append(f"Lists here begin at 1; the page had {began}.")
        return notes

    def _tracked(self) -> str:
        parts: list[str] = []
        if self.deletions:
            was = "was" if len(self.deletions) == 1 else "were"
            parts.append(f"{counted(len(self.deletions), 'deletion')} {was} left out")
        if self.insertions:
            was = "was" if self.insertions == 1 else "were"
            parts.append(f"{counted(self.insertions, 'insertion')} {was} taken in")
        if "changes of format" in self.noticed:
            parts.append("changes of format are as their author made them")
        return ", ".join(parts)


def _file_name(address: str) -> str:
    if address.startswith(("data:", "cid:")):
        return "an embedded picture"
    try:
        return PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""
