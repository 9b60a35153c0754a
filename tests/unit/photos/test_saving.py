"""The record of a photo written into a copy of its file: all of it, and nothing else."""

from pathlib import Path
from typing import Any

import exiv2 as compiled
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from pillow_heif import register_heif_opener

from editor.photos.blocks import pixels_of
from editor.photos.facts import read_facts, says_something
from editor.photos.saving import Texts, save_copy
from editor.story.photo import PHOTO_FIELDS, SOURCE_TYPE, Kind, PhotoFacts
from editor.story.text import clean_line
from tests.unit.photos.pictures import encoded, noisy, with_metadata

exiv2: Any = compiled

TEXTS: Texts = {
    row.name: {
        Kind.DATE: ["2026-10-03T06:40:00+08:00"],
        Kind.TERM: [f"{SOURCE_TYPE}humanEdits"],
        Kind.JSON: ['{"Label":"1"}'],
        Kind.PEOPLE: ["Wen Qiaoyu", "Li, Na; of the desk"],
        Kind.WORDS: ["millet", "梯田"],
        Kind.ADDRESS: ["https://galley.example/rights"],
    }.get(row.kind, [f"{row.name[:12]} 山西 “é”"])
    for row in PHOTO_FIELDS
} | {"country_code": ["CHN"], "rating": ["4"]}


def said_by(facts: PhotoFacts) -> Texts:
    values = {row.name: getattr(facts, row.name) for row in PHOTO_FIELDS}
    values["credit"] = facts.credit.text
    return {
        name: list(value) if isinstance(value, tuple) else [value] if value else []
        for name, value in values.items()
    }


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_field_is_written_and_read_again(tmp_path: Path, kind: str) -> None:
    original, saved = tmp_path / "original", tmp_path / "saved.img"
    data = encoded(noisy(64, 48), kind)
    original.write_bytes(data)
    assert save_copy(original, saved, TEXTS) is None
    assert original.read_bytes() == data
    assert said_by(read_facts(saved).facts) == TEXTS
    assert read_facts(saved).notices == ()
    assert pixels_of(saved.read_bytes()) == pixels_of(data)
    assert sorted(tmp_path.iterdir()) == [original, saved]
    with Image.open(saved) as image:
        image.load()


def test_what_the_record_does_not_say_is_gone_and_all_else_stays(
    tmp_path: Path, jpeg: bytes
) -> None:
    original, saved = tmp_path / "original.jpg", tmp_path / "saved.jpg"
    data = with_metadata(
        jpeg,
        exif={"Image.Make": "Maker", "Image.ImageDescription": "Old", "Photo.LensModel": "Lens"},
        iim=[
            ("Application2.Caption", "旧标题说明".encode("gbk")),
            ("Application2.Category", b"SPO"),
            ("Application2.Contact", "王芳的电话号码".encode("gbk")),
        ],
        xmp={"photoshop.City": "Old", "xmp.CreatorTool": "A tool", "dc.description": "Old"},
    )
    original.write_bytes(data)
    save_copy(original, saved, {"caption": ["New 新"], "alt": ["Rows"]})
    facts = read_facts(saved).facts
    assert said_by(facts) == {**said_by(PhotoFacts()), "caption": ["New 新"], "alt": ["Rows"]}
    image = exiv2.ImageFactory.open(str(saved))
    image.readMetadata()
    exif = {datum.key(): datum.toString() for datum in image.exifData()}
    xmp = {datum.key(): datum.toString() for datum in image.xmpData()}
    iim = {datum.key(): datum.toString() for datum in image.iptcData()}
    assert (exif["Exif.Image.Make"], exif["Exif.Photo.LensModel"]) == ("Maker", "Lens")
    assert exif["Exif.Image.ImageDescription"] == "New 新"
    assert xmp["Xmp.xmp.CreatorTool"] == "A tool"
    assert iim["Iptc.Application2.Category"] == "SPO"
    assert iim["Iptc.Application2.Caption"] == "New 新"
    assert iim["Iptc.Application2.Contact"] == "王芳的电话号码"  # in UTF-8 as the rest now


def test_other_languages_stay(tmp_path: Path, jpeg: bytes) -> None:
    original, saved = tmp_path / "original.jpg", tmp_path / "saved.jpg"
    image = exiv2.ImageFactory.open(jpeg)
    image.readMetadata()
    value = exiv2.LangAltValue({"x-default": "Old", "zh-Hans": "梯田"})
    image.xmpData().add(exiv2.XmpKey("Xmp.dc.description"), value)
    image.writeMetadata()
    original.write_bytes(bytes(image.io().mmap()))
    image.io().munmap()
    save_copy(original, saved, {"caption": ["New"]})
    image = exiv2.ImageFactory.open(str(saved))
    image.readMetadata()
    held = next(d for d in image.xmpData() if d.key() == "Xmp.dc.description")
    # The toolkit writes their tags small; BCP 47 tells no case apart.
    languages = {tag.casefold(): text for tag, text in dict(held.value()).items()}
    assert languages == {"x-default": "New", "zh-hans": "梯田"}


@pytest.mark.parametrize("name", ["broken.jpg", "credentials.jpg", "telephone.heic"])
def test_what_takes_no_metadata_has_its_record_beside_it(
    tmp_path: Path, jpeg: bytes, name: str
) -> None:
    original, saved = tmp_path / f"original-{name}", tmp_path / name
    match name:
        case "broken.jpg":
            data = jpeg[:2] + b"\xff\xe1\x00\x10Exif\0\0II*\0\xff\xff\xff\x7f" + jpeg[2:]
        case "credentials.jpg":
            store = b"JP\x00\x01\x00\x00\x00\x01\x00\x00\x00\x20jumb\x00\x00\x00\x18jumdc2pa"
            data = jpeg[:2] + b"\xff\xeb" + (len(store) + 2).to_bytes(2, "big") + store + jpeg[2:]
        case _:
            register_heif_opener()
            data = encoded(noisy(64, 48), "HEIF")
    original.write_bytes(data)
    beside = save_copy(original, saved, TEXTS)
    assert beside == saved.with_suffix(".xmp")
    assert saved.read_bytes() == data
    image = exiv2.ImageFactory.open(str(beside))
    image.readMetadata()
    said = {datum.key(): datum.toString() for datum in image.xmpData()}
    assert said["Xmp.photoshop.City"] == TEXTS["city"][0]
    assert said["Xmp.photoshop.Credit"] == TEXTS["credit"][0]


lines = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]),
    min_size=1,
    max_size=60,
).map(lambda text: " ".join(text.split()))


# One with what parts them is several to whoever reads it.
words = lines.filter(lambda text: not set(text) & set(";；、"))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(caption=lines, source=lines, city=lines, keywords=st.lists(words, max_size=3, unique=True))
@example("lang=de type=Bag", "type=Bag of millet", "<b>&amp;", ["lang=en a", "type=Seq"])
@example('"quoted"', "lang=de", "]]>", ["a, b"])
def test_whatever_is_said_comes_back(
    tmp_path: Path, caption: str, source: str, city: str, keywords: list[str]
) -> None:
    """Among the words that Exiv2 takes for orders of its own."""
    original, saved = tmp_path / "original.jpg", tmp_path / "saved.jpg"
    original.write_bytes(encoded(noisy(8, 8), "JPEG"))
    texts = {"caption": [caption], "source": [source], "city": [city], "keywords": keywords}
    saved.unlink(missing_ok=True)
    assert save_copy(original, saved, texts) is None
    held = said_by(read_facts(saved).facts)
    for name, told in texts.items():
        said = list(dict.fromkeys(map(clean_line, told)))  # as the house writes it
        # "null" and the like is nothing to whoever reads it.
        assert held[name] == [text for text in said if says_something(text)], name
