"""The law of conservation over generated OpenDocument texts: no word in any container is lost."""

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
from tests.unit.interchange.office.made import O, packed, png, writer_parts

Node = tuple[str, list["Node"]]
HEAD = (
    "<text:p>The headline of the day</text:p>"
    "<text:p>The story begins here and goes on for a while, it says.</text:p>"
)
STYLES = (
    "<style:style style:name='Hidden' style:family='text'><style:text-properties "
    "text:display='none'/></style:style><style:style style:name='HiddenP' "
    "style:family='paragraph'><style:text-properties text:display='none'/></style:style>"
    "<text:list-style style:name='N'><text:list-level-style-number text:level='1' "
    "style:num-prefix='第' style:num-format='1'/></text:list-style>"
)
INLINE = {
    "span": "<text:span>{}</text:span>",
    "hidden": "<text:span text:style-name='Hidden'>{}</text:span>",
    "link": "<text:a xlink:href='https://a.example/'>{}</text:a>",
    "unsafe link": "<text:a xlink:href='javascript:x'>{}</text:a>",
    "field": "<text:database-display>{}</text:database-display>",
    "date": "<text:date>{}</text:date>",
    "prompt": "<text:placeholder>{}</text:placeholder>",
    "hidden text": "<text:hidden-text text:string-value=''>{}</text:hidden-text>",
    "unknown": "<text:never-heard-of>{}</text:never-heard-of>",
    "ruby": (
        "<text:ruby><text:ruby-base>{}</text:ruby-base><text:ruby-text>r</text:ruby-text>"
        "</text:ruby>"
    ),
    "shape": "<draw:rect><text:p>{}</text:p></draw:rect>",
    "box": "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>",
    "note": (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p>"
        "</text:note-body></text:note>"
    ),
    "remark": "<office:annotation><text:p>{}</text:p></office:annotation>",
}
BLOCKS = {
    "section": "<text:section>{}</text:section>",
    "hidden section": "<text:section text:display='none'>{}</text:section>",
    "list": "<text:list text:style-name='N'><text:list-item>{}</text:list-item></text:list>",
    "list header": "<text:list><text:list-header>{}</text:list-header></text:list>",
    "numbered": "<text:numbered-paragraph text:level='1'>{}</text:numbered-paragraph>",
    "contents": (
        "<text:table-of-content><text:index-body>{}</text:index-body></text:table-of-content>"
    ),
    "frame": "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>",
    "shape on the page": "<draw:custom-shape>{}</draw:custom-shape>",
    "group": (
        "<draw:g><draw:frame><draw:image xlink:href='Pictures/a.png'/></draw:frame>"
        "<draw:custom-shape>{}</draw:custom-shape></draw:g>"
    ),
    "linked frame": "<draw:a xlink:href='https://a.example/'>{}</draw:a>",
    "unknown block": "<text:never-heard-of>{}</text:never-heard-of>",
    "table": (
        "<table:table><table:table-row><table:table-cell>{}</table:table-cell><table:table-cell>"
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    ),
    "hidden row": (
        "<table:table><table:table-row table:visibility='collapse'><table:table-cell>{}"
        "</table:table-cell></table:table-row></table:table>"
    ),
    "covered cell": (
        "<table:table><table:table-row><table:covered-table-cell>{}</table:covered-table-cell>"
        "</table:table-row></table:table>"
    ),
}
PARAGRAPHS = {
    "plain": "<text:p>{}</text:p>",
    "heading": "<text:h text:outline-level='1'>{}</text:h>",
    "hidden by style": "<text:p text:style-name='HiddenP'>{}</text:p>",
    "hides itself": "<text:p><text:hidden-paragraph text:is-hidden='true'/>{}</text:p>",
}


def _nodes(wrappers: dict[str, str], inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.tuples(st.sampled_from(sorted(wrappers)), st.lists(inner, min_size=1, max_size=3))


words = st.tuples(st.just("word"), st.just([]))
lines = st.recursive(words, lambda inner: _nodes(INLINE, inner), max_leaves=5)
blocks = st.recursive(_nodes(PARAGRAPHS, lines), lambda inner: _nodes(BLOCKS, inner), max_leaves=6)
bodies = st.lists(blocks, min_size=1, max_size=5)


@dataclass
class Made:
    words: list[str] = field(default_factory=list)
    _count: "count[int]" = field(default_factory=count)

    def word(self) -> str:
        self.words.append(f"w{next(self._count)}q")
        return self.words[-1]

    def xml(self, node: Node) -> str:
        kind, inner = node
        if kind == "word":
            return f"{self.word()} "
        form = (PARAGRAPHS | INLINE | BLOCKS)[kind]
        return form.replace("{}", "".join(map(self.xml, inner)))

    def around(self) -> str:
        pages = "".join(
            f"<style:{part}><text:p>{self.word()}</text:p></style:{part}>"
            for part in ("header", "header-left", "header-first", "footer", "footer-first")
        )
        return (
            f"<office:document-styles {O}><office:master-styles><style:master-page>{pages}"
            "</style:master-page></office:master-styles></office:document-styles>"
        )


@settings(max_examples=120)
@given(bodies)
def test_every_word_of_an_opendocument_text_is_in_the_story_or_quoted(body: list[Node]) -> None:
    made = Made()
    more: dict[str, str | bytes] = {"styles.xml": made.around(), "Pictures/a.png": png()}
    parts = writer_parts(HEAD + "".join(map(made.xml, body)), styles=STYLES, more=more)
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = packed(parts, folder / "story.odt")
        answer = examine(Kind.WRITER, path, folder, Tracked.ACCEPT)
        assert "refused" not in answer, answer
        story = story_of(read_copy(answer), folder, Tracked.ACCEPT)
    said = "\n".join((*told_by(replace(story, quoted=())), *map(str, story.warnings)))
    assert [word for word in made.words if word not in said] == []
    assert story.unplaced == ()
