"""Which stories were open, and where somebody was in each, from one sitting to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from editor.ui.writing.caret_memory import Place

OPEN_TABS = "open tabs"
LEFT, RIGHT = 0, 1
MOST = 50  # more tabs than anybody reads; a damaged setting opens no thousand stories


@dataclass(frozen=True, slots=True)
class TabPlace:
    """One open story: on which side, and where somebody was in it."""

    story: str
    headline: str = ""
    side: int = LEFT
    stays: bool = True
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class OpenTabs:
    """Left to right, left side first; `current` is a story's id or ""."""

    tabs: tuple[TabPlace, ...] = ()
    current: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "current": self.current,
            "tabs": [
                {
                    "story": tab.story,
                    "headline": tab.headline,
                    "side": tab.side,
                    "stays": tab.stays,
                    "field": tab.place.written_in,
                    "carets": dict(tab.place.carets),
                    "scrolled": tab.place.scrolled,
                }
                for tab in self.tabs
            ],
        }


def read_open_tabs(stored: object) -> OpenTabs:
    """What `to_json` gave; whatever is odd in it is left out."""
    match stored:
        case {"current": str(current), "tabs": list(tabs)}:
            read = [place for each in tabs[:MOST] if (place := _read_tab(each)) is not None]
            return OpenTabs(_once(read), current)
    return OpenTabs()


def _read_tab(stored: object) -> TabPlace | None:
    match stored:
        case {
            "story": str(story),
            "headline": str(headline),
            "side": int(side),
            "stays": bool(stays),
            "field": str(name),
            "carets": dict(carets),
            "scrolled": int(px),
        } if story:
            numbers = {str(k): v for k, v in carets.items() if isinstance(v, int) and v >= 0}
            side = RIGHT if side == RIGHT else LEFT
            return TabPlace(story, headline, side, stays, Place(numbers, px, name))
    return None


def _once(tabs: Sequence[TabPlace]) -> tuple[TabPlace, ...]:
    return tuple({tab.story: tab for tab in tabs}.values())
