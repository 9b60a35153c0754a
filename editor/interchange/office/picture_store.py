"""Pictures taken out of a file, laid into a folder under names of our own until the import ends."""

from dataclasses import dataclass, field
from pathlib import Path

from editor.interchange.arriving.lost_characters import quoted
from editor.message import Message, message
from editor.story.text import clean_line

MAX_PICTURES = 300
_ENDINGS = (
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)
_NOT_TAKEN = {
    b"\xd7\xcd\xc6\x9a": "not-taken.wmf",
    b"\x01\0\0\0": "not-taken.emf",
    b"GIF8": "not-taken.gif",
    b"BM": "not-taken.bmp",
    b"<svg": "not-taken.svg",
    b"<?xm": "not-taken.svg",
}


@dataclass(slots=True)
class PictureStore:
    folder: Path
    taken: list[dict[str, str]] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)  # what stands in the warnings alone

    def put(self, name: str, alt: str, data: bytes) -> str:
        """The key of a picture that was kept; "" when it was left out, which is then told."""
        ending = _ending(data)
        if not ending:
            why = next((w for start, w in _NOT_TAKEN.items() if data.startswith(start)), "")
            self.left_out(name, alt, why or "not-taken.no-picture")
            return ""
        if len(self.taken) >= MAX_PICTURES:
            self.left_out(name, alt, message("not-taken.too-many", limit=MAX_PICTURES))
            return ""
        key = f"picture-{len(self.taken) + 1}"
        file = f"{key}{ending}"
        (self.folder / file).write_bytes(data)
        shown = clean_line(name) or file
        self.taken.append({"key": key, "name": shown, "file": file, "alt": clean_line(alt)})
        return key

    def left_out(self, name: str, alt: str, reason: str | Message) -> None:
        """`reason` is a message, or a key of one without values."""
        why = reason if isinstance(reason, Message) else Message(reason)
        shown = clean_line(name) or message("arriving.unnamed")
        if alt.strip():
            said = message("left-out.picture-that-says", name=shown, alt=quoted(alt), why=why)
        else:
            said = message("left-out.picture", name=shown, why=why)
        self.quoted.append(alt)
        self.warnings.append(said)


def _ending(data: bytes) -> str:
    for start, ending in _ENDINGS:
        if data.startswith(start):
            return ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return ".heic" if data[4:8] == b"ftyp" else ""
