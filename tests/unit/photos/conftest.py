"""What the tests of pictures start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.story.snapshot import PlacedPhoto
from tests.unit.photos.pictures import PLACED, encoded, noisy

SHARED = Path(__file__).resolve().parents[4] / "shared"


@pytest.fixture
def placed() -> Callable[..., PlacedPhoto]:
    """A photo as a page prints it, with what a test changes."""
    return lambda **changes: replace(PLACED, **changes)


def _beside(folder: str) -> Callable[[str], Path]:
    def find(name: str) -> Path:
        path = SHARED / folder / name
        if not path.exists():
            pytest.skip(f"not tested with shared/{folder}/{name}: it is not beside this folder")
        return path

    return find


@pytest.fixture
def shared_photo() -> Callable[[str], Path]:
    """A real photograph that lies beside the checkout; the test is skipped where it does not."""
    return _beside("photos")


@pytest.fixture
def case() -> Callable[[str], Path]:
    """A picture as a report described it, in the same way."""
    return _beside("cases/pictures")


@pytest.fixture
def jpeg() -> bytes:
    return encoded(noisy(640, 400), "JPEG", quality=85)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put
