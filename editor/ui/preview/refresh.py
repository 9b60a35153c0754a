"""Whether a newer page can take the place of the one shown without loading it anew."""

from editor.publish.page import Page
from editor.story.rendition import Rendition


def can_refresh(shown: Page, newer: Page) -> bool:
    """True when only text and pictures differ.

    A page at another address, other style sheets, or a file that changed under its old name
    need a load: the engine would go on showing what it has. A caption that changed is also in
    the metadata of its picture's files, which nobody sees on the page.
    """
    common = newer.files.keys() & shown.files.keys()
    return (
        shown.path == newer.path
        and _style_sheets(shown) == _style_sheets(newer)
        and all(_looks(newer.files[path]) == _looks(shown.files[path]) for path in common)
    )


def _style_sheets(page: Page) -> frozenset[str]:
    return frozenset(path for path in page.files if path.endswith(".css"))


def _looks(file: bytes | Rendition) -> object:
    """What decides how a file looks when it is drawn."""
    if isinstance(file, Rendition):
        return file.photo.photo, file.crop, file.width, file.height, file.encoding
    return file
