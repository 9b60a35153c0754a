"""Why an export did not happen, in sentences: what happened, what was kept, what to do."""

import errno
from pathlib import Path

from editor.story import Said

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_VANISHED = (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.EIO, errno.ESTALE)
# Windows' own numbers: somebody else has the file open; the path is too long.
_HELD = (32, 33)
_TOO_LONG = 206


class ExportFailed(Said):
    """Nothing was exported."""


class ExportCancelled(ExportFailed):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("The export was stopped; nothing was left behind.")


class AnotherStory(ExportFailed):
    """The bundle of another story stands where this one would go; `target` is its place."""

    def __init__(self, target: Path, page: str) -> None:
        self.target = target
        super().__init__(
            f"{target} is the bundle of another story ({page}). It was left as it is and nothing "
            "was exported. Give this story another slug, choose another folder, or say that the "
            "other story is to be replaced."
        )


def failure_sentence(error: OSError, to: Path) -> str:
    what, remedy = _what(error, to)
    return (
        f"{what}, so nothing was exported and nothing was left behind. "
        f"The story is safe in the library. {remedy}"
    )


def _what(error: OSError, to: Path) -> tuple[str, str]:
    """(what happened, what to do)."""
    winerror = getattr(error, "winerror", None)
    if error.errno in _FULL:
        return f"There is no room left in {to}", "Make room or choose another disk."
    if winerror in _HELD:
        return f"Another program has files in {to} open", "Close it and export again."
    if error.errno in _FORBIDDEN:
        return f"Galley may not write in {to}", "Choose a folder of your own."
    if error.errno == errno.ENAMETOOLONG or winerror == _TOO_LONG:
        return f"The path of {to} is too long", "Choose a folder nearer to the top of the disk."
    if error.errno in _VANISHED:
        return f"{to} is not there or its disk went away", "Bring it back or choose another folder."
    return f"{to} could not be written ({error.strerror or error})", "Choose another folder."
