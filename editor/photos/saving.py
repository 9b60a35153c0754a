"""A photo's record written into a copy of its file, and nothing else of it changed.

Exiv2 rewrites metadata and leaves the compressed picture byte for byte. Its XMP toolkit is one
global state of a process, so it works in one of its own: `python -m editor.photos.saving FILE`,
which takes the record as JSON on its standard input.
"""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from editor.child import SAVE_ARGUMENT, TIME_LIMIT, command_of, started
from editor.files import PART, move_into_place, sync_file, write_new, write_whole
from editor.photos.blocks import pixels_of
from editor.photos.credentials import has_credentials
from editor.photos.decoding import declared, decode_texts
from editor.photos.metadata import UTF8_DECLARED, iim_values, xmp_packet
from editor.story.photo import PHOTO_FIELDS, XMP_NAMESPACES, PhotoField

# Exiv2's own words for prefixes of the standard.
_PREFIXES = {"Iptc4xmpCore": "iptc", "Iptc4xmpExt": "iptcExt"}
_UNKNOWN = {"TC260": "TC260", "prism": "galleyPrism"}  # to Exiv2, and how it is told of them

Texts = dict[str, list[str]]  # by the name of a row, what is said; nothing for what is not


def save_copy(original: Path, to: Path, texts: Texts) -> Path | None:
    """Write a copy of an original whose metadata says exactly `texts` in the fields of the table,
    and elsewhere what it said. Where the file cannot take them, or carries Content Credentials,
    which any change would break, the copy stays as the original is and an XMP file beside it has
    them: answers with that file. Raises OSError."""
    data = original.read_bytes()
    # Exiv2 goes by what a file is, and not by its name.
    made = to.with_name(f".galley-{uuid4().hex}{PART}")
    beside = None
    try:
        write_new(made, data, flushed=False)
        if has_credentials(data) or not (_written(made, texts) and _same_picture(made, data)):
            made.write_bytes(data)
            beside = to.with_suffix(".xmp")
            rows = {row.name: row for row in PHOTO_FIELDS}
            said = {rows[name]: tuple(each) for name, each in texts.items() if each}
            write_whole(beside, xmp_packet(said))
        sync_file(made)
        move_into_place(made, to)
    finally:
        made.unlink(missing_ok=True)
    return beside


def _same_picture(made: Path, data: bytes) -> bool:
    """Whether what is no metadata is the same as it is packed; of a TIFF, where both stand among
    each other, the pixels."""
    if packed := pixels_of(data):
        return packed == pixels_of(made.read_bytes())
    # Here and not above: Pillow is not needed for the others.
    from PIL import Image

    with Image.open(made) as now, Image.open(BytesIO(data)) as before:
        return (now.mode, now.size, now.tobytes()) == (before.mode, before.size, before.tobytes())


def _written(file: Path, texts: Texts) -> bool:
    """Whether Exiv2 could; otherwise nobody knows what is in the file now."""
    command = [*command_of("editor.photos.saving", SAVE_ARGUMENT), str(file.absolute())]
    child = started(command)
    try:
        said, _ = child.communicate(json.dumps(texts).encode(), timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        child.kill()
        said, _ = child.communicate()
    return child.returncode == 0 and said == b"written"


def main(arguments: list[str]) -> int:
    texts: Texts = json.load(sys.stdin)
    _write(arguments[0], texts)
    sys.stdout.write("written")
    return 0


def _write(path: str, texts: Texts) -> None:
    import exiv2 as compiled

    exiv2: Any = compiled  # it comes without types
    exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)
    for prefix, known in _UNKNOWN.items():
        exiv2.XmpProperties.registerNs(XMP_NAMESPACES[prefix], known)
    image = exiv2.ImageFactory.open(path)
    image.readMetadata()
    xmp, iim, exif = image.xmpData(), image.iptcData(), image.exifData()
    for row in PHOTO_FIELDS:
        said = texts.get(row.name, [])
        _put_xmp(exiv2, xmp, row, said)
        _put_iim(exiv2, iim, row, said)
        _put_exif(exiv2, exif, row, said)
    if list(iim):
        _in_utf8(exiv2, iim)
        charset = exiv2.StringValue()
        charset.read(UTF8_DECLARED.decode())
        _erase(iim, exiv2.IptcKey("Iptc.Envelope.CharacterSet"))
        iim.add(exiv2.IptcKey("Iptc.Envelope.CharacterSet"), charset)
    image.writeMetadata()


def _put_xmp(exiv2: Any, xmp: Any, row: PhotoField, said: list[str]) -> None:
    prefix, _, rest = row.xmp.name.partition(":")
    key = f"Xmp.{_PREFIXES.get(prefix, _UNKNOWN.get(prefix, prefix))}.{rest}"
    languages: dict[str, str] = {}
    for datum in xmp:
        if datum.key() == key and isinstance(datum.value(), exiv2.LangAltValue):
            languages = dict(datum.value())
    whole = key.partition("[")[0]
    _erase(xmp, exiv2.XmpKey(key))
    if not said:
        return
    if row.xmp.container == "Alt":
        # What it says in other languages is somebody's, too.
        value = exiv2.LangAltValue({**languages, "x-default": said[0]})
    elif whole != key:
        if not any(datum.key() == whole for datum in xmp):
            xmp.add(exiv2.XmpKey(whole), exiv2.XmpTextValue("type=Seq"))
        value = _text(exiv2, said[0])
    elif row.xmp.container:
        kind = exiv2.TypeId.xmpSeq if row.xmp.container == "Seq" else exiv2.TypeId.xmpBag
        value = exiv2.XmpArrayValue(said, kind)
    else:
        value = _text(exiv2, said[0])
    xmp.add(exiv2.XmpKey(key), value)


def _text(exiv2: Any, text: str) -> Any:
    # Exiv2 takes a word before the first blank for an order of its own when it begins so.
    return exiv2.XmpTextValue(f" {text}" if text.startswith("type=") else text)


def _put_iim(exiv2: Any, iim: Any, row: PhotoField, said: list[str]) -> None:
    if row.iim is None:
        return
    for number in {row.iim.dataset, row.iim.time} - {0}:
        _erase(iim, exiv2.IptcKey(number, 2))
    for number, text in iim_values(row, said):
        iim.add(exiv2.IptcKey(number, 2), _data(exiv2, text))


def _in_utf8(exiv2: Any, iim: Any) -> None:
    """Texts that are in no field of ours were in the encoding that the file had."""
    charset = next((bytes(d.value().data()) for d in iim if d.record() == 1 and d.tag() == 90), b"")
    ours = {row.iim.dataset for row in PHOTO_FIELDS if row.iim}
    for datum in iim:
        raw = bytes(datum.value().data()) if hasattr(datum.value(), "data") else b""
        if datum.record() == 2 and datum.tag() not in ours and not raw.isascii():
            read = decode_texts([raw], declared(charset))[0]
            if read.certain and "\0" not in read.text:
                datum.setValue(_data(exiv2, read.text))


def _data(exiv2: Any, text: str) -> Any:
    raw = text.encode("utf-8")
    return exiv2.DataValue(raw, exiv2.ByteOrder.littleEndian, exiv2.TypeId.undefined)


def _put_exif(exiv2: Any, exif: Any, row: PhotoField, said: list[str]) -> None:
    key = _EXIF.get(row.exif.tag if row.exif else 0, "")
    if not key:
        return
    _erase(exif, exiv2.ExifKey(key))
    if said:
        exif[key] = "; ".join(said)


_EXIF = {
    270: "Exif.Image.ImageDescription",
    315: "Exif.Image.Artist",
    33432: "Exif.Image.Copyright",
}


def _erase(data: Any, key: Any) -> None:
    while (at := data.findKey(key)) != data.end():
        data.erase(at)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
