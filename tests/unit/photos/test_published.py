"""The texts inside published pictures, read back by another program than wrote them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import exiv2 as compiled
import pytest
from defusedxml import ElementTree
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from editor.photos.facts import facts_of, read_embedded, says_something
from editor.photos.published import published_metadata, survival, with_blocks
from editor.story.photo import PHOTO_FIELDS, Kind
from editor.story.rendition import Encoding
from editor.story.snapshot import FurtherFact, PlacedPhoto
from editor.story.text import clean_line
from tests.unit.photos.pictures import PLACED, encoded, noisy, with_metadata

exiv2: Any = compiled
Placed = Callable[..., PlacedPhoto]

JPEG = encoded(noisy(40, 30), "JPEG")
WEBP = encoded(noisy(40, 30), "WEBP", quality=80)
AVIF = encoded(noisy(40, 30), "AVIF", speed=10)
BLANK = replace(
    PLACED,
    caption="",
    credit="",
    credit_line="",
    alt="",
    creators=(),
    copyright_notice="",
    usage_terms="",
    web_statement="",
    licensor_url="",
    keywords=(),
    date_created="",
    place="",
)
FILES = pytest.mark.parametrize(
    ("data", "encoding"),
    [(JPEG, Encoding.JPEG), (WEBP, Encoding.WEBP), (AVIF, Encoding.AVIF)],
    ids=["jpeg", "webp", "avif"],
)

AWKWARD = "aZ é“”—谷子😀\U00020bb7ß <&>\"'\u00a0\u0301"


def _can_be_read_back(text: str) -> bool:
    # Exiv2, the reader, takes the first two for a type or a language; the file has them right.
    return not text.startswith(("type=", "lang=")) and says_something(text)


lines = (
    st.one_of(st.text(alphabet=AWKWARD, max_size=50), st.text(max_size=30))
    .map(clean_line)
    .filter(_can_be_read_back)
)
long_lines = st.one_of(lines, st.just("谷" * 900))


@st.composite
def placed_photos(draw: st.DrawFn) -> PlacedPhoto:
    # One that holds a semicolon is read as several.
    one = lines.filter(lambda text: text and not set(text) & set(";；"))
    names = st.lists(one, max_size=3, unique=True).map(tuple)
    return replace(
        PLACED,
        caption=draw(long_lines),
        credit=draw(lines),
        alt=draw(lines),
        creators=draw(names),
        copyright_notice=draw(lines),
        usage_terms=draw(lines),
        web_statement=draw(lines),
        licensor_url=draw(lines),
        keywords=draw(names),
        place=draw(lines),
        date_created=draw(st.sampled_from(["", "2026", "2026-10-03", PLACED.date_created])),
    )


@FILES
@settings(max_examples=60)
@given(photo=placed_photos())
@example(photo=PLACED)
@example(photo=BLANK)
def test_what_a_page_says_of_a_photo_its_file_says_too(
    data: bytes, encoding: Encoding, photo: PlacedPhoto
):
    said = facts_of(read_embedded(published_metadata(data, encoding, photo))).facts

    assert said.caption == photo.caption
    # A credit that is all brackets is read without them, as everywhere in the house.
    assert said.credit.text in (photo.credit, photo.credit[1:-1].strip())
    assert said.alt == photo.alt
    assert said.creators == photo.creators
    assert said.copyright_notice == photo.copyright_notice
    assert said.usage_terms == photo.usage_terms
    assert said.web_statement == photo.web_statement
    assert said.licensor_url == photo.licensor_url
    assert said.keywords == photo.keywords
    assert said.sublocation == photo.place
    assert said.date_created == photo.date_created


@FILES
@pytest.mark.parametrize("text", ["type=Bag of millet", "lang=de", "<b>&amp;</b>", "]]> ?>"])
def test_texts_that_look_like_markup_stay_what_they_are(
    data: bytes, encoding: Encoding, placed: Placed, text: str
):
    done = published_metadata(data, encoding, placed(credit=text, caption=text))
    with Image.open(BytesIO(done)) as image:
        packet = image.info["xmp"]
    root = ElementTree.fromstring(packet)
    credit = next(root.iter("{http://ns.adobe.com/photoshop/1.0/}Credit"))
    caption = next(root.iter("{http://purl.org/dc/elements/1.1/}description"))
    assert (credit.text, "".join(caption.itertext())) == (text, text)


class TestInStep:
    def test_iim_and_exif_say_what_xmp_says(self, placed: Placed):
        photo = placed(copyright_notice="(c) 2026 Wen Qiaoyu")
        embedded = read_embedded(published_metadata(JPEG, Encoding.JPEG, photo))
        assert embedded.iim_charset == b"\x1b%G"
        assert embedded.iim[120] == [photo.caption.encode()]
        assert embedded.iim[80] == [b"Wen Qiaoyu"]
        assert embedded.iim[25] == [b"millet", "梯田".encode()]
        assert embedded.iim[55] == [b"20261003"]
        assert embedded.iim[60] == [b"064000+0800"]
        assert embedded.exif == {
            270: photo.caption.encode() + b"\0",
            315: b"Wen Qiaoyu\0",
            33432: b"(c) 2026 Wen Qiaoyu\0",
        }

    def test_a_credit_of_38_bytes_is_cut_in_iim_and_whole_in_xmp(self, placed: Placed):
        photo = placed(credit="Photo by Wen Qiaoyu for galley.example")
        embedded = read_embedded(published_metadata(JPEG, Encoding.JPEG, photo))
        assert embedded.iim[110] == [b"Photo by Wen Qiaoyu for galley.e"]
        assert embedded.xmp["photoshop:Credit"] == (photo.credit,)

    def test_a_cut_falls_between_characters(self, placed: Placed):
        photo = placed(creators=("山西省灵丘县梯田摄影协会",))
        embedded = read_embedded(published_metadata(JPEG, Encoding.JPEG, photo))
        assert embedded.iim[80] == ["山西省灵丘县梯田摄影".encode()]

    def test_exif_is_left_out_rather_than_robbed_of_its_accents(self, placed: Placed):
        photo = placed(creators=("José Núñez",))
        exif = read_embedded(published_metadata(JPEG, Encoding.JPEG, photo)).exif
        assert 315 not in exif
        assert 33432 not in exif

    def test_webp_has_no_iim(self, placed: Placed):
        embedded = read_embedded(published_metadata(WEBP, Encoding.WEBP, placed()))
        assert embedded.iim == {}
        assert embedded.exif[315] == b"Wen Qiaoyu\0"

    def test_a_caption_as_long_as_a_book_still_fits_a_jpeg(self, placed: Placed):
        photo = placed(
            caption="谷" * 40_000, keywords=tuple(str(n) + "k" * 900 for n in range(300))
        )
        said = facts_of(read_embedded(published_metadata(JPEG, Encoding.JPEG, photo))).facts
        assert said.caption.startswith("谷谷")
        assert said.credit.text == photo.credit
        assert len(said.keywords) == 200


class TestNothingElse:
    # Exiv2 writes nothing into an AVIF.
    @pytest.mark.parametrize(("data", "encoding"), [(JPEG, Encoding.JPEG), (WEBP, Encoding.WEBP)])
    def test_places_serial_numbers_thumbnails_and_histories_never_leave(
        self, data: bytes, encoding: Encoding, placed: Placed
    ):
        secret = with_metadata(
            data,
            exif={
                "GPSInfo.GPSLatitude": "39/1 26/1 0/1",
                "GPSInfo.GPSLatitudeRef": "N",
                "Photo.BodySerialNumber": "072024000973",
                "Photo.LensSerialNumber": "8800",
                "Image.Model": "Camera of somebody",
            },
            xmp={
                "exif.GPSLatitude": "39,26N",
                "aux.SerialNumber": "072024000973",
                "xmpMM.DocumentID": "xmp.did:1",
            },
        )
        assert b"072024000973" in secret
        done = published_metadata(secret, encoding, placed())
        assert b"072024000973" not in done
        embedded = read_embedded(done)
        assert not [key for key in embedded.xmp if key.startswith(("exif:", "aux:", "xmpMM:"))]
        assert set(embedded.exif) <= {270, 315, 33432}
        image = exiv2.ImageFactory.open(done)
        image.readMetadata()
        assert not [d.key() for d in image.exifData() if "GPS" in d.key() or "Serial" in d.key()]

    def test_a_comment_and_a_jfif_thumbnail_go_and_the_colour_profile_stays(self, placed: Placed):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        data = encoded(noisy(40, 30), "JPEG", comment=b"made by a secret", icc_profile=profile)
        done = published_metadata(data, Encoding.JPEG, placed())
        assert b"made by a secret" not in done
        with Image.open(BytesIO(done)) as image:
            assert image.info["icc_profile"] == profile

    @FILES
    def test_a_photo_that_says_nothing_gets_nothing(self, data: bytes, encoding: Encoding):
        assert published_metadata(data, encoding, BLANK) == data

    def test_a_real_photograph_leaves_without_its_gps(
        self, placed: Placed, shared_photo: Callable[[str], Path]
    ):
        for name in ("wheat-field.jpg", "desk-5760x3840.jpg", "paint-samples-3008x2000.jpg"):
            data = shared_photo(name).read_bytes()
            done = published_metadata(data, Encoding.JPEG, placed())
            image = exiv2.ImageFactory.open(done)
            image.readMetadata()
            assert {datum.key() for datum in image.exifData()} <= {
                "Exif.Image.ImageDescription",
                "Exif.Image.Artist",
            }


class TestTheFileItself:
    @FILES
    def test_the_pixels_stay_as_they_are(self, data: bytes, encoding: Encoding, placed: Placed):
        done = published_metadata(data, encoding, placed())
        with Image.open(BytesIO(data)) as before, Image.open(BytesIO(done)) as after:
            assert after.tobytes() == before.tobytes()

    @FILES
    def test_the_same_texts_make_the_same_bytes_and_twice_changes_nothing(
        self, data: bytes, encoding: Encoding, placed: Placed
    ):
        once = published_metadata(data, encoding, placed())
        assert once == published_metadata(data, encoding, placed())
        assert published_metadata(once, encoding, placed()) == once

    @pytest.mark.parametrize("size", [(1, 1), (3, 5), (40, 30)])
    @pytest.mark.parametrize(
        "options", [{"quality": 80}, {"lossless": True}], ids=["lossy", "lossless"]
    )
    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_every_form_of_webp_is_understood(
        self, placed: Placed, size: tuple[int, int], options: dict[str, Any], mode: str
    ):
        picture = noisy(*size, mode)
        if mode == "RGBA":
            picture.putalpha(120)
        data = encoded(picture, "WEBP", **options)
        done = published_metadata(data, Encoding.WEBP, placed())
        with Image.open(BytesIO(data)) as before, Image.open(BytesIO(done)) as after:
            assert (after.size, after.mode) == (before.size, before.mode)
            assert after.tobytes() == before.tobytes()
        assert facts_of(read_embedded(done)).facts.credit.text == placed().credit

    @pytest.mark.parametrize("mode", ["RGB", "RGBA"])
    def test_what_an_avif_says_besides_stays(self, placed: Placed, mode: str):
        """Of see-through ones there is a second picture, and what the first is to it."""
        picture = noisy(40, 30, mode)
        if mode == "RGBA":
            picture.putalpha(120)
        own = Image.Exif()
        own[0x010E] = "SECRETWORDS"
        data = encoded(picture, "AVIF", speed=10, exif=own, xmp=b"<x>SECRETWORDS</x>")
        done = published_metadata(data, Encoding.AVIF, placed())
        with Image.open(BytesIO(data)) as before, Image.open(BytesIO(done)) as after:
            assert (after.size, after.mode) == (before.size, before.mode)
            assert after.tobytes() == before.tobytes()
        assert b"SECRETWORDS" not in done
        bare = with_blocks(done, Encoding.AVIF, exif=b"", xmp=b"", iim=b"")
        assert bare == with_blocks(data, Encoding.AVIF, exif=b"", xmp=b"", iim=b"")
        assert facts_of(read_embedded(done)).facts.credit.text == placed().credit

    @pytest.mark.parametrize(
        "data", [b"", b"RIFF", b"\xff\xd8", b"no picture", JPEG[:100], AVIF[:60], AVIF[:-1]]
    )
    @pytest.mark.parametrize("encoding", list(Encoding))
    def test_what_is_no_picture_of_that_encoding_is_an_error(
        self, placed: Placed, data: bytes, encoding: Encoding
    ):
        with pytest.raises(ValueError, match="not a"):
            published_metadata(data, encoding, placed())


PLACES = (
    FurtherFact("sublocation", ("Lingqiu",)),
    FurtherFact("city", ("Datong 大同",)),
    FurtherFact("province", ("Shanxi",)),
    FurtherFact("country", ("China",)),
)


@FILES
def test_what_an_outlet_lets_out_stands_in_fields_of_its_own(data: bytes, encoding: Encoding):
    headline = FurtherFact("headline", ("Harvest",))
    photo = replace(PLACED, further=(headline, *PLACES))
    embedded = read_embedded(published_metadata(data, encoding, photo))
    said = facts_of(embedded).facts
    assert said.headline == "Harvest"
    assert (said.sublocation, said.city) == ("Lingqiu", "Datong 大同")
    assert (said.province, said.country) == ("Shanxi", "China")
    if encoding is Encoding.JPEG:
        datasets = {92: "Lingqiu", 90: "Datong 大同", 95: "Shanxi", 101: "China", 105: "Harvest"}
        for number, text in datasets.items():
            assert list(embedded.iim[number]) == [text.encode()]


@FILES
def test_parts_of_a_place_do_not_go_out_in_one_field_beside_their_own(
    data: bytes, encoding: Encoding
):
    photo = replace(PLACED, further=PLACES[1:])
    said = facts_of(read_embedded(published_metadata(data, encoding, photo))).facts
    assert (said.sublocation, said.city) == ("", "Datong 大同")


@settings(max_examples=60)
@given(photo=placed_photos(), source=lines)
def test_what_became_of_each_text_is_read_from_the_file(
    jpeg: bytes, photo: PlacedPhoto, source: str
):
    photo = replace(photo, further=(FurtherFact("source", (source,)),) if source else ())
    made = published_metadata(jpeg, Encoding.JPEG, photo)
    found = survival(made, Encoding.JPEG, photo)
    said = {row.key: texts for row in PHOTO_FIELDS if any(texts := photo.texts(row))}
    long = {
        row.key
        for row in PHOTO_FIELDS
        if row.iim
        and row.kind is not Kind.DATE
        and any(len(text.encode()) > row.iim.limit for text in photo.texts(row))
    }
    assert set(found.cut) == long
    assert set(found.kept) == said.keys() - long
    assert found.lost == ()


def test_a_text_that_somebody_took_out_is_lost(jpeg: bytes):
    photo = replace(PLACED, credit="A credit of more than thirty-two bytes, alas")
    made = published_metadata(jpeg, Encoding.JPEG, photo)
    assert survival(made, Encoding.JPEG, photo).cut == ("credit",)
    bare = with_blocks(made, Encoding.JPEG, exif=b"", xmp=b"", iim=b"")
    found = survival(bare, Encoding.JPEG, photo)
    assert {"caption", "credit", "creator", "copyright", "alt", "sublocation"} <= set(found.lost)
    assert (found.kept, found.cut) == ((), ())
    assert survival(b"no picture", Encoding.JPEG, photo).lost == found.lost


@FILES
def test_every_field_of_the_table_goes_out_and_is_read_again(data: bytes, encoding: Encoding):
    texts = {Kind.DATE: "2026-10-03T06:40:00+08:00", Kind.JSON: '{"Label":"1"}'}
    texts[Kind.TERM] = "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"
    further = tuple(
        FurtherFact(row.name, (texts.get(row.kind, f"A {row.name[:20]}"),))
        for row in PHOTO_FIELDS
        if row.kind is Kind.PLACE or not row.placed
    )
    photo = replace(PLACED, further=further)
    made = published_metadata(data, encoding, photo)
    said = facts_of(read_embedded(made)).facts
    for fact in further:
        held = getattr(said, fact.name)
        assert (held if isinstance(held, tuple) else (held,)) == fact.texts, fact.name
    found = survival(made, encoding, photo)
    assert found.lost == ()
    assert set(found.cut) <= {"country_code", "credit"}
