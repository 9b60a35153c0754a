"""The preview's addresses, and what they cost at start-up."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl

from editor.ui.preview.scheme import page_url, path_of

ROOT = Path(__file__).parents[4]
SEGMENT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="/\\"),
    min_size=1,
).filter(lambda text: text not in (".", ".."))


@given(st.lists(SEGMENT, min_size=1, max_size=4).map("/".join))
def test_an_address_leads_back_to_its_path(path: str) -> None:
    assert path_of(page_url(path)) == path


def test_other_addresses_have_no_path() -> None:
    for address in ("https://page/news/index.html", "galley-page://other/x", "file:///etc/hosts"):
        assert path_of(QUrl(address)) == ""


def test_importing_the_pane_does_not_load_the_web_engine() -> None:
    program = (
        "import sys; import editor.ui.preview.preview_pane, editor.ui.preview.scheme as scheme; "
        "scheme.register_page_scheme(); "
        "print([name for name in sys.modules if 'WebEngine' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
