"""A list of what did not come along from a page, in sentences for the person who brought it."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from editor.interchange.quoting import counted, quoted
from editor.interchange.tree import Element

_SAID = {
    "iframe": "a frame",
    "svg": "a drawing",
    "math": "a formula",
    "select": "a list field",
    "textarea": "a text field",
    "object": "an embedded object",
    "audio": "a sound",
}


def said_of(name: str) -> str:
    """An element as a person calls it: `a frame`, `a button`."""
    return _SAID.get(name, f"a {name}")


@dataclass(slots=True)
class Dropped:
    """Hears of each thing while a page is read, and says all of it once at the end."""

    pictures: list[str] = field(default_factory=list)
    tables: int = 0
    links: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def picture(self, element: Element) -> None:
        alt = " ".join(element.attributes.get("alt", "").split())
        name = _file_name(element.attributes.get("src", ""))
        if alt and name:
            self.pictures.append(f"{name} ({quoted(alt)})")
        else:
            self.pictures.append(quoted(alt) if alt else name or "unnamed")

    def table(self) -> None:
        self.tables += 1

    def hidden(self, words: str) -> None:
        if words.strip():
            self.others.append(f"Left out hidden text: {quoted(words)}")

    def link(self, address: str, words: str) -> None:
        if words.strip():
            self.links.append(f"{quoted(words, 60)} ({quoted(address, 100)})")

    def words(self, what: str, words: str) -> None:
        if words.strip():
            self.others.append(f"Left out {what}: {quoted(words)}")

    def sentences(self) -> tuple[str, ...]:
        said: list[str] = []
        if self.pictures:
            number = counted(len(self.pictures), "picture")
            said.append(f"Left out {number}: {', '.join(dict.fromkeys(self.pictures))}.")
        if self.tables:
            tables = counted(self.tables, "table")
            said.append(f"The rows of {tables} became paragraphs; check them.")
        if self.links:
            number = counted(len(self.links), "link")
            listed = ", ".join(dict.fromkeys(self.links))
            said.append(f"Left out {number} without a full web address: {listed}.")
        return (*said, *dict.fromkeys(self.others))


def _file_name(address: str) -> str:
    if address.startswith("data:"):
        return "an embedded picture"
    try:
        return PurePosixPath(unquote(urlsplit(address).path)).name
    except ValueError:
        return ""
