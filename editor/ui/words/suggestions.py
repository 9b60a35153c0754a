"""What a marked word may have been meant to be: the near ones at once, the others a little later.

The slower search runs in a process of its own, so that nobody's typing waits for it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor.language.lexicon import Lexicon
from editor.ui.shell.lane import Lane

if TYPE_CHECKING:
    from editor.language.deep_suggestions import DeepSuggestions

Words = tuple[str, ...]


class Suggestions(QObject):
    """Owns the process and the thread that waits for it; nothing is started before it is asked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lane = Lane(1, "suggestions", self)
        self._deep: DeepSuggestions | None = None
        self._learned: Lexicon | None = None

    def near(self, word: str, lexicon: Lexicon) -> Words:
        """In a few milliseconds, for a menu that opens now."""
        from editor.language.suggestions import near  # late: hardly a start needs it

        return near(word, lexicon)

    def more(self, word: str, lexicon: Lexicon, then: Callable[[Words], None]) -> None:
        """`then(words)` when the slower search has an answer, () when it has none."""
        if " " in word:
            then(())  # several words at once are no word to look for
            return
        deep = self._process()
        learned, self._learned = self._learned, lexicon
        new = learned is None or learned.names is not lexicon.names
        new = new or learned is None or learned.house != lexicon.house

        def ask() -> Words:
            from editor.language.suggestions import in_capitals_of  # late, as above

            if new:
                deep.learn({*lexicon.names, *lexicon.house}, lexicon.variant)
            return tuple(dict.fromkeys(in_capitals_of(word, each) for each in deep.ask(word)))

        self._lane.run(ask, then)

    def close(self) -> None:
        """End the process; answers still on their way are not heard any more."""
        self._learned = None
        if self._deep is not None:
            self._deep.close()
        self._lane.close(wait=False)

    def _process(self) -> "DeepSuggestions":
        if self._deep is None:
            from editor.language.deep_suggestions import DeepSuggestions  # late, as above

            self._deep = DeepSuggestions()
        return self._deep
