"""Mails made of every kind of part, in any order and one within another: each word is in the
story or quoted, and none is left whose place is not known."""

import tempfile
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.left_out import told_by
from editor.interchange.arriving.refusal import Tracked
from editor.interchange.office.arrival import story_of
from editor.interchange.office.office_copy import read_copy
from editor.interchange.office.reader import examine

HEAD = "From: Desk <desk@a.example>\nSubject: A tram\nMIME-Version: 1.0\n"
# `@` is where words stand.
TEXTS = [
    "Content-Type: text/plain\n\n@ and more of it.\n\n@\n",
    "Content-Type: text/plain; format=flowed\n\n@ \n@ \n> @\n@\n",
    "Content-Type: text/plain\n\n@\n\nBest regards,\n@\n\nOn 3 May at 9:00, @ wrote:\n> @\n",
    "Content-Type: text/plain\n\n@\n\n----------\n@\n\n-- \n@\n",
    "Content-Type: text/plain\n\n@\n\n-----Original Message-----\nFrom: @\nSent: @\n\n@\n",
    "Content-Type: text/html\n\n<p>@</p><p hidden>@</p><ul><li>@<li>@</ul><button>@</button>\n",
    "Content-Type: text/html\n\n<style>p{}</style><div>@<blockquote>@</blockquote></div>\n",
    "Content-Type: text/html\n\n<img src='cid:a' alt='@'><table><tr><td>@<td>@</table>\n",
    "Content-Type: text/rtf\n\n{\\rtf1 @\\par{\\footnote @}{\\header @}@\\par}\n",
    "Content-Type: text/enriched\n\n<bold>@</bold> <<@>\n\n@\n",
    "Content-Type: text/enriched\n\n<color><param>red</param>@</color> <<<bold>@</bold><<b> @\n",
    # Words that look like what a plain version writes for links and pictures.
    "Content-Type: text/plain\n\nThe image of @, images: @, hotel:@, tel:@ and mailto: @\n",
    "Content-Type: text/plain\n\n[image: @] 见https://a.example/x，@。<tel:12> [cid:logo] @\n",
    "Content-Type: text/markdown\n\n**@**\n\n[@](https://a.example '@')\n\n[@]: @\n",
    "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nSUMMARY:@\n",
    "Content-Type: text/x-unheard-of\n\n@\n",
    "Content-Type: application/xhtml+xml\n\n<p>@</p>\n",
    "Content-Type: text/plain; name=a.txt\nContent-Disposition: inline\n\n@\n",
]


@st.composite
def mails(draw: st.DrawFn) -> tuple[str, list[str]]:
    numbers = count(1)
    words: list[str] = []

    def word() -> str:
        digest = sha256(bytes([next(numbers) % 256, len(words) // 256])).digest()[:9]
        words.append("".join(chr(ord("g") + byte % 16) for byte in digest))
        return words[-1]

    def part(depth: int) -> str:
        kind = draw(st.sampled_from(["text", "text", "mixed", "related", "mail", "alternative"]))
        if depth == 0 or kind == "text":
            first, *others = draw(st.sampled_from(TEXTS)).split("@")
            return first + "".join(f"{word()} said {word()}{each}" for each in others)
        if kind == "mail":
            return f"Content-Type: message/rfc822\n\n{HEAD}{part(depth - 1)}"
        inner = [part(depth - 1) for _ in range(draw(st.integers(1, 3)))]
        name = f"B{next(numbers)}"
        body = "".join(f"--{name}\n{each}\n" for each in inner)
        return f"Content-Type: multipart/{kind}; boundary={name}\n\n{body}--{name}--\n"

    return HEAD + part(3), words


@given(mails())
def test_every_word_is_in_the_story_or_quoted(made: tuple[str, list[str]]) -> None:
    text, words = made
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "story.eml"
        path.write_text(text)
        answer = examine(Kind.MAIL, path, folder, Tracked.ACCEPT)
        assert "refused" not in answer, answer
        story = story_of(read_copy(answer), folder, Tracked.ACCEPT)
    told = " ".join(told_by(story))
    assert [word for word in words if word not in told] == []
    assert story.unplaced == ()
    openly = " ".join((*told_by(replace(story, quoted=())), *map(str, story.warnings))).replace(
        "\n", " "
    )
    assert [word for word in words if word not in openly] == []
