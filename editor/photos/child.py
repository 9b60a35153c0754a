"""The picture reader as a process of its own; see `editor.child`."""

from editor.child import Child, ChildFailed, ChildTooSlow

__all__ = ["DECODE_ARGUMENT", "Child", "ChildFailed", "ChildTooSlow", "picture_decoder"]

# A frozen program has no Python to start: it starts itself with this word, see `main.py`.
DECODE_ARGUMENT = "--decode-picture"


def picture_decoder() -> Child:
    """The picture reader, in this Python or in this frozen program."""
    return Child.of("editor.photos.decoder", DECODE_ARGUMENT)
