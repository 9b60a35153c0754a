"""Documents and texts that hypothesis makes up, as nasty as a page may meet."""

from hypothesis import strategies as st

from editor.story.document import (
    Blockquote,
    Divider,
    Document,
    Gallery,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PhotoBlock,
    PullQuote,
    Table,
    TableCell,
)
from editor.story.runs import Mark, Run

HOSTILE = (
    "</title><script>alert(1)</script>",
    "</script><!--<script>",
    '" onload="alert(1)',
    "' onerror='alert(1)",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "]]><!--",
    "&lt;b&gt; &amp; &#39;",
    "\u2028\u2029</p>",
)
ADDRESSES = (
    'https://example.org/a?b=1&c="2"',
    "mailto:desk@example.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//evil.example/x",
    "/relative",
    "https://",
    "",
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.text(alphabet="ab <>&\"'\n 谷子\u202e\x00é́", max_size=20),
)
runs = st.lists(
    st.builds(
        Run,
        texts,
        st.frozensets(st.sampled_from(list(Mark)), max_size=4),
        st.sampled_from(ADDRESSES),
    ),
    max_size=4,
).map(tuple)
paragraphs = st.builds(Paragraph, runs)
items = st.recursive(
    st.builds(ListItem, runs),
    lambda inner: st.builds(
        ListItem,
        runs,
        st.lists(
            st.builds(ListBlock, st.booleans(), st.lists(inner, min_size=1, max_size=2).map(tuple)),
            max_size=2,
        ).map(tuple),
    ),
    max_leaves=5,
)
rows = st.lists(st.builds(TableCell, runs, st.booleans()), max_size=3).map(tuple)
blocks = st.one_of(
    paragraphs,
    st.builds(Heading, st.integers(1, 4), runs),
    st.builds(Blockquote, st.lists(paragraphs, max_size=3).map(tuple), texts),
    st.builds(PullQuote, runs),
    st.builds(ListBlock, st.booleans(), st.lists(items, max_size=3).map(tuple)),
    st.builds(PhotoBlock, st.sampled_from(("lead", "gone"))),
    st.builds(Gallery, st.lists(st.sampled_from(("lead", "gone")), max_size=3).map(tuple)),
    st.builds(Table, st.lists(rows, max_size=3).map(tuple)),
    st.just(Divider()),
)
documents = st.lists(blocks, max_size=6).map(Document.of)
