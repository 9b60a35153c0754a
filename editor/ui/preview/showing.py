"""A page on its way to the reader, with the story it was made from."""

from dataclasses import dataclass

from editor.publish.page import Page
from editor.story.snapshot import Snapshot
from editor.ui.preview.blocks import block_of_child


@dataclass(frozen=True, slots=True)
class Showing:
    """`snapshot` is None when only the page is known."""

    page: Page
    snapshot: Snapshot | None = None

    @property
    def story(self) -> str:
        """The same for two versions of one story, so that the reader stays where they were."""
        return self.snapshot.story_id if self.snapshot else self.page.path

    def block_at(self, child_index: int) -> int | None:
        """The body block behind the `child_index`-th element of the page's body."""
        if self.snapshot is None:
            return child_index
        placements = {photo.placement for photo in self.snapshot.photos}
        return block_of_child(self.snapshot.body, child_index, placements)
