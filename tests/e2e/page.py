"""An exported page as a reader sees it, taken apart by the standard library's HTML parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"meta", "link", "img", "source", "br", "hr", "input", "wbr"})


@dataclass(slots=True)
class ReadPage:
    headline: str = ""
    caption: str = ""
    deck: str = ""
    contributor_line: str = ""
    robots: str = ""
    body: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "meta" and told.get("name") == "robots":
            self.page.robots = told.get("content") or ""
        if tag in VOID:
            return
        self._open.append((tag, told))
        if tag in ("h1", "figcaption", "p"):
            self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, attrs = self._open.pop()
            if name == tag:
                self._closed(tag, attrs.get("class") or "")
                return

    def _closed(self, tag: str, classes: str) -> None:
        text = " ".join("".join(self._text).split())
        around = {each.get("class") or "" for _, each in self._open}
        if tag == "h1":
            self.page.headline = text
        elif tag == "figcaption" and not self.page.caption:
            self.page.caption = text
        elif tag == "p" and "deck" in classes.split():
            self.page.deck = text
        elif tag == "p" and "contributors" in classes.split():
            self.page.contributor_line = text
        elif tag == "p" and any("body" in each.split() for each in around):
            self.page.body.append(text)


def read_page(path: Path) -> ReadPage:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return reader.page
