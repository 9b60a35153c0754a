"""Elements of a page become blocks of a body, in reading order.

Knows nothing of headlines or captions of the page as a whole; see `html_page`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import chain

from editor.interchange.arriving.left_out import LeftOut
from editor.interchange.arriving.text_flow import Line, cut, on_lines, split_at_gaps, without_bold
from editor.interchange.web.balance import LOST_LINK
from editor.interchange.web.foreign_pictures import PHOTO, is_decoration, sign_of
from editor.interchange.web.foreign_signs import INVISIBLE
from editor.interchange.web.foreign_tables import read_table
from editor.interchange.web.marks import marks_within, unwrapped
from editor.interchange.web.markup import OWN, PULL_QUOTE
from editor.interchange.web.tree import Element
from editor.late import frozen, regex
from editor.story import document as body
from editor.story.addresses import safe_address
from editor.story.document import Block, block_runs
from editor.story.runs import NO_MARKS, Mark, Run, Runs, runs_text

_HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_DASH = regex(r"^(?:——?|–|--|―)\s*")


@frozen
class Look:
    """How words at this place look: marks, link, and whether every blank counts."""

    marks: frozenset[Mark] = NO_MARKS
    href: str = ""
    exact: bool = False  # Galley's own: blanks and empty paragraphs are meant
    pre: bool = False  # line breaks are meant


@dataclass(slots=True)
class BodyFlow:
    """Gathers blocks; `left_out` hears of everything that does not become one."""

    left_out: LeftOut
    look: Look = Look()  # noqa: RUF009 - it is frozen
    blocks: list[Block] = field(default_factory=list)
    line: Line = field(default_factory=Line)
    cell_ended: bool = False  # the next words belong to another cell of the row
    cells_joined: bool = False  # cells of the table at hand were set side by side

    def flow(self, nodes: Iterable[Element | str], look: Look) -> None:
        for node in nodes:
            if isinstance(node, str):
                self._text(node, look)
            elif node.is_hidden:
                self.left_out.hidden(node.words)
            else:
                self._element(node, look)

    def end_paragraph(self, look: Look) -> None:
        """What was gathered outside any paragraph's tags becomes one."""
        if self.line.is_blank and not (look.exact and self.line.runs):
            self.line.runs.clear()
            return
        runs = self.line.take(exact=look.exact)
        parts = [runs] if look.exact or look.pre else split_at_gaps(runs)
        self.blocks.extend(body.Paragraph(part) for part in parts)

    def _text(self, text: str, look: Look) -> None:
        if not (look.exact or text.isascii()):
            visible = text.translate(INVISIBLE)
            self.left_out.counts["invisible"] += len(text) - len(visible)
            text = visible
        if self.cell_ended and text.strip():
            self.line.add(" | ", NO_MARKS, "", exact=False)
            self.cell_ended = False
            self.cells_joined = True
        self.line.add(text, look.marks, look.href, exact=look.exact or look.pre)

    def _element(self, element: Element, look: Look) -> None:
        name = element.name
        if name == "br":
            self.line.break_here(look.marks, look.href)
        elif name == "img":
            self._picture(element, look)
        elif element.is_inline:
            self.flow(element.children, self._look_within(element, look))
        elif name == "hr":
            self.end_paragraph(look)
            self.blocks.append(body.Divider())
        else:
            if name not in _CELLS:
                self.end_paragraph(look)  # words before a block look as they did outside it
                self.cell_ended = False
            self._block(element, self._look_within(element, look))

    def _picture(self, element: Element, look: Look) -> None:
        if sign := sign_of(element):
            self._text(sign, look)
            return
        alt = element.attributes.get("alt", "")
        if is_decoration(element):
            self.left_out.sign(alt)
        else:
            self.left_out.picture(element.attributes.get("src", ""), alt)

    def _block(self, element: Element, look: Look) -> None:
        name = element.name
        if name in _CELLS:
            self._cell(element, look)
        elif name == "p" or name in _HEADINGS:
            self._paragraph(element, look)
        elif name == PHOTO:
            self.blocks.append(body.PhotoBlock(element.attributes["src"]))
        elif name in _LISTS:
            if block := self._list(element, look):
                self.blocks.append(block)
        elif name == "blockquote":
            self.blocks.extend(self._quote(element, look))
        elif element.attributes.get(OWN) == PULL_QUOTE:
            self.blocks.append(body.PullQuote(self._runs_of(element, look)))
        elif name == "table" and look.exact:
            self.blocks.append(self._own_table(element, look))
        elif name == "table" and self._foreign_table(element, look):
            pass
        else:
            self._container(element, replace(look, pre=look.pre or name == "pre"))

    def _container(self, element: Element, look: Look) -> None:
        children = element.children
        if element.name in _ROWS:  # blanks between cells are no words
            children = [child for child in children if isinstance(child, Element) or child.strip()]
        outer, self.cells_joined = self.cells_joined, False
        self.flow(children, look)
        self.end_paragraph(look)
        self.cell_ended = False
        if element.name == "table" and self.cells_joined:
            self.left_out.counts["tables"] += 1
        self.cells_joined = outer or (self.cells_joined and element.name != "table")

    def _look_within(self, element: Element, look: Look) -> Look:
        marks = marks_within(element, look.marks)
        href = look.href
        exact = look.exact or element.attributes.get(OWN) == "document"
        if element.name == "a" and "href" in element.attributes:
            href = safe_address(element.attributes["href"])
            href = href if exact else unwrapped(href)
        elif element.name == "a" and LOST_LINK in element.attributes:
            address, words = element.attributes[LOST_LINK], element.text
            if words.strip() and not address.startswith("#"):
                self.left_out.link(address, words)
        if href and not look.exact and element.name in ("a", "u", "span"):
            # Word processors underline every link; on a page the link itself says so.
            marks -= {Mark.UNDERLINE} - look.marks
        return Look(marks, href, exact, look.pre)

    def _paragraph(self, element: Element, look: Look) -> None:
        level = _HEADINGS.get(element.name)
        inner = BodyFlow(self.left_out)
        inner.flow(element.children, look)
        if look.exact:
            runs = inner.line.take(exact=True)
            self.blocks.append(body.Paragraph(runs) if level is None else body.Heading(level, runs))
            return
        inner.end_paragraph(look)
        self.left_out.counts["empty-paragraphs"] += not inner.blocks and not element.holds({"img"})
        for block in inner.blocks:
            if level is not None and isinstance(block, body.Paragraph):
                block = body.Heading(level, without_bold(block.runs))
            self.blocks.append(block)

    def _runs_of(self, element: Element, look: Look) -> Runs:
        """All words of an element as one paragraph's runs."""
        return joined(self._blocks_of(element, look), exact=look.exact)

    def _blocks_of(self, element: Element, look: Look) -> list[Block]:
        return blocks_of(element.children, self.left_out, look)

    def _cell(self, element: Element, look: Look) -> None:
        """Cells of plain words stand in one line; a cell of paragraphs is laid-out copy."""
        self.flow(element.children, look)
        self.cell_ended = not self.line.is_blank

    def _own_table(self, element: Element, look: Look) -> body.Table:
        """A table that Galley itself copied: every row and cell as it was."""
        rows = [each for each in element.within() if each.name == "tr"]
        return body.Table(
            tuple(
                tuple(
                    body.TableCell(self._runs_of(cell, look), cell.name == "th")
                    for cell in row.children
                    if isinstance(cell, Element) and cell.name in _CELLS
                )
                for row in rows
            )
        )

    def _foreign_table(self, element: Element, look: Look) -> bool:
        """Whether it was a table of figures; if not, its cells are still to be read as copy."""
        silent = LeftOut()  # a table may turn out to be none and be read again
        reading = read_table(element, lambda cell: BodyFlow(silent)._words_of_cell(cell, look))
        if reading.table is None:
            return False
        heading = [e for e in element.children if isinstance(e, Element) and e.name == "caption"]
        self.flow(heading, look)
        self.end_paragraph(look)
        self.blocks.append(reading.table)
        silent.counts["empty-paragraphs"] = 0  # an empty cell is one of the table's
        self.left_out.take_over(silent)
        self.left_out.counts["merged-tables"] += reading.merged
        self.left_out.counts["empty-rows"] += reading.empty_rows
        self.left_out.hidden(reading.hidden)
        return True

    def _words_of_cell(self, cell: Element, look: Look) -> Runs:
        inner = self._look_within(cell, look)
        if Mark.UNDERLINE in inner.marks and cell.first(lambda e: e.name == "a"):
            # Spreadsheets underline the whole cell where a link is in it.
            inner = replace(inner, marks=inner.marks - {Mark.UNDERLINE})
        return self._runs_of(cell, inner)

    def _list(self, element: Element, look: Look) -> body.ListBlock | None:
        if element.name == "ol" and element.attributes.get("start", "1") not in ("", "1"):
            self.left_out.told["starts"].append(element.attributes["start"][:9])
        items: list[body.ListItem] = []
        for child in element.children:
            if isinstance(child, Element) and child.name in _LISTS:
                # Google Docs hangs an inner list on the list instead of its item.
                if inner := self._list(child, self._look_within(child, look)):
                    last = items.pop() if items else body.ListItem()
                    items.append(body.ListItem(last.runs, (*last.lists, inner)))
            elif isinstance(child, Element) and child.is_hidden:
                self.left_out.hidden(child.words)
            elif isinstance(child, Element):
                number = child.attributes.get("value", "")
                if element.name == "ol" and number and number != str(len(items) + 1):
                    self.left_out.told["starts"].append(number[:9])
                item = child if child.name == "li" else Element("li", {}, [child])
                items.extend(self._items(item, self._look_within(item, look)))
            elif child.strip():
                items.append(body.ListItem((Run(child.strip(), look.marks, look.href),)))
        return body.ListBlock(element.name == "ol", tuple(items)) if items else None

    def _items(self, element: Element, look: Look) -> list[body.ListItem]:
        """One item; words that follow an inner list make a further one, to keep the order."""
        items: list[body.ListItem] = []
        words: list[Block] = []
        inner: list[body.ListBlock] = []

        def close() -> None:
            if words or inner or look.exact:
                items.append(body.ListItem(joined(words, exact=look.exact), tuple(inner)))
            words.clear()
            inner.clear()

        for block in self._blocks_of(element, look):
            if isinstance(block, body.ListBlock):
                inner.append(block)
                continue
            if inner:
                close()
            words.append(block)
        close()
        return items

    def _quote(self, element: Element, look: Look) -> list[Block]:
        """The quote; who said it stands in `footer` or `cite`, or after a dash at its end."""
        children = list(element.children)
        attribution = ""
        for child in reversed(children):
            if isinstance(child, str) and not child.strip():
                continue
            if isinstance(child, Element) and child.name in ("footer", "cite"):
                attribution = _own_text(child) if look.exact else child.text
                children.remove(child)
            break
        if element.name == "blockquote" and not look.exact:
            attribution, dash = _without_dash(attribution)
            self.left_out.quoted.append(dash)
        elif attribution.startswith("— "):
            attribution = attribution[2:]
        inner = BodyFlow(self.left_out)  # here: quotes within quotes have a frame less each
        inner.flow(children, look)
        inner.end_paragraph(look)
        paragraphs = [body.Paragraph(runs) for block in inner.blocks for runs in block_runs(block)]
        if not look.exact and not attribution:
            last = runs_text(paragraphs[-1].runs).rpartition("\n")[2] if paragraphs else ""
            paragraphs, attribution = closing_attribution(paragraphs)
            self.left_out.quoted += [_without_dash(last)[1]] if attribution else []
        if not (paragraphs or attribution or look.exact):
            return []
        return [body.Blockquote(tuple(paragraphs), attribution)]


def blocks_of(
    nodes: Iterable[Element | str], left_out: LeftOut, look: Look | None = None
) -> list[Block]:
    flow, look = BodyFlow(left_out), look or Look()
    flow.flow(nodes, look)
    flow.end_paragraph(look)
    return flow.blocks


def _without_dash(line: str) -> tuple[str, str]:
    """(the line without the dash before a name, what of that dash a page does not set itself)."""
    match = _DASH.match(line)
    return (line[match.end() :], match.group().strip()[1:]) if match else (line, "")


def closing_attribution(paragraphs: list[body.Paragraph]) -> tuple[list[body.Paragraph], str]:
    """A last line `— Name` taken off the paragraphs of a quote."""
    if not paragraphs:
        return paragraphs, ""
    text = runs_text(paragraphs[-1].runs)
    start = text.rfind("\n") + 1
    last = text[start:].strip()
    if not _DASH.match(last) or len(last) > 120 or (start == 0 and len(paragraphs) == 1):
        return paragraphs, ""
    attribution = _DASH.sub("", last)
    if not attribution[:1].isalpha():  # a dash alone, or before a figure, says nobody's name
        return paragraphs, ""
    if start == 0:
        return paragraphs[:-1], attribution
    from_last = cut(paragraphs[-1].runs, 0, start - 1)
    return [*paragraphs[:-1], body.Paragraph(from_last)], attribution


def joined(blocks: Iterable[Block], *, exact: bool = False) -> Runs:
    """The words of blocks as one paragraph, a line break between them."""
    parts = (part for block in blocks for part in block_runs(block))
    return tuple(chain.from_iterable(parts)) if exact else on_lines(parts)


def _own_text(element: Element) -> str:
    return "".join(child for child in element.walk() if isinstance(child, str))
