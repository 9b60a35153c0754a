"""Where mails keep words besides one plain text: all of them come in or are told."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.read import read_story
from editor.story.document import Divider

Read = Callable[..., IncomingStory]
FIRST = (
    "The council met for three hours on Tuesday evening and heard from residents, traders and the "
    "port authority about the route that engineers had drawn along the quay last winter."
)
SECOND = (
    "Nobody in the room asked for the plan to be dropped, but many wanted to know how long the "
    "works would close the fish market and who would pay for the stalls that have to move."
)
HEAD = "From: Desk <desk@a.example>\nSubject: A new tram line\nMIME-Version: 1.0\n"
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
PAGE = "Content-Type: text/html; charset=utf-8\n\n"


def said(story: IncomingStory) -> str:
    return " ".join(map(str, story.warnings))


def lost(story: IncomingStory) -> list[str]:
    return [each.text for each in story.unplaced]


@pytest.fixture
def mail(tmp_path: Path, reading: Read) -> Callable[[str | bytes | EmailMessage], IncomingStory]:
    def read(message: str | bytes | EmailMessage) -> IncomingStory:
        if isinstance(message, EmailMessage):
            message = message.as_bytes()
        path = tmp_path / "story.eml"
        path.write_bytes(message if isinstance(message, bytes) else message.encode())
        return reading(path)

    return read


def parts(kind: str, *bodies: str, boundary: str = "BB") -> str:
    inner = "".join(f"--{boundary}\n{body}\n" for body in bodies)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inner}--{boundary}--\n'


def page(*paragraphs: str) -> str:
    return PAGE + "".join(f"<p>{each}</p>" for each in paragraphs)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mail-html-file-html", "The mayor denied every word of it."),
        ("mail-html-plus-text", "the bridge costs 14 million, not 40."),
        ("mail-other-text-parts", "The last paragraph came as rich text."),
        ("mail-other-text-parts", "The price came as Markdown."),
        ("mail-other-text-parts", "The date came as enriched text."),
        ("mail-line-in-the-story", "A second hearing is planned for the autumn"),
        ("mail-flowed-narrow", "about the route.\n\nThe second paragraph follows with more words"),
    ],
)
def test_every_part_is_in_the_story(imports: Path, tmp_path: Path, name: str, words: str) -> None:
    story = read_story(imports / "cases" / f"{name}.eml", tmp_path)
    assert words in story.body.text
    assert FIRST[:30] in story.body.text
    assert lost(story) == []


def test_latin_1_is_what_windows_takes_it_for(imports: Path, tmp_path: Path) -> None:
    story = read_story(imports / "cases" / "mail-latin1-is-cp1252.eml", tmp_path)
    assert story.headline == "Council weighs a new tram line"
    first = "“We stay,” said the owner – the mayor’s words did not move him…"
    assert story.body.text.startswith(first)


def test_a_subject_that_the_copy_has_no_use_for_is_told(mail: Read) -> None:
    story = mail(f"{HEAD}{PLAIN}Council weighs its tram\n\n{FIRST}\n\n{SECOND}")
    assert story.headline == "Council weighs its tram"
    assert "The mail's subject was not used: “A new tram line”" in said(story)


def test_what_was_left_out_is_quoted_whatever_it_speaks_of(imports: Path, tmp_path: Path) -> None:
    story = read_story(imports / "cases" / "mail-words-with-picture.eml", tmp_path)
    assert "“The picture shows the mayor asleep.”" in said(story)
    assert "“More in the picture gallery”" in said(story)


def test_a_line_of_underscores_parts_the_story(imports: Path, tmp_path: Path) -> None:
    story = read_story(imports / "cases" / "mail-line-in-the-story.eml", tmp_path)
    assert isinstance(story.body.blocks[1], Divider)


def test_only_the_version_taken_comes_in_and_what_only_another_says_is_quoted(mail: Read) -> None:
    plain = PLAIN + f"{FIRST}\n\nThe hearing is on Friday.\n\n{SECOND}"
    story = mail(HEAD + parts("alternative", plain, page(FIRST, SECOND)))
    assert story.body.text == f"{FIRST}\n\n{SECOND}"
    assert "Only another version of the mail says: “The hearing is on Friday.”" in said(story)
    assert lost(story) == []


def test_versions_that_differ_in_form_alone_are_not_spoken_of(mail: Read) -> None:
    plain = PLAIN + f"*{FIRST}* <https://a.example/track?x=1>\n[cid:logo@a.example]\n\n{SECOND}"
    link = f'<a href="https://a.example/other">{FIRST}</a>'
    story = mail(HEAD + parts("alternative", plain, page(link, SECOND)))
    assert "Only another version" not in said(story)


@pytest.mark.parametrize(
    "only",
    [
        "The image shows the old bridge, built by Smith in 1902.",
        "Images by Li Wei, imagery: Chen Yu.",
        "Rooms are at the hotel:Grand, on the quay.",
        "[image: The mayor asleep]",
        "Call tel:0351-2345 for more.",
        "详见https://a.example/x，市长否认了这一切。",
    ],
)
def test_words_that_look_like_marks_of_links_and_pictures_are_words(mail: Read, only: str) -> None:
    plain = PLAIN + f"{FIRST}\n\n{only}\n\n{SECOND}"
    told = said(mail(HEAD + parts("alternative", plain, page(FIRST, SECOND))))
    words = only.removeprefix("[image: ").removesuffix("]").replace("https://a.example/x", " ")
    assert all(each in told for each in words.split())
    whole = mail(HEAD + parts("mixed", PLAIN + f"{FIRST}\n\n{SECOND}", PLAIN + only))
    assert only in whole.body.text


def test_enriched_text_tells_no_colour(mail: Read) -> None:
    kind = "Content-Type: text/enriched\n\n<color><param>red</param>The mayor</color> said <<b>"
    story = mail(f"{HEAD}{kind} that it <bold>closes</bold>. {FIRST}\n\n{SECOND}\n")
    assert story.body.text.startswith("The mayor said <b> that it closes.")
    assert lost(story) == []


def test_the_same_words_hung_on_once_more_come_in_once(mail: Read) -> None:
    story = mail(HEAD + parts("mixed", PLAIN + f"{FIRST}\n\n{SECOND}", page(FIRST, SECOND)))
    assert story.body.text.count(FIRST) == 1
    assert "the same words once more" in said(story)


def test_a_mail_sent_on_as_a_whole_comes_in_beside_a_page(mail: Read) -> None:
    inner = f"From: Li Wei <li@b.example>\nSubject: Tram copy\n{PLAIN}{SECOND}"
    story = mail(HEAD + parts("mixed", page(FIRST), f"Content-Type: message/rfc822\n\n{inner}"))
    assert FIRST in story.body.text
    assert SECOND in story.body.text
    assert "another one, from Li Wei <li@b.example>: “Tram copy”" in said(story)


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Li Wei <li@b.example>\nDate: Mon\nTo: x",
        "Begin forwarded message:\n\nFrom: Li Wei\nSubject: Tram",
        "------------------ 转发邮件 ------------------\n发件人: 李伟\n主题: 电车",
    ],
)
def test_a_story_sent_on_below_a_word_is_the_story(mail: Read, head: str) -> None:
    story = mail(f"{HEAD}{PLAIN}Please print this.\n\n{head}\n\n{FIRST}\n\n{SECOND}")
    assert SECOND in story.body.text
    assert "the head of the mail" in said(story)


@pytest.mark.parametrize("answer", ["Please print this.\n\nBegin forwarded message:\n\n", ""])
def test_a_story_sent_on_as_a_quotation_is_the_story(mail: Read, answer: str) -> None:
    quotation = "".join(
        f"> {line}\n" for line in ("From: Wu", "Date: 2 May", "", FIRST, "", SECOND)
    )
    story = mail(f"{HEAD}{PLAIN}{answer}{quotation}")
    assert story.body.text.endswith(f"{FIRST}\n\n{SECOND}")
    assert lost(story) == []
    head = "<p>Begin forwarded message:</p><blockquote type='cite'><p>From: Wu</p>"
    story = mail(f"{HEAD}{PAGE}{head}<p>{FIRST}</p><p>{SECOND}</p></blockquote>")
    assert story.body.text.endswith(f"{FIRST}\n\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    [
        "On the wall of the fish market somebody wrote:",
        "On May 4, 2026, the mayor of the town wrote:",
        "市长在一封给居民的公开信里写道：",
        "From: the harbour to the hill in one ride.",
    ],
)
def test_a_line_of_the_story_does_not_end_it(mail: Read, line: str) -> None:
    story = mail(f"{HEAD}{PLAIN}{FIRST}\n\n{line}\n\n{SECOND}\n\n{FIRST} Again.")
    assert line in story.body.text
    assert SECOND in story.body.text


@pytest.mark.parametrize(
    "head",
    [
        "On Mon, Nov 23, 2026 at 9:00, Chen Yu <c@b.example> wrote:",
        "-----Original Message-----",
        "________________________________\n\nFrom: Chen Yu\nSent: Monday\nTo: Desk",
        "发件人：陈宇\n发送时间：2026年11月23日",
        "在 2026-11-23 09:00:00，陈宇 <c@b.example> 写道：",
    ],
)
def test_the_mail_that_was_answered_is_cut_off_and_quoted(mail: Read, head: str) -> None:
    story = mail(f"{HEAD}{PLAIN}{FIRST}\n\n{SECOND}\n\n{head}\n\nWhen does it come?")
    assert story.body.text.endswith(SECOND)
    assert "When does it come?" in said(story)
    assert lost(story) == []


@pytest.mark.parametrize("kind", ["plain", "page"])
def test_answers_among_the_lines_of_a_mail_are_words_of_the_story(mail: Read, kind: str) -> None:
    head = "On Mon, Nov 23, 2026 at 9:00, Chen Yu &lt;c@b.example&gt; wrote:"
    if kind == "page":
        body = f"{PAGE}<p>{FIRST}</p><p>{head}</p><blockquote>When?</blockquote><p>{SECOND}</p>"
    else:
        head = head.replace("&lt;", "<").replace("&gt;", ">")
        body = f"{PLAIN}{FIRST}\n\n{head}\n> When?\n\n{SECOND}\n\n> Who?\n"
    story = mail(HEAD + body)
    assert story.body.text == f"{FIRST}\n\n{SECOND}"
    assert "When?" in said(story)
    assert lost(story) == []


def test_a_signature_mark_before_a_long_text_is_none(mail: Read) -> None:
    story = mail(f"{HEAD}{PLAIN}{FIRST}\n\n-- \n{SECOND} {SECOND}\n")
    assert SECOND in story.body.text


@pytest.mark.parametrize(
    ("delsp", "body", "expected"),
    [
        ("", "It was \nthe end.\n", "It was the end."),
        ("; delsp=yes", "电车 \n来了。\n", "电车来了。"),
        ("", " >From here \non.\n", ">From here on."),
    ],
)
def test_flowing_lines_are_joined(mail: Read, delsp: str, body: str, expected: str) -> None:
    kind = f"Content-Type: text/plain; charset=utf-8; format=flowed{delsp}\n\n"
    story = mail(f"{HEAD}{kind}{FIRST}\n\n{body}\n{SECOND}")
    assert expected in story.body.text.split("\n\n")


@pytest.mark.parametrize("label", ["", "; charset=us-ascii"])
def test_a_page_says_its_own_encoding_where_the_mail_says_none(mail: Read, label: str) -> None:
    words = "<p>Rząd ogłosił nowe zasady, źródła piszą.</p>"
    html = f'<meta charset="windows-1250">{words}'.encode("cp1250")
    head = f"{HEAD}Content-Type: text/html{label}\nContent-Transfer-Encoding: 8bit\n\n"
    assert "Rząd ogłosił nowe zasady" in str(mail(head.encode() + html))


def test_what_is_no_copy_is_quoted_by_its_kind(mail: Read) -> None:
    invitation = "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nSUMMARY:Hearing on Friday\n"
    card = "Content-Type: text/vcard\n\nBEGIN:VCARD\nFN:Li Wei\n"
    blob = "Content-Type: application/x-thing\n\nabc"
    story = mail(HEAD + parts("mixed", PLAIN + FIRST, invitation, card, blob))
    assert story.body.text == FIRST
    for words in ("an invitation: “BEGIN:VCALENDAR SUMMARY:Hearing on Friday", "FN:Li Wei"):
        assert words in said(story)
    assert "of the kind application/x-thing" in said(story)


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?B?6LC35a2Q?= =?utf-8?B?5Liw5pS2?=",
        "=?gb2312?B?ucjX?=\n =?gb2312?B?07fhytU=?=",  # cut within a character
        "=?UTF-8?Q?=E8=B0=B7=E5=AD=90=E4=B8=B0=E6=94=B6?=",
        "=?utf-8*zh?B?6LC35a2Q5Liw5pS2?=",
    ],
)
def test_a_subject_is_read_however_it_is_cut(mail: Read, subject: str) -> None:
    head = f"From: a@a.example\nSubject: {subject}\n"
    assert mail(f"{head}{PLAIN}{FIRST}\n\n{SECOND}").headline == "谷子丰收"


def test_a_subject_of_bare_bytes_is_read(mail: Read) -> None:
    head = "From: a@a.example\nSubject: 回复：市政府开会讨论电车线路\n".encode("gb18030")
    assert mail(head + f"{PLAIN}{FIRST}".encode()).headline == "市政府开会讨论电车线路"


@pytest.mark.parametrize(
    "body",
    [
        f"Content-Type: multipart/mixed; boundary=none\n\n{FIRST}",
        f"Content-Type: text/plain; charset=\n\n{FIRST}",
        f'Content-Type: text/plain; charset="no such"\n\n{FIRST}',
        f"Content-Type: ;;;\nContent-Disposition: ;=\n\n{FIRST}",
        f"Content-Type: text/plain\nContent-Transfer-Encoding: nonsense\n\n{FIRST}",
        f"{FIRST}",
    ],
)
def test_heads_that_no_standard_knows_lose_no_words(mail: Read, body: str) -> None:
    between = "" if ":" in body else "\n"
    assert FIRST in mail(f"From: a@a.example\nSubject: A tram\n{between}{body}").body.text


def test_words_that_stand_for_a_picture_of_the_mail_are_quoted(mail: Read) -> None:
    story = mail(HEAD + page(FIRST, '<img src="cid:a@b" alt="A mill in snow">', SECOND))
    assert "“A mill in snow”" in said(story)
