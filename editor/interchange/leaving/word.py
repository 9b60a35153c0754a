"""A story as a Word file, laid out as its page is, with styles that say what is what.

Word holds all of a body except what `docs/decisions/0018` lists; the file names no machine and
nobody but the people in the story.
"""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from editor.interchange.leaving.outgoing import OutgoingPhoto, OutgoingStory
from editor.interchange.leaving.word_look import LINK, LIST, Numbering, lay_out
from editor.interchange.office import style_names
from editor.story import document as body
from editor.story.document import Block
from editor.story.fields import ABOVE, BELOW, StoryField
from editor.story.runs import Mark, Run, Runs

_WIDEST = Emu(5_486_400)  # the text's width on the page, 6 inches
_TALLEST = Emu(6_400_800)  # so that a caption still fits below, 7 inches


def word_file(story: OutgoingStory, *, changed: datetime) -> bytes:
    """The bytes of a .docx; `changed` is when the story was changed last."""
    writing = _Writing(story)
    writing.front()
    for block in story.body.blocks:
        writing.block(block)
    writing.end()
    _describe(writing.document, story, changed)
    file = BytesIO()
    writing.document.save(file)
    return file.getvalue()


class _Writing:
    def __init__(self, story: OutgoingStory) -> None:
        self.document: Document = docx.Document()
        self._story = story
        self._photos = 0
        lay_out(self.document)
        self._numbering = Numbering(self.document)

    def front(self) -> None:
        """Headline, lead photo with caption and credit, deck, byline, as on the page."""
        story = self._story
        self._field(ABOVE[0])
        if story.lead_photo is not None:
            self._picture(story.lead_photo, "Normal")
        self._line(story.lead_caption, "Caption")
        for field in ABOVE[1:]:
            self._field(field)

    def block(self, block: Block) -> None:
        match block:
            case body.Paragraph(runs):
                self._paragraph(runs, style_names.STORY_TEXT)
            case body.Heading(level, runs):
                self._paragraph(runs, f"Heading {level}")
            case body.Blockquote(paragraphs, attribution):
                for each in paragraphs:
                    self._paragraph(each.runs, "Quote")
                self._line(f"— {attribution}" if attribution else "", style_names.ATTRIBUTION)
            case body.PullQuote(runs):
                self._paragraph(runs, "Intense Quote")
            case body.ListBlock():
                self._list(block, 0)
            case body.Table():
                self._table(block)
            case body.PhotoBlock(placement):
                self._photo(placement)
            case body.Gallery(placements):
                for each in placements:
                    self._photo(each)
            case body.Divider():
                self.document.add_paragraph(style=style_names.DIVIDER)

    def end(self) -> None:
        for field in BELOW:
            self._field(field)

    def _field(self, field: StoryField) -> None:
        self._line(field.printed(getattr(self._story, field.key)), field.styles[0])

    def _line(self, text: str, style: str) -> None:
        if text:
            self.document.add_paragraph(text, style=style)

    def _paragraph(self, runs: Runs, style: str) -> WordParagraph:
        paragraph = self.document.add_paragraph(style=style)
        _write(paragraph, runs)
        return paragraph

    def _list(self, block: body.ListBlock, level: int) -> None:
        number = self._numbering.begin(ordered=block.ordered)
        for item in block.items:
            paragraph = self._paragraph(item.runs, LIST)
            numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = level
            numbered.get_or_add_numId().val = number
            for inner in item.lists:
                self._list(inner, level + 1)

    def _table(self, block: body.Table) -> None:
        table = self.document.add_table(len(block.rows), block.columns)
        table.style = style_names.STORY_TABLE
        for row, cells in zip(table.rows, block.rows, strict=True):
            for place, cell in zip(row.cells, cells, strict=True):
                _write(place.paragraphs[0], cell.runs)
            if all(cell.header for cell in cells):
                # Repeated at the top of every page the table goes on to.
                row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph()  # Word joins tables that touch, and ends no file with one

    def _photo(self, placement: str) -> None:
        photo = self._story.photos.get(placement)
        if photo is not None:
            self._picture(photo, style_names.STORY_PHOTO)
            self._line(self._story.printed(photo.caption, photo.credit), "Caption")

    def _picture(self, photo: OutgoingPhoto, style: str) -> None:
        paragraph = self.document.add_paragraph(style=style)
        shape = paragraph.add_run().add_picture(BytesIO(photo.data))
        scale = min(1.0, _WIDEST / shape.width, _TALLEST / shape.height)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        self._photos += 1
        shape._inline.docPr.set("name", f"Photo {self._photos}")
        shape._inline.docPr.set("descr", photo.alt)


def _write(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        if run.href:
            _write_link(paragraph, run)
        else:
            _mark(paragraph.add_run(run.text), run.marks)


def _write_link(paragraph: WordParagraph, run: Run) -> None:
    address = paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), address)
    words = paragraph.add_run(run.text, style=LINK)
    _mark(words, run.marks)
    link.append(words._r)
    paragraph._p.append(link)


def _mark(words: WordRun, marks: frozenset[Mark]) -> None:
    font = words.font
    # Only what is marked is said: what is not follows the style.
    font.bold = Mark.BOLD in marks or None
    font.italic = Mark.ITALIC in marks or None
    font.underline = Mark.UNDERLINE in marks or None
    font.strike = Mark.STRIKE in marks or None
    if Mark.SUPERSCRIPT in marks:
        font.superscript = True
    elif Mark.SUBSCRIPT in marks:
        font.subscript = True


def _describe(document: Document, story: OutgoingStory, changed: datetime) -> None:
    """What the file says of itself: the story's own facts, and nothing of this machine."""
    about = document.core_properties
    about.title = story.headline[:255]
    about.author = ", ".join(story.byline)[:255]
    about.keywords = ", ".join(story.keywords)[:255]
    about.language = story.language
    about.comments = about.subject = about.category = about.last_modified_by = ""
    about.revision = 1
    # Word wants world time without a zone.
    about.created = about.modified = changed.astimezone(UTC).replace(tzinfo=None)
