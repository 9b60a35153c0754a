"""A picture inside rich text: hexadecimal or plain bytes, with what was written about it."""

from dataclasses import dataclass, field

from editor.interchange.office.package import MAX_PICTURE
from editor.interchange.office.picture_store import PictureStore
from editor.late import regex

_NOT_HEX = regex(rb"[^0-9a-fA-F]+")
_KINDS = {"pngblip": "png", "jpegblip": "jpg"}
_OTHERS = {
    "emfblip": "not-taken.emf",
    "wmetafile": "not-taken.wmf",
    "macpict": "not-taken.pict",
    "dibitmap": "not-taken.bmp",
    "wbitmap": "not-taken.bmp",
}


@dataclass(slots=True)
class RtfPicture:
    """The picture being read; `finish` gives its key."""

    store: PictureStore
    _kind: str = ""
    _hex: bytearray = field(default_factory=bytearray)
    _raw: bytes = b""
    _property: str = ""
    _name: str = ""  # of the property that is being read, or was last
    _values: dict[str, str] = field(default_factory=dict)

    def word(self, name: str, data: bytes) -> None:
        if name in _KINDS or name in _OTHERS:
            self._kind = name
        elif name == "bin":
            self._raw = data
        elif name == "sn":
            self._property, self._name = name, ""
        elif name == "sv":
            self._property = name

    def data(self, destination: str, data: bytes) -> None:
        if destination == "picture":
            if len(self._hex) <= 2 * MAX_PICTURE:
                self._hex += data
        elif self._property == "sn":
            self._name += data.decode("cp1252", "replace")
        elif self._property == "sv":
            key = self._name.strip()
            self._values[key] = self._values.get(key, "") + data.decode("utf-8", "replace")

    def finish(self) -> str:
        """The key of the picture, "" when it was left out."""
        alt = self._values.get("wzDescription", "").strip()
        digits = _NOT_HEX.sub(b"", bytes(self._hex))
        data = self._raw or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        name = f"picture.{_KINDS.get(self._kind, 'bin')}"
        if self._kind in _OTHERS:
            self.store.left_out(name, alt, _OTHERS[self._kind])
            return ""
        if not data:
            return ""
        if len(data) > MAX_PICTURE:
            self.store.left_out(name, alt, "not-taken.too-large")
            return ""
        return self.store.put(name, alt, data)
