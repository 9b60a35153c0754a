"""Words and names from the window: looked up, added, taken back, brought in from spreadsheets."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from editor.desk.changing import Changes, Done
from editor.language.lexicon import Variant
from editor.message import message
from editor.story.words import NewsroomWord
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said
from editor.ui.shell.system_boxes import start_folder

if TYPE_CHECKING:
    from editor.desk.words import WordsImported
    from editor.ui.words.words_dialog import KnownWords, WordsDialog

SHEET_FILTER = "*.xlsx *.csv *.tsv"


class WordsDesk(Feature):
    """Opens the one dialog and does what is asked in it; everybody hears of it as `Changes`."""

    def __init__(self, desk_lane: DeskLane, open_story: Callable[[], str], window: QWidget) -> None:
        """`open_story()` is the id of the story that is open, or ""."""
        super().__init__(window)
        self._desk_lane = desk_lane
        self._open_story = open_story
        self._window = window
        self._dialog: WordsDialog | None = None
        self._story_id = ""
        self._folder = ""

    def commands(self) -> Iterable[Command]:
        yield Command("words", self.tr("&Words and names…")).doing(self.open, {Menu.NEWSROOM: 130})

    def open(self, word: str = "") -> None:
        """Show the words; `word` is one somebody wants to add with its kind and Chinese form."""
        self._story_id = self._open_story()
        self._desk_lane.away(self._known, lambda known: self._ask(known, word))

    def _known(self) -> "KnownWords":
        # Late, as every dialog: see `SiteDesk`.
        from editor.ui.words.words_dialog import KnownWords

        words, story_id = self._desk_lane.desk.words, self._story_id
        of_story = words.of_story(story_id) if story_id else None
        return KnownWords(words.rows(), words.brought(), words.variant(), of_story)

    def _ask(self, known: "KnownWords", word: str) -> None:
        from editor.ui.words.words_dialog import WordsDialog  # late, as above

        dialog = self._dialog = WordsDialog(known, self._window)
        dialog.fields.add_requested.connect(self._add)
        dialog.fields.change_requested.connect(self._change)
        dialog.remove_requested.connect(self._remove)
        dialog.remove_from_story_requested.connect(self._remove_from_story)
        dialog.put_back_requested.connect(self._put_back)
        dialog.put_back_in_story_requested.connect(self._put_back_in_story)
        dialog.import_requested.connect(self._choose_sheet)
        dialog.variant_chosen.connect(self._keep_variant)
        if word:
            dialog.fields.start_with(word)
        dialog.exec()
        self._dialog = None

    def _add(self, record: NewsroomWord) -> None:
        words = self._desk_lane.desk.words
        self._do(
            lambda: words.add_to_newsroom(record.word, kind=record.kind, chinese=record.chinese),
            lambda dialog, known: dialog.show_added(known, record.word),
        )

    def _change(self, before: str, record: NewsroomWord) -> None:
        words = self._desk_lane.desk.words
        self._do(
            lambda: words.change(before, record),
            lambda dialog, known: dialog.show_words(known, chosen=record.word),
        )

    def _remove(self, spellings: tuple[str, ...]) -> None:
        words = self._desk_lane.desk.words
        gone: list[NewsroomWord] = []

        def forget() -> Changes:
            gone.extend(row for row in words.rows() if row.word in spellings)
            return words.forget(spellings)

        self._do(forget, lambda dialog, known: dialog.show_removed(known, tuple(gone)))

    def _remove_from_story(self, spellings: tuple[str, ...]) -> None:
        from editor.ui.words.words_model import Owner  # late, as above

        words, story_id = self._desk_lane.desk.words, self._story_id
        gone = tuple(NewsroomWord(word) for word in spellings)
        self._do(
            lambda: words.forget_in_story(story_id, spellings),
            lambda dialog, known: dialog.show_removed(known, gone, Owner.STORY),
        )

    def _put_back_in_story(self, spellings: tuple[str, ...]) -> None:
        words, story_id = self._desk_lane.desk.words, self._story_id
        self._do(
            lambda: words.add_to_story(story_id, *spellings),
            lambda dialog, known: dialog.show_words(known),
        )

    def _put_back(self, records: tuple[NewsroomWord, ...]) -> None:
        words = self._desk_lane.desk.words
        self._do(
            lambda: words.put_back(records),
            lambda dialog, known: dialog.show_words(known, chosen=records[0].word),
        )

    def _keep_variant(self, variant: Variant) -> None:
        words = self._desk_lane.desk.words
        self._do(
            lambda: words.keep_variant(variant), lambda dialog, known: dialog.show_words(known)
        )

    def _choose_sheet(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._dialog,
            self.tr("Bring in words"),
            str(start_folder(self._folder)),
            self.tr("Spreadsheets ({0});;All files (*)").format(SHEET_FILTER),
        )
        if name and self._dialog is not None:
            self._folder = str(Path(name).parent)
            self.bring_in(Path(name))

    def bring_in(self, path: Path) -> None:
        """Take the words of a spreadsheet in and report every row in the dialog."""
        words = self._desk_lane.desk.words
        if self._dialog is not None:
            self._dialog.report.show_reading(path.name)

        def take() -> "Done[tuple[WordsImported, KnownWords]]":
            done = words.import_spreadsheet(path)
            return Done((done.value, self._known()), done.changes)

        def took(answer: "tuple[WordsImported, KnownWords]") -> None:
            report, known = answer
            if self._dialog is not None:
                self._dialog.show_words(known)
                self._dialog.report.show_report(report)
            else:
                self.said.emit(str(message("window.words-came", n=len(report.to_keep))))

        self._desk_lane.away(
            take,
            took,
            self._sheet_refused,
            what=self.tr("Words are being brought in."),
        )

    def _sheet_refused(self, error: Exception) -> None:
        sentence = said(error)
        if self._dialog is not None:
            self._dialog.report.show_refusal(sentence)
        else:
            self.said.emit(sentence)

    def _do(
        self, verb: Callable[[], Changes], then: "Callable[[WordsDialog, KnownWords], Any]"
    ) -> None:
        """Run a verb of the desk; a refusal is read in the dialog, which stands before all else."""

        def do() -> "Done[KnownWords]":
            changes = verb()
            return Done(self._known(), changes)

        def done(known: "KnownWords") -> None:
            if self._dialog is not None:
                then(self._dialog, known)

        self._desk_lane.ask(do, done, self._refused)

    def _refused(self, error: Exception) -> None:
        sentence = said(error)
        if self._dialog is not None:
            self._dialog.remark(sentence)
