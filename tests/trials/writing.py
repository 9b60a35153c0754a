"""Opens the writing pane with a sample story: `python -m tests.trials.writing [dark] [FILE.png]`.

With a file name it draws the pane into that picture and ends. Nothing is kept.
"""

import sys
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QApplication

from editor.story.credit import CreditLine, Relation
from editor.story.document import (
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.runs import Mark, Run
from editor.story.story import Status, Story
from editor.ui.theme import Theme
from editor.ui.writing.writing_pane import WritingPane


class PaintedPhotos:
    """Pictures out of nothing: a field under a sky."""

    def thumbnail(self, photo_id: str, longest: int) -> QImage | None:
        if photo_id != "f" * 64:
            return None
        image = QImage(longest, longest * 2 // 3, QImage.Format.Format_RGB32)
        sky = QLinearGradient(0, 0, 0, image.height())
        sky.setColorAt(0, QColor("#8fb7d8"))
        sky.setColorAt(0.55, QColor("#e9e2c8"))
        sky.setColorAt(0.56, QColor("#c9a545"))
        sky.setColorAt(1, QColor("#8a6a1f"))
        painter = QPainter(image)
        painter.fillRect(image.rect(), sky)
        painter.end()
        return image


def _cells(*words: str, header: bool = False) -> tuple[TableCell, ...]:
    return tuple(TableCell((Run(each),), header) for each in words)


def sample_story() -> Story:
    bold, italic = frozenset({Mark.BOLD}), frozenset({Mark.ITALIC})
    body = Document.of(
        [
            Paragraph(
                (
                    Run("Farmers in the terraced fields of "),
                    Run("Lingqiu county", bold),
                    Run(" began the autumn millet harvest on Monday, with yields up "),
                    Run("8.4 percent", italic),
                    Run(" on last year, according to the "),
                    Run("county's agriculture bureau", href="https://example.org/bureau"),
                    Run(". The crop, sown by hand on slopes too steep for machines, is now dried"),
                    Run(" on the roofs of the village — 灵丘小米 — before it is sold."),
                )
            ),
            PhotoBlock("p1"),
            Table(
                (
                    _cells("Village", "Millet, mu", "Yield, kg", header=True),
                    _cells("Zhaojiagou 赵家沟", "312", "81,400"),
                    _cells("Upper Terraces, where the road ends", "128", "26,900 (estimate)"),
                )
            ),
            Gallery(("p1", "p2", "gone", "p1b")),
            Heading(2, (Run("A harvest by hand"),)),
            Paragraph((Run("Ms Zhao, 61, has cut millet on the same terrace since 1983. "),)),
            Blockquote(
                (
                    Paragraph((Run("We used to carry every sheaf down on our backs."),)),
                    Paragraph((Run("Now the road comes up to us, and so do the buyers."),)),
                ),
                "Zhao Xiulan, farmer",
            ),
            Heading(3, (Run("What has changed"),)),
            ListBlock(
                False,
                (
                    ListItem(
                        (Run("Cold storage for 50 metric tons opened in June"),),
                        (
                            ListBlock(
                                True,
                                (
                                    ListItem((Run("sorting within 24 hours of the harvest"),)),
                                    ListItem((Run("no preservatives"),)),
                                ),
                            ),
                        ),
                    ),
                    ListItem((Run("H"), Run("2", frozenset({Mark.SUBSCRIPT})), Run("O meters"))),
                ),
            ),
            PullQuote((Run("“The road comes up to us, and so do the buyers.”"),)),
            Divider(),
            PhotoBlock("gone"),
            Paragraph(
                (Run("The county sold "), Run("3,000", frozenset({Mark.STRIKE})), Run(" 3,200 t."))
            ),
        ]
    )
    facts = PhotoFacts(
        caption=(
            "Farmers bring in the autumn millet on terraced fields in Lingqiu county, Shanxi "
            "province, on Monday. The harvest will go on until the end of the month."
        ),
        credit=CreditLine(
            relation=Relation.FOR, photographer="Wen Qiaoyu", organisation="galley.example"
        ),
    )
    photo = Photo("f" * 64, "millet.jpg", "JPEG", 3000, 2000, 1_000_000, facts)
    now = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
    return Story(
        id="0" * 32,
        slug="millet",
        headline="Terraced county brings in its best millet harvest in a decade",
        deck="New road and cold storage let small farms sell to city buyers for the first time",
        body=body,
        section="news",
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        language="en",
        dated=now,
        placements=(Placement("p1", photo),),
        awaited_photo=None,
        status=Status.DRAFT,
        revision=1,
        created=now,
        updated=now,
    )


def main(arguments: list[str]) -> int:
    app = QApplication(arguments)
    theme = Theme(app, "dark" if "dark" in arguments else "light")
    theme.apply()
    pane = WritingPane(theme, PaintedPhotos())
    sizes = [word.split("x") for word in arguments if "x" in word and word[0].isdigit()]
    width, height = (int(side) for side in sizes[0]) if sizes else (760, 1180)
    pane.resize(width, height)
    pane.show_story(sample_story())
    pane.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    pane.show()
    pane.focus_body()
    pictures = [word for word in arguments if word.endswith(".png")]
    if pictures:
        app.processEvents()
        return 0 if pane.grab().save(pictures[0]) else 1
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv))
