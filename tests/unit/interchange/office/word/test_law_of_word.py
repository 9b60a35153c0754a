"""The law of conservation over generated Word files: no word in any container is lost.

Containers are put into each other by chance, sound ones and half ones; every run holds a word of
its own, which has to be in the story, or quoted in what is said of the file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.interchange.arriving.file_kind import Kind
from editor.interchange.arriving.left_out import told_by
from editor.interchange.arriving.refusal import Tracked
from editor.interchange.office.arrival import story_of
from editor.interchange.office.office_copy import read_copy
from editor.interchange.office.reader import examine
from tests.unit.interchange.office.made import W, p, packed, png, word_parts

Node = tuple[str, list["Node"]]
HEAD = p("The headline of the day") + p("The story begins here and goes on for a while, it says.")
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
_PART = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
STYLES = (
    f'<w:styles {W}><w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>'
    '<w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="toc">'
    '<w:name w:val="toc 1"/></w:style></w:styles>'
)
# {} is what stands within. Sound and half ones.
INLINE = {
    "link": '<w:hyperlink r:id="web">{}</w:hyperlink>',
    "simple field": '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
    "field": _BEGIN.format(" REF x ") + _PART + "{}" + _END,
    "field never ended": _BEGIN.format(' HYPERLINK "https://a.example/" ') + _PART + "{}",
    "field never parted": _BEGIN.format(" PAGE ") + "{}",
    "field without result": _BEGIN.format(" IF ") + "{}" + _END,
    "an end alone": _END + "{}",
    "control": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "prompt": "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "tag": "<w:smartTag>{}</w:smartTag>",
    "inserted": '<w:ins w:author="A">{}</w:ins>',
    "unknown": "<w:neverHeardOf>{}</w:neverHeardOf>",
    "forms": "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    "formula": "<m:oMath xmlns:m='m'>{}</m:oMath>",
}
BLOCKS = {
    "control": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "prompt": "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "xml": "<w:customXml>{}</w:customXml>",
    "unknown": "<w:neverHeardOf>{}</w:neverHeardOf>",
    "box": "<w:p><w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r></w:p>",
    "box in code": (
        "<w:p>"
        + _BEGIN.format(" REF y ")
        + "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"
        + "</w:p>"
    ),
    "two forms of a box": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    "group": (
        '<w:p><w:r><w:drawing><a:blip r:embed="photo"/><w:txbxContent>{}</w:txbxContent>'
        "</w:drawing></w:r></w:p>"
    ),
    "frame": "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
    "table": (
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>"
        "<w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    ),
    "hidden row": "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{}</w:tc></w:tr></w:tbl>",
    "covered cell": "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
    "row in a control": (
        "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    ),
}
PARAGRAPHS = {
    "plain": "<w:p>{}</w:p>",
    "drop cap": '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{}</w:p>',
    "contents": '<w:p><w:pPr><w:pStyle w:val="toc"/></w:pPr>{}</w:p>',
    "item": '<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>{}</w:p>',
}
PROPERTIES = {
    "run": "",
    "hidden": "<w:vanish/>",
    "hidden by style": '<w:rStyle w:val="Secret"/>',
}
ALONE = ("note", "comment", "sym", "ruby", "word art", "drop-down", "button", "break")


def _nodes(leaves: list[str], wrappers: dict[str, str], most: int) -> st.SearchStrategy[Node]:
    leaf = st.tuples(st.sampled_from(leaves), st.just([]))
    return st.recursive(
        leaf,
        lambda inner: st.tuples(
            st.sampled_from(sorted(wrappers)), st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=most,
    )


lines = st.lists(_nodes([*PROPERTIES, *ALONE], INLINE, 5), min_size=1, max_size=4)
paragraph = st.tuples(st.sampled_from(sorted(PARAGRAPHS)), lines)
blocks = st.recursive(
    paragraph,
    lambda inner: st.tuples(
        st.sampled_from(sorted(BLOCKS)), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)
bodies = st.lists(
    st.one_of(blocks, st.tuples(st.sampled_from(["page", "rich", "master"]), st.just([]))),
    min_size=1,
    max_size=5,
)


@dataclass
class Made:
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    chunks: dict[str, str] = field(default_factory=dict)
    _count: Iterator[int] = field(default_factory=count)

    def word(self) -> str:
        self.words.append(f"w{next(self._count)}q")
        return self.words[-1]

    def block(self, node: Node) -> str:
        kind, inner = node
        if kind in PARAGRAPHS:
            return PARAGRAPHS[kind].format("".join(map(self.line, inner)))
        if kind in ("page", "rich", "master"):
            return self._chunk(kind)
        within = "".join(map(self.block, inner))
        return BLOCKS[kind].replace("{}", within)

    def line(self, node: Node) -> str:
        kind, inner = node
        if kind in PROPERTIES:
            said = f"<w:t xml:space='preserve'>{self.word()} </w:t>"
            return f"<w:r><w:rPr>{PROPERTIES[kind]}</w:rPr>{said}</w:r>"
        if kind in INLINE:
            return INLINE[kind].format("".join(map(self.line, inner)))
        return f"<w:r>{_ALONE[kind](self)}</w:r>"

    def _chunk(self, kind: str) -> str:
        key = f"c{len(self.chunks)}"
        word = self.word()
        texts = {"page": f"<p>{word}</p>", "rich": rf"{{\rtf1 {word}\par}}", "master": word}
        self.chunks[key] = texts[kind]
        return f'<w:{"subDoc" if kind == "master" else "altChunk"} r:id="{key}"/>'

    def note(self) -> str:
        self.notes.append(f"<w:footnote>{p(self.word())}</w:footnote>")
        return "<w:footnoteReference/>"

    def comment(self) -> str:
        self.comments.append(f"<w:comment>{p(self.word())}</w:comment>")
        return ""

    def parts(self, body: str) -> dict[str, str | bytes]:
        head, foot = p(self.word()), p(self.word())
        references = '<w:headerReference r:id="h"/><w:footerReference r:id="f"/>'
        rows = {
            "web": ("hyperlink", "https://a.example/"),
            "photo": ("image", "media/photo.png"),
            "h": ("header", "header1.xml"),
            "f": ("footer", "footer1.xml"),
            "n": ("footnotes", "footnotes.xml"),
            "k": ("comments", "comments.xml"),
            "s": ("styles", "styles.xml"),
            **{key: ("aFChunk", f"{key}.bin") for key in self.chunks},
        }
        more: dict[str, str | bytes] = {
            "word/header1.xml": f"<w:hdr {W}>{head}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {W}>{foot}</w:ftr>",
            "word/footnotes.xml": f"<w:footnotes {W}>{''.join(self.notes)}</w:footnotes>",
            "word/comments.xml": f"<w:comments {W}>{''.join(self.comments)}</w:comments>",
            "word/styles.xml": STYLES,
            "word/media/photo.png": png(),
            **{f"word/{key}.bin": text for key, text in self.chunks.items()},
        }
        whole = f"{HEAD}{body}<w:sectPr>{references}</w:sectPr>"
        return word_parts(whole, rows=rows, outside=("web",), more=more)


def _field(made: Made, code: str, form: str = "") -> str:
    begin = f'<w:fldChar w:fldCharType="begin">{form}</w:fldChar>'
    return f"{begin}<w:instrText>{code}</w:instrText><w:fldChar w:fldCharType='end'/>"


_ALONE: dict[str, Callable[[Made], str]] = {
    "note": Made.note,
    "comment": Made.comment,
    "sym": lambda made: '<w:sym w:font="Wingdings" w:char="F0FC"/>',
    "ruby": lambda made: (
        f"<w:ruby><w:rt><w:r><w:t>{made.word()}</w:t></w:r></w:rt>"
        f"<w:rubyBase><w:r><w:t>{made.word()}</w:t></w:r></w:rubyBase></w:ruby>"
    ),
    "word art": lambda made: f'<w:pict><v:textpath string="{made.word()}"/></w:pict>',
    "drop-down": lambda made: _field(
        made,
        " FORMDROPDOWN ",
        f'<w:ffData><w:ddList><w:listEntry w:val="{made.word()}"/></w:ddList></w:ffData>',
    ),
    "button": lambda made: _field(made, f" MACROBUTTON Do {made.word()} "),
    "break": lambda made: f'<w:t>{made.word()}</w:t><w:br w:type="page"/><w:t>{made.word()}</w:t>',
}


@settings(max_examples=120)
@given(bodies)
def test_every_word_of_a_word_file_is_in_the_story_or_quoted(body: list[Node]) -> None:
    made = Made()
    parts = made.parts("".join(map(made.block, body)))
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = packed(parts, folder / "story.docx")
        answer = examine(Kind.WORD, path, folder, Tracked.ACCEPT)
        assert "refused" not in answer, answer
        story = story_of(read_copy(answer), folder, Tracked.ACCEPT)
    said = "\n".join((*told_by(replace(story, quoted=())), *map(str, story.warnings)))
    lost = [word for word in made.words if word not in said]
    assert lost == []
    assert story.unplaced == ()
