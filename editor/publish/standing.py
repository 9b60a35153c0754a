"""What stands where an export is about to go: looked at before anything of it is replaced."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.publish.bundle import bundle_place, standing_at
from editor.publish.export_failures import ExportFailed
from editor.publish.manifest import Manifest

__all__ = ["Standing", "bundle_place", "what_stands_at"]


@dataclass(frozen=True, slots=True)
class Standing:
    """`manifest` is None for what is no bundle, or not only one; `written` when it was."""

    path: Path
    manifest: Manifest | None
    written: datetime


def what_stands_at(place: Path) -> Standing | None:
    """None where there is nothing, or nothing that can be looked at."""
    try:
        written = place.lstat().st_mtime
    except OSError:
        return None
    try:
        manifest = standing_at(place)
    except (ExportFailed, OSError):
        manifest = None  # somebody else's, and told as such
    return Standing(place, manifest, datetime.fromtimestamp(written).astimezone())
