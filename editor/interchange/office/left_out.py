"""What of an office file does not come along, said once at the end in sentences."""

from dataclasses import dataclass, field

from editor.interchange.arriving.quoting import counted, quoted
from editor.interchange.office.symbol_fonts import is_symbol_font, sign_of


@dataclass(slots=True)
class LeftOut:
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    drawings: int = 0
    drawn: list[str] = field(default_factory=list)  # words in drawings
    prompts: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # of lists that count otherwise
    merged_tables: int = 0
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

    def around(self, what: str, words: str) -> None:
        """Words at the head or foot of pages, told once for all that have the same."""
        if f"Left out {what}: {quoted(words)}" in self.others:
            self.repeated(words)
        else:
            self.words(what, words)

    def link(self, address: str, words: str) -> None:
        said = f"{quoted(words, 60)} " if words.strip() else ""
        self.links.append(f"{said}({quoted(address, 100)})")

    def drawing(self, words: str = "") -> None:
        self.drawings += 1
        if words.strip():
            self.drawn.append(quoted(words))
            self.quoted.append(words)

    def prompt(self, words: str, before: str) -> None:
        """Words that ask somebody to type here, after `before` on their line."""
        if words.strip():
            near = quoted(before[-40:].partition(" ")[2] if len(before) > 40 else before)
            self.prompts.append(f"{quoted(words)} (after {near})" if before else quoted(words))
            self.quoted.append(words)

    def field(self, kind: str) -> None:
        """Something that the program works out by itself, and did not."""
        self.fields.append(kind)

    def file(self, name: str) -> None:
        """Another file that this one only points to."""
        self.others.append(f"Left out the file {quoted(name)}, a part of this one; import it, too.")

    def repeated(self, words: str) -> None:
        """Words that were told once for all the places they stand at."""
        self.quoted.append(words)

    def signs(self, text: str, font: str) -> str:
        """The text with letters of a font of signs as the signs that are seen."""
        if not is_symbol_font(font):
            return text
        self.quoted.append(text)
        signs = "".join(sign_of(font, ord(letter)) or letter for letter in text)
        if any("\uf000" <= sign <= "\uf0ff" for sign in signs):
            self.symbol(font)
        return signs

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
            words = f" In it: {', '.join(self.drawn)}" if self.drawn else ""
            said.append(
                f"Left out {number}; save what readers need as a picture and add that.{words}"
            )
        if self.prompts:
            number = counted(len(self.prompts), "prompt")
            listed = ", ".join(self.prompts)
            said.append(f"Left out {number} that nobody has filled in; write there: {listed}")
        if self.fields:
            kinds = ", ".join(dict.fromkeys(self.fields))
            said.append(f"Left out fields without a result ({kinds}); type what they should show.")
        if self.labels:
            had = ", ".join(quoted(each) for each in dict.fromkeys(self.labels))
            said.append(f"Numbered lists here count 1, 2, 3; the file had {had}.")
        if self.merged_tables:
            tables = counted(self.merged_tables, "table")
            said.append(f"Merged cells of {tables} were taken apart; check them.")
        if self.symbols:
            fonts = ", ".join(sorted(self.symbols))
            said.append(f"Left out symbols of the font {fonts}; type them as characters.")
        return [*said, *dict.fromkeys(self.others)]
