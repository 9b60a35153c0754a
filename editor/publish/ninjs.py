"""The story for other newsroom systems: a ninjs 3.0 sidecar beside the page (IPTC News in JSON).

One story object with its photos as associations. Says only what the snapshot says: no clock,
so equal snapshots have equal sidecars.
"""

import base64
import uuid
from collections.abc import Mapping
from typing import Any

from editor.publish.address import PageAddress, PictureFile, PictureFiles
from editor.publish.manifest import FileEntry, canonical
from editor.publish.news_article import said, web_address
from editor.publish.prose import printable, prose_html
from editor.publish.wording import language_tag
from editor.story.people import Kind, byline_text
from editor.story.photo import PHOTO_FIELDS
from editor.story.snapshot import PlacedPhoto, Snapshot

SIDECAR = "story.ninjs.json"
STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}

Json = dict[str, Any]


def ninjs_sidecar(
    snapshot: Snapshot,
    address: PageAddress,
    pictures: Mapping[str, PictureFiles],
    written: Mapping[str, FileEntry],
    *,
    proof: bool,
) -> bytes:
    """Canonical JSON. `written` are the picture files as they stand in the bundle; the links to
    them are relative to the sidecar while the outlet has no address."""
    item = _story(snapshot, address, proof=proof)
    item["associations"] = [
        _picture(files, address, written, number)
        for number, files in enumerate(pictures.values(), start=1)
    ]
    return printable(canonical(said(item)).decode("utf-8")).encode("utf-8")


def _story(snapshot: Snapshot, address: PageAddress, *, proof: bool) -> Json:
    outlet, dated = snapshot.outlet, snapshot.dated.isoformat()
    people = (*snapshot.byline, *snapshot.contributors)
    roles = ["author"] * len(snapshot.byline) + ["contributor"] * len(snapshot.contributors)
    return {
        "uri": story_uri(snapshot.story_id),
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "profile": "text-photo" if snapshot.photos else "text-only",
        "version": snapshot.sha256[:12],
        "firstCreated": dated,
        "versionCreated": dated,
        "contentCreated": dated,
        "pubStatus": "withheld" if proof else "usable",
        "language": language_tag(snapshot.language, outlet.language),
        "title": snapshot.headline,
        "headlines": [_value("main", "text/plain", snapshot.headline)] * bool(snapshot.headline),
        "descriptions": [_value("deck", "text/plain", snapshot.deck)] * bool(snapshot.deck),
        "bodies": _bodies(snapshot),
        "by": byline_text([each.name for each in snapshot.byline]),
        "slugline": snapshot.slug,
        "located": snapshot.dateline,
        "subjects": [
            *([{"name": snapshot.section.name, "rel": "section"}] * bool(snapshot.section.name)),
            *({"name": keyword, "rel": "keyword"} for keyword in snapshot.keywords),
        ],
        "infoSources": [
            {"name": each.name, "role": role} for each, role in zip(people, roles, strict=True)
        ],
        "organisations": [
            {"name": each.name, "rel": role}
            for each, role in zip(people, roles, strict=True)
            if each.kind is Kind.ORGANISATION
        ],
        "altIds": [
            {"role": "snapshot", "value": snapshot.sha256},
            *([{"role": "page", "value": address.url}] * bool(address.url)),
        ],
        "copyrightHolder": outlet.publisher or outlet.name,
        "copyrightNotice": next((line for line in outlet.footer if _is_notice(line)), ""),
    }


def _bodies(snapshot: Snapshot) -> list[Json]:
    text = snapshot.body.text
    counts = {"charCount": len(text), "wordCount": snapshot.body.words}
    return [
        _value("main", "text/html", prose_html(snapshot.body)) | counts,
        _value("plain", "text/plain", text) | counts,
    ]


def _picture(
    files: PictureFiles, address: PageAddress, written: Mapping[str, FileEntry], number: int
) -> Json:
    photo = files.photo
    return said(
        {
            "name": "lead" if photo.lead else f"photo-{number}",
            # RFC 6920: the original itself, by its hash; the same picture in two stories is one.
            "uri": f"ni:///sha-256;{_base64url(photo.photo)}",
            "type": "picture",
            "by": photo.credit,
            **_facts(photo),
            "renditions": [_rendition(file, address, written[file.path]) for file in files.all],
        }
    )


def _facts(photo: PlacedPhoto) -> Json:
    said: Json = {}
    for row in PHOTO_FIELDS:
        name, _, role = row.ninjs.partition(":")
        if not name or not (value := row.of(photo)):
            continue
        match name:
            case "by":
                said[name] = ", ".join(value) or photo.credit
            case "descriptions":
                said.setdefault(name, []).append(_value(role, "text/plain", value))
            case "infoSources":
                said[name] = [{"name": value, "role": role}]
            case "rightsInfo":
                said[name] = (address := web_address(value)) and {role: address}
            case "digitalSourceType":
                said[name] = {"name": value.rpartition("/")[2], "uri": value}
            case "subjects":
                said[name] = [{"name": word, "rel": role} for word in value]
            case _:
                said[name] = value
    return said


def _rendition(file: PictureFile, address: PageAddress, written: FileEntry) -> Json:
    return {
        "name": f"{file.name}-{file.rendition.encoding}",
        "href": address.absolute(file.path),
        "contentType": file.rendition.encoding.media_type,
        "width": file.rendition.width,
        "height": file.rendition.height,
        "sizeInBytes": written.size,
        "digest": f"sha256:{written.sha256}",
    }


def story_uri(story_id: str) -> str:
    """A story's name for all time, whatever its address becomes."""
    try:
        return uuid.UUID(hex=story_id).urn
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_OID, story_id).urn


def _base64url(sha256: str) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def _is_notice(line: str) -> bool:
    return "©" in line or "rights reserved" in line.lower() or "copyright" in line.lower()


def _value(role: str, media_type: str, value: str) -> Json:
    return {"role": role, "contentType": media_type, "value": value}
