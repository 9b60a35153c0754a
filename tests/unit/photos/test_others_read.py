"""What Galley writes of a picture, read by ExifTool and Exiv2 as the Debian packages have them, and
what they write, read by Galley: field by field."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor.photos.facts import read_facts
from editor.photos.metadata import iim_values
from editor.photos.published import published_metadata
from editor.photos.saving import Texts, save_copy
from editor.story.outlet import Outlet
from editor.story.photo import PHOTO_FIELDS, XMP_NAMESPACES, Kind, Photo, PhotoField, Placement
from editor.story.rendition import Encoding
from editor.story.snapshot import PlacedPhoto
from tests.unit.photos.pictures import encoded, noisy
from tests.unit.photos.test_saving import TEXTS, said_by

ROWS = [row for row in PHOTO_FIELDS if TEXTS.get(row.name)]
# What ExifTool calls the prefixes of the standard, and the datasets of IIM.
GROUPS = {"Iptc4xmpCore": "iptcCore", "Iptc4xmpExt": "iptcExt"}
# fmt: off
DATASETS = {
    5: "ObjectName", 25: "Keywords", 30: "ReleaseDate", 35: "ReleaseTime", 37: "ExpirationDate",
    38: "ExpirationTime", 40: "SpecialInstructions", 55: "DateCreated", 60: "TimeCreated",
    80: "By-line", 85: "By-lineTitle", 90: "City", 92: "Sub-location", 95: "Province-State",
    100: "Country-PrimaryLocationCode", 101: "Country-PrimaryLocationName",
    103: "OriginalTransmissionReference", 105: "Headline", 110: "Credit", 115: "Source",
    116: "CopyrightNotice", 120: "Caption-Abstract", 122: "Writer-Editor",
}
# fmt: on
# Of younger standards than the tool: a reader needs to be told nothing, a writer does.
CONFIG = """%Image::ExifTool::UserDefined = (
    'Image::ExifTool::XMP::iptcExt' => {
        AISystemUsed => { }, AISystemVersionUsed => { },
        AIPromptInformation => { }, AIPromptWriterName => { },
    },
    'Image::ExifTool::XMP::prism' => { embargoDate => { }, expirationDate => { } },
    'Image::ExifTool::XMP::Main' => {
        TC260 => { SubDirectory => { TagTable => 'Image::ExifTool::UserDefined::TC260' } },
    },
);
%Image::ExifTool::UserDefined::TC260 = (
    GROUPS => { 0 => 'XMP', 1 => 'XMP-TC260', 2 => 'Other' },
    NAMESPACE => { 'TC260' => 'http://www.tc260.org.cn/ns/AIGC/1.0/' },
    WRITABLE => 'string', AIGC => { },
);
1;
"""


def tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"not tested with {name}: it is not installed here")
    return found


def exiftool(folder: Path, *words: str) -> str:
    program, config = tool("exiftool"), folder / "exiftool.config"
    config.write_text(CONFIG, encoding="utf-8")
    command = [program, "-config", str(config), "-charset", "iptc=UTF8", "-n", *words]
    done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120)
    return done.stdout


def exiv2(*words: str) -> str:
    command = [tool("exiv2"), *words]
    return subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout


def listed(value: Any) -> list[str]:
    return [str(each) for each in (value if isinstance(value, list) else [value])]


def xmp_name(row: PhotoField) -> str:
    prefix, _, name = row.xmp.name.rpartition("/")[2].partition(":")
    return f"XMP-{GROUPS.get(prefix, prefix)}:{name[0].upper()}{name[1:]}"


def iim_written(row: PhotoField, texts: Sequence[str]) -> dict[str, list[str]]:
    """By ExifTool's name what IIM has of a field."""
    found: dict[str, list[str]] = {}
    for number, text in iim_values(row, texts):
        found.setdefault(f"IPTC:{DATASETS[number]}", []).append(text)
    return found


def seen_in(folder: Path, files: Sequence[Path]) -> list[Mapping[str, Any]]:
    """All files in one run."""
    return json.loads(exiftool(folder, "-j", "-G1", "-a", *map(str, files)))


def compare(seen: Mapping[str, Any], texts: Texts, rows: Sequence[PhotoField]) -> list[str]:
    """What ExifTool sees otherwise than it was written."""
    wrong: list[str] = []
    for row in rows:
        wanted = {xmp_name(row): texts[row.name], **iim_written(row, texts[row.name])}
        for name, written in wanted.items():
            told = listed(seen[name]) if name in seen else []
            if row.kind is Kind.DATE:
                told = [re.sub(r"\D", "", each) for each in told]
                written = [re.sub(r"\D", "", each) for each in written]
            if told != written:
                wrong.append(f"{name}: {told} and not {written}")
    return wrong


@pytest.fixture
def saved(tmp_path: Path) -> list[Path]:
    files: list[Path] = []
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        original = tmp_path / f"original.{kind.lower()}"
        original.write_bytes(encoded(noisy(64, 48), kind))
        files.append(tmp_path / f"saved.{kind.lower()}")
        assert save_copy(original, files[-1], TEXTS) is None
    return files


def test_exiftool_reads_every_field_of_a_saved_copy(tmp_path: Path, saved: list[Path]) -> None:
    for path, seen in zip(saved, seen_in(tmp_path, saved), strict=True):
        rows = ROWS if path.suffix in (".jpeg", ".tiff") else [replace(r, iim=None) for r in ROWS]
        assert compare(seen, TEXTS, rows) == [], path.name


def published(path: Path) -> PlacedPhoto:
    """What a page has of a picture, where its outlet lets all fields out."""
    photo = Photo("0" * 64, path.name, "JPEG", 64, 48, 1, read_facts(path).facts)
    names = tuple(row.name for row in PHOTO_FIELDS if row.offered)
    outlet = replace(Outlet("a", "A", "A"), photo_fields=names)
    return PlacedPhoto.of(Placement("one", photo), outlet)


@pytest.mark.parametrize("from_iptc", [False, True])
def test_exiftool_reads_every_field_of_a_published_picture(
    tmp_path: Path, saved: list[Path], from_iptc: bool, shared_photo: Callable[[str], Path]
) -> None:
    path = shared_photo("iptc-reference-2019.jpg") if from_iptc else saved[0]
    photo = published(path)
    texts: Texts = {row.name: list(photo.texts(row)) for row in PHOTO_FIELDS}
    facts = said_by(read_facts(path).facts)
    lost = {name: texts[name] for name, said in facts.items() if said and texts[name] != said}
    assert lost == {}
    rows = [row for row in PHOTO_FIELDS if any(texts[row.name])]
    files = []
    for encoding in (Encoding.JPEG, Encoding.WEBP, Encoding.AVIF):
        files.append(tmp_path / f"published.{encoding}")
        made = encoded(noisy(64, 48), encoding.name)
        files[-1].write_bytes(published_metadata(made, encoding, photo))
    jpeg, *others = seen_in(tmp_path, files)
    assert compare(jpeg, texts, rows) == []
    for other in others:
        assert compare(other, texts, [replace(row, iim=None) for row in rows]) == []


def exiv2_key(row: PhotoField) -> str:
    prefix, _, rest = row.xmp.name.partition(":")
    known = {"Iptc4xmpCore": "iptc", "prism": "galleyPrism"}
    return f"Xmp.{known.get(prefix, prefix)}.{rest}"


def test_exiv2_reads_every_field_of_a_saved_copy(saved: list[Path]) -> None:
    for path in saved:
        lines = exiv2("-PXkt", str(path)).splitlines()
        seen = dict(line.split(maxsplit=1) for line in lines if len(line.split()) > 1)
        seen = {
            key.replace("iptcExt", "Iptc4xmpExt"): text.removeprefix('lang="x-default" ')
            for key, text in seen.items()
        }
        for row in ROWS:
            assert seen[exiv2_key(row)] == ", ".join(TEXTS[row.name]), (path.name, row.name)


def test_what_exiftool_writes_is_read_field_by_field(tmp_path: Path, jpeg: bytes) -> None:
    """XMP alone, IIM alone and EXIF alone, so that none stands in for another."""
    xmp, iim = tmp_path / "xmp.jpg", tmp_path / "iim.jpg"
    for path in (xmp, iim):
        path.write_bytes(jpeg)
    told: dict[str, object] = {"SourceFile": str(xmp)}
    for row in ROWS:
        said = TEXTS[row.name]
        if row.kind is Kind.DATE:  # as the tool has it
            said = [said[0].replace("-", ":", 2).replace("T", " ")]
        told[xmp_name(row)] = said if len(said) > 1 else said[0]
    (tmp_path / "xmp.json").write_text(json.dumps([told]), encoding="utf-8")
    exiftool(tmp_path, f"-json={tmp_path / 'xmp.json'}", "-overwrite_original", str(xmp))
    assert said_by(read_facts(xmp).facts) == TEXTS
    told = {"SourceFile": str(iim), "IPTC:CodedCharacterSet": "UTF8"}
    for row in ROWS:
        written = iim_written(row, TEXTS[row.name])
        told |= {name: said if len(said) > 1 else said[0] for name, said in written.items()}
    (tmp_path / "iim.json").write_text(json.dumps([told]), encoding="utf-8")
    exiftool(tmp_path, f"-json={tmp_path / 'iim.json'}", "-overwrite_original", str(iim))
    read = said_by(read_facts(iim).facts)
    assert {row.name: read[row.name] for row in ROWS if row.iim} == {
        row.name: TEXTS[row.name] for row in ROWS if row.iim
    }


def test_what_exiv2_writes_is_read_field_by_field(tmp_path: Path, jpeg: bytes) -> None:
    path, commands = tmp_path / "a.jpg", tmp_path / "commands"
    path.write_bytes(jpeg)
    names = {"Iptc4xmpCore": "iptc", "Iptc4xmpExt": "iptcExt"}
    lines = [f"reg {prefix} {XMP_NAMESPACES[prefix]}" for prefix in ("TC260", "prism")]
    for row in ROWS:
        prefix, _, rest = row.xmp.name.partition(":")
        key = f"Xmp.{names.get(prefix, prefix)}.{rest}"
        if "[" in key:
            lines += [f"set {key.partition('[')[0]} XmpText type=Seq"]
        elif row.xmp.container in ("Seq", "Bag"):
            lines += [f"set {key} XmpText type={row.xmp.container}"]
            told = enumerate(TEXTS[row.name], 1)
            lines += [f"set {key}[{number}] XmpText {text}" for number, text in told]
            continue
        kind = "LangAlt" if row.xmp.container == "Alt" else "XmpText"
        lines += [f"set {key} {kind} {TEXTS[row.name][0]}"]
    commands.write_text("\n".join(lines) + "\n", encoding="utf-8")
    exiv2("-m", str(commands), str(path))
    assert said_by(read_facts(path).facts) == TEXTS
