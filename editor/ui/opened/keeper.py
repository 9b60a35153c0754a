"""Keeps what is typed: after a pause, and within every two seconds while typing goes on.

Nothing typed is ever only on the screen for longer than that, and a save that fails is tried
again until it succeeds; nothing is ever written back into the editor.
"""

from collections.abc import Callable
from dataclasses import field, replace
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from editor.late import frozen
from editor.story.fields import TITLES, WRITTEN
from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line

PAUSE_MS = 300
STEADY_MS = 1500  # with the writing itself, no word is older than two seconds
RETRY_MS = 3000

Done = Callable[[object], None]
Failed = Callable[[Exception], None]
Keep = Callable[[str, StoryEdit, Done, Failed], None]


class KeepState(Enum):
    KEPT = "kept"
    TYPING = "typing"
    KEEPING = "keeping"
    FAILED = "failed"


@frozen
class Unkept:
    """Text that a failing disk has not taken yet."""

    story_id: str
    edit: StoryEdit


class Keeper(QObject):
    """One story's texts on their way into the library.

    `read` gives the editor's present values; `keep(story_id, edit, done, failed)` stores them
    elsewhere and answers in this thread.

    Signals:
        asked(): somebody wants to know what is to be kept; who tells late of a letter does it now.
        state_changed(object): a KeepState.
        kept(object): the answer of `keep`, for whoever shows it.
        failing(str): why the last attempt failed, in a sentence.
    """

    asked = Signal()
    state_changed = Signal(object)
    kept = Signal(object)
    failing = Signal(str)

    def __init__(
        self, read: Callable[[], StoryEdit], keep: Keep, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._keep = keep
        self._story_id = ""
        self._known = StoryEdit()  # what the library holds, as far as we know
        self._in_flight: StoryEdit | None = None
        self._dirty = False
        self._again = False
        self._held = False
        self._waiting: list[Callable[[], None]] = []
        self._state = KeepState.KEPT
        self._pause = self._timer(PAUSE_MS)
        self._steady = self._timer(STEADY_MS)
        self._retry = self._timer(RETRY_MS)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(self.keep_now)
        return timer

    @property
    def state(self) -> KeepState:
        return self._state

    @property
    def story_id(self) -> str:
        return self._story_id

    def watch(self, story_id: str, known: StoryEdit) -> None:
        """Begin with a story just shown. Whatever was not kept of the one before is kept or
        retried by whoever called `keep_now` and waited first."""
        self._stop_timers()
        same = story_id == self._story_id  # shown anew: who waits for it still does
        self._story_id = story_id
        self._known = known
        self._in_flight = None
        self._dirty = self._again = self._held = False
        if not same:
            self._waiting.clear()
        self._set_state(KeepState.KEPT)

    def typed(self) -> None:
        """Somebody changed the text. Called on every key: only timers here."""
        if not self._story_id:
            return
        self._dirty = True
        self._pause.start()
        # Never restarted while typing goes on: a pause alone could be put off for ever.
        if not self._steady.isActive():
            self._steady.start()
        if self._state is KeepState.KEPT:
            self._set_state(KeepState.TYPING)

    def hold(self) -> None:
        """Send nothing for a moment: the story's text is being changed in the library. What is
        typed meanwhile waits for `release`, or for `watch` with the changed text."""
        self._held = True

    def release(self) -> None:
        self._held = False
        if self._dirty:
            self.typed()
        self._call_waiting()

    def since_kept(self) -> StoryEdit:
        """What was typed since the library was last told; empty fields where nothing was."""
        self.asked.emit()
        return changed_fields(self._known, self._read()) if self._dirty else StoryEdit()

    def keep_now(self) -> None:
        """Send what is there now, unless an attempt is still on its way (then right after)."""
        self.asked.emit()
        self._stop_timers()
        if self._held:
            return
        if self._in_flight is not None:
            self._again = self._dirty
            return
        if not self._story_id or not self._dirty:
            return
        edit = changed_fields(self._known, self._read())
        self._dirty = False
        if edit == StoryEdit():
            self._set_state(KeepState.KEPT)
            return
        self._in_flight = edit
        self._set_state(KeepState.KEEPING)
        story_id = self._story_id
        self._keep(
            story_id,
            edit,
            lambda answer: self._on_kept(story_id, edit, answer),
            lambda error: self._on_failed(story_id, error),
        )

    def when_kept(self, then: Callable[[], None]) -> None:
        """Call `then` once the library holds everything typed so far; now when it does."""
        self._waiting.append(then)
        self.keep_now()
        self._call_waiting()

    def unkept(self) -> Unkept | None:
        """What would be lost if the program ended now."""
        self.asked.emit()
        if not self._story_id or not (self._dirty or self._in_flight):
            return None
        return Unkept(self._story_id, self._read())

    def _on_kept(self, story_id: str, edit: StoryEdit, answer: object) -> None:
        if story_id != self._story_id:
            return
        self._in_flight = None
        self._known = merged(self._known, edit)
        self._set_state(KeepState.TYPING if self._dirty else KeepState.KEPT)
        self.kept.emit(answer)
        if self._again or self._waiting:
            self._again = False
            self.keep_now()
        self._call_waiting()

    def _on_failed(self, story_id: str, error: Exception) -> None:
        if story_id != self._story_id:
            return
        self._in_flight = None
        self._dirty = True
        self._retry.start()
        self._set_state(KeepState.FAILED)
        self.failing.emit(str(error))

    def _call_waiting(self) -> None:
        while self._waiting and not self._dirty and self._in_flight is None:
            self._waiting.pop(0)()

    def _stop_timers(self) -> None:
        for timer in (self._pause, self._steady, self._retry):
            timer.stop()

    def _set_state(self, state: KeepState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)


def changed_fields(known: StoryEdit, now: StoryEdit) -> StoryEdit:
    """The fields of `now` that say something and differ from `known`."""
    changes = now.given.items()
    return StoryEdit(**{name: value for name, value in changes if value != getattr(known, name)})


def merged(known: StoryEdit, edit: StoryEdit) -> StoryEdit:
    """`known` with every field that `edit` sets."""
    return replace(known, **edit.given)


@frozen
class KnownText:
    """`texts` are headline, deck and body as stored; `revision` is up to where they are known
    to be the story's."""

    texts: StoryEdit = field(default_factory=StoryEdit)
    revision: int = 0

    @classmethod
    def of(cls, story: Story) -> "KnownText":
        return cls(StoryEdit.of(story, WRITTEN), story.revision)

    def after(self, edit: StoryEdit, revision: int) -> "KnownText":
        """Once `edit` was kept: a title is stored on one line, without the blank at its end."""
        given = edit.given
        titles = {key: clean_line(given[key]) for key in TITLES if key in given}
        return KnownText(merged(self.texts, replace(edit, **titles)), revision)

    def holds(self, story: Story) -> bool:
        """Whether the story still has these very texts."""
        return all(getattr(self.texts, key) == getattr(story, key) for key in WRITTEN)
