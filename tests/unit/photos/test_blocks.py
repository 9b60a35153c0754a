"""Raw blocks of picture files: whatever is broken, the rest is there and nothing is raised."""

from __future__ import annotations

import struct
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.photos.blocks import blocks_of, datasets, exif_texts
from editor.photos.metadata import exif_block, iim_block
from tests.unit.photos.pictures import encoded, noisy, png_text

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
WANTED = frozenset((270, 315, 33432))


@cache
def speaking(format_name: str) -> bytes:
    exif = b"Exif\0\0" + exif_block({270: b"Growers", 315: b"Li Wen"})
    data = encoded(noisy(16, 16), format_name, exif=exif)
    if format_name != "JPEG":
        return data
    iim = iim_block([(25, b"tea"), (110, b"Jintan Daily")])
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(iim) + 2) + iim + data[2:]


# Pillow, which looks through a TIFF's directories for XMP, warns of what it skips.
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.expected_log("More samples per pixel")
@given(
    st.sampled_from(FORMATS),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4),
    st.integers(0, 900),
)
def test_a_file_that_is_damaged_or_cut_anywhere_is_read_without_a_fault(
    format_name: str, damage: list[tuple[int, int]], end: int
):
    data = bytearray(speaking(format_name)[: 64 + end])
    for at, value in damage:
        data[64 + at : 65 + at] = bytes([value])
    blocks = blocks_of(bytes(data))
    assert blocks is not None
    datasets(blocks.iim)
    exif_texts(blocks.exif, WANTED)


@given(st.binary(max_size=80))
def test_bytes_of_any_kind_are_no_trouble(raw: bytes):
    datasets(b"\x1c" + raw)
    assert exif_texts(raw, WANTED)[0] == {}
    exif_texts(b"II*\0" + raw, WANTED)


def test_a_dataset_of_more_than_32_kilobytes_has_the_length_of_its_length():
    long = b"x" * 40_000
    extended = b"\x1c\x02\x78\x80\x04" + struct.pack(">I", len(long)) + long
    assert datasets(extended + b"\x1c\x02\x5a\0\x03abc") == (
        {(2, 120): [long], (2, 90): [b"abc"]},
        True,
    )


def test_a_comment_in_the_order_of_its_own_program_is_read():
    for order, codec in (("<", "utf-16-be"), (">", "utf-16-le"), ("<", "utf-16")):
        comment = b"UNICODE\0" + "Tea 茶".encode(codec)
        entry = struct.pack(order + "HHHIIIIHIII", 1, 37510, 7, len(comment), 26, 0, 0, 0, 0, 0, 0)
        tiff = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
        tiff = (tiff + entry)[:26].ljust(26, b"\0") + comment
        assert exif_texts(tiff, {37510}) == ({37510: "Tea 茶".encode()}, True)


def test_a_text_behind_the_end_of_its_block_is_told():
    whole = exif_block({270: b"Growers", 315: b"Li Wen"})
    assert exif_texts(whole[:-4], WANTED) == ({270: b"Growers\0", 315: b""}, False)


def test_a_profile_in_hexadecimal_digits_is_a_block():
    iim = b"8BIM\x04\x04\0\0\0\0\0\x0b\x1c\x02\x5a\0\x06Jintan\0"
    exif = b"Exif\0\0" + exif_block({270: b"Growers"})
    written = {
        f"Raw profile type {name}": f"\n{name}\n{len(block):8}\n{block.hex()}\n"
        for name, block in (("iptc", iim), ("exif", exif))
    }
    blocks = blocks_of(png_text(written))
    assert blocks is not None
    assert datasets(blocks.iim)[0] == {(2, 90): [b"Jintan"]}
    assert exif_texts(blocks.exif, WANTED)[0] == {270: b"Growers\0"}
