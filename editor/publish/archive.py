"""A bundle as one zip file whose bytes depend on its content alone.

Times are fixed, names sorted, nothing packed: deflate gives other bytes with another zlib, and
the pictures, nearly all of a bundle, are packed already.
"""

import os
import zipfile
from pathlib import Path

# The first day a zip file can name.
_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_REGULAR_READABLE = 0o100644 << 16


def write_archive(target: Path, folder: Path) -> int:
    """Put every file under `folder` into the new zip file `target`, flushed to disk; its size
    in bytes. Raises OSError."""
    paths = sorted(path.relative_to(folder).as_posix() for path in _files(folder))
    with target.open("xb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for path in paths:
                entry = zipfile.ZipInfo(path, _TIME)
                # Otherwise Windows writes its own number here.
                entry.create_system = _UNIX
                entry.external_attr = _REGULAR_READABLE
                archive.writestr(entry, (folder / path).read_bytes())
        stream.flush()
        os.fsync(stream.fileno())
    return target.stat().st_size


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
