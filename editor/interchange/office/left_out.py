"""What of an office file does not come along, said once at the end in sentences."""

from dataclasses import dataclass, field

from editor.interchange.quoting import counted, quoted


@dataclass(slots=True)
class LeftOut:
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    drawings: int = 0
    symbols: set[str] = field(default_factory=set)
    quoted: list[str] = field(default_factory=list)  # every word that only a sentence has

    def note(self, words: str) -> None:
        """A footnote or endnote."""
        if words.strip():
            self.notes.append(quoted(words))
            self.quoted.append(words)

    def remark(self, author: str, words: str) -> None:
        """A comment somebody wrote at the margin."""
        if words.strip():
            by = f" by {' '.join(author.split())}" if author.strip() else ""
            self.remarks.append(f"{quoted(words)}{by}")
            self.quoted.append(words)

    def hidden(self, words: str) -> None:
        self.words("hidden text", words)

    def words(self, what: str, words: str) -> None:
        if words.strip():
            self.others.append(f"Left out {what}: {quoted(words)}")
            self.quoted.append(words)

    def link(self, address: str, words: str) -> None:
        said = f"{quoted(words, 60)} " if words.strip() else ""
        self.links.append(f"{said}({quoted(address, 100)})")

    def drawing(self) -> None:
        self.drawings += 1

    def symbol(self, font: str) -> None:
        self.symbols.add(font or "a symbol font")

    def formula(self, words: str) -> None:
        if words.strip():
            self.others.append(f"A formula came as plain text; check it: {quoted(words)}")

    def sentences(self) -> list[str]:
        said: list[str] = []
        if self.notes:
            number = counted(len(self.notes), "footnote")
            said.append(f"Left out {number}; a story page has none: {', '.join(self.notes)}")
        if self.remarks:
            number = counted(len(self.remarks), "comment")
            said.append(f"Left out {number} from the margin: {', '.join(self.remarks)}")
        if self.links:
            number = counted(len(self.links), "link")
            listed = ", ".join(dict.fromkeys(self.links))
            said.append(f"Left out {number} without a full web address: {listed}.")
        if self.drawings:
            number = counted(self.drawings, "drawing or chart", "drawings or charts")
            said.append(f"Left out {number}; save what readers need as a picture and add that.")
        if self.symbols:
            fonts = ", ".join(sorted(self.symbols))
            said.append(f"Left out symbols of the font {fonts}; type them as characters.")
        return [*said, *dict.fromkeys(self.others)]
