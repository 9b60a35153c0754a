"""What pictures say about themselves, read in the order XMP, IIM, EXIF."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from editor.photos import facts
from editor.photos.facts import MetadataUnreadable
from editor.photos.metadata import iim_block
from editor.story.credit import CreditLine
from editor.story.photo import PHOTO_FIELDS, Kind, PhotoFacts
from tests.unit.photos.conftest import SHARED
from tests.unit.photos.pictures import encoded, noisy, read_facts, with_metadata

Write = Callable[[str, bytes], Path]
Find = Callable[[str], Path]

IIM = "Application2"
LABEL = '{"AIGC":{"Label":"1","ContentProducer":"a","ProduceID":"b"}}'
BYTE_ORDERS = {"<": "utf-16-le", ">": "utf-16-be"}
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


class TestPlaces:
    def test_names_in_one_text_are_several_and_those_of_a_list_stay(
        self, write: Write, jpeg: bytes
    ):
        iim = [(f"{IIM}.Byline", b"Li, Ming; Wang Fang"), (f"{IIM}.Keywords", b"tea;harvest")]
        read = read_facts(write("a.jpg", with_metadata(jpeg, iim=iim)))
        assert (read.creators, read.keywords) == (("Li, Ming", "Wang Fang"), ("tea", "harvest"))
        names, words = "李文、陈宇".encode(), "茶、春茶".encode()
        iim = [UTF8, (f"{IIM}.Byline", names), (f"{IIM}.Keywords", words)]
        read = read_facts(write("a.jpg", with_metadata(jpeg, iim=iim)))
        assert (read.creators, read.keywords) == (("李文", "陈宇"), ("茶", "春茶"))
        iim = [UTF8, *((f"{IIM}.Keywords", word) for word in (b"a;b", b"c"))]
        assert read_facts(write("a.jpg", with_metadata(jpeg, iim=iim))).keywords == ("a;b", "c")

    @pytest.mark.parametrize(
        ("written", "names"),
        [
            ('"Li; Sons"; Chen Yu', ("Li; Sons", "Chen Yu")),
            ('"Li Wen";"Chen ""Bo"" Yu"', ("Li Wen", 'Chen "Bo" Yu')),
            ('"Bo" Li; Chen "Al" Yu', ('"Bo" Li', 'Chen "Al" Yu')),
            ('"Li Wen; Chen Yu', ('"Li Wen', "Chen Yu")),
            (" ; Li Wen ;", ("Li Wen",)),
        ],
    )
    def test_a_name_in_quotation_marks_may_have_what_parts_names(
        self, written: str, names: tuple[str, ...]
    ):
        read = facts.facts_of(facts.Embedded(exif={315: written.encode()})).facts
        assert read.creators == names

    def test_two_blocks_of_iim_are_read_one_after_the_other(self, write: Write, jpeg: bytes):
        first = iim_block([(25, b"tea"), (110, b"Jintan Daily")])
        second = iim_block([(25, b"harvest"), (110, b"Later"), (90, b"Jintan")])
        parts = (jpeg[:2], *map(_segment, (first, second)), jpeg[2:])
        read = read_facts(write("a.jpg", b"".join(parts)))
        assert (read.keywords, read.credit.text, read.city) == (
            ("tea", "harvest"),
            "Jintan Daily",
            "Jintan",
        )

    def test_a_block_that_is_cut_gives_what_it_has(self, write: Write, jpeg: bytes):
        whole = iim_block([(90, b"Jintan"), (110, b"Jintan Daily")])
        broken = whole.replace(b"\0\x0cJintan Daily", b"\x40\0Jintan Daily")
        read = facts.read_facts(write("a.jpg", jpeg[:2] + _segment(broken) + jpeg[2:]))
        assert (read.facts.city, read.facts.credit.text) == ("Jintan", "")
        assert [each.key for each in read.notices] == [BLOCKS]

    @pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
    @pytest.mark.parametrize("order", ["<", ">"])
    def test_exif_is_read_in_every_kind_of_file(self, write: Write, format_name: str, order: str):
        if format_name == "HEIF":
            pytest.importorskip("pillow_heif").register_heif_opener()
        if format_name == "TIFF":
            data = encoded(noisy(16, 16), "TIFF", tiffinfo={270: "Growers", 315: "Li Wen"})
        else:
            data = encoded(noisy(16, 16), format_name, exif=_exif(order, COMMENT[order]))
        read = read_facts(write("a", data))
        comment = "Growers" if format_name == "TIFF" else "茶园"
        assert (read.caption, read.creators) == (comment, ("Li Wen",))

    def test_windows_fields_stand_behind_those_of_the_standard(self, write: Write, jpeg: bytes):
        def wide(text: str) -> bytes:
            return text.encode("utf-16-le") + b"\0\0"

        exif = Image.Exif()
        texts = ("标题", "Comment 茶", "Li Wen;王建国", "tea;茶", "Subject")
        for tag, text in zip(range(0x9C9B, 0x9CA0), texts, strict=True):
            exif[tag] = wide(text)
        exif[315] = "Chen Yu"
        read = read_facts(write("a.jpg", encoded(noisy(16, 16), "JPEG", exif=exif)))
        assert (read.title, read.caption, read.keywords) == ("标题", "Comment 茶", ("tea", "茶"))
        assert read.creators == ("Chen Yu",)

    @pytest.mark.parametrize(
        ("raw", "notice"),
        [
            (b"(c) Li Wen\0(c) Jintan Daily\0", "(c) Li Wen (c) Jintan Daily"),
            (b" \0(c) Jintan Daily\0", "(c) Jintan Daily"),
            (b"(c) Li Wen\0\x7f\x03junk\0", "(c) Li Wen"),
            (b"(c) Li Wen\0old\0and more\0", "(c) Li Wen"),
            (b"(c) Li Wen\0\0\0", "(c) Li Wen"),
        ],
    )
    def test_a_copyright_may_be_the_photographer_s_and_the_editor_s(self, raw: bytes, notice: str):
        assert facts.facts_of(facts.Embedded(exif={33432: raw})).facts.copyright_notice == notice

    def test_texts_of_a_png_are_read_packed_or_not_and_bounded(self, write: Write):
        told = PngInfo()
        told.add_text("Title", "Tea", zip=True)
        told.add_itxt("Author", "王建国; Li Wen", zip=True)
        told.add_text("Copyright", "\xa9 2026")
        told.add_text("Comment", "x" * 90_000, zip=True)
        told.add_text("AIGC", LABEL)
        read = read_facts(write("a.png", encoded(noisy(16, 16), "PNG", pnginfo=told)))
        assert (read.title, read.creators) == ("Tea", ("王建国", "Li Wen"))
        assert (read.copyright_notice, len(read.caption)) == ("© 2026", 32 * 1024)
        assert read.aigc == LABEL

    def test_a_label_of_what_a_machine_made_is_kept_as_it_stands(self, write: Write, jpeg: bytes):
        exif = Image.Exif()
        exif[37510] = b"ASCII\0\0\0" + LABEL.encode()
        read = read_facts(write("a.jpg", encoded(noisy(16, 16), "JPEG", exif=exif)))
        assert (read.aigc, read.caption) == (LABEL, "")

    def test_a_label_may_be_what_a_program_printed_or_stand_for_the_caption(self):
        label = "{'Label': '1', 'ContentProducer': 'a'}"
        assert facts.facts_of(facts.Embedded({"TC260:AIGC": (label,)})).facts.aigc == label
        read = facts.facts_of(facts.Embedded(exif={270: LABEL.encode()})).facts
        assert (read.aigc, read.caption) == (LABEL, "")

    def test_a_term_that_iptc_renamed_is_read_by_its_name(self, write: Write, jpeg: bytes):
        base = "http://cv.iptc.org/newscodes/digitalsourcetype/"
        xmp = {"iptcExt.DigitalSourceType": f"{base}minorHumanEdits"}
        read = read_facts(write("a.jpg", with_metadata(jpeg, xmp=xmp)))
        assert read.source_type == f"{base}humanEdits"

    @pytest.mark.parametrize(
        "written",
        [
            *("https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/", "{name}"),
            *("digsrctype:{name}", "https://schema.org/TrainedAlgorithmicMediaDigitalSource"),
            "Trained Algorithmic Media",
        ],
    )
    def test_a_source_type_is_the_same_by_whichever_address_or_name(self, written: str):
        name = "trainedAlgorithmicMedia"
        xmp = {"Iptc4xmpExt:DigitalSourceType": (written.format(name=name),)}
        read = facts.facts_of(facts.Embedded(xmp)).facts
        assert read.source_type == f"http://cv.iptc.org/newscodes/digitalsourcetype/{name}"

    @pytest.mark.parametrize("written", ["https://example.com/print", "By hand"])
    def test_a_source_type_that_iptc_does_not_know_stands(self, written: str):
        read = facts.facts_of(facts.Embedded({"Iptc4xmpExt:DigitalSourceType": (written,)})).facts
        assert read.source_type == written

    def test_a_date_that_cannot_be_read_is_told(self):
        xmp = {"photoshop:DateCreated": ("yesterday",)}
        iim = {37: [b"01022027"], 55: [b"00000000"]}
        for written in ("1 January 2027", "27-01-01", "Tuesday, the 1st"):
            said = {**xmp, "prism:embargoDate": (written,)}
            read = facts.facts_of(facts.Embedded(said, iim=iim))
            assert "\n".join(map(str, read.notices)) == (
                "No date could be read for Not before and Not after, though the file has one. "
                "Ask whoever sent the picture, and set it in its record."
            )

    @pytest.mark.parametrize("blank", [b"    :  :     :  :  ", b"0000:00:00 12:00:00", b""])
    def test_a_date_that_nobody_set_is_none(self, blank: bytes):
        zone = {36881: b"+08:00"}
        iim = {55: [b"00000000"], 60: [b"120000+0800"]}
        assert facts.facts_of(facts.Embedded(iim=iim, exif={36867: blank, **zone})).notices == ()

    def test_an_embargo_may_have_its_hour(self):
        iim = {30: [b"20270101"], 35: [b"080000+0800"], 37: [b"20270201"], 38: [b""]}
        read = facts.facts_of(facts.Embedded(iim=iim)).facts
        assert (read.release, read.expires) == ("2027-01-01T08:00:00+08:00", "2027-02-01")


COMMENT = {order: b"UNICODE\0" + "茶园".encode(CODEC) for order, CODEC in BYTE_ORDERS.items()}


def _exif(order: str, comment: bytes) -> bytes:
    """A comment in a part of its own and a name, in either order of bytes."""
    entry = struct.Struct(order + "HHII")
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    first = struct.pack(order + "H", 2) + entry.pack(315, 2, 7, 80) + entry.pack(34665, 4, 1, 40)
    second = struct.pack(order + "H", 1) + entry.pack(37510, 7, len(comment), 90)
    tiff = (head + first).ljust(40, b"\0") + second
    return b"Exif\0\0" + tiff.ljust(80, b"\0") + b"Li Wen\0\0\0\0" + comment


def _segment(block: bytes) -> bytes:
    return b"\xff\xed" + struct.pack(">H", len(block) + 2) + block


class TestNobodyWroteIt:
    @pytest.mark.parametrize(
        "text",
        [
            *("OLYMPUS DIGITAL CAMERA", "Olympus Optical Co., Ltd. Digital Camera", "SONY DSC"),
            *("Exif_JPEG_PICTURE", "Exif JPEG", "exif_jpeg_t422", "Default", "<untitled>"),
            *(r"DCIM\100MEDIA\DJI_0001.JPG", r"C:\Users\Li Wen\Desktop\tea 2.tif", "100GOPRO/G01"),
            *("微信图片_20260304102030", "IMG_0412", "DSC00001", "PXL_20260304_101112345.MP"),
            *("<KENOX S760  / Samsung S760>", "Created with The GIMP", "oznorWO", "   ", "null"),
            *('{"source":"app","v":1}', "a tea field, masterpiece\nSteps: 20, Sampler: Euler a, x"),
        ],
    )
    def test_what_cameras_and_programs_write_is_no_text(self, text: str):
        assert not facts.says_something(text)

    @pytest.mark.parametrize(
        "text",
        [
            *("Growers pick tea.", "A digital camera on a table", "Default judgment was given"),
            *("The file was called tea.jpg, she said", "Picked at dawn. See IMG_0412.jpg"),
            *("Read more, says Li. http://site.example/tea.jpg", "Li Wen, tea.jpg"),
            *("He walks past / under the arch", "Sony DSC-W55 cameras at the fair", "喆"),
        ],
    )
    def test_what_somebody_wrote_is(self, text: str):
        assert facts.says_something(text)

    def test_a_keyword_may_be_what_is_no_caption(self):
        assert facts.says_something("HDR", Kind.WORDS)
        assert not facts.says_something("HDR", Kind.LINES)
        assert not facts.says_something("null", Kind.WORDS)


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


TEA = "常州金坛茶园春茶开采。"
CHARACTERS, BLOCKS = "picture.characters-uncertain", "picture.blocks-unread"
# What each file says that was made after a report, and what is to be noticed of it.
CASES: dict[str, tuple[PhotoFacts, tuple[str, ...]]] = {
    "caption-dji-path.jpg": (PhotoFacts(), ()),
    "caption-filename.jpg": (PhotoFacts(), ()),
    "cs-declared-cyrillic.jpg": (PhotoFacts(caption="Сбор чая начался."), ()),
    "cs-declared-utf8-is-gbk.jpg": (PhotoFacts(caption=TEA), ()),
    "cs-gbk-cut.jpg": (
        PhotoFacts(caption=TEA, credit=CreditLine.free("Jintan常州市金坛区融媒体中心供")),
        (CHARACTERS,),
    ),
    "cs-gbk-rare.jpg": (
        PhotoFacts(caption="村民陶喆在茶园采茶。", creators=("李镕",), city="深圳"),
        (),
    ),
    "cs-latin1-utf8-mixed.jpg": (
        PhotoFacts(caption="Picking tea near Győr, says José Müller.", creators=("José Müller",)),
        (),
    ),
    "cs-utf8-undeclared-cut.jpg": (
        PhotoFacts(
            caption=TEA,
            creators=("摄影记者王建国",),
            credit=CreditLine.free("常州市金坛区融媒体中"),
            city="常州",
        ),
        (CHARACTERS,),
    ),
    "date-iim-utc.jpg": (PhotoFacts(date_created="2026-03-04T12:00:00+00:00"), ()),
    "exif-after-nul.jpg": (PhotoFacts(caption="Growers pick tea.", creators=("Li Wen",)), ()),
    "exif-broken-others-good.jpg": (
        PhotoFacts(
            caption="Growers pick tea in Jintan.",
            credit=CreditLine.free("Jintan Daily"),
            copyright_notice="(c) Jintan Daily",
        ),
        (BLOCKS,),
    ),
    "exif-utf8-caption-latin1-copyright.jpg": (
        PhotoFacts(caption="茶园春茶开采。", copyright_notice="© 2026 Li Wen"),
        (),
    ),
    "exif-xp-fields.jpg": (PhotoFacts(caption="茶园春茶开采", creators=("王建国",)), ()),
    "exif3-utf8-type129.jpg": (
        PhotoFacts(caption="Tea harvest at Jintan – José", creators=("José",)),
        (),
    ),
    "png-text-description.png": (
        PhotoFacts(
            caption="Growers pick tea – Jintan.",
            creators=("Li Wen",),
            copyright_notice="(c) Jintan Daily",
        ),
        (),
    ),
    "rights-embargo.jpg": (
        PhotoFacts(
            caption="Growers pick tea in Jintan on March 4, 2026.",
            headline="Tea",
            credit=CreditLine.free("Jintan Daily"),
            source="Agency X",
            usage_terms="Editorial use only. Expires 2026-12-01.",
            instructions="EMBARGO until 2027-01-01 08:00 +0800. NOT FOR USE IN ONLINE MEDIA. "
            "Mandatory credit.",
            job_id="JT-1",
            source_type="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            release="2027-01-01",
            expires="2026-12-01",
        ),
        (),
    ),
    "xmp-creator-string.jpg": (
        PhotoFacts(
            caption="Plain text description",
            creators=("Li Wen", "Chen Yu"),
            copyright_notice="(c) Jintan Daily",
            keywords=("tea", "harvest"),
        ),
        (),
    ),
    "xmp-date-only-exifns.jpg": (PhotoFacts(date_created="2026-03-04T05:06:07+08:00"), ()),
    "xmp-empty-default.jpg": (PhotoFacts(caption="Tea harvest begins."), ()),
    "dup-a-corrected.jpg": (
        PhotoFacts(
            caption="CORRECTED: Growers, left Li Wen.", credit=CreditLine.free("Jintan Daily")
        ),
        (),
    ),
    "dup-a.jpg": (
        PhotoFacts(caption="Growers, left Li Wan.", credit=CreditLine.free("Jintan Daily")),
        (),
    ),
    "place-only-city.jpg": (
        PhotoFacts(caption="Growers.", city="Changzhou", province="Jiangsu", country="China"),
        (),
    ),
    "xmp-bare-ampersand.jpg": (
        PhotoFacts(
            caption="Growers & pickers pick tea in Jintan.", credit=CreditLine.free("Jintan Daily")
        ),
        ("picture.xmp-damaged",),
    ),
    "xmp-control-char.jpg": (
        PhotoFacts(
            caption="New caption, right name: Li Wen.", credit=CreditLine.free("New Credit")
        ),
        ("picture.xmp-damaged", "picture.xmp-iim-differ"),
    ),
    "xmp-duplicate-property.jpg": (
        PhotoFacts(
            caption="Growers pick tea in Jintan.", credit=CreditLine.free("Jintan Daily"), city="A"
        ),
        ("picture.xmp-damaged",),
    ),
    "xmp-extended.jpg": (
        PhotoFacts(
            caption="Caption that stands in the extended part.",
            credit=CreditLine.free("Extended Credit"),
        ),
        (),
    ),
    "xmp-iim-disagree.jpg": (
        PhotoFacts(caption="Old agency caption: two dead.", credit=CreditLine.free("Old Agency")),
        ("picture.xmp-iim-differ",),
    ),
    "xmp-leftovers-after-end.jpg": (
        PhotoFacts(caption="Growers pick tea in Jintan.", credit=CreditLine.free("Jintan Daily")),
        ("picture.xmp-damaged",),
    ),
    "xmp-leftovers-iim-old.jpg": (
        PhotoFacts(caption="Growers pick tea in Jintan.", credit=CreditLine.free("Jintan Daily")),
        ("picture.xmp-damaged", "picture.xmp-iim-differ"),
    ),
}


class TestReportedFiles:
    @pytest.mark.parametrize("name", CASES)
    def test_a_file_somebody_reported_is_read(self, case: Find, name: str):
        read = facts.read_facts(case(name))
        assert (read.facts, tuple(each.key for each in read.notices)) == CASES[name]

    def test_every_reported_file_has_its_test(self):
        folder = SHARED / "cases" / "pictures"
        files = {path.name for path in folder.glob("*.*")} - {"expected.md"}
        tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
        fields = {f"field-{source}.jpg" for source in ("all", "exif", "iim", "xmp")}
        assert {name for name in files - fields if name not in tests} == set()

    def test_a_notice_names_the_field_and_the_block(self, case: Find):
        (cut,) = facts.read_facts(case("cs-gbk-cut.jpg")).notices
        assert str(cut).startswith("Not all characters could be read with certainty in Credit.")
        (broken,) = facts.read_facts(case("exif-broken-others-good.jpg")).notices
        assert "something is wrong with its EXIF." in str(broken)

    @pytest.mark.parametrize("source", ["xmp", "iim", "exif"])
    def test_every_field_of_the_trade_is_read(self, case: Find, source: str):
        read = read_facts(case(f"field-{source}.jpg"))
        named = [row for row in PHOTO_FIELDS if getattr(row, source)]
        missing = {row.name for row in named if not getattr(read, row.name)}
        others = {"title", "keywords", "aigc"}  # which Windows and Chinese programs write
        assert (
            missing
            == {
                "xmp": {row.name for row in PHOTO_FIELDS if row.name.startswith("ai")}
                | {"release", "expires", "colour_class"},
                "iim": set[str](),
                "exif": others,
            }[source]
        )


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
            creator_title="Photographer",
            caption_writer="Ian Britton",
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
            creator_title="Creator's Job Title (ref2019.1)",
            country_code="R19",
            caption_writer="Description Writer (ref2019.1)",
            persons=("Person Shown 1 (ref2019.1)", "Person Shown 2 (ref2019.1)"),
            source_type="http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage",
            rating="1.0",
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
