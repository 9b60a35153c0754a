"""Find and replace across all drafts from the window: parts of the library are looked through
beside the lane, stories are replaced one by one in it, and the whole can be taken back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.desk.changing import Changes, Done, together
from editor.desk.newsroom import Refused
from editor.desk.replacing import ExpressionRun, PutBack, Replaced, StoryHits
from editor.late import slotted
from editor.message import Message, Said, listed, message
from editor.story.matching import Query, Replacement
from editor.story.story import Story
from editor.ui.opened.story_tab import StoryTab
from editor.ui.opened.story_tabs import StoryTabs
from editor.ui.opened.undo_steps import StepWithTexts
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.lane import Failed
from editor.ui.theme import Theme

if TYPE_CHECKING:
    from editor.ui.finding.find_everywhere_dialog import FindEverywhereDialog

Then = Callable[[], object]

PART = 250  # stories looked through in one go
NAMED = 4  # stories a report names


@slotted(eq=False)
class _Round:
    """One search or one replacing; another one begun makes this one stop."""

    query: Query = field(default_factory=lambda: Query(""))
    replacement: Replacement | None = None
    stopped: bool = False
    answers: list[Done[Replaced]] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    end: Callable[[], object] = lambda: None


class FindEverywhereDesk(Feature):
    """Signals:
    story_requested(str): a story to be opened at the side of the dialog.
    """

    story_requested = Signal(str)

    def __init__(self, tabs: StoryTabs, theme: Theme, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._theme = theme
        self._desk_lane = desk_lane
        self._window = window
        self._dialog: FindEverywhereDialog | None = None
        self._round = _Round()
        self._run = ExpressionRun()
        self._last: _Replacement | None = None

    def commands(self) -> Iterable[Command]:
        yield Command(
            "find_everywhere", self.tr("Find in all &drafts…"), "file-search", "Ctrl+Shift+H"
        ).doing(self.open, {Menu.EDIT: 410})

    def open(self) -> None:
        if self._dialog is None:
            # Late, as every dialog: together they are a tenth of a second of the start.
            from editor.ui.finding.find_everywhere_dialog import FindEverywhereDialog

            dialog = self._dialog = FindEverywhereDialog(self._theme, self._window)
            dialog.find_requested.connect(self.find)
            dialog.replace_requested.connect(self.replace)
            dialog.cancel_requested.connect(self.halt)
            dialog.story_requested.connect(self.story_requested)
            dialog.undo_requested.connect(self._undo_last)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()
        self._dialog.words.setFocus()
        self._dialog.words.selectAll()

    def halt(self) -> None:
        """What is going on ends with the part it is at; what was replaced stays replaced."""
        self._round.stopped = True
        self._run.stop()

    def stop(self) -> None:
        self.halt()
        if self._dialog is not None:
            self._dialog.close()

    # -- finding

    def find(self, query: Query, replacement: Replacement | None) -> None:
        dialog, replacing = self._dialog, self._desk_lane.desk.replacing
        if dialog is None:
            return
        self.halt()
        this = self._round = _Round(query, replacement)
        dialog.begin()
        # What is typed in open stories is looked through too.
        self._when_all_kept(
            lambda: self._desk_lane.ask(
                lambda: replacing.candidates(query),
                lambda ids: self._find_part(this, ids, 0),
            )
        )

    def _find_part(self, this: _Round, ids: Sequence[str], start: int) -> None:
        dialog, query = self._dialog, this.query
        if this is not self._round or dialog is None:
            return
        if this.stopped or start >= len(ids):
            dialog.show_progress(1, 1)
            if not dialog.has_hits and not this.stopped:
                dialog.show_nothing(
                    self.tr("Nothing found"),
                    self.tr("“{0}” stands in no draft.").format(query.words),
                )
            return
        replacing, run = self._desk_lane.desk.replacing, self._run
        part = ids[start : start + PART]
        dialog.show_progress(start, len(ids))

        def look() -> tuple[StoryHits, ...]:
            try:
                return replacing.find(part, query, this.replacement, run)
            finally:
                if query.expression and start + PART >= len(ids):
                    run.close()

        def show(found: tuple[StoryHits, ...]) -> None:
            if this is self._round:
                dialog.add(found)
                self._find_part(this, ids, start + PART)

        self._desk_lane.away(look, show, lambda error: self._not_found(this, error))

    def _not_found(self, this: _Round, error: Exception) -> None:
        if self._dialog is not None and this is self._round and not this.stopped:
            self._dialog.show_progress(1, 1)
            self._dialog.say(str(error), warning=True)
        if not isinstance(error, Said):
            raise error

    # -- replacing

    def replace(self, wanted: Sequence[StoryHits]) -> None:
        """Every open story is kept first; then one story after the other."""
        before = self._round
        self.halt()
        this = self._round = _Round(before.query, before.replacement)
        this.end = self._desk_lane.begin(self.tr("Words are being replaced in all drafts."))
        self._when_all_kept(lambda: self._replace_next(this, wanted, 0))

    def _replace_next(self, this: _Round, wanted: Sequence[StoryHits], at: int) -> None:
        if this.stopped or at >= len(wanted):
            self._report(this, wanted, at)
            return
        if self._dialog is not None:
            self._dialog.show_progress(at, len(wanted))
        replacing, story = self._desk_lane.desk.replacing, wanted[at]

        def went(answer: Done[Replaced]) -> None:
            this.answers.append(answer)
            self._replace_next(this, wanted, at + 1)

        def failed(error: Exception) -> None:
            this.trouble.append(str(error))
            # A story that is gone is no reason to leave the others; a library that fails is.
            self._replace_next(this, wanted, at + 1 if isinstance(error, Refused) else len(wanted))
            if not isinstance(error, Said):
                raise error

        self._desk_lane.lane.run(lambda: replacing.replace(story, this.query.words), went, failed)

    def _report(self, this: _Round, wanted: Sequence[StoryHits], reached: int) -> None:
        this.end()
        answers = [each.value for each in this.answers]
        done = [each for each in answers if each.count]
        count = sum(each.count for each in done)
        stories = message("count.stories", n=len(done))
        parts: list[str | Message] = [message("replaced.in", many=count, stories=stories)]
        missed = [each for each in answers if each.missed]
        if missed:
            gone = sum(each.missed for each in missed)
            parts.append(message("replaced.meanwhile", names=_named(missed), gone=gone))
        if reached < len(wanted) and this.stopped:
            parts.append(message("replaced.stopped", n=len(wanted) - reached))
        parts += this.trouble
        if done:
            self._last = _Replacement(self, self._tabs.current, this.query.words, done)
            self._tabs.undo.push(self._last)
            self._tell(done, together(this.answers), self._last)
        if self._dialog is not None:
            self._dialog.show_progress(1, 1)
            self._dialog.begin()
            self._dialog.show_nothing(
                self.tr("Replaced") if done else self.tr("Nothing was replaced"),
                self.tr("What stood there before is in the history of each story."),
            )
            trouble = bool(missed or this.trouble)
            said = str(listed(parts, "sentences"))
            self._dialog.say(said, warning=trouble, undo=bool(done))
            self._look_again(this, [each.story_id for each in missed])

    def _look_again(self, this: _Round, story_ids: list[str]) -> None:
        """What is found now in stories that somebody changed meanwhile."""
        dialog, replacing, run = self._dialog, self._desk_lane.desk.replacing, self._run
        if dialog is None or not story_ids:
            return

        def show(found: tuple[StoryHits, ...]) -> None:
            if this is self._round:
                dialog.add(found)

        self._desk_lane.away(
            lambda: replacing.find(story_ids, this.query, this.replacement, run),
            show,
            lambda error: self._not_found(this, error),
        )

    def _undo_last(self) -> None:
        if self._last is None or self._last.taken_back:
            return
        if self._tabs.current.undo_line.last is self._last:
            self._tabs.current.undo_line.undo()
        else:
            self._last.refuse()  # what is put back now cannot be undone any more
            self.put_back(self._last, lambda: None, lambda: None)

    def put_back(self, replacement: "_Replacement", stay: Then, over: Then) -> None:
        """The former texts, where nobody has changed them since; `over()` whatever came of it,
        `stay()` before it where the library failed."""
        replacement.taken_back = True

        def told(answer: Done[tuple[PutBack, ...]]) -> None:
            self._tell(answer.value, answer.changes, replacement)
            self._tell_put_back(answer.value)
            over()

        def fail(error: Exception) -> None:
            replacement.taken_back = False
            stay()
            over()
            self._desk_lane.tell(error)

        self._put_texts(replacement.done, told, fail)

    def replace_again(self, replacement: "_Replacement", over: Then) -> None:
        """Redo: the same stories once more, as far as they still are what they were."""
        replacement.taken_back = False
        turned = [
            Replaced(each.story_id, each.headline, each.count, 0, each.after, each.before)
            for each in replacement.done
        ]

        def told(answer: Done[tuple[PutBack, ...]]) -> None:
            self._tell(answer.value, answer.changes, replacement)
            over()

        def fail(error: Exception) -> None:
            over()  # some may have been replaced: Undo puts those back
            self._desk_lane.tell(error)

        self._put_texts(turned, told, fail)

    def _put_texts(
        self,
        done: list[Replaced],
        told: Callable[[Done[tuple[PutBack, ...]]], None],
        fail: Failed,
    ) -> None:
        replacing, lane = self._desk_lane.desk.replacing, self._desk_lane.lane
        self._when_all_kept(lambda: lane.run(lambda: replacing.put_back(done), told, fail))

    def _tell_put_back(self, answers: Sequence[PutBack]) -> None:
        kept = [each for each in answers if each.kept]
        if kept:
            names = [
                message("form.beside", what=_headline(each), more=listed(each.kept))
                for each in kept[:NAMED]
            ]
            sentence = str(message("replaced.not-all-back", names=names))
        else:
            stories = message("count.stories", n=len(answers))
            sentence = str(message("replaced.back", stories=stories))
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.say(sentence, warning=bool(kept))
        elif kept:
            self.refused.emit(sentence)
        else:
            self.said.emit(sentence)

    def _tell(
        self,
        stories: Sequence[Replaced | PutBack],
        changes: Changes,
        replacement: "_Replacement",
    ) -> None:
        """Open stories are shown anew, then lists read again: a story that is read again before
        would meet its own text as somebody else's."""
        for each in stories:
            tab = self._tabs.tab_of(each.story_id)
            if tab is not None and tab.waiting is None:
                tab.story.reopen(replacement.show if tab is replacement.tab else None)
        self._desk_lane.changed.emit(changes)

    def _when_all_kept(self, then: Callable[[], object]) -> None:
        waiting = [tab.story.keeper for tab in self._tabs.tabs() if tab.story.story_id]

        def next_one() -> None:
            if waiting:
                waiting.pop().when_kept(next_one)
            else:
                then()

        next_one()


class _Replacement(StepWithTexts):
    """A replacing across drafts, in the line of the story that was on top then."""

    def __init__(
        self, desk: FindEverywhereDesk, tab: StoryTab, words: str, done: list[Replaced]
    ) -> None:
        super().__init__(str(message("replaced.step", words=words, n=len(done))), tab)
        self.tab = tab
        self._desk = desk
        self.done = done
        self.taken_back = False
        self._did = False

    def show(self, story: Story) -> None:
        """The text of the story on top, as it is now."""
        if self.taken_back:
            self.show_undone(story)
        else:
            self.show_done(story)

    def redo(self) -> None:
        if self._did and self.taken_back:
            self._desk.replace_again(self, self._tab.undo_line.asking())
        self._did = True  # it was done when it was put on the stack

    def undo(self) -> None:
        if not self.taken_back:
            self._desk.put_back(self, self.stay, self._tab.undo_line.asking())


def _headline(each: PutBack | Replaced) -> str:
    return each.headline or each.story_id[:8]


def _named(stories: Sequence[Replaced]) -> Message:
    names = listed([_headline(each) for each in stories[:NAMED]])
    return message("window.and-others", names=names) if len(stories) > NAMED else names
