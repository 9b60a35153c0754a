"""A random walk over the text of one story: `python -m tests.e2e.text_walk 5000 --seed 3`.

Types, composes, deletes, selects, pastes (pages, huge runs, emoji), formats, replaces, undoes, in
any order. After every step no line is too long and the caret stands between two characters; at
every rest the value kept in step is the one that is there, in normal form, and its JSON gives it
back. At the end undo leads to the beginning and redo to the end again.
"""

import argparse
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QMimeData, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from editor.language.style_pack import NAMES, read_pack
from editor.language.typing_habits import TypingHabits
from editor.story import document_json
from editor.story.document import (
    Blockquote,
    Divider,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.matching import Matcher, Query, Replacement
from editor.story.runs import Mark, Run
from editor.story.story import Status, Story
from editor.story.text import MAX_PARAGRAPH
from editor.ui.app import make_application
from editor.ui.theme import Theme
from editor.ui.writing.body_field import BodyField
from editor.ui.writing.document.document_reader import read_document
from editor.ui.writing.find.hit_search import TextHits
from editor.ui.writing.find.hits_in_fields import put_all_words
from editor.ui.writing.house_style import set_in_style
from editor.ui.writing.writing_pane import WritingPane

REST_EVERY = 15  # steps
TOLD = 10  # steps told of a walk that went wrong
BOLD = frozenset({Mark.BOLD})
SENTENCE = "It was a well-kept library of the “country” in spring. "
START = Document.of(
    [
        Heading(2, (Run("Head line"),)),
        Paragraph(
            (Run("some "), Run("bold", BOLD), Run(" and "), Run("a link", href="https://e.org/"))
        ),
        ListBlock(False, (ListItem((Run("one"),), (ListBlock(True, (ListItem((Run("in"),)),)),)),)),
        Blockquote((Paragraph((Run("quoted"),)),), "Wang Li"),
        Table(((TableCell((Run("a"),), True), TableCell((Run("b"),), True)), (TableCell(),) * 2)),
        Divider(),
        PullQuote((Run("pulled"),)),
        Paragraph((Run((SENTENCE * 180)[: MAX_PARAGRAPH - 30]),)),
        Paragraph((Run("QmFzZTY0" * 1_240),)),
        Paragraph((Run("last 山西 👩‍🌾 line"),)),
    ]
)
TYPED = (
    *(
        "word",
        "山西",
        " ",
        "x",
        "-- ",
        '"',
        "'",
        "'07 ",
        "## ",
        "- ",
        "> ",
        "1. ",
        "**b**",
        "---\n",
    ),
    *("\n", "\n", "👩‍🌾", "👍🏽", "🇨🇳", "n\u0308", "…", "5 km ", "rock 'n' roll ", "\u00a0", "אב"),
    "co\u00adop ",
)
PASTED = (
    *("plain", "two\nlines\n\nand more", "a\tb\nc\td\n", "<p>x</p>", "https://example.org/"),
    *(
        "👩‍🌾👨‍👩‍👧‍👦",
        "\u2028x",
        "QmFzZTY0" * 2_000,
        SENTENCE * 500,
        "山西，" * 5_000,
        "👨‍👩‍👧‍👦" * 2_000,
    ),
    "x" * MAX_PARAGRAPH,
)
PAGES = (
    "<p>one <b>two</b></p><ul><li>three</ul>",
    f"<h2>H</h2><p>{'word ' * 4_000}</p>",
    "<table><tr><td>a<td>b</table>",
)
COMPOSED = ("山", "西省", "é", "한", "👩‍🌾", "x")
LOOKED_FOR = (("e", "ee"), ("山", "山西"), ("👩", "x"), ("o", ""), ("QmFz", "Base "), (" ", "  "))
# Those that ask somebody, leave the text, or are tried by steps of their own.
ASKS = (
    *("find", "replace", "photo", "gallery", "print", "spelling", "characters", "palette", "link"),
    *("outline", "focus", "house", "paste", "copy_for", "settings", "preview", "table_menu"),
    *("undo", "redo"),
)
KEYS = tuple(
    (key, held)
    for key in (
        "Left",
        "Right",
        "Up",
        "Down",
        "Home",
        "End",
        "Tab",
        "Return",
        "Backspace",
        "Delete",
    )
    for held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
)
CTRL = Qt.KeyboardModifier.ControlModifier


class NoPhotos:
    def thumbnail(self, photo_id: str, longest: int) -> QImage | None:
        return None


@dataclass(slots=True)
class WentWrong(Exception):
    seed: int
    step: int
    problem: str
    steps: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        last = "; ".join(self.steps)
        return f"seed {self.seed}, step {self.step}: {self.problem}\nlast steps: {last}"


class TextWalk:
    """One walk in a pane of its own."""

    def __init__(self, seed: int, start: Document = START) -> None:
        self.seed = seed
        self._chance = random.Random(seed)
        self._app = make_application()
        self._theme = Theme(self._app, "light")
        self._theme.apply()
        self.pane = WritingPane(self._theme, NoPhotos())
        self.pane.resize(760, 700)
        self.pane.show()
        self.pane.show_story(_story(start))
        self.pane.follow_habits(TypingHabits.of({}, {}))
        body = self.pane.findChild(BodyField)
        assert body is not None
        self._body = body
        self._body.setFocus()
        self._start = read_document(body.document())
        self._steps: list[str] = []
        self._at = 0
        self._actions = [
            (name, action)
            for name, action in self.pane.actions().items()
            if not any(word in name for word in ASKS)
        ]
        self._does: tuple[tuple[int, Callable[[], str]], ...] = (
            (30, self._type),
            (14, self._press),
            (18, self._go),
            (7, self._paste),
            (4, self._copy),
            (9, self._act),
            (7, self._compose),
            (2, self._replace_all),
            (1, self._house_style),
            (5, self._undo),
            (3, self._redo),
        )

    def go(self, steps: int) -> None:
        """Raises WentWrong."""
        for self._at in range(steps):
            weights, does = zip(*self._does, strict=True)
            step = self._chance.choices(does, weights)[0]
            self._steps = [*self._steps[1 - TOLD :], step.__name__]
            self._steps[-1] = step()
            self._look()
            if self._at % REST_EVERY == 0:
                self._rest()
        self._rest()
        self._there_and_back()

    def close(self) -> None:
        # Without a screen Qt keeps what was copied to its very end, when there is no Python left.
        QApplication.clipboard().clear()
        self.pane.close()
        self.pane.deleteLater()

    # -- what holds

    def _look(self) -> None:
        document, cursor = self._body.document(), self._body.textCursor()
        block = document.firstBlock()
        while block.isValid():
            if block.length() > MAX_PARAGRAPH and len(block.text()) > MAX_PARAGRAPH:
                self._wrong(f"line {block.blockNumber()} has {len(block.text())} characters")
            block = block.next()
        for place in (cursor.position(), cursor.anchor()):
            if "\udc00" <= str(document.characterAt(place)) <= "\udfff":
                self._wrong(f"the caret stands within a character at {place}")

    def _rest(self) -> None:
        self._app.processEvents()
        value = self._body.live.value()
        if value != read_document(self._body.document()):
            self._wrong("the value kept in step is not what is there")
        if Document.of(value.blocks) != value:
            self._wrong("the value is not in normal form")
        if document_json.from_json(document_json.to_json(value)) != value:
            self._wrong("the stored form gives another value back")

    def _there_and_back(self) -> None:
        document = self._body.document()
        while document.isRedoAvailable():  # what an undo has just taken is a part of it
            self._body.redo()
        end = read_document(document)
        for steps, possible, reached, name in (
            (self._body.undo, document.isUndoAvailable, self._start, "undone"),
            (self._body.redo, document.isRedoAvailable, end, "done again"),
        ):
            for _ in range(50 * (self._at + 100)):
                if not possible():
                    break
                steps()
            if read_document(document) != reached:
                self._wrong(f"all of it {name} is something else")

    def _wrong(self, problem: str) -> None:
        raise WentWrong(self.seed, self._at, problem, self._steps)

    # -- what somebody does

    def _type(self) -> str:
        words = self._chance.choice(TYPED)
        for character in words:
            if character == "\n":
                QTest.keyClick(self._body, Qt.Key.Key_Return)
            else:
                # As a keyboard sends it, also for characters that no key of the tests has.
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                    QApplication.sendEvent(self._body, event)
        return f"type {words!r}"

    def _press(self) -> str:
        key, held = self._chance.choice(KEYS)
        if key in ("Backspace", "Delete") and self._chance.random() < 0.3:
            held = CTRL
        QTest.keyClick(self._body, Qt.Key[f"Key_{key}"], held)
        return f"press {held.name} {key}"

    def _go(self) -> str:
        """Anywhere, as an address of the program would: also into the middle of an emoji."""
        last = self._body.document().characterCount() - 1
        start = self._chance.randint(0, last)
        if self._chance.random() < 0.3:  # where lines meet
            start = self._body.document().findBlock(start).position()
        end = start
        if self._chance.random() < 0.4:
            end = self._chance.choice((start + 1, start + 12, self._chance.randint(0, last)))
        cursor = QTextCursor(self._body.document())
        cursor.setPosition(start)
        cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
        self._body.setTextCursor(cursor)
        return f"go {start} {end}"

    def _paste(self) -> str:
        data = QMimeData()
        if self._chance.random() < 0.25:
            page = self._chance.choice(PAGES)
            data.setHtml(page)
            data.setText("words")
            said = page
        else:
            said = self._chance.choice(PASTED)
            data.setText(said)
        self._body.insertFromMimeData(data)
        return f"paste {said[:20]!r} {len(said)}"

    def _copy(self) -> str:
        way = self._chance.choice(("copy", "cut"))
        getattr(self._body, way)()
        if self._chance.random() < 0.7:
            self._go()
            self._body.paste()
        return way

    def _act(self) -> str:
        name, action = self._chance.choice(self._actions)
        if action.isEnabled():
            action.trigger()
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu) and menu.isVisible():
                menu.close()
        return f"act {name}"

    def _compose(self) -> str:
        words = self._chance.choice(COMPOSED)
        for composed in ("s", "sh", "shan'xi"):
            QApplication.sendEvent(self._body, QInputMethodEvent(composed, []))
            if self._chance.random() < 0.3:
                self._app.processEvents()
                self._body.viewport().repaint()
        done = QInputMethodEvent("", [])
        if self._chance.random() < 0.8:
            done.setCommitString(words)
        QApplication.sendEvent(self._body, done)
        return f"compose {words}"

    def _replace_all(self) -> str:
        words, new = self._chance.choice(LOOKED_FOR)
        matcher, hits = Matcher(Query(words), Replacement(new)), TextHits(self._body.document())
        hits.follow()
        numbers = hits.unread(10**9)
        texts = [hits.text(number) for number in numbers]
        hits.put(numbers, texts, [matcher.find(text)[:300] for text in texts])
        found = hits.all_hits()
        hits.leave()
        if found:
            put_all_words(self._body, found)
        return f"replace {words!r} by {new!r}"

    def _house_style(self) -> str:
        name = self._chance.choice(NAMES)
        set_in_style(self._body.textCursor(), read_pack(name))
        return f"style {name}"

    def _undo(self) -> str:
        self._body.undo()
        return "undo"

    def _redo(self) -> str:
        self._body.redo()
        return "redo"


def _story(body: Document) -> Story:
    now = datetime(2026, 10, 12, tzinfo=UTC)
    return Story(
        id="1" * 32,
        slug="a-story",
        headline="A headline",
        deck="",
        body=body,
        section="",
        byline=(),
        contributors=(),
        dateline="",
        keywords=(),
        language="en",
        dated=now,
        placements=(),
        awaited_photo=None,
        status=Status.DRAFT,
        revision=1,
        created=now,
        updated=now,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("steps", type=int)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    said: list[str] = []

    def listen(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in message:
            said.append(message)

    qInstallMessageHandler(listen)
    print(f"seed {given.seed}", flush=True)
    walk = TextWalk(given.seed)
    try:
        walk.go(given.steps)
    except WentWrong as wrong:
        raise SystemExit(str(wrong)) from wrong
    walk.close()
    qInstallMessageHandler(None)
    if said:
        raise SystemExit(f"Qt warned {len(said)} times, first: {said[0]}")
    print(f"{given.steps} steps, all well")


if __name__ == "__main__":
    main()
