"""What a text that is being written stands on: the library's text as the writer knows it."""

from dataclasses import dataclass, field, replace

from editor.story.fields import TITLES, WRITTEN
from editor.story.story import Story, StoryEdit
from editor.story.text import clean_line
from editor.ui.opened.keeper import merged


@dataclass(frozen=True, slots=True)
class Ground:
    """`texts` are headline, deck and body as stored; `revision` is up to where they are known
    to be the story's."""

    texts: StoryEdit = field(default_factory=StoryEdit)
    revision: int = 0

    @classmethod
    def of(cls, story: Story) -> "Ground":
        return cls(StoryEdit.of(story, WRITTEN), story.revision)

    def after(self, edit: StoryEdit, revision: int) -> "Ground":
        """Once `edit` was kept: a title is stored on one line, without the blank at its end."""
        given = edit.given
        titles = {key: clean_line(given[key]) for key in TITLES if key in given}
        return Ground(merged(self.texts, replace(edit, **titles)), revision)

    def holds(self, story: Story) -> bool:
        """Whether the story still has these very texts."""
        return all(getattr(self.texts, key) == getattr(story, key) for key in WRITTEN)
