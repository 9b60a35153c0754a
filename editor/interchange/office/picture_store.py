"""Pictures taken out of a file, laid into a folder under names of our own until the import ends."""

from dataclasses import dataclass, field
from pathlib import Path

from editor.interchange.arriving.quoting import quoted
from editor.story.text import clean_line

MAX_PICTURES = 300
_ENDINGS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
_NOT_TAKEN = {
    b"\xd7\xcd\xc6\x9a": "it is a drawing (WMF)",
    b"\x01\0\0\0": "it is a drawing (EMF)",
    b"GIF8": "it is a GIF; save it as PNG and add that",
    b"BM": "it is a bitmap (BMP); save it as PNG and add that",
    b"<svg": "it is a drawing (SVG)",
    b"<?xm": "it is a drawing (SVG)",
}


@dataclass(slots=True)
class PictureStore:
    folder: Path
    taken: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)  # what stands in the warnings alone

    def put(self, name: str, alt: str, data: bytes) -> str:
        """The key of a picture that was kept; "" when it was left out, which is then told."""
        ending = _ending(data)
        if not ending:
            why = next((w for start, w in _NOT_TAKEN.items() if data.startswith(start)), "")
            self.left_out(name, alt, why or "it is no picture that Galley takes")
            return ""
        if len(self.taken) >= MAX_PICTURES:
            self.left_out(name, alt, f"the file has more than {MAX_PICTURES} pictures")
            return ""
        key = f"picture-{len(self.taken) + 1}"
        file = f"{key}{ending}"
        (self.folder / file).write_bytes(data)
        shown = clean_line(name) or file
        self.taken.append({"key": key, "name": shown, "file": file, "alt": clean_line(alt)})
        return key

    def left_out(self, name: str, alt: str, why: str) -> None:
        said = f" ({quoted(alt)})" if alt.strip() else ""
        self.quoted.append(alt)
        self.warnings.append(
            f"Left out the picture {clean_line(name) or 'without a name'}{said}: {why}."
        )


def _ending(data: bytes) -> str:
    for start, ending in _ENDINGS:
        if data.startswith(start):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return ".heic" if data[4:8] == b"ftyp" else ""
