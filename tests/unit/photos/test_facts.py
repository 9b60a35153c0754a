"""What pictures say about themselves, read in the order XMP, IIM, EXIF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.photos.facts import MetadataUnreadable, read_facts
from editor.story.credit import CreditLine
from editor.story.photo import PhotoFacts
from tests.unit.photos.pictures import encoded, noisy, with_metadata

Write = Callable[[str, bytes], Path]
Find = Callable[[str], Path]

IIM = "Application2"
UTF8 = ("Envelope.CharacterSet", b"\x1b%G")


class TestOrder:
    def test_xmp_goes_before_iim_and_iim_before_exif(self, write: Write, jpeg: bytes):
        data = with_metadata(
            jpeg,
            xmp={"dc.description": "From XMP"},
            iim=[(f"{IIM}.Caption", b"From IIM"), (f"{IIM}.Byline", b"IIM Maker")],
            exif={
                "Image.ImageDescription": "From EXIF",
                "Image.Artist": "EXIF Maker",
                "Image.Copyright": "© EXIF",
            },
        )
        facts = read_facts(write("a.jpg", data))
        assert facts.caption == "From XMP"
        assert facts.creators == ("IIM Maker",)
        assert facts.copyright_notice == "© EXIF"

    def test_a_block_that_says_nothing_hands_over_to_the_next(self, write: Write, jpeg: bytes):
        data = with_metadata(
            jpeg,
            xmp={"dc.description": "null", "dc.creator": "null"},
            iim=[(f"{IIM}.Caption", b"   \r\n "), (f"{IIM}.Byline", b"(null)")],
            exif={"Image.ImageDescription": "A real caption", "Image.Artist": "Li Ming; Wang Fang"},
        )
        facts = read_facts(write("a.jpg", data))
        assert facts.caption == "A real caption"
        assert facts.creators == ("Li Ming", "Wang Fang")

    @pytest.mark.parametrize("words", ["null", "OLYMPUS DIGITAL CAMERA         ", "          "])
    def test_what_a_camera_writes_by_itself_is_no_caption(
        self, write: Write, jpeg: bytes, words: str
    ):
        data = with_metadata(jpeg, exif={"Image.ImageDescription": words, "Image.Artist": words})
        assert read_facts(write("a.jpg", data)) == PhotoFacts()

    def test_a_credit_is_kept_word_for_word_and_never_parsed(self, write: Write, jpeg: bytes):
        data = with_metadata(jpeg, xmp={"photoshop.Credit": "Photo by Zou Hong/chinadaily.com.cn"})
        credit = read_facts(write("a.jpg", data)).credit
        assert credit == CreditLine(text="Photo by Zou Hong/chinadaily.com.cn")

    def test_a_creator_alone_makes_no_credit(self, write: Write, jpeg: bytes):
        facts = read_facts(write("a.jpg", with_metadata(jpeg, xmp={"dc.creator": "Zou Hong"})))
        assert facts.creators == ("Zou Hong",)
        assert facts.credit.is_blank

    def test_dates_come_from_the_first_place_that_has_one(self, write: Write, jpeg: bytes):
        exif = {
            "Photo.DateTimeOriginal": "2026:10:03 06:40:00",
            "Photo.OffsetTimeOriginal": "+08:00",
        }
        assert _date(write, with_metadata(jpeg, exif=exif)) == "2026-10-03T06:40:00+08:00"
        iim = [(f"{IIM}.DateCreated", b"20261004")]
        assert _date(write, with_metadata(jpeg, exif=exif, iim=iim)) == "2026-10-04"
        xmp = {"photoshop.DateCreated": "2026-10"}
        assert _date(write, with_metadata(jpeg, exif=exif, iim=iim, xmp=xmp)) == "2026-10"


class TestCharacters:
    def test_iim_without_a_declared_set_may_be_latin_1(self, write: Write, jpeg: bytes):
        iim = [(f"{IIM}.Caption", "Größe, Schärfe".encode("latin-1"))]
        facts = read_facts(write("a.jpg", with_metadata(jpeg, iim=iim)))
        assert facts.caption == "Größe, Schärfe"

    def test_iim_declared_as_utf8_is_utf8(self, write: Write, jpeg: bytes):
        iim = [UTF8, (f"{IIM}.Caption", "山西梯田 😀".encode())]
        facts = read_facts(write("a.jpg", with_metadata(jpeg, iim=iim)))
        assert facts.caption == "山西梯田 😀"

    def test_iim_of_a_chinese_desk_before_utf8(self, write: Write, jpeg: bytes):
        iim = [
            (f"{IIM}.Caption", "农民在梯田里收割谷子。".encode("gbk")),
            (f"{IIM}.Credit", "新华社".encode("gbk")),
        ]
        facts = read_facts(write("a.jpg", with_metadata(jpeg, iim=iim)))
        assert (facts.caption, facts.credit.text) == ("农民在梯田里收割谷子。", "新华社")

    def test_control_characters_and_spoofing_marks_are_taken_out(self, write: Write, jpeg: bytes):
        iim = [UTF8, (f"{IIM}.Headline", "Mil\u202elet\x07\nha\u0301rvest ".encode())]
        facts = read_facts(write("a.jpg", with_metadata(jpeg, iim=iim)))
        assert facts.headline == "Millet hárvest"

    def test_two_megabytes_of_description_are_32_kilobytes(self, write: Write, jpeg: bytes):
        png = encoded(noisy(16, 16), "PNG")
        data = with_metadata(png, xmp={"dc.description": "梯" * 700_000})
        caption = read_facts(write("a.png", data)).caption
        assert 32_000 < len(caption.encode()) <= 32 * 1024

    def test_thousands_of_keywords_are_two_hundred(self, write: Write, jpeg: bytes):
        iim = [UTF8, *((f"{IIM}.Keywords", f"word {n}".encode()) for n in range(1000))]
        assert len(read_facts(write("a.jpg", with_metadata(jpeg, iim=iim))).keywords) == 200


class TestFiles:
    @pytest.mark.parametrize("format_name", ["PNG", "WEBP", "TIFF"])
    def test_the_other_kinds_of_files_speak_too(self, write: Write, format_name: str):
        data = with_metadata(
            encoded(noisy(32, 24), format_name), xmp={"photoshop.Credit": "Photo/IC"}
        )
        assert read_facts(write("a", data)).credit.text == "Photo/IC"

    def test_a_picture_without_metadata_says_nothing(self, write: Write, jpeg: bytes):
        assert read_facts(write("a.jpg", jpeg)) == PhotoFacts()

    def test_bytes_that_are_no_picture_are_unreadable(self, write: Write):
        with pytest.raises(MetadataUnreadable):
            read_facts(write("a.jpg", b"no picture at all" * 10))

    @pytest.mark.filterwarnings("error")
    def test_reading_in_eight_threads_gives_what_one_gives(self, write: Write, jpeg: bytes):
        from concurrent.futures import ThreadPoolExecutor

        paths = [
            write(f"{n}.jpg", with_metadata(jpeg, xmp={"dc.description": f"Number {n}"}))
            for n in range(24)
        ]
        with ThreadPoolExecutor(8) as pool:
            captions = [facts.caption for facts in pool.map(read_facts, paths)]
        assert captions == [f"Number {n}" for n in range(24)]


class TestRealPhotographs:
    @pytest.mark.parametrize(
        ("name", "word"), [("wheat-field.jpg", "Wheat"), ("harvest.jpg", "Harvest")]
    )
    def test_an_agency_s_iim_is_read_whole(self, shared_photo: Find, name: str, word: str):
        assert read_facts(shared_photo(name)) == PhotoFacts(
            caption=word,
            headline=word,
            title=word,
            credit=CreditLine(text="Ian Britton"),
            creators=("Ian Britton",),
            source="FreeFoto.com",
            copyright_notice="ian Britton - FreeFoto.com",
            web_statement="www.freefoto.com",
            keywords=(word,),
            date_created="2002-09-16",
            province="Northumberland",
            country="United Kingdom",
        )

    def test_a_credit_longer_than_iim_allows_is_read_whole(self, shared_photo: Find):
        facts = read_facts(shared_photo("hubble-jupiter-long-credit.jpg"))
        assert facts.credit.text.startswith("NASA, ESA, Michael Wong (Space Telescope Science")
        assert len(facts.credit.text.encode()) == 155
        assert facts.caption.startswith("This Hubble picture, taken on 23 July, is the first")
        assert facts.title == "Collision leaves giant Jupiter bruised"
        assert facts.usage_terms == "Creative Commons Attribution 4.0 International License"
        assert facts.date_created == "2009-09-09T17:00:00"
        assert facts.creators == ()

    def test_every_field_of_the_iptc_s_reference_image_is_found(self, shared_photo: Find):
        assert read_facts(shared_photo("iptc-reference-2019.jpg")) == PhotoFacts(
            caption="The description aka caption (ref2019.1)",
            headline="The Headline (ref2019.1)",
            title="The Title (ref2019.1)",
            credit=CreditLine(text="Credit Line (ref2019.1)"),
            creators=("Creator1 (ref2019.1)", "Creator2 (ref2019.1)"),
            source="Source (ref2019.1)",
            copyright_notice="Copyright (Notice) 2019.1 IPTC - www.iptc.org (ref2019.1)",
            usage_terms="Rights Usage Termns (ref2019.1)",
            web_statement="http://www.WebStatementOfRights.org/2019.1",
            licensor_url="Licensor URL 1 (ref2019.1)",
            keywords=("Keyword1ref2019.1", "Keyword2ref2019.1", "Keyword3ref2019.1"),
            date_created="2019-10-16T19:01:00+00:00",
            sublocation="Sublocation (Core) (ref2019.1)",
            city="City (Core) (ref2019.1)",
            province="Province/State (Core) (ref2019.1)",
            country="Country (Core) (ref2019.1)",
            instructions="An Instruction (ref2019.1)",
            job_id="Job Id (ref2019.1)",
        )

    def test_undeclared_umlauts_are_umlauts(self, shared_photo: Find):
        facts = read_facts(shared_photo("latin1-iptc.jpg"))
        lines = facts.caption.split("\n")
        assert lines[0] == "Dateiname : DSCN1767.JPG"
        assert lines[1] == "Dateigröße : 668.1 KB (684158 Byte)"
        assert "Schärfung : Automatik" in lines
        assert facts.date_created == "2002-08-29T17:31:40"

    def test_a_by_line_with_its_credit_and_place(self, shared_photo: Find):
        assert read_facts(shared_photo("paint-samples-3008x2000.jpg")) == PhotoFacts(
            credit=CreditLine(text="Drew Noakes"),
            creators=("Drew Noakes",),
            copyright_notice="http://drewnoakes.com",
            city="London",
            country="England",
            date_created="2004-11-21T21:29:12",
        )

    def test_the_literal_text_null_is_nothing(self, shared_photo: Find):
        facts = read_facts(shared_photo("desk-5760x3840.jpg"))
        assert facts == PhotoFacts(date_created="2016-01-12T15:33:28")


def _date(write: Write, data: bytes) -> str:
    return read_facts(write("dated.jpg", data)).date_created
