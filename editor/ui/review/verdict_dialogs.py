"""What a reviewer decides: the story is signed off, or returned with what should be changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from editor.desk.views import StoryView
from editor.message import listed, message
from editor.story.checks import Finding
from editor.story.credit import printed_caption
from editor.story.people import byline_text
from editor.story.text import clean_line, clean_text
from editor.ui.widgets.sheet import Sheet, filled, plain_button, text_label
from editor.ui.widgets.text_field import LinesField

SHORT_HASH = 12


class Acknowledgement(QWidget):
    """A check box with a sentence that wraps, which a check box of Qt's cannot.

    Signals: `changed()`; `show_requested(object)`: the Finding somebody wants to see.
    """

    changed = Signal()
    show_requested = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget, *, checkable: bool) -> None:
        super().__init__(parent)
        self._box = QCheckBox(self)
        self._box.setAccessibleName(str(finding.message))
        self._box.setAccessibleDescription(str(finding.fix))
        self._box.setVisible(checkable)
        self._box.toggled.connect(self.changed)
        show = plain_button(self.tr("Show"), self)
        show.setAccessibleName(self.tr("Show: {}").format(finding.message))
        show.clicked.connect(lambda: self.show_requested.emit(finding))

        words = filled(QVBoxLayout(), text_label(str(finding.message), self), gap=0)
        if finding.fix:
            words.addWidget(text_label(str(finding.fix), self, "soft"))
        top = Qt.AlignmentFlag.AlignTop
        filled(QHBoxLayout(self), (self._box, 0, top), (words, 1), (show, 0, top))

    @property
    def given(self) -> bool:
        return self._box.isChecked()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The sentence is part of the check box, as people expect.
        if not self._box.isHidden():
            self._box.toggle()


class SignOffDialog(Sheet):
    """Accepted: `value` is (by, note). Rejected with `finding` set: somebody wants to see it."""

    def __init__(self, view: StoryView, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.begun_story = view.story.id
        self._finding: Finding | None = None
        self._acknowledgements: list[Acknowledgement] = []
        self._sign: QPushButton | None = None
        self._name = QLineEdit(name, self)
        self._note = LinesField("", 3, self)
        headline = view.snapshot.headline or self.tr("Story without a headline")
        title = self.tr("Not ready to be signed off") if view.blocked else self.tr("Sign off")
        self.introduce(title, headline, self._facts(view))
        if view.blocked:
            self._name.hide()
            self._note.hide()
            self._say_what_blocks(view)
        else:
            self._list_photos(view)
            self._list_unsettled(view)
            self._ask_for_acknowledgements(view)
            self._ask_for_name()

    @property
    def value(self) -> tuple[str, str]:
        """Who signs, on one line; and a note, which may be ""."""
        return clean_line(self._name.text()), clean_text(self._note.toPlainText()).strip()

    @property
    def finding(self) -> Finding | None:
        return self._finding

    def _facts(self, view: StoryView) -> str:
        snapshot = view.snapshot
        facts = (
            byline_text([person.name for person in snapshot.byline]),
            snapshot.section.name,
            message("count.words", n=snapshot.body.words),
            self.tr("snapshot {}").format(view.snapshot_sha256[:SHORT_HASH]),
        )
        return str(listed(facts, "facts"))

    def _say_what_blocks(self, view: StoryView) -> None:
        self.add_text(self.tr("This has to be put right first:"))
        for finding in view.findings:
            if finding.blocks:
                self._add_finding(finding, checkable=False)
        self.body.addStretch(1)
        self.add_way_out(self.tr("Close")).setDefault(True)

    def _list_photos(self, view: StoryView) -> None:
        photos = view.snapshot.photos
        if not photos:
            self.add_text(self.tr("The page has no photo."), soft=True)
            return
        self.add_heading(str(message("count.photos", n=len(photos))))
        for photo in photos:
            printed = printed_caption(photo.caption, photo.credit_line)
            self.add_text(self.tr("Lead: {0}").format(printed) if photo.lead else printed)

    def _list_unsettled(self, view: StoryView) -> None:
        """What was said of the story and nobody has settled: it holds up no sign-off."""
        asked = [each for each in view.comments if each.is_open]
        if not (asked or view.suggestions):
            return
        self.add_heading(self.tr("Not settled yet"))
        for comment in asked:
            self.add_text(str(message("form.labelled", label=comment.by, text=comment.text)))
        for each in view.suggestions:
            words = message("form.instead", old=each.old, new=each.new)
            self.add_text(str(message("form.labelled", label=each.by, text=words)))

    def _ask_for_acknowledgements(self, view: StoryView) -> None:
        if not view.findings:
            return
        self.add_heading(self.tr("Tick what you have seen and accept"))
        for finding in view.findings:
            self._acknowledgements.append(self._add_finding(finding, checkable=True))

    def _add_finding(self, finding: Finding, *, checkable: bool) -> Acknowledgement:
        row = Acknowledgement(finding, self, checkable=checkable)
        row.changed.connect(self._judge)
        row.show_requested.connect(self._show)
        self.body.addWidget(row)
        return row

    def _ask_for_name(self) -> None:
        self.add_field(self.tr("Note"), self._note)
        self.add_field(
            self.tr("Your name"),
            self._name,
            self.tr("You stand for exactly this snapshot; any later change voids the sign-off."),
        )
        self.body.addStretch(1)
        self.add_way_out(self.tr("Cancel"))
        self._sign = self.add_primary(self.tr("Sign off"))
        self._name.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        if self._sign is not None:
            seen = all(row.given for row in self._acknowledgements)
            self._sign.setEnabled(seen and bool(clean_line(self._name.text())))

    def _show(self, finding: Finding) -> None:
        self._finding = finding
        self.reject()


class RemarkDialog(Sheet):
    """A remark, or with `suggests` the words somebody would have instead; Ctrl+Enter gives it."""

    def __init__(self, words: str, parent: QWidget | None = None, *, suggests: bool) -> None:
        super().__init__(parent)
        self.begun_about = words
        self._words = words if suggests else ""
        quoted = str(message("form.quoted", words=words)) if words else self.tr("The whole story")
        self._text = LinesField(self._words, 4, self)
        if suggests:
            self.introduce(self.tr("Suggest instead"), intro=quoted)
            hint = self.tr("The story stays as it is until somebody accepts this.")
            self.add_field(self.tr("Suggested words"), self._text, hint)
            self._text.selectAll()
        else:
            self.introduce(self.tr("Comment"), intro=quoted)
            self.add_field(self.tr("Your comment"), self._text)
        self.add_way_out(self.tr("Cancel"))
        self._give = self.add_primary(self.tr("Suggest") if suggests else self.tr("Comment"))
        self._text.textChanged.connect(self._judge)
        self._suggests = suggests
        self._judge()
        self._text.setFocus()

    @property
    def value(self) -> str:
        text = clean_text(self._text.toPlainText())
        return text if self._suggests else text.strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give.click()
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        self._give.setEnabled(self.value != self._words)


class ReturnDialog(Sheet):
    """`remarks`: how many stand in the story and are open; then none on the whole is needed."""

    def __init__(self, parent: QWidget | None = None, remarks: int = 0) -> None:
        super().__init__(parent)
        self._remarks = remarks
        intro = str(message("count.remarks-to-return", n=remarks)) if remarks else ""
        self.introduce(self.tr("Return the story"), intro=intro)
        self._comment = LinesField("", 7, self)
        self.add_field(
            self.tr("What should be changed?"),
            self._comment,
            self.tr("The author reads this beside the story. An earlier sign-off no longer holds."),
        )
        self.add_way_out(self.tr("Cancel"))
        self._return = self.add_primary(self.tr("Return"))
        self._comment.textChanged.connect(self._judge)
        self._judge()
        self._comment.setFocus()

    @property
    def value(self) -> str:
        """The comment; blank once the dialog is accepted only where remarks say it."""
        return clean_text(self._comment.toPlainText()).strip()

    def _judge(self) -> None:
        self._return.setEnabled(bool(self.value or self._remarks))
