"""One line of undo for one story: what was done in its texts, fields and photos, in the order it
was done.

The texts keep their own histories, which Qt writes as they are edited; here stands, for each step
of one of them, which text it was. Everything else that is done to a story stands between them as
commands of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QTextDocument, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from editor.message import message
from editor.story.story import StoryEdit
from editor.ui.writing.quiet_text import QuietText


class TextStep(QUndoCommand):
    """One step in the history of one text.

    It knows how long that history is without it and with it, and goes there: so it finds its
    place again whatever else the text has been through.
    """

    def __init__(self, line: "UndoLine", field: QuietText, name: str, below: int) -> None:
        super().__init__(name)
        self._line = line
        self.field = field
        self._done = True  # it was done before anybody knew of it
        self.below = below
        self.above = field.document().availableUndoSteps()

    def redo(self) -> None:
        if self._done:
            return
        document = self.field.document()
        while document.isRedoAvailable() and document.availableUndoSteps() < self.above:
            self.field.step_forward()
        self._done = True
        self._line.went_through(self.field)

    def undo(self) -> None:
        self._line.look_back()
        document = self.field.document()
        while document.isUndoAvailable() and document.availableUndoSteps() > self.below:
            self.field.step_back()
        self._done = False
        self._line.went_through(self.field)


class AskedStep(QUndoCommand):
    """A step the library is asked for, and may refuse.

    Attributes:
        line: where it stands, once it was pushed.
    """

    line: "UndoLine | None" = None

    def refuse(self) -> None:
        """There is nothing of it to take back: it leaves its line."""
        if isValid(self):
            self.setObsolete(True)
            if self.line is not None:
                self.line.drop_refused()


class UndoLine(QUndoStack):
    """Serves the texts of one pane; `read` gives what stands in them.

    While the library is asked to change the texts, whoever goes on pressing Undo or Redo is
    remembered and served in turn: the texts are not yet what those presses are about.

    A step that a letter begins is pushed once the letter is painted, or when it matters before.

    Attributes:
        pushed: how many things were done so far.

    Signals:
        let_go(object, object): what stood in the texts before somebody went back, now that
            nothing can go there again (StoryEdit); and what stands there when the story is left,
            None when something else is just being done.
        waits_changed(): the library is asked to change the texts, or has answered.
    """

    let_go = Signal(object, object)
    waits_changed = Signal()

    def __init__(
        self, fields: Mapping[str, QuietText], read: Callable[[], StoryEdit], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._fields = tuple(fields.values())
        self._read = read
        self._ahead: StoryEdit | None = None
        self._marks: list[object] = []  # one for each thing done or undone, in their order
        self._name = ""
        self._one: str | None = None
        self._begun = False
        self._taken: list[TextStep] | None = None
        self._newest: dict[QuietText, TextStep] = {}
        self._unpushed: TextStep | None = None
        self._touched: list[QuietText] = []
        self._pushing = False
        self._questions: list[object] = []  # the library has not answered yet
        self._asked_at = self._asked_after = 0  # where in the line, and how much had been done
        self._presses: list[Callable[[], object]] = []
        self.pushed = 0
        self._lengths = dict.fromkeys(self._fields, 0)
        for field in self._fields:
            field.undo_line = self
            field.document().undoCommandAdded.connect(lambda field=field: self._on_step(field))
        self.indexChanged.connect(self._on_moved)

    # -- what was done

    def push(self, command: QUndoCommand) -> None:
        self._presses.clear()  # they were about what stood there before this
        self.put(command)

    def put(self, command: QUndoCommand) -> None:
        """As `push`, for what the library was asked for: whoever has pressed Undo since then
        means that."""
        if isinstance(command, AskedStep):
            command.line = self
        if self.canRedo():
            self._forget_ahead()
        if self._one is None or not self._begun:
            del self._marks[self.index() :]
            self._marks.append(command if self._one is None else object())
        if self._one is not None and not self._begun:
            self._begun = True
            self.beginMacro(self._one)
        self._pushing = True
        self.pushed += 1
        with self._noting_questions():
            super().push(command)
        self._pushing = False
        # What is typed on elsewhere comes after this: it must not go into a step before.
        own = command.field if isinstance(command, TextStep) else None
        self._end_steps(own)

    @contextmanager
    def called(self, name: str) -> Iterator[None]:
        """Steps of the texts get this name while it lasts, in the words of people."""
        before, self._name = self._name, name
        try:
            yield
        finally:
            self._name = before

    def name_after(self, actions: Iterable[QAction]) -> None:
        """What these commands do is called after them, up to what `name_until_here` was told
        after: Qt calls those who listen in the order in which they were connected."""
        for action in actions:
            action.triggered.connect(lambda _on=False, action=action: self._begin(action.text()))

    def name_until_here(self, actions: Iterable[QAction]) -> None:
        for action in actions:
            action.triggered.connect(lambda: self._begin(""))

    @contextmanager
    def as_one(self, name: str) -> Iterator[None]:
        """Whatever is done while it lasts is one step; nothing, when nothing was done."""
        if self._one is not None:
            yield  # a part of something larger
            return
        self.settle()
        self._one, self._begun = name, False
        try:
            yield
        finally:
            self._one = None
            if self._begun:
                self.endMacro()

    @contextmanager
    def taking(self, steps: list[TextStep]) -> Iterator[None]:
        """Steps of the texts go into that list, for a command that will see to them itself."""
        before, self._taken = self._taken, steps
        try:
            yield
        finally:
            self._taken = before

    def accept(self, step: TextStep) -> None:
        """A step that a text has done stands in the line from now on."""
        if self._taken is None:
            self.push(step)
        else:
            self._taken.append(step)
            self._end_steps(None)

    def settle(self) -> None:
        """Pushes now the step that the last letter began, where that waits."""
        step, self._unpushed = self._unpushed, None
        if step is not None:
            self.accept(step)

    def index(self) -> int:
        self.settle()
        return super().index()

    @property
    def last(self) -> object:
        """What was done last and not undone, to be compared with what it was at another time: a
        command that was pushed, or something that stands for several.

        Never Qt's own answer: PySide keeps its object for a command of Qt's after that is gone,
        and hands it out for whatever comes to lie in its place, a whole text for one.
        """
        return self._marks[self.index() - 1] if self.index() else None

    # -- back and forth

    def undo(self) -> None:
        self.in_turn("undo", self._go_back)

    def redo(self) -> None:
        self.in_turn("redo", self._go_forth)

    def in_turn(self, way: str, go: Callable[[], object]) -> None:
        """`go`, which undoes or redoes: now, or when the library has answered. What was done
        since it was asked can be taken back meanwhile."""
        since = self.index() > self._asked_at if way == "undo" else self.pushed > self._asked_after
        if self._questions and not since:
            self._presses.append(go)
        else:
            go()

    @property
    def waits(self) -> bool:
        """Whether the library is asked: then there may be something to undo or redo soon."""
        return bool(self._questions)

    def asking(self) -> Callable[[], None]:
        """The library is asked to change the texts; call the answer when what it said is shown,
        or when it refused."""
        question = object()
        self._questions.append(question)
        self._note_question()
        self.waits_changed.emit()

        def answered() -> None:
            if question in self._questions:  # else another story stands here by now
                self._questions.remove(question)
                while self._presses and not self._questions:
                    self._presses.pop(0)()
                self.waits_changed.emit()

        return answered

    def drop_refused(self) -> None:
        """What the library refused is not offered, whichever way somebody goes."""
        if self._one is not None:
            return
        while self._is_refused(self.index() - 1):
            super().undo()  # Qt only drops it
        while self._is_refused(self.index()):
            super().redo()
            del self._marks[self.index()]
            self.indexChanged.emit(self.index())  # it is the same, and Qt tells nobody

    def stay(self) -> None:
        """What was undone last could not be: it stands in the line as it did."""
        self._go_forth()

    def clear(self) -> None:
        self.settle()
        self._questions.clear()
        self._presses.clear()
        super().clear()
        self.waits_changed.emit()

    def leave(self) -> None:
        """Another story comes, or none."""
        self._forget_ahead(leaves=True)
        self.clear()

    def begin(self) -> None:
        """The texts have just been written into their fields, and their histories begin."""
        self._newest.clear()
        for field in self._fields:
            self.measure(field)

    def measure(self, field: QuietText) -> None:
        """How long the history of a text is, where nobody tells."""
        self._lengths[field] = field.document().availableUndoSteps()

    # -- told by its steps

    def look_back(self) -> None:
        """A step of a text is about to be undone."""
        if self._ahead is None:
            self._ahead = self._read()

    def went_through(self, field: QuietText) -> None:
        self.measure(field)
        self._touched.append(field)

    # -- inside

    def _go_back(self) -> None:
        with self._noting_questions():
            super().undo()

    def _go_forth(self) -> None:
        with self._noting_questions():
            super().redo()

    @contextmanager
    def _noting_questions(self) -> Iterator[None]:
        """A step that asks does so before Qt has moved on over it."""
        before = len(self._questions)
        yield
        if len(self._questions) > before:
            self._note_question()

    def _note_question(self) -> None:
        self._asked_at, self._asked_after = self.index(), self.pushed

    def _is_refused(self, at: int) -> bool:
        mark = self._marks[at] if 0 <= at < len(self._marks) else None
        return isinstance(mark, AskedStep) and isValid(mark) and mark.isObsolete()

    def _on_step(self, field: QuietText) -> None:
        """Qt has begun a new step in the history of one of the texts."""
        self.settle()
        length = field.document().availableUndoSteps()
        newest = self._newest.get(field)
        if field.steps.joins and newest is not None and isValid(newest):
            newest.above = self._lengths[field] = length  # it only goes on
            return
        name = self._name or QCoreApplication.translate("Steps", str(field.steps.doing))
        step = TextStep(self, field, name, self._lengths[field])
        self._newest[field], self._lengths[field], self._unpushed = step, length, step
        if field.types and self.canUndo() and not self.canRedo():
            self._end_steps(field)
        else:
            self.settle()  # it is seen whether something can be pressed

    def _begin(self, title: str) -> None:
        title = title.replace("&", "").rstrip("…")
        self._name = str(message("form.step", title=title))

    def _on_moved(self) -> None:
        while len(self._marks) > self.count():  # it had become obsolete, or all were forgotten
            del self._marks[self.index()]
        self.drop_refused()
        if not self.canRedo() and self._one is None:
            self._ahead = None
        touched, self._touched = self._touched, []
        if touched:
            self._show(touched)
        if not self._pushing:
            self._end_steps(None)

    def _forget_ahead(self, *, leaves: bool = False) -> None:
        ahead, self._ahead = self._ahead, None
        for field in self._fields:
            if field.document().isRedoAvailable():
                field.document().clearUndoRedoStacks(QTextDocument.Stacks.RedoStack)
        if ahead is not None:
            self.let_go.emit(ahead, self._read() if leaves else None)

    def _end_steps(self, but: QuietText | None) -> None:
        for field in self._fields:
            if field is not but:
                field.steps.end()

    def _show(self, touched: list[QuietText]) -> None:
        """The keyboard goes where something changed, unless it is in a bar of the text."""
        focus, pane = QApplication.focusWidget(), self.parent()
        assert isinstance(pane, QWidget)
        target = focus if isinstance(focus, QuietText) and focus in touched else touched[-1]
        target.ensureCursorVisible()
        if focus is None or focus is target or focus.window() is not pane.window():
            return
        if focus in self._fields or not pane.isAncestorOf(focus):
            target.setFocus(Qt.FocusReason.OtherFocusReason)
