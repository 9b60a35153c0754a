"""A comparison written out for reading: field by field, removed words struck, added underlined.

It writes into a document of its own, never into a text somebody works on.
"""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QUrl
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

from editor.message import Message, listed, message
from editor.story.alignment import Change, Formatting, Piece, shortened
from editor.story.body_comparison import PassageChange
from editor.story.comparison import Comparison, FieldChange, PhotoChange
from editor.story.snapshot import PlacedPhoto
from editor.ui.history.comparison_view import Place, framed
from editor.ui.theme import Theme
from editor.ui.widgets.spelled_out import field_label

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
            self._line(cursor, str(message("compared.alike")), "ink-soft")
        if comparison.site_changed:
            self._line(
                cursor,
                str(message("compared.site")),
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
        self._heading(cursor, str(message("compared.text")))
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
            same = str(message("compared.same", n=alike))
            self._line(cursor, same, "ink-faint", small=True)

    def _passage(self, cursor: QTextCursor, row: PassageChange) -> None:
        passage = row.new or row.old
        assert passage is not None
        if row.change is Change.MOVED and row.new is None:
            # Only a pointer: the words stand where they are now.
            moved = message("compared.moved-away", words=shortened(passage.text, 60))
            self._line(cursor, str(moved), "ink-faint", small=True)
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
            photo = passage.kind == "photo"
            label = message("compared.photo" if photo else "compared.gallery")
            cursor.insertText(str(label), self._format(_whole(row), "ink-soft"))
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
        self._heading(cursor, str(message("compared.photos")))
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
                nothing = str(message("compared.not-there"))
                cell.insertText(nothing, self._format(Change.SAME, "ink-faint"))
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
        return str(message("compared.moved-here"))
    if row.kind_changed and row.old is not None and row.new is not None:
        if row.old.kind == row.new.kind:
            return str(message("compared.indented"))
        old, new = (kind_of(each.kind) for each in (row.old, row.new))
        return str(message("compared.became", old=old, new=new))
    return ""


def _formatting(formatting: Sequence[Formatting]) -> str:
    most = 6
    said: list[str | Message] = [
        marked(each.mark, shortened(each.text), added=each.added) for each in formatting[:most]
    ]
    if left := len(formatting) - len(said):
        said.append(message("compared.more", n=left))
    return str(listed(said, "facts"))


def kind_of(kind: str) -> Message:
    """What people call a passage of this kind."""
    return Message(f"block.{kind.replace(' ', '-')}")


def marked(mark: str, words: str, *, added: bool) -> Message:
    """What became of these words."""
    return Message(f"marked.{mark}" if added else f"unmarked.{mark}", (("words", words),))


def _photo_note(photo: PhotoChange) -> str:
    shown = photo.new or photo.old
    assert shown is not None
    said: list[str | Message] = []
    if photo.change is Change.ADDED:
        said.append(message("compared.added"))
    elif photo.change is Change.REMOVED:
        said.append(message("compared.taken-out"))
    if photo.differs("photo"):
        said.append(message("compared.picture"))
    if photo.differs("crop"):
        said.append(message("compared.cropped"))
    if photo.differs("lead") and photo.new is not None:
        said.append(message("compared.lead" if photo.new.lead else "compared.no-lead"))
    if photo.moved:
        said.append(message("compared.elsewhere"))
    name = shortened(shown.caption or shown.alt, 70) or message("compared.no-caption")
    return str(
        message("compared.photo-note", name=name, what=listed(said, "facts")) if said else name
    )
