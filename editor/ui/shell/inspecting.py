"""What a room may ask of the inspector, which the window puts together of the rooms' panels."""

from typing import Protocol

from editor.story.story import StoryEdit


class Inspecting(Protocol):
    """Each is said at the inspector; `field` is a name in `Story` or of a photo's texts."""

    def show(self) -> None: ...

    def clear(self) -> None: ...

    def pending_edit(self) -> StoryEdit: ...

    def reveal(self, field: str) -> None: ...

    def go_to(self, field: str, placement: str = "") -> None: ...
