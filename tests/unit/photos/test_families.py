"""Kinds of files told by their first bytes."""

from __future__ import annotations

import pytest

from editor.photos.families import HEIF, JPEG, PNG, TIFF, WEBP, Family, family_of, why_not


@pytest.mark.parametrize(
    ("head", "family"),
    [
        (b"\xff\xd8\xff\xe1", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"RIFF\x10\0\0\0WEBPVP8 ", WEBP),
        (b"II*\0\x08\0\0\0", TIFF),
        (b"MM\0*\0\0\0\x08", TIFF),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", HEIF),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf", HEIF),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", None),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomiso2", None),
        (b"RIFF\x10\0\0\0WAVEfmt ", None),
        (b"", None),
    ],
)
def test_a_family_is_told_by_its_signature(head: bytes, family: Family | None):
    assert family_of(head) is family


def test_text_in_any_language_is_told_from_bytes():
    assert "holds text" in str(why_not("梯田里的秋收。".encode() * 5))
    assert "holds text" in str(why_not("秋收".encode() * 12 + "收".encode()[:2]))
    assert "no picture" in str(why_not(bytes(range(64))))
    assert "no picture" in str(why_not(b"\xb0\xa1" * 30))


def test_every_reason_says_what_to_do():
    heads = (b"GIF89a", b"BM", b"8BPS", b"%PDF", b"PK\x03\x04", b"<svg ", b"\0\0\0\x18ftypisom")
    for head in heads:
        assert ";" in str(why_not(head))
