"""The files that stories come in, and the stories of the trade beside the repository."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def imports() -> Path:
    """The folder of real files in every form and encoding."""
    return ROOT / "tests" / "data" / "import"


@pytest.fixture
def sample() -> Path:
    return ROOT / "resources" / "sample" / "millet-harvest.txt"


@pytest.fixture
def congress_story() -> Path:
    path = ROOT.parent / "shared" / "stories" / "modernizing-strategy-validated-by-congress.txt"
    if not path.exists():
        pytest.skip("../shared/stories/modernizing-strategy-validated-by-congress.txt is absent")
    return path
