"""`verify.html` in a browser without a connection: it says of a bundle what `verify` says."""

import base64
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from pytestqt.qtbot import QtBot

from editor.publish.page import PageRenderer
from editor.publish.signing import KnownKey, KnownKeys
from editor.publish.verify_page import verify_page
from tests.e2e.proof_reader import Recording
from tests.unit.publish.house import AT, House

Ask = Callable[[str], Any]
# A bit of one file turned round, looked at, and turned back.
FLIP = """
window.flip = async (path, at, bit) => {
  const text = window.given[path], data = Uint8Array.from(atob(text), (s) => s.charCodeAt(0));
  data[at] ^= 1 << bit;
  const changed = btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
  return (await window.galleyVerify({ ...window.given, [path]: changed })).form;
};
"""


@pytest.fixture(scope="module")
def house() -> House:
    return House("Chen Yu 陈宇")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, house: House) -> Path:
    return house.bundle(tmp_path_factory.mktemp("signed"), PageRenderer())


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[KnownKeys], Ask]]:
    """opened(keys): the page for whoever trusts these keys; ask(script) waits for its promise."""
    profile = QWebEngineProfile()  # nothing is kept
    requests = Recording(profile)
    profile.setUrlRequestInterceptor(requests)
    page = QWebEnginePage(profile, profile)

    def open_page(known: KnownKeys) -> Ask:
        file = tmp_path / "verify.html"
        file.write_bytes(verify_page(known))
        with qtbot.waitSignal(page.loadFinished):
            page.load(QUrl.fromLocalFile(str(file)))
        count = iter(range(10_000))

        def ask(script: str) -> Any:
            name, found = f"answer{next(count)}", [""]
            page.runJavaScript(
                f"({script}).then((r) => {{ window.{name} = JSON.stringify(r) }},"
                f" (e) => {{ window.{name} = JSON.stringify('failed: ' + e) }})"
            )

            def answered() -> bool:
                page.runJavaScript(f"window.{name} || ''", found.append)
                return bool(found[-1])

            qtbot.waitUntil(answered)
            return json.loads(found[-1])

        return ask

    yield open_page
    assert [url for url in requests.asked if not url.startswith("file:")] == []
    page.deleteLater()


def given(bundle: Path) -> str:
    """The files of a bundle, or a zip, as the page is given them."""
    files = [file for file in bundle.rglob("*") if file.is_file()] or [bundle]
    return json.dumps(
        {
            file.relative_to(bundle.parent).as_posix(): base64.b64encode(file.read_bytes()).decode()
            for file in files
        }
    )


def test_the_three_answers(
    made: Path, house: House, opened: Callable[[KnownKeys], Ask], tmp_path: Path
) -> None:
    known = opened(house.known)(f"window.galleyVerify({given(made)})")
    assert known["form"] == "known"
    assert known["problems"] == []
    assert "approved by Chen Yu on 21 September 2026 at 03:00 UTC" in known["lines"][0]
    assert "with the key of Chen Yu 陈宇" in known["lines"][0]

    stranger = opened(House().known)(f"window.galleyVerify({given(made)})")
    assert stranger["form"] == "unknown"
    zipped = house.bundle(tmp_path, PageRenderer(), zipped=True)
    assert opened(house.known)(f"window.galleyVerify({given(zipped)})")["form"] == "known"

    revoked = KnownKey(house.key, revoked=AT.isoformat())
    gone = opened(KnownKeys(house.known.newsroom, (revoked,)))
    assert gone(f"window.galleyVerify({given(made)})")["form"] == "broken"


def test_the_folder_of_the_page_alone_is_looked_at_as_far_as_it_goes(
    made: Path, house: House, opened: Callable[[KnownKeys], Ask]
) -> None:
    [manifest] = made.rglob("bundle.json")
    found = opened(house.known)(f"window.galleyVerify({given(manifest.parent)})")
    assert found["form"] == "known"
    assert any("not dropped" in line for line in found["lines"])


def test_a_single_page_or_picture_is_held_against_the_bundle_before_it(
    made: Path, house: House, opened: Callable[[KnownKeys], Ask], tmp_path: Path
) -> None:
    ask = opened(house.known)
    [page] = made.rglob("index.html")
    alone = tmp_path / "page.html"
    alone.write_bytes(page.read_bytes())
    assert ask(f"window.galleyVerify({given(alone)})")["form"] == "nothing"
    ask(f"window.galleyVerify({given(made)})")
    assert ask(f"window.galleyVerify({given(alone)})")["form"] == "known"
    alone.write_bytes(page.read_bytes() + b" ")
    assert ask(f"window.galleyVerify({given(alone)})")["form"] == "broken"


def test_every_bit_counts(made: Path, house: House, opened: Callable[[KnownKeys], Ask]) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    chance, ask = random.Random(seed), opened(house.known)
    ask(f"(async () => {{ window.given = {given(made)}; {FLIP} return 1 }})()")
    for file in sorted(each for each in made.rglob("*") if each.is_file()):
        path = json.dumps(file.relative_to(made.parent).as_posix())
        size = file.stat().st_size
        for at in {0, size - 1, *(chance.randrange(size) for _ in range(3))}:
            assert ask(f"window.flip({path}, {at}, {chance.randrange(8)})") == "broken", (path, at)
    assert ask(f"window.galleyVerify({given(made)})")["form"] == "known"


def test_what_is_missing_strange_or_nothing_is_said(
    made: Path, house: House, opened: Callable[[KnownKeys], Ask]
) -> None:
    ask, files = opened(house.known), json.loads(given(made))
    [style] = [path for path in files if path.endswith(".css")]
    less = {path: data for path, data in files.items() if path != style}
    for changed in (less, {**files, f"{made.name}/more.js": "YQ=="}):
        assert ask(f"window.galleyVerify({json.dumps(changed)})")["form"] == "broken"
    for odd in ({}, {"a.txt": "YQ=="}, {"a.zip": "UEsDBA=="}, {"x/bundle.json": "e30="}):
        found = ask(f"window.galleyVerify({json.dumps(odd)})")
        assert found["form"] in ("nothing", "broken")
        assert found["lines"]
