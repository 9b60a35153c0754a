"""A comparison written out for reading: field by field, removed words struck, added underlined.

It writes into a document of its own, never into a text somebody works on.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTableFormat,
)

from editor.story.body_comparison import PassageChange
from editor.story.comparison import Comparison, FieldChange, PhotoChange
from editor.story.snapshot import PlacedPhoto
from editor.story.wording import Change, Formatting, Piece, shortened
from editor.ui.history.comparison_view import Place, framed
from editor.ui.theme import Theme
from editor.ui.widgets.spelled_out import field_label

KINDS = {
    "paragraph": "Paragraph",
    "heading 2": "Heading",
    "heading 3": "Smaller heading",
    "quote": "Quote",
    "attribution": "Attribution",
    "pull quote": "Pull quote",
    "bullet": "Bullet",
    "numbered item": "Numbered item",
    "table row": "Table row",
    "photo": "Photo",
    "gallery": "Gallery",
    "divider": "Divider",
}
FORMATTING = {
    ("bold", True): "Bold added: “{0}”",
    ("bold", False): "Bold taken away: “{0}”",
    ("italic", True): "Italic added: “{0}”",
    ("italic", False): "Italic taken away: “{0}”",
    ("underline", True): "Underline added: “{0}”",
    ("underline", False): "Underline taken away: “{0}”",
    ("strike", True): "Struck: “{0}”",
    ("strike", False): "No longer struck: “{0}”",
    ("superscript", True): "Raised: “{0}”",
    ("superscript", False): "No longer raised: “{0}”",
    ("subscript", True): "Lowered: “{0}”",
    ("subscript", False): "No longer lowered: “{0}”",
    ("link", True): "Link added: “{0}”",
    ("link", False): "Link taken away: “{0}”",
}


PICTURE = 260  # logical pixels, the width of one of two pictures side by side
Pictures = Callable[[str], QImage | None]


class ComparisonPage:
    """Writes comparisons into `document`; `pictures` gives a photo's picture, None until it is
    there."""

    def __init__(self, document: QTextDocument, theme: Theme, pictures: Pictures) -> None:
        self._document = document
        self._theme = theme
        self._pictures = pictures
        self._places: list[Place] = []
        self._names = 0
        self.scale = 1.0

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the changes written so far stand, in order."""
        return tuple(self._places)

    def write(
        self, comparison: Comparison, older: str, newer: str, *, everything: bool
    ) -> Iterator[None]:
        """Write it out step by step, for whoever wants to do something in between: a long story
        takes its time. `older` and `newer` name the two versions.

        Without `everything`, what stayed is only counted.
        """
        self._document.clear()
        self._document.setDefaultFont(self._theme.font("body"))
        self._places, self._names = [], 0
        cursor = QTextCursor(self._document)
        if comparison.alike and not everything:
            self._line(cursor, _tr("Nothing differs between these two."), "ink-soft")
        if comparison.site_changed:
            self._line(
                cursor,
                _tr(
                    "The newsroom’s own part of the page differs: name, navigation, footer or "
                    "the form of credits."
                ),
                "ink-soft",
            )
        self._write_fields(cursor, comparison.fields, everything)
        yield
        yield from self._write_body(cursor, comparison.passages, everything)
        yield from self._write_photos(cursor, comparison.photos, (older, newer), everything)

    # -- fields

    def _write_fields(
        self, cursor: QTextCursor, fields: Sequence[FieldChange], everything: bool
    ) -> None:
        for field in fields:
            if field.changed or (everything and field.new):
                self._heading(cursor, field_label(field.field))
                start = self._paragraph(cursor)
                self._pieces(cursor, field.pieces)
                if field.changed:
                    self._mark(start, cursor)

    # -- the body

    def _write_body(
        self, cursor: QTextCursor, rows: Sequence[PassageChange], everything: bool
    ) -> Iterator[None]:
        changed = any(row.change is not Change.SAME for row in rows)
        if not changed and not everything:
            return
        self._heading(cursor, _tr("Text"))
        alike = 0
        for row in rows:
            if row.change is Change.SAME and not everything:
                alike += 1
                continue
            cursor.beginEditBlock()
            self._skip(cursor, alike)
            alike = 0
            self._passage(cursor, row)
            cursor.endEditBlock()
            yield
        self._skip(cursor, alike)

    def _skip(self, cursor: QTextCursor, alike: int) -> None:
        if alike:
            many = _tr("1 paragraph the same") if alike == 1 else _tr("{0} paragraphs the same")
            self._line(cursor, f"⋯  {many.format(alike)}", "ink-faint", small=True)

    def _passage(self, cursor: QTextCursor, row: PassageChange) -> None:
        passage = row.new or row.old
        assert passage is not None
        if row.change is Change.MOVED and row.new is None:
            # Only a pointer: the words stand where they are now.
            words = shortened(passage.text, 60)
            moved = _tr("↓↑ Moved away from here: “{0}”").format(words)
            self._line(cursor, moved, "ink-faint", small=True)
            return
        note = _note(row)
        start = -1
        if note:
            start = self._line(cursor, note, "accent", small=True, close=True)
        first = self._paragraph(cursor, indent=passage.depth)
        heading = passage.kind.startswith("heading")
        sign = {"bullet": "•  ", "numbered item": "#  ", "divider": "———"}.get(passage.kind, "")
        if sign:
            cursor.insertText(sign, self._format(Change.SAME, "ink-faint"))
        if passage.placements:
            label = _tr("[photo]") if passage.kind == "photo" else _tr("[gallery]")
            cursor.insertText(label, self._format(_whole(row), "ink-soft"))
        self._pieces(cursor, row.pieces, bold=heading)
        if row.formatting:
            self._line(cursor, _formatting(row.formatting), "ink-soft", small=True, close=True)
        if row.change is not Change.SAME:
            self._mark(first if start < 0 else start, cursor)

    # -- photos

    def _write_photos(
        self,
        cursor: QTextCursor,
        photos: Sequence[PhotoChange],
        sides: tuple[str, str],
        everything: bool,
    ) -> Iterator[None]:
        shown = [photo for photo in photos if everything or photo.change is not Change.SAME]
        if not shown:
            return
        self._heading(cursor, _tr("Photos"))
        for photo in shown:
            start = self._line(cursor, _photo_note(photo), "ink", close=True)
            self._pair(cursor, photo, sides)
            for text in photo.texts:
                if text.changed and photo.old is not None and photo.new is not None:
                    label = field_label(text.field)
                    self._line(cursor, label, "ink-soft", small=True, close=True)
                    self._paragraph(cursor)
                    self._pieces(cursor, text.pieces)
            if photo.change is not Change.SAME:
                self._mark(start, cursor)
            yield

    def _pair(self, cursor: QTextCursor, photo: PhotoChange, sides: tuple[str, str]) -> None:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellSpacing(0)
        form.setCellPadding(4)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        width = QTextLength(QTextLength.Type.FixedLength, PICTURE + 24)
        form.setColumnWidthConstraints([width, width])
        table = cursor.insertTable(2, 2, form)
        for column, placed in enumerate((photo.old, photo.new)):
            label = table.cellAt(0, column).firstCursorPosition()
            label.insertText(sides[column], self._format(Change.SAME, "ink-soft", small=True))
            cell = table.cellAt(1, column).firstCursorPosition()
            if placed is None:
                cell.insertText(_tr("not on the page"), self._format(Change.SAME, "ink-faint"))
            else:
                self._picture(cell, placed)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _picture(self, cursor: QTextCursor, placed: PlacedPhoto) -> None:
        image = framed(self._pictures(placed.photo), placed.crop, self._theme, PICTURE, self.scale)
        self._names += 1
        # A name of its own: the same photo may stand there with another crop.
        name = f"galley-picture:{self._names}"
        self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), image)
        form = QTextImageFormat()
        form.setName(name)
        form.setWidth(image.width() / image.devicePixelRatio())
        form.setHeight(image.height() / image.devicePixelRatio())
        cursor.insertImage(form)

    # -- lines and letters

    def _heading(self, cursor: QTextCursor, text: str) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(self._theme.space(5))
        form.setBottomMargin(self._theme.space(1))
        self._new_block(cursor, form)
        letters = self._format(Change.SAME, "ink-soft", small=True)
        letters.setFontWeight(QFont.Weight.DemiBold)
        cursor.insertText(text, letters)

    def _line(
        self,
        cursor: QTextCursor,
        text: str,
        role: str,
        *,
        small: bool = False,
        close: bool = False,
    ) -> int:
        """A line of ours; returns where it begins. `close` stands near what follows."""
        form = QTextBlockFormat()
        form.setTopMargin(self._theme.space(2))
        form.setBottomMargin(0 if close else self._theme.space(2))
        self._new_block(cursor, form)
        start = cursor.position()
        cursor.insertText(text, self._format(Change.SAME, role, small=small))
        return start

    def _paragraph(self, cursor: QTextCursor, indent: int = 0) -> int:
        form = QTextBlockFormat()
        form.setBottomMargin(self._theme.space(2))
        form.setLeftMargin(indent * self._theme.space(5))
        form.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._new_block(cursor, form)
        return cursor.position()

    def _new_block(self, cursor: QTextCursor, form: QTextBlockFormat) -> None:
        if cursor.position() == 0 and self._document.isEmpty():
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form, self._format(Change.SAME, "ink"))

    def _pieces(self, cursor: QTextCursor, pieces: Sequence[Piece], *, bold: bool = False) -> None:
        for piece in pieces:
            form = self._format(piece.change, "ink")
            if bold:
                form.setFontWeight(QFont.Weight.Bold)
            # A break within a paragraph stays within it.
            cursor.insertText(piece.text.replace("\n", "\u2028"), form)

    def _format(self, change: Change, role: str, *, small: bool = False) -> QTextCharFormat:
        theme, form = self._theme, QTextCharFormat()
        form.setFont(theme.font("ui-small" if small else "body"))
        form.setForeground(theme.color(role))
        if change is Change.ADDED:
            form.setForeground(theme.color("success"))
            form.setBackground(theme.color("success-soft"))
            form.setFontUnderline(True)
        elif change is Change.REMOVED:
            form.setForeground(theme.color("danger"))
            form.setBackground(theme.color("danger-soft"))
            form.setFontStrikeOut(True)
        return form

    def _mark(self, start: int, cursor: QTextCursor) -> None:
        self._places.append(Place(start, cursor.position()))


def _whole(row: PassageChange) -> Change:
    if row.new is None:
        return Change.REMOVED
    return Change.ADDED if row.old is None else Change.SAME


def _note(row: PassageChange) -> str:
    """What the marks do not say: that it moved, or became something else."""
    if row.change is Change.MOVED:
        return _tr("↓↑ Moved to here")
    if row.kind_changed and row.old is not None and row.new is not None:
        if row.old.kind == row.new.kind:
            return _tr("Indented otherwise")
        old, new = _tr(KINDS[row.old.kind]), _tr(KINDS[row.new.kind])
        return _tr("{0} became {1}").format(old, new)
    return ""


def _formatting(formatting: Sequence[Formatting]) -> str:
    said = [
        _tr(FORMATTING[each.mark, each.added]).format(shortened(each.text)) for each in formatting
    ]
    most = 6
    if len(said) > most:
        said = [*said[:most], _tr("and {0} more").format(len(said) - most)]
    return " · ".join(said)


def _photo_note(photo: PhotoChange) -> str:
    shown = photo.new or photo.old
    assert shown is not None
    said = []
    if photo.change is Change.ADDED:
        said.append(_tr("Added"))
    elif photo.change is Change.REMOVED:
        said.append(_tr("Taken out"))
    if photo.picture_changed:
        said.append(_tr("Another picture"))
    if photo.crop_changed:
        said.append(_tr("Cropped otherwise"))
    if photo.lead_changed and photo.new is not None:
        lead = photo.new.lead
        said.append(_tr("Now the lead photo") if lead else _tr("No longer the lead photo"))
    if photo.moved:
        said.append(_tr("Stands elsewhere"))
    name = shortened(shown.caption or shown.alt, 70) or _tr("Photo without a caption")
    return f"{name} — {' · '.join(said)}" if said else name


def _tr(text: str) -> str:
    return QCoreApplication.translate("ComparisonPage", text)
