"""Rich text made of every place that keeps words, in any order and one within another: each word
is in the story or quoted, and none is left whose place is not known."""

import tempfile
from hashlib import sha256
from itertools import count
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.arriving.left_out import told_by
from editor.interchange.arriving.refusal import Tracked
from editor.interchange.office.arrival import story_of
from editor.interchange.office.office_copy import read_copy
from editor.interchange.office.reader import examine

HEAD = (
    "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset134 SimSun;}}"
    "{\\*\\listtable{\\list{\\listlevel\\levelnfc0}\\listid8}}"
    "{\\*\\listoverridetable{\\listoverride\\listid8\\ls2}}{\\info{\\title unseen}}"
    "The headline of the day\\par The story begins here, it says.\\par "
)
# Within a paragraph; `@` is where words stand.
INLINE = [
    "@", "\\u-10179?\\u-8704?@", "{\\u55357\\'3f\\u56832\\'3f}@", "\\uc0\\u55357\\u56832 @",
    "{\\b @}", "\\u8220\\ldblquote @\\rdblquote ", "{\\v @}", "{\\deleted @}", "{\\revised @}",
    "{\\*\\later @}", "{\\cs10\\f1 @}",
    "{\\footnote\\pard @}", "{\\*\\annotation{\\*\\atndate 7}@}",
    "{\\field{\\*\\fldinst HYPERLINK \"https://a.example\"}{\\fldrslt @}}",
    "{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst X}{\\fldrslt y}}}{\\fldrslt {\\b @}}}",
    "{\\field{\\*\\fldinst MACROBUTTON None @}{\\fldrslt }}", "{\\field{\\*\\fldinst EQ @}}",
    "{\\field{\\*\\fldinst FORMDROPDOWN{\\*\\formfield{\\fftype2\\ffres0{\\*\\ffl @}}}}}",
    "{\\object\\objemb{\\*\\objdata 01}{\\result @}}",
    "{\\mmath{\\*\\moMath{\\mf{\\mnum{\\mr @}}}}}",
    "{\\shp{\\*\\shpinst{\\shptxt\\pard @\\par}}}", "{\\upr{older}{\\*\\ud{@}}}",
    "{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv @}}}{\\shprslt unseen}}",
    "{\\*\\do{\\dptxbx{\\dptxbxtext\\pard @\\par}}}", "{\\header\\pard @\\par}", "{\\footerf @}",
    "\\page @", "@\\column ", "\\line @", "{\\*\\bkmkstart x}@{\\*\\bkmkend x}",
    "{\\f1\\'c1\\'e9}@",
    "{\\pict\\pngblip 00ff}@", "{\\super @}", "@\\u28789?\\u19992?", "{\\*\\shppict{\\pict 00}}@",
]  # fmt: skip
BLOCKS = [
    "\\pard @\\par ", "\\pard\\dropcapli3 T\\par\\pard @\\par ", "\\pard\\outlinelevel1 @\\par ",
    "\\pard\\ls2{\\listtext 1.\\tab}@\\par ", "\\pard\\ls2{\\listtext 7.\\tab}@\\par ",
    "\\pard\\intbl @\\cell @\\cell\\row\\pard ", "\\pard\\ls2{\\listtext Question:\\tab}@\\par ",
    "\\pard\\intbl @\\nestcell{\\*\\nesttableprops\\nestrow}x\\cell y\\cell\\row\\pard ",
    # Tables that their writer has not ended, or not begun.
    "\\trowd\\pard\\intbl @\\cell @", "\\pard\\intbl @\\par\\pard @\\cell ",
    "\\pard @\\cell @\\par ",
    "\\pard @\\intbl @\\cell\\row ", "\\pard\\intbl @\\pard\\intbl\\ls2 @\\par\\row ", "@\\row ",
    "\\pard @\\sect ", "\\trowd\\trhdr\\pard\\intbl @\\cell @\\cell\\row\\pard ",
]  # fmt: skip


def unlike_any_other(number: int) -> str:
    """A word of which no part stands in another one."""
    return "".join(chr(ord("g") + byte % 16) for byte in sha256(bytes([number])).digest()[:9])


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """(rich text, the words in it)."""
    numbers = count(1)
    words: list[str] = []

    def word() -> str:
        words.append(unlike_any_other(next(numbers)))
        return words[-1]

    def inline(depth: int) -> str:
        form = draw(st.sampled_from(INLINE))
        if depth and draw(st.booleans()):
            return form.replace("@", f"{word()} {inline(depth - 1)} {word()}")
        return form.replace("@", word())

    blocks: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        first, *others = draw(st.sampled_from(BLOCKS)).split("@")
        blocks.append(first + "".join(f"{word()} {inline(2)} {word()}{part}" for part in others))
    return f"{HEAD}{''.join(blocks)}}}", words


def read(data: bytes, tracked: Tracked) -> IncomingStory:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.rtf"
        path.write_bytes(data)
        answer = examine(Kind.RICH_TEXT, path, Path(folder), tracked)
        assert "refused" not in answer, answer
        return story_of(read_copy(answer), Path(folder), tracked)


@given(files(), st.sampled_from([Tracked.ACCEPT, Tracked.REJECT]))
def test_every_word_is_in_the_story_or_quoted(
    made: tuple[str, list[str]], tracked: Tracked
) -> None:
    text, words = made
    story = read(text.encode("latin-1"), tracked)
    told = " ".join(told_by(story))
    assert [word for word in words if word not in told] == []
    assert [word for word in words if story.body.text.count(word) > 1] == []
    assert story.unplaced == ()
