"""One story from a text file to a published page, by commands."""

import hashlib
import json
from pathlib import Path

from tests.e2e.conftest import Galley
from tests.e2e.page import read_page

CAPTION = (
    "Employees work at a smart medicine production line in Shanxi No 1 "
    "Traditional Chinese Medicines Group."
)
CREDIT = "Photo provided to China Daily"


def digest(folder: Path) -> str:
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            told.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return told.hexdigest()


def test_the_model_story_goes_from_text_to_published_page(
    galley: Galley, model_story: Path, wheat_field: Path, tmp_path: Path
) -> None:
    [story] = galley("import", model_story, "--section", "News", "--json").json
    assert story["headline"] == "Modernizing strategy validated by congress"
    added = galley(
        "photo", "add", story["slug"], wheat_field, "--lead", "--alt", "A field", "--json"
    )
    assert added.status == 0
    shown = galley("show", story["id"], "--json").json
    assert shown["contributors"] == ["Zheng Lu", "Zheng Na"]
    assert shown["deck"].startswith("Party's emphasis on innovation")
    [photo] = shown["photos"]
    # The caption came with the copy before the picture did.
    assert (photo["caption"], photo["credit"], photo["lead"]) == (CAPTION, CREDIT, True)
    assert shown["text"].startswith("The 20th National Congress")
    assert shown["text"].endswith("on China's Growth Enterprise Market.")

    checked = galley("check", story["id"], "--json")
    assert checked.status == 0
    assert {each["rule"] for each in checked.json} == {"byline-missing"}
    signed = galley("sign-off", story["id"], "--by", "Chen Yu", "--json")
    assert signed.status == 0
    exported = galley("export", story["id"], "--to", tmp_path / "site", "--json").json
    assert exported["kind"] == "bundle"
    bundle = Path(exported["path"])
    verified = galley("verify", bundle, "--json")
    assert verified.status == 0
    assert verified.json["ok"] is True
    assert verified.json["signed_off_by"] == "Chen Yu"
    assert verified.json["snapshot"] == signed.json["snapshot"]

    page = read_page(bundle / exported["page"])
    assert page.headline == "Modernizing strategy validated by congress"
    assert page.caption == f"{CAPTION} [{CREDIT}]"
    assert page.deck == shown["deck"]
    assert len(page.body) == 22
    assert page.body == shown["text"].split("\n\n")
    assert any(paragraph.startswith('"In our plants') for paragraph in page.body)
    assert page.contributor_line == "Zheng Lu and Zheng Na contributed to this story."
    for furniture in ("Sister Cities", "Taiyuan Street", "All rights reserved"):
        assert not any(furniture in paragraph for paragraph in page.body)


def test_the_sample_story_goes_the_whole_road_twice_with_the_same_bytes(
    galley: Galley, tmp_path: Path
) -> None:
    toured = galley("tour", "--to", tmp_path / "once", "--json")
    assert toured.status == 0
    page = Path(toured.json["page"])
    assert read_page(page).headline
    [story] = galley("list", "--json").json
    again = galley("export", story["id"], "--to", tmp_path / "twice", "--json").json
    assert again["kind"] == "bundle"
    slug = story["slug"]
    assert digest(tmp_path / "once" / slug) == digest(tmp_path / "twice" / slug)
    zips = [
        Path(galley("export", slug, "--to", tmp_path / name, "--zip", "--json").json["path"])
        for name in ("a", "b")
    ]
    assert zips[0].read_bytes() == zips[1].read_bytes()
    assert galley("verify", zips[0], "--json").json["ok"] is True


def test_a_change_after_the_sign_off_voids_it(galley: Galley, tmp_path: Path) -> None:
    galley("tour", "--to", tmp_path / "site")
    [story] = galley("list", "--json").json
    assert story["signed_off_by"] == "Galley's sample supervisor"
    galley("set", story["id"], "headline=Another headline")
    shown = galley("show", story["id"], "--json").json
    assert (shown["signed_off_by"], shown["status"]) == (None, "draft")
    exported = galley("export", story["id"], "--to", tmp_path / "site", "--json").json
    assert exported["kind"] == "proof"
    assert exported["replaced"] is None
    [manifest] = Path(exported["path"]).rglob("bundle*.json")
    snapshot = json.loads(manifest.read_text())["snapshot"]
    galley("set", story["id"], "headline=A third headline")
    again = galley("export", story["id"], "--to", tmp_path / "site")
    assert "It replaced the proof that was written there on " in again.out
    once_more = galley("export", story["id"], "--to", tmp_path / "site", "--json").json
    assert once_more["replaced"] not in (None, snapshot)
    proof = read_page(Path(exported["path"]) / exported["page"])
    assert "noindex" in proof.robots
    assert galley("verify", exported["path"], "--json").json["signed_off_by"] == ""


def test_the_preview_is_the_published_page_byte_for_byte(galley: Galley, tmp_path: Path) -> None:
    page = Path(galley("tour", "--to", tmp_path / "site", "--json").json["page"])
    [story] = galley("list", "--json").json
    assert galley("preview", story["slug"], "--to", tmp_path / "p.html").status == 0
    assert (tmp_path / "p.html").read_bytes() == page.read_bytes()


def test_a_tampered_bundle_is_found(galley: Galley, tmp_path: Path) -> None:
    page = Path(galley("tour", "--to", tmp_path / "site", "--json").json["page"])
    [bundle] = (tmp_path / "site").iterdir()
    page.write_bytes(page.read_bytes().replace(b"harvest", b"drought", 1))
    verified = galley("verify", bundle, "--json")
    assert verified.status == 1
    assert verified.json["ok"] is False
    assert any("index.html" in problem for problem in verified.json["problems"])


def test_shapes_of_the_json_answers(galley: Galley, sample_story: Path, tmp_path: Path) -> None:
    [imported] = galley("import", sample_story, "--by", "Wen Qiaoyu", "--json").json
    assert {"file", "id", "slug", "headline", "warnings"} <= imported.keys()
    shown = galley("show", imported["slug"], "--json").json
    whole = {
        *("id", "slug", "headline", "deck", "body", "text", "section", "byline", "contributors"),
        *("dateline", "keywords", "language", "status", "revision", "snapshot"),
        *("signed_off_by", "photos"),
    }
    assert whole <= shown.keys()
    assert shown["byline"] == ["Wen Qiaoyu"]
    assert shown["body"]["type"] == "doc"
    for command in (["list"], ["search", "millet"]):
        [row] = galley(*command, "--json").json
        assert (whole - {"body", "text"}) <= row.keys()
        assert not {"body", "text"} & row.keys()
    findings = galley("check", imported["id"], "--json")
    assert findings.status == 1
    assert {"rule", "severity", "field", "message"} <= findings.json[0].keys()
    assert {each["field"] for each in findings.json if each["severity"] == "blocks"} == {"section"}
    refused = galley("sign-off", imported["id"], "--by", "Chen Yu")
    assert refused.status == 1
    assert "section" in refused.err


def test_fields_are_set_and_found(galley: Galley, sample_story: Path) -> None:
    [story] = galley("import", sample_story, "--json").json
    done = galley(
        "set",
        story["id"][:8],
        "slug=Millet In Lingqiu",
        "section=culture & tourism",
        "byline=Li Wei and Wang Fang",
        "keywords=millet, harvest",
        "dateline=LINGQIU",
        "language=en",
        "deck=A deck",
        "--json",
    )
    assert done.status == 0
    told = done.json
    assert told["slug"] == "millet-in-lingqiu"
    assert told["section"] == "culture-tourism"
    assert told["byline"] == ["Li Wei", "Wang Fang"]
    assert told["keywords"] == ["millet", "harvest"]
    assert galley("search", "Wang", "Fang", "--json").json[0]["id"] == story["id"]
    assert galley("list", "--section", "Culture & Tourism", "--json").json[0]["id"] == story["id"]
    assert galley("list", "--status", "signed_off", "--json").json == []


def test_a_backup_brings_the_story_back(galley: Galley, sample_story: Path, tmp_path: Path) -> None:
    [story] = galley("import", sample_story, "--json").json
    assert galley("backup", "--to", tmp_path / "copy.db").status == 0
    galley("set", story["id"], "headline=Spoilt")
    restored = galley("restore", tmp_path / "copy.db", "--json")
    assert restored.status == 0
    assert Path(restored.json["kept"]).exists()
    assert galley("show", story["id"], "--json").json["headline"] == story["headline"]
    assert galley("doctor", "--deep", "--json").json["ok"] is True


def test_json_is_utf_8_whatever_the_names(galley: Galley, tmp_path: Path) -> None:
    path = tmp_path / "小米.txt"
    path.write_text("小米丰收\n\n记者在灵丘县看到，梯田里一片金黄，村民们正在收割谷子。\n", "utf-8")
    [story] = json.loads(galley("import", path, "--json").out)
    assert story["headline"] == "小米丰收"
    assert story["slug"] == f"story-{story['id'][:8]}"


def test_the_tour_counts_in_words_that_agree(galley: Galley, tmp_path: Path) -> None:
    assert (
        "Checked: 1 remark, nothing that blocks." in galley("tour", "--to", tmp_path / "site").out
    )
