"""What the desk refuses, each with a sentence for the person who asked."""

from collections.abc import Sequence

from editor.story import Said
from editor.story.checks import Finding
from editor.story.text import clean_line


class Refused(Said):
    """The desk does not do this; str() says why and what to do instead. Nothing was changed."""


class NoSuchStory(Refused):
    def __init__(self, key: str) -> None:
        super().__init__(
            f"There is no story “{clean_line(key)}” in this library; "
            "`list` shows the ids and slugs."
        )


class ManyStories(Refused):
    def __init__(self, key: str, slugs: Sequence[str]) -> None:
        names = ", ".join(slugs[:5])
        super().__init__(f"“{key}” fits {len(slugs)} stories ({names}); give more of the id.")


class NoSuchSection(Refused):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"There is no section “{name}”; the sections are {', '.join(known)}.")


class NotReady(Refused):
    """Findings block the sign-off."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        said = " ".join(finding.message for finding in findings)
        super().__init__(f"The story cannot be signed off yet: {said}")


class ReadMeanwhileChanged(Refused):
    """The story is no longer the one that was read."""

    def __init__(self) -> None:
        super().__init__(
            "The story changed since you read it, so it was not signed off; read it again."
        )


class WordRefused(Refused):
    """What somebody wanted to add is no word for the newsroom."""
