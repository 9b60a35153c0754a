"""Made the files in this folder: a story as somebody lays it out in Word, converted by LibreOffice.

    python tests/data/import/office/make.py      (needs python-docx and LibreOffice Writer)

`millet.docx` is python-docx's; `millet.odt`, `.rtf` and `.doc` are LibreOffice's writing of it;
`millet-libreoffice.docx` went through the .odt and back; `tracked.*` hold changes that nobody
has accepted or rejected. The tests read them as they lie here.
"""

import subprocess
import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from PIL import Image

HERE = Path(__file__).parent
KINDS = ("odt", "rtf", "doc")


def picture(name: str, colour: tuple[int, int, int], to: Path) -> Path:
    path = to / name
    Image.new("RGB", (72, 45), colour).save(path, "JPEG", quality=60)
    return path


def laid_out(pictures: Path) -> Document:
    """A story with everything a newsroom's Word file has."""
    story = docx.Document()
    story.add_heading("Millet comes in from the terraces", 0)
    story.add_paragraph("Record harvest lifts incomes in Lingqiu county", style="Subtitle")
    story.add_paragraph("By Sun Rui and Wen Qiaoyu")
    add_picture(story, picture("terraces.jpg", (180, 150, 60), pictures), "Terraces in late sun.")
    caption(story, "Terraced fields in Lingqiu county on Oct 12. [Photo provided to China Daily]")
    first = story.add_paragraph("LINGQIU, Shanxi — Farmers have brought in ")
    first.add_run("6,200 hectares").bold = True
    first.add_run(" of millet, officials said, a ")
    first.add_run("record").italic = True
    first.add_run(" for the county of 灵丘. See ")
    link(first, "the county's figures", "https://lingqiu.example/millet?year=2026&lang=en")
    first.add_run(".")
    chemistry = story.add_paragraph("Water (H")
    chemistry.add_run("2").font.subscript = True
    chemistry.add_run("O) was short in May; the 3")
    chemistry.add_run("rd").font.superscript = True
    struck = chemistry.add_run(" and last")
    struck.font.strike = True
    chemistry.add_run(" rain came ")
    chemistry.add_run("late").underline = True
    chemistry.add_run(".")
    story.add_heading("What the county grows", 2)
    for style, text in (
        ("List Bullet", "Millet"),
        ("List Bullet 2", "Jingu 21"),
        ("List Bullet 2", "Jingu 29"),
        ("List Bullet", "Buckwheat"),
    ):
        story.add_paragraph(text, style=style)
    story.add_paragraph("Then the order of work:")
    for text in ("Sow", "Hoe", "Reap"):
        story.add_paragraph(text, style="List Number")
    story.add_heading("In figures", 3)
    table(story)
    story.add_paragraph("We never saw such a year.", style="Quote")
    story.add_paragraph("— Zhang Guohua, farmer", style="Quote")
    add_picture(story, picture("mill.jpg", (90, 110, 140), pictures), "A stone mill.")
    small = story.add_paragraph()
    words = small.add_run("A mill in Hongshiling village.")
    words.italic, words.font.size = True, Pt(9)
    story.add_paragraph("The county plans a mill of its own, and 50 new terraces next year.")
    story.add_paragraph("Zheng Lu and Zheng Na contributed to this story.")
    return story


def tracked() -> Document:
    """A story in which Li Wei inserted one word and deleted another."""
    story = docx.Document()
    story.add_heading("Rain at last", 0)
    paragraph = story.add_paragraph("It rained in the county on Monday ")
    for kind, words, tag in (("ins", "evening", "w:t"), ("del", "morning", "w:delText")):
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:author"), "Li Wei")
        run = OxmlElement("w:r")
        text = OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    return story


def add_picture(story: Document, path: Path, alt: str) -> None:
    story.add_picture(str(path), width=Inches(1))
    story.inline_shapes[-1]._inline.docPr.set("descr", alt)


def caption(story: Document, text: str) -> None:
    story.add_paragraph(text, style="Caption")


def link(paragraph, text: str, address: str) -> None:
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), key)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    run.append(words)
    element.append(run)
    paragraph._p.append(element)


def table(story: Document) -> None:
    grown = story.add_table(3, 2)
    for row, cells in enumerate((("Crop", "Hectares"), ("Millet", "6,200"), ("Buckwheat", "810"))):
        for column, text in enumerate(cells):
            grown.cell(row, column).text = text
    mark = OxmlElement("w:tblHeader")
    grown.rows[0]._tr.get_or_add_trPr().append(mark)


def convert(path: Path, kind: str, to: Path) -> None:
    """LibreOffice's own writing of `path`."""
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(to), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def main() -> int:
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        laid_out(Path(made)).save(str(HERE / "millet.docx"))
        for kind in KINDS:
            convert(HERE / "millet.docx", kind, HERE)
        tracked().save(str(HERE / "tracked.docx"))
        for kind in ("odt", "rtf"):
            convert(HERE / "tracked.docx", kind, HERE)
        # Once more through LibreOffice, which writes Word files in its own way.
        convert(HERE / "millet.odt", "docx", Path(made))
        (Path(made) / "millet.docx").replace(HERE / "millet-libreoffice.docx")
    return 0


if __name__ == "__main__":
    sys.exit(main())
