"""A mail becomes the story somebody sent, without the mail around it."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.refusal import Tracked
from editor.interchange.read import TrackedChanges, read_story
from editor.story.runs import Mark, Run
from tests.unit.interchange.office.made import packed, png, word_parts

Read = Callable[..., IncomingStory]
COPY = (
    "Farmers in Lingqiu county have brought in the millet of 6,200 hectares, officials said on "
    "Monday, a record for the county and a third more than in the year before it.\n\n"
    "The harvest went on until the first frost, and for the first time small machines climbed "
    "the terraces, which had been cut by hand for longer than anyone in the villages can count.\n\n"
    "Prices were settled in spring with buyers in the capital, at twice those of five years ago, "
    "and the cooperative of 312 households has sold seven tenths of its grain by now."
)


def mail(subject: str = "Re: Millet comes in", text: str = COPY) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Li Wei <li.wei@a.example>"
    message["Subject"] = subject
    message.set_content(text)
    return message


@pytest.fixture
def read_mail(tmp_path: Path, reading: Read) -> Callable[[EmailMessage | bytes], IncomingStory]:
    def read(message: EmailMessage | bytes) -> IncomingStory:
        path = tmp_path / "story.eml"
        path.write_bytes(message if isinstance(message, bytes) else message.as_bytes())
        return reading(path)

    return read


def test_the_subject_is_the_headline_where_the_copy_has_none(read_mail: Read) -> None:
    story = read_mail(mail())
    assert story.headline == "Millet comes in"
    assert story.body.text.startswith("Farmers in Lingqiu county have")
    assert any("taken from the mail's subject" in str(each) for each in story.warnings)


def test_who_sent_it_is_no_byline(read_mail: Read) -> None:
    story = read_mail(mail())
    assert story.byline == ()
    assert any("The mail came from Li Wei" in str(each) for each in story.warnings)


def test_greeting_signature_and_quoted_reply_are_cut_off_and_said(read_mail: Read) -> None:
    text = (
        f"Dear Ms Chen,\n\n{COPY}\n\nBest regards,\n\nLi Wei\n\nCounty Information Office\n\n"
        "On Mon, Nov 23, 2026 at 9:00, Chen Yu wrote:\n\n> When does it come?\n> Chen Yu\n"
    )
    story = read_mail(mail(text=text))
    assert story.body.text.startswith("Farmers in")
    assert story.body.text.endswith("of its grain by now.")
    said = " ".join(map(str, story.warnings))
    for part in ("Dear Ms Chen", "Best regards, Li Wei", "When does it come?"):
        assert part in said


def test_html_is_preferred_when_it_says_as_much(read_mail: Read) -> None:
    message = mail(text="Millet comes in. " + COPY)
    page = "".join(f"<p>{each}</p>" for each in COPY.split("\n\n")).replace(
        "a record", "<b>a record</b>"
    )
    message.add_alternative(f"<html><body><h1>Millet</h1>{page}</body></html>", subtype="html")
    story = read_mail(message)
    marked = [run for block in story.body.blocks for run in getattr(block, "runs", ())]
    assert Run("a record", frozenset({Mark.BOLD})) in marked


def test_an_html_part_of_decoration_gives_way_to_the_text(read_mail: Read) -> None:
    message = mail()
    message.add_alternative("<html><body><p>See the text part</p></body></html>", subtype="html")
    assert read_mail(message).body.text.startswith("Farmers in")


@pytest.mark.parametrize("charset", ["gb2312", "gb18030", "big5", "utf-8", "us-ascii"])
def test_chinese_mails_are_read_whatever_they_call_their_set(read_mail: Read, charset: str) -> None:
    words = "\n\n".join(
        [
            "記者在縣裡看到，梯田裡一片金黃。"
            if charset == "big5"
            else "记者在灵丘县看到，梯田里一片金黄。"
        ]
        * 4
    )
    codec = {"gb2312": "gb18030", "us-ascii": "gb18030"}.get(charset, charset)
    data = (
        b"From: a@a.example\r\nSubject: =?utf-8?B?6LC35a2Q5Liw5pS2?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=" + charset.encode() + b"\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + words.encode(codec)
    )  # fmt: skip
    story = read_mail(data)
    whole = f"{story.headline}{story.deck}{story.body.text}"
    assert words.split("\n")[0] in whole
    assert "�" not in whole


def test_pictures_hung_on_become_photos_and_logos_do_not(read_mail: Read) -> None:
    message = mail()
    message.add_attachment(png(), maintype="image", subtype="png", filename="mill 磨坊.png")
    cid = "<logo@a.example>"
    message.add_attachment(png(), "image", "png", cid=cid, disposition="inline")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    story = read_mail(message)
    assert [picture.name for picture in story.pictures] == ["mill 磨坊.png"]
    assert story.body.placements == ()
    assert any("a.pdf" in str(each) for each in story.warnings)


def test_a_picture_hung_on_a_mail_with_a_caption_above_the_text_leads(read_mail: Read) -> None:
    message = mail(text=f"Terraces turn gold\n\nThe terraces. [Photo/VCG]\n\n{COPY}")
    message.add_attachment(png(), maintype="image", subtype="png", filename="mill.png")
    story = read_mail(message)
    assert story.headline == "Terraces turn gold"
    assert (story.lead, story.caption) == ("picture-1", "The terraces.")
    assert [each.picture for each in story.found if each.field == "caption"] == ["picture-1"]


def test_a_word_file_hung_on_a_short_mail_is_the_story(read_mail: Read, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Millet from Word", 0)
    document.add_paragraph("The story in the file begins here.")
    document.save(str(tmp_path / "a.docx"))
    message = mail(text="Please find the story attached. Li Wei")
    data = (tmp_path / "a.docx").read_bytes()
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="a.docx")
    story = read_mail(message)
    assert story.headline == "Millet from Word"
    said = " ".join(map(str, story.warnings))
    assert "The story is the file a.docx" in said
    assert "Please find the story attached" in said


def test_tracked_changes_in_a_file_hung_on_are_asked_about(tmp_path: Path) -> None:
    body = '<w:p><w:ins w:author="Li Wei"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    data = packed(word_parts(body), tmp_path / "a.docx").read_bytes()
    message = mail(text="See the file.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename="a.docx")
    path = tmp_path / "story.eml"
    path.write_bytes(message.as_bytes())
    with pytest.raises(TrackedChanges, match="Li Wei"):
        read_story(path, tmp_path)
    assert read_story(path, tmp_path, Tracked.ACCEPT).headline == "new"


def test_a_mail_without_words_and_a_text_that_is_no_mail_are_refused(
    tmp_path: Path, refusal: Callable[[Path], str]
) -> None:
    path = tmp_path / "story.eml"
    path.write_bytes(mail(text="").as_bytes())
    assert "no words of a story" in refusal(path)
    path.write_bytes(b"Only some words,\nand no head of a mail.\n")
    assert "no mail" in refusal(path)
