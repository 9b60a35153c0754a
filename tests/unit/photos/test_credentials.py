"""Content Credentials are read as they are, go nowhere, and whatever is in them ends in a value."""

import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import c2pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from editor.child import Child
from editor.photos import credentials
from editor.photos.credentials import NotSigned, Signing, read_origin, signed
from editor.photos.intake import read_picture
from editor.photos.saving import save_copy
from editor.story.origin import Action, Made, Origin, Standing, judged
from editor.story.photo import PhotoFacts
from tests.unit.photos.pictures import encoded, noisy
from tests.unit.photos.signers import AI, CAMERA, PARTLY_AI, Signer, created, signer

Write = Callable[[str, bytes], Path]


@pytest.fixture
def known(tmp_path: Path) -> str:
    """The file of signers this newsroom knows."""
    return str(signer().files(tmp_path)[2])


def made_of(origin: Origin | None) -> Made:
    return judged(PhotoFacts(), origin).made


def test_a_picture_without_credentials_has_no_origin(write: Write, jpeg: bytes) -> None:
    assert read_origin(write("plain.jpg", jpeg), "JPEG") is None
    assert read_origin(write("empty.jpg", b""), "JPEG") is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_credentials_are_read_from_every_kind_of_file(write: Write, known: str, kind: str) -> None:
    data = encoded(noisy(64, 48), kind)
    data = signer().sign(data, [created(CAMERA, "Camera X1")], media_type=f"image/{kind.lower()}")
    origin = read_origin(write("picture", data), kind, known)
    assert origin is not None
    assert (origin.standing, origin.signer, origin.generator) == (
        *(Standing.KNOWN, "Datong Daily", "Dark Room 7"),
    )
    assert [(step.action, step.agent) for step in origin.steps] == [("c2pa.created", "Camera X1")]
    assert origin.term == CAMERA
    assert made_of(origin) is Made.CAMERA


def test_a_signer_that_nobody_knows_is_said(write: Write, jpeg: bytes, known: str) -> None:
    path = write("a.jpg", signer("Somebody").sign(jpeg, [created(CAMERA)]))
    for anchors in ("", known, f"{known}.gone"):
        origin = read_origin(path, "JPEG", anchors)
        assert origin is not None
        assert (origin.standing, origin.signer) == (Standing.UNKNOWN, "Somebody")


def test_one_changed_pixel_is_found(write: Write, jpeg: bytes, known: str) -> None:
    data = bytearray(signer().sign(jpeg, [created(CAMERA)]))
    data[-100] ^= 1
    origin = read_origin(write("a.jpg", bytes(data)), "JPEG", known)
    assert origin is not None
    assert (origin.standing, origin.problem) == (Standing.ALTERED, "assertion.dataHash.mismatch")
    # What broken credentials say of a camera is no proof of one.
    assert made_of(origin) is Made.NOT_SAID
    data = bytearray(signer().sign(jpeg, [created(AI)]))
    data[-100] ^= 1
    assert made_of(read_origin(write("b.jpg", bytes(data)), "JPEG", known)) is Made.AI_MADE


def test_what_a_picture_was_made_from_comes_first(write: Write, jpeg: bytes) -> None:
    camera = signer("Camera maker").sign(jpeg, [created(CAMERA, "Camera X1")])
    fill = {"action": "c2pa.edited", "digitalSourceType": AI, "softwareAgent": "Filler 2"}
    opened = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["one"]}}
    parent = {"title": "raw.jpg", "relationship": "parentOf", "label": "one"}
    data = signer().sign(
        jpeg, [opened, {"action": "c2pa.cropped"}, fill], ingredients=[(parent, camera)]
    )
    origin = read_origin(write("a.jpg", data), "JPEG")
    assert origin is not None
    assert [step.action.removeprefix("c2pa.") for step in origin.steps] == [
        *("created", "opened", "cropped", "edited"),
    ]
    assert [(each.title, each.term) for each in origin.ingredients] == [("raw.jpg", CAMERA)]
    # Made by a camera, and a part of it by a machine.
    assert made_of(origin) is Made.AI_CHANGED
    assert origin.ai_system == "Filler 2"


def test_a_picture_placed_in_it_counts_and_one_that_was_only_looked_at_does_not(
    write: Write, jpeg: bytes
) -> None:
    machine = signer().sign(jpeg, [created(AI)])
    placed = {"action": "c2pa.placed", "parameters": {"ingredientIds": ["one"]}}
    for relationship, more, made in (
        ("componentOf", [placed], Made.AI_CHANGED),
        ("inputTo", [], Made.CAMERA),
    ):
        told = {"title": "b.jpg", "relationship": relationship, "label": "one"}
        actions = [created(CAMERA), *more]
        data = signer().sign(jpeg, actions, ingredients=[(told, machine)])
        assert made_of(read_origin(write("a.jpg", data), "JPEG")) is made


def test_an_expired_certificate_is_no_change_of_the_picture() -> None:
    told = [{"code": "signingCredential.expired"}, {"code": "signingCredential.untrusted"}]
    store = {"active_manifest": "a", "manifests": {"a": {}}, "validation_status": told}
    expired = Origin(Standing.UNKNOWN, problem="signingCredential.expired")
    assert credentials.of_store(store) == expired


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """An address on the web, and what it was asked for."""
    seen: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
            return

    server = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/a.c2pa", seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_credentials_that_lie_on_the_web_are_not_fetched(
    write: Write, jpeg: bytes, asked: tuple[str, list[str]]
) -> None:
    address, seen = asked
    path = write("a.jpg", signer().sign(jpeg, [created(CAMERA)], remote=address))
    origin = read_origin(path, "JPEG")
    assert origin is not None
    assert origin.standing is Standing.ELSEWHERE
    assert address in origin.problem
    assert seen == []
    saved = path.with_name("saved.jpg")
    assert save_copy(path, saved, {"caption": ["Rice."]}) == saved.with_suffix(".xmp")
    assert saved.read_bytes() == path.read_bytes()


SIGNED = signer().sign(encoded(noisy(64, 48), "JPEG"), [created(PARTLY_AI)])


@given(st.data())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damaged_credentials_end_in_a_value(tmp_path: Path, data: st.DataObject) -> None:
    raw = bytearray(SIGNED)
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=8)):
        raw[at] = data.draw(st.integers(0, 255))
    path = tmp_path / "a.jpg"
    path.write_bytes(bytes(raw[: data.draw(st.integers(1, len(raw)))]))
    request = {"read": str(path), "type": "image/jpeg", "known": ""}
    # Without a process for each of hundreds: the library itself is what is tried.
    origin = credentials.read(request)
    assert origin is None or isinstance(origin.standing, Standing)


@pytest.mark.parametrize(
    "inside",
    [
        b"\x00\x00\x00\x10jumb" + b"c2pa" * 2,
        b"\xff\xff\xff\xffjumb\x00\x00\x00\x1ejumdc2pa\x00" + b"\x00" * 40,
        b"jumbc2pa" * 100_000,
    ],
)
def test_garbage_that_looks_like_credentials_is_called_unreadable(
    write: Write, jpeg: bytes, inside: bytes
) -> None:
    # APP11 segments as JUMBF has them (ISO 19566-5, annex D), as large as they may be.
    parts = [inside[at : at + 60_000] for at in range(0, len(inside), 60_000)]
    segments = b"".join(
        b"\xff\xeb"
        + (len(part) + 10).to_bytes(2, "big")
        + b"JP\x00\x01"
        + number.to_bytes(4, "big")
        + part
        for number, part in enumerate(parts, 1)
    )
    path = write("a.jpg", jpeg[:2] + segments + jpeg[2:])
    origin = read_origin(path, "JPEG")
    assert origin is None or origin.standing is Standing.UNREADABLE
    assert read_picture(path).origin == origin


def test_a_history_without_end_is_bounded(write: Write, jpeg: bytes) -> None:
    long = {"action": "c2pa.edited", "softwareAgent": "x" * 300}
    data = signer().sign(jpeg, [created(CAMERA), *[long] * 120])
    origin = read_origin(write("a.jpg", data), "JPEG")
    assert origin is not None
    assert len(origin.steps) == credentials.MOST_STEPS
    assert max(len(step.agent) for step in origin.steps) == credentials.LONGEST


def test_a_reader_that_dies_or_hangs_costs_the_picture_nothing(write: Write, jpeg: bytes) -> None:
    path = write("a.jpg", signer().sign(jpeg, [created(CAMERA)]))
    dying = Child((sys.executable, "-c", "import os; os.abort()"))
    hanging = Child((sys.executable, "-c", "import time; time.sleep(60)"), 0.2)
    for reader in (dying, hanging):
        assert read_origin(path, "JPEG", reader=reader) == Origin(Standing.UNREADABLE)


def test_what_comes_in_says_in_its_record_that_ai_made_it(write: Write, jpeg: bytes) -> None:
    intake = read_picture(write("a.jpg", signer().sign(jpeg, [created(AI, "Dream Box")])))
    assert (intake.facts.source_type, intake.facts.ai_system) == (AI, "Dream Box")
    assert intake.origin is not None
    fill = {"action": "c2pa.edited", "digitalSourceType": AI, "softwareAgent": "Filler 2"}
    filled = read_picture(write("c.jpg", signer().sign(jpeg, [created(CAMERA), fill])))
    assert (filled.facts.source_type, filled.facts.ai_system) == (PARTLY_AI, "Filler 2")
    judgement = judged(filled.facts, filled.origin)
    assert (judgement.made, judgement.contradictory) == (Made.AI_CHANGED, False)
    camera = read_picture(write("b.jpg", signer().sign(jpeg, [created(CAMERA)])))
    assert camera.facts.source_type == ""  # what is no label need not go out


def signing(folder: Path, original: Path, kind: str = "JPEG") -> Signing:
    chain, key, _ = signer().files(folder)
    actions = (Action.CROPPED, Action.RESIZED, Action.PUBLISHED)
    return Signing(chain, key, original, kind, "camera.jpg", actions)


def test_a_published_picture_is_signed_with_the_original_as_its_parent(
    write: Write, tmp_path: Path, jpeg: bytes, known: str
) -> None:
    camera = signer("Camera maker").sign(jpeg, [created(CAMERA)])
    how = signing(tmp_path, write("camera.jpg", camera))
    small = write("small.jpg", encoded(noisy(64, 48), "JPEG"))
    data = signed(small, "JPEG", how, embedded=True, program="0.1")
    origin = read_origin(write("out.jpg", data), "JPEG", known)
    assert origin is not None
    assert (origin.standing, origin.generator) == (Standing.KNOWN, "Galley 0.1")
    assert [step.action.removeprefix("c2pa.") for step in origin.steps] == [
        *("created", "opened", "cropped", "resized", "published"),
    ]
    assert [(each.title, each.relationship) for each in origin.ingredients] == [
        ("camera.jpg", "parentOf")
    ]
    with Image.open(BytesIO(data)) as image, Image.open(small) as before:
        assert image.tobytes() == before.tobytes()
    assert sorted(path.name for path in tmp_path.iterdir() if "signed" in path.name) == []


def test_signing_does_not_vouch_for_an_original_that_was_altered(
    write: Write, tmp_path: Path, jpeg: bytes, known: str
) -> None:
    for term, made in ((CAMERA, Made.NOT_SAID), (AI, Made.AI_MADE)):
        data = bytearray(signer("Camera maker").sign(jpeg, [created(term)]))
        data[-100] ^= 1
        how = signing(tmp_path, write("camera.jpg", bytes(data)))
        out = signed(write("small.jpg", jpeg), "JPEG", how, embedded=True, program="0.1")
        origin = read_origin(write("out.jpg", out), "JPEG", known)
        assert origin is not None
        assert origin.standing is Standing.KNOWN
        assert made_of(origin) is made


@pytest.mark.parametrize("kind", ["WEBP", "AVIF"])
def test_a_manifest_beside_a_picture_fits_it_and_no_other(
    write: Write, tmp_path: Path, jpeg: bytes, kind: str
) -> None:
    how = signing(tmp_path, write("plain.jpg", jpeg))
    small = write(f"small.{kind.lower()}", encoded(noisy(64, 48), kind))
    before = small.read_bytes()
    store = signed(small, kind, how, embedded=False, program="0.1")
    assert small.read_bytes() == before
    assert store[4:8] == b"jumb"
    assert len(store) < 10_000  # no thumbnails in it
    other = encoded(noisy(64, 40), kind)
    states = []
    for content in (before, other):
        context = c2pa.Context.from_dict(credentials.OFFLINE)
        reader = c2pa.Reader(f"image/{kind.lower()}", BytesIO(content), store, context=context)
        states.append(reader.get_validation_state())
    assert states == ["Valid", "Invalid"]


def test_what_cannot_sign_is_said(write: Write, tmp_path: Path, jpeg: bytes) -> None:
    how = signing(tmp_path, write("plain.jpg", jpeg))
    small = write("small.jpg", jpeg)
    how.key.write_text("no key at all")
    with pytest.raises(NotSigned, match="holds no private key"):
        signed(small, "JPEG", how, embedded=True, program="0.1")
    how.key.write_bytes(Signer("Other").key)
    with pytest.raises(NotSigned, match="could not be signed"):
        signed(small, "JPEG", how, embedded=True, program="0.1")
    how.key.unlink()
    with pytest.raises(NotSigned, match="is not there"):
        signed(small, "JPEG", how, embedded=True, program="0.1")
