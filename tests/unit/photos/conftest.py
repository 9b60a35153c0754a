"""What the tests of pictures start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.story.snapshot import PlacedPhoto
from tests.unit.photos.pictures import PLACED, encoded, noisy

SHARED = Path(__file__).resolve().parents[4] / "shared" / "photos"


@pytest.fixture
def placed() -> Callable[..., PlacedPhoto]:
    """A photo as a page prints it, with what a test changes."""
    return lambda **changes: replace(PLACED, **changes)


@pytest.fixture
def shared_photo() -> Callable[[str], Path]:
    """A real photograph that lies beside the checkout; the test is skipped where it does not."""

    def find(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            pytest.skip(
                f"not tested with a real photo: shared/photos/{name} is not beside this folder"
            )
        return path

    return find


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
