"""What was begun in dialogs and boxes outlives them: kept with every pause, brought back later.

It is kept among the library's settings and not beside them: the names of stories in it mean
something there only, and what is written there survives a kill as the text itself does.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QWidget

from editor.ui.shell.commands import Feature
from editor.ui.shell.desk_lane import DeskLane
from editor.ui.shell.settings_desk import SettingsDesk
from editor.ui.widgets.begun import BegunFields, KeepsMore, boxes_over
from editor.ui.widgets.sheet import BegunLine
from editor.ui.widgets.spelled_out import moment

BEGUN = "begun in dialogs"  # the setting that remembers it
PAUSE_MS = 300
KEPT_FOR = timedelta(days=60)
MOST = 200  # boxes
LONGEST = 200_000  # characters of one box; more is no remark

Begun = dict[str, Any]  # at: ISO 8601; fields: texts by name; more: the box's own


class BegunDesk(Feature):
    """Follows every box that opens before the window.

    A box may say `begun_in = "newsroom"` when it is not about a story ("": nothing of it is
    kept), with `begun_story` that it is about another than the open one, and with `begun_about`
    about which of several things; with `show_begun` it shows the line that says what was brought
    back.
    """

    def __init__(
        self,
        desk_lane: DeskLane,
        story_id: Callable[[], str],
        settings: SettingsDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._story_id = story_id
        self._begun: dict[str, Begun] = {}
        self._stored: dict[str, Begun] = {}
        self._given: tuple[str, Begun] | None = None  # what went to the library last
        self._followed: dict[QWidget, _Followed] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        settings.add(BEGUN, self._know)
        boxes_over(window).opened.connect(self._follow)
        desk_lane.changed.connect(self._arrived)
        desk_lane.refused.connect(self._give_back)

    def flush(self) -> None:
        """Into the library now."""
        self._pause.stop()
        if self._begun != self._stored:
            site, begun = self._desk_lane.desk.site, dict(self._begun)
            self._stored = begun
            self._desk_lane.note(lambda: site.remember(BEGUN, begun))

    def stop(self) -> None:
        self.flush()

    def keep(self, key: str, fields: Mapping[str, str], more: Mapping[str, Any]) -> None:
        """Nothing in either of them: nothing is begun there any more."""
        if fields or more:
            begun = {"fields": dict(fields), "more": dict(more)}
            if len(str(begun)) <= LONGEST:
                self._begun[key] = {"at": datetime.now(UTC).isoformat(), **begun}
        elif self._begun.pop(key, None) is None:
            return
        self._pause.start()

    def finish(self, key: str) -> None:
        """What was begun was wanted: it is on its way to where it belongs."""
        begun = self._begun.pop(key, None)
        if begun is not None:
            self._given = (key, begun)
            self.flush()

    def _follow(self, box: QWidget) -> None:
        if getattr(box, "begun_in", "story") == "":
            return
        key = self._key(box)
        followed = self._followed.get(box)
        if followed is None:
            box.destroyed.connect(lambda: self._followed.pop(box, None))
        # About the same as before, it goes on: what stands in the box by now was typed there, and
        # is not what stood there before anybody typed.
        if followed is None or followed.key != key:
            if followed is not None:
                followed.end()
            followed = self._followed[box] = _Followed(self, key, box)
        followed.open(self._begun.get(key, {}))

    def _key(self, box: QWidget) -> str:
        story = getattr(box, "begun_story", "") or self._story_id()
        if getattr(box, "begun_in", "story") == "newsroom":
            story = ""
        return " · ".join((type(box).__name__, story, str(getattr(box, "begun_about", ""))))

    def _know(self, kept: Mapping[str, Any]) -> None:
        oldest = datetime.now(UTC) - KEPT_FOR
        known = {key: each for key, each in kept.items() if _moment(each) > oldest}
        newest = sorted(known, key=lambda key: _moment(known[key]), reverse=True)[:MOST]
        self._stored = dict(kept)
        # What was begun since the window opened is newer.
        self._begun = {key: known[key] for key in newest} | self._begun

    def _arrived(self) -> None:
        self._given = None

    def _give_back(self) -> None:
        """The library did not take what a dialog gave: nobody types it twice."""
        if self._given is not None:
            key, begun = self._given
            self._given = None
            self._begun.setdefault(key, begun)
            self._pause.start()


class _Followed(QObject):
    """One box until it opens for something else."""

    def __init__(self, desk: BegunDesk, key: str, box: QWidget) -> None:
        super().__init__(box)
        self._desk = desk
        self.key = key
        self._box = box
        self._fields = BegunFields(box)
        self._line: BegunLine | None = None
        self._listens = False
        self._fields.changed.connect(self._keep)
        box.installEventFilter(self)
        if isinstance(box, KeepsMore):
            box.begun_changed.connect(self._keep)
        self._done = box.accepted if isinstance(box, QDialog) else getattr(box, "chosen", None)
        if self._done is not None:
            self._done.connect(self._finish)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What the program puts into it for the next time is not typed by anybody.
        if isinstance(event, QHideEvent) and not event.spontaneous():
            self._listens = False
        return False

    def open(self, begun: Begun) -> None:
        """With what was begun there, {} for nothing."""
        # Not heard while it is brought back: it is kept already, with the moment it was typed.
        anything = self._fields.bring_back(begun.get("fields") or {})
        more = begun.get("more") or {}
        if more and isinstance(self._box, KeepsMore):
            self._box.bring_back(more)
            anything = True
        self._listens = True
        if anything or not begun:
            self._take_line_away()
        show = getattr(self._box, "show_begun", None)
        if anything and show is not None:
            self._line = BegunLine(self._sentence(begun), self._box)
            self._line.afresh.connect(self._start_afresh)
            show(self._line)
            self._line.show()  # at once: the box is being measured

    def end(self) -> None:
        """Nothing it hears counts any more."""
        self._listens = False
        if self._done is not None:
            self._done.disconnect(self._finish)
        self._fields.end()
        self._take_line_away()
        self.deleteLater()

    def _keep(self) -> None:
        if self._listens:
            more = self._box.begun() if isinstance(self._box, KeepsMore) else {}
            self._desk.keep(self.key, self._fields.typed, more)

    def _finish(self) -> None:
        self._desk.finish(self.key)

    def _start_afresh(self) -> None:
        self._fields.start_afresh()
        if isinstance(self._box, KeepsMore):
            self._box.bring_back({})
        self._desk.keep(self.key, {}, {})
        self._take_line_away()

    def _take_line_away(self) -> None:
        if self._line is not None:
            self._line.hide()
            self._line.deleteLater()
            self._line = None

    def _sentence(self, begun: Begun) -> str:
        at = _moment(begun).astimezone()
        today = at.date() == datetime.now(UTC).astimezone().date()
        shown = f"{at:%H:%M}" if today else moment(at)
        return self.tr("Brought back: what was typed here at {0}.").format(shown)


def _moment(begun: Any) -> datetime:
    """When it was typed last; long ago when nobody can tell."""
    try:
        return datetime.fromisoformat(begun["at"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError):
        return datetime.min.replace(tzinfo=UTC)
