"""What the desk refuses, each with a sentence for the person who asked."""

from collections.abc import Sequence

from editor.message import Said
from editor.story.checks import Finding
from editor.story.text import clean_line


class Refused(Said):
    """The desk does not do this; str() says why and what to do instead. Nothing was changed."""


class NoSuchStory(Refused):
    def __init__(self, key: str) -> None:
        super().__init__("refused.no-such-story", key=clean_line(key))


class ManyStories(Refused):
    def __init__(self, key: str, slugs: Sequence[str]) -> None:
        super().__init__("refused.many-stories", key=key, n=len(slugs), slugs=slugs[:5])


class NoSuchSection(Refused):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__("refused.no-such-section", name=name, known=known)


class NotReady(Refused):
    """Findings block the sign-off."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("refused.not-ready", findings=[each.message for each in findings])


class ReadMeanwhileChanged(Refused):
    """The story is no longer the one that was read."""

    def __init__(self) -> None:
        super().__init__("refused.read-meanwhile-changed")


class WordRefused(Refused):
    """What somebody wanted to add is no word for the newsroom."""
