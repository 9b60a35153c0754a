"""Where a picture comes from, from the terminal: label before it goes out, label when it does, and
back from a published file to its original."""

import shutil
from pathlib import Path

import pytest
from PIL import Image

from editor.desk.desk import Desk
from editor.desk.newsroom import ORIGINS
from editor.story.origin import OriginRules
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


def hills(width: int, height: int) -> Image.Image:
    """Something that can be known again when it is small."""
    small = Image.frombytes("L", (9, 8), bytes(37 * at * at % 256 for at in range(72)))
    return small.resize((width, height), Image.Resampling.BICUBIC).convert("RGB")


def add(galley: Galley, story: str, path: Path, caption: str = "Farmers cut millet.") -> str:
    texts = ("--caption", caption, "--credit", "Photo/IC", "--alt", "Two people in a field.")
    [told] = galley("photo", "add", story, path, "--lead", *texts, "--json").json
    return told["id"]


def export(galley: Galley, story: str, to: Path) -> Path:
    galley("sign-off", story, "--by", "Chen Yu")
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
        encoded(hills(900, 600), "JPEG"), [created(CAMERA, "Camera X1")]
    )
    path = tmp_path / "IMG_0412.jpg"
    path.write_bytes(camera)
    photo = add(galley, story, path)
    galley("photo", "set", photo, "creator=Zou Hong", "usage_terms=One use in this story.")
    bundle = export(galley, story, tmp_path / "site")
    published = sorted(bundle.rglob("*.webp"))[0]
    found = shutil.copy(published, tmp_path / "from somewhere.webp")
    published = Path(shutil.copy(published, tmp_path / "kept.webp"))
    shutil.rmtree(bundle)  # the library alone is enough
    told = galley("photo", "passport", found, "--json")
    assert told.status == 0
    assert (told.json["proof"], told.json["proved"]) == ("exported", True)
    assert told.json["photo"]["id"] == photo
    assert told.json["photo"]["creator"] == ["Zou Hong"]
    assert told.json["photo"]["usage_terms"] == "One use in this story."
    [use] = told.json["uses"]
    assert (use["slug"], use["signed_off_by"]) == (story, "Chen Yu")
    assert use["file"].endswith(".webp")
    assert "resized to" in use["edits"]
    said = galley("photo", "passport", found).out
    assert "Proved: these very bytes went out from here." in said
    assert "Signed off by Chen Yu" in said

    original = galley("photo", "passport", path, "--json").json
    assert (original["proof"], len(original["uses"])) == ("original", 1)

    # One byte more, and nothing is proved any more: its texts are all there is.
    (tmp_path / "changed.webp").write_bytes(Path(found).read_bytes() + b"\0")
    likely = galley("photo", "passport", tmp_path / "changed.webp", "--json").json
    assert (likely["proof"], likely["proved"]) == ("texts", False)
    assert likely["uses"][0]["slug"] == story
    assert likely["uses"][0]["signed_off_by"] is None

    # A smaller copy without a word in it: a hint, no more.
    small = tmp_path / "small.jpg"
    with Image.open(published) as picture:
        picture.convert("RGB").resize((300, 200)).save(small)
    hint = galley("photo", "passport", small, "--json").json
    assert (hint["proof"], hint["proved"], hint["photo"]["id"]) == ("alike", False, photo)

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


def test_what_is_published_is_signed_and_the_rest_stays_as_it_is(
    galley: Galley, story: str, library: Path, tmp_path: Path
) -> None:
    path = tmp_path / "camera.jpg"
    data = encoded(noisy(900, 600), "JPEG")
    path.write_bytes(signer("Camera maker").sign(data, [created(CAMERA)]))
    add(galley, story, path)
    plain = export(galley, story, tmp_path / "plain")
    chain, key, known = signer().files(tmp_path)
    rules = OriginRules(sign=True, certificates=str(chain), key=str(key), known=str(known))
    desk = Desk.open(library, program_version="0.1", person="Chen Yu")
    desk.site.remember(ORIGINS, rules.to_json())
    desk.close()
    bundle = export(galley, story, tmp_path / "signed")
    assert galley("verify", bundle).status == 0

    before = {each.relative_to(plain): each.read_bytes() for each in files(plain)}
    after = {each.relative_to(bundle): each.read_bytes() for each in files(bundle)}
    [beside] = after.keys() - before.keys()
    assert beside.name.endswith("-800.webp.c2pa")
    changed = sorted(name.name for name in before if before[name] != after[name])
    # The picture, and what lists it.
    assert [name for name in changed if not name.endswith(".json")] == [
        next(name.name for name in before if name.name.endswith("-800.jpg"))
    ]
    [picture] = bundle.rglob("*-800.jpg")
    shown = galley("photo", "show", picture, "--json").json
    credentials = shown["origin"]["credentials"]
    assert (credentials["standing"], credentials["signer"]) == ("known", "Datong Daily")
    assert [each["action"] for each in credentials["steps"]] == [
        *("c2pa.created", "c2pa.opened", "c2pa.resized", "c2pa.published"),
    ]
    assert credentials["ingredients"][0]["title"] == "camera.jpg"
    assert shown["fields"]["caption"] == "Farmers cut millet."
    assert galley("photo", "passport", picture, "--json").json["proof"] == "exported"
    # The key is in no file of the library.
    secret = key.read_bytes()
    assert not any(secret in each.read_bytes() for each in files(library))

    key.unlink()
    refused = galley("export", story, "--to", tmp_path / "again")
    assert refused.status == 3
    assert "is not there" in refused.err
    assert not (tmp_path / "again").exists()
    assert galley("export", story, "--to", tmp_path / "again", "--proof").status == 0


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
