"""What a text that is being written stands on: the library's text as the writer knows it."""

from dataclasses import dataclass, field, replace

from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line
from editor.ui.window.keeper import merged


@dataclass(frozen=True, slots=True)
class Ground:
    """`texts` are headline, deck and body as stored; `revision` is up to where they are known
    to be the story's."""

    texts: StoryEdit = field(default_factory=StoryEdit)
    revision: int = 0

    @classmethod
    def of(cls, story: Story) -> "Ground":
        texts = StoryEdit(headline=story.headline, deck=story.deck, body=story.body)
        return cls(texts, story.revision)

    def after(self, edit: StoryEdit, revision: int) -> "Ground":
        """Once `edit` was kept: a title is stored on one line, without the blank at its end."""
        stored = replace(
            edit,
            headline=None if edit.headline is None else clean_line(edit.headline),
            deck=None if edit.deck is None else clean_line(edit.deck),
        )
        return Ground(merged(self.texts, stored), revision)

    def holds(self, story: Story) -> bool:
        """Whether the story still has these very texts."""
        texts = self.texts
        return (texts.headline, texts.deck, texts.body) == (story.headline, story.deck, story.body)
