"""Where a picture comes from, from the terminal: label before it goes out, label when it does, and
back from a published file to its original."""

import shutil
from pathlib import Path

import pytest

from editor.story.photo import SOURCE_TYPE, XMP_NAMESPACES
from tests.e2e.conftest import Galley
from tests.unit.photos.pictures import encoded, exiv2, noisy, read_facts, with_metadata
from tests.unit.photos.signers import AI, CAMERA, created, signer

AIGC = '{"Label":"1","ContentProducer":"a","ProduceID":"b"}'


@pytest.fixture
def story(galley: Galley, tmp_path: Path) -> str:
    """One that could be signed off if its picture could."""
    text = tmp_path / "millet-is-cut.md"
    text.write_text("# Millet is cut\n\nThe millet of the terraces is cut in October.\n")
    [told] = galley("import", text, "--section", "news", "--json").json
    return told["slug"]


def add(galley: Galley, story: str, path: Path, caption: str = "Farmers cut millet.") -> str:
    texts = ("--caption", caption, "--credit", "Photo/IC", "--alt", "Two people in a field.")
    [told] = galley("photo", "add", story, path, "--lead", *texts, "--json").json
    return told["id"]


def export(galley: Galley, story: str, to: Path) -> Path:
    assert galley("sign-off", story, "--by", "Chen Yu").status == 0
    told = galley("export", story, "--to", to, "--json")
    assert told.status == 0
    return Path(told.json["path"])


def test_what_ai_made_waits_for_its_label_and_takes_every_label_out(
    galley: Galley, story: str, tmp_path: Path
) -> None:
    made = signer().sign(encoded(noisy(640, 400), "JPEG"), [created(AI, "Dream Box 3")])
    path = tmp_path / "dragon.jpg"
    path.write_bytes(made)
    photo = add(galley, story, path, "A dragon over the terraces.")
    shown = galley("photo", "show", photo, "--json").json
    assert shown["origin"]["made"] == "ai-made"
    assert shown["origin"]["credentials"]["signer"] == "Datong Daily"
    assert "photo-made-by-ai" in {each["rule"] for each in shown["findings"]}
    refused = galley("sign-off", story, "--by", "Chen Yu")
    assert refused.status != 0
    assert "was made by AI" in refused.err
    # The picture once more, with other words; what is not on the page bothers nobody.
    assert add(galley, story, path, "A dragon over the terraces. AI-generated image.") == photo
    bundle = export(galley, story, tmp_path / "site")
    for each in (*bundle.rglob("*.jpg"), *bundle.rglob("*.webp")):
        facts = read_facts(each)
        assert (facts.source_type, facts.ai_system) == (AI, "Dream Box 3")


def test_labels_that_came_in_go_out_in_every_file(
    galley: Galley, story: str, tmp_path: Path
) -> None:
    said = {
        "iptcExt.DigitalSourceType": f"{SOURCE_TYPE}compositeWithTrainedAlgorithmicMedia",
        "iptcExt.AISystemUsed": "Filler",
        "iptcExt.AISystemVersionUsed": "2",
        "iptcExt.AIPromptInformation": "more sky",
        "iptcExt.AIPromptWriterName": "Li Na",
        "TC260.AIGC": AIGC,
    }
    exiv2.XmpProperties.registerNs(XMP_NAMESPACES["TC260"], "TC260")
    path = tmp_path / "sky.jpg"
    path.write_bytes(with_metadata(encoded(noisy(900, 600), "JPEG"), xmp=said))
    add(galley, story, path, "The terraces. AI-edited image.")
    bundle = export(galley, story, tmp_path / "site")
    pictures = [*bundle.rglob("*.jpg"), *bundle.rglob("*.webp")]
    assert len(pictures) > 4
    for each in pictures:
        facts = read_facts(each)
        assert facts.source_type == said["iptcExt.DigitalSourceType"], each
        assert (facts.ai_system, facts.ai_system_version) == ("Filler", "2")
        assert (facts.ai_prompt, facts.ai_prompt_writer) == ("more sky", "Li Na")
        assert facts.aigc == AIGC
    [page] = bundle.rglob("index.html")
    schema = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"
    assert schema in page.read_text("utf-8")
    assert "AI-edited image." in page.read_text("utf-8")
    [sidecar] = bundle.rglob("*.ninjs.json")
    assert said["iptcExt.DigitalSourceType"] in sidecar.read_text("utf-8")


def test_a_published_file_leads_back_to_its_original(
    galley: Galley, story: str, tmp_path: Path
) -> None:
    camera = signer("Camera maker").sign(
        encoded(noisy(900, 600), "JPEG"), [created(CAMERA, "Camera X1")]
    )
    path = tmp_path / "IMG_0412.jpg"
    path.write_bytes(camera)
    photo = add(galley, story, path)
    galley("photo", "set", photo, "creator=Zou Hong", "usage_terms=One use in this story.")
    bundle = export(galley, story, tmp_path / "site")
    published = sorted(bundle.rglob("*.webp"))[0]
    found = shutil.copy(published, tmp_path / "from somewhere.webp")
    shutil.rmtree(bundle)  # the library alone is enough
    told = galley("photo", "passport", found, "--json")
    assert told.status == 0
    assert (told.json["proof"], told.json["proved"]) == ("exported", True)
    assert told.json["photo"]["id"] == photo
    assert told.json["photo"]["creator"] == ["Zou Hong"]
    assert told.json["photo"]["usage_terms"] == "One use in this story."
    [use] = told.json["uses"]
    assert (use["slug"], use["signed_off_by"]) == (story, "Chen Yu")
    assert use["file"].endswith(published.name)
    assert "resized to" in use["edits"]
    said = galley("photo", "passport", found).out
    assert "Proved: these very bytes went out from here." in said
    assert "Signed off by Chen Yu" in said

    original = galley("photo", "passport", path, "--json").json
    assert (original["proof"], len(original["uses"])) == ("original", 1)

    # One bit, and nothing is proved any more: its texts are all there is.
    changed = bytearray(Path(found).read_bytes())
    changed[len(changed) // 3] ^= 1
    (tmp_path / "changed.webp").write_bytes(changed)
    likely = galley("photo", "passport", tmp_path / "changed.webp", "--json").json
    assert (likely["proof"], likely["proved"]) == ("texts", False)
    assert likely["uses"][0]["slug"] == story
    assert likely["uses"][0]["signed_off_by"] is None

    stranger = tmp_path / "stranger.jpg"
    stranger.write_bytes(encoded(noisy(64, 48), "JPEG"))
    answer = galley("photo", "passport", stranger, "--json")
    assert (answer.status, answer.json["proof"]) == (1, "nothing")
    assert galley("photo", "passport", tmp_path / "nowhere.jpg").status == 3


def test_what_went_out_before_its_bytes_were_noted_is_found_in_its_bundle(
    galley: Galley, story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(encoded(noisy(900, 600), "JPEG"))
    add(galley, story, path)
    monkeypatch.setattr("editor.desk.publishing._looked_at", lambda *_: ())
    bundle = export(galley, story, tmp_path / "site")
    published = sorted(bundle.rglob("*.jpg"))[0]
    told = galley("photo", "passport", published, "--json").json
    assert (told["proof"], told["uses"][0]["signed_off_by"]) == ("listed", "Chen Yu")
    moved = shutil.copy(published, tmp_path / "moved.jpg")
    shutil.rmtree(bundle)
    assert galley("photo", "passport", moved, "--json").json["proof"] == "texts"
