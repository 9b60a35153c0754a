"""The law of conservation for web pages and pastes: every word that a page shows is in the story
or quoted in what was left out, whatever it stands in and however badly the page is written.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.interchange.arriving.left_out import said_of_unplaced, told_by
from editor.interchange.read import read_story
from editor.interchange.web.foreign_pictures import SavedPage
from editor.interchange.web.html import read_page
from editor.interchange.web.html_page import read_html
from editor.interchange.web.markup import tokens
from editor.interchange.web.page_seen import seen_on_page

CASES = Path(__file__).parents[3] / "data" / "import" / "cases"
PAGES = sorted([*CASES.glob("*.html"), *CASES.parent.glob("*.html")])
PASTES = sorted((CASES.parents[1] / "paste").glob("*/*.html"))

_AROUND = (
    "a abbr address article aside audio b bdo blockquote button canvas caption center cite code "
    "dd del details dfn dialog div dl dt em fieldset figcaption figure font footer form h1 h2 h3 "
    "h4 header hgroup i iframe ins kbd label legend li listing main map mark marquee math menu "
    "meter nav noembed noframes noscript object ol optgroup option output p pre progress q rp rt "
    "ruby s samp search section select slot small span strike strong sub summary sup svg table "
    "tbody td textarea tfoot th thead tr tt u ul unknown-element var video xmp xml foreignObject"
).split()
_NAMES = (
    "",
    " class=comments",
    " class='share-buttons'",
    " id=sidebar",
    " class=MsoQuote",
    " class=MsoTitle",
    " class=byline",
    " class=deck",
    " class=photo-credit",
    " class=caption",
    " class=dropcap",
    " class=entry-content",
    " class=secret",
    " hidden",
    " style='display:none'",
    " style='mso-list:l0 level2 lfo1'",
    " style='mso-list:Ignore'",
    " style='mso-element:comment'",
    " style='mso-element:dropcap-dropped'",
    " datetime=x",
    " lang=fr",
    " href=https://a.example/",
    " href='/here'",
    " colspan=3",
    " rowspan=9",
    " start=7",
    " role=navigation",
    " aria-hidden=true",
    " srcdoc='&lt;p&gt;{}&lt;b&gt;{}'",
    " shadowrootmode=open",
)
_ALONE = (
    "<br>",
    "<hr>",
    "<input value='{}'>",
    "<input type=submit value='{}'>",
    "<input placeholder='{}'>",
    "<textarea placeholder='{}'></textarea>",
    "<img alt='{}' src=a.png>",
    "<img alt='{}' src=a.png width=1>",
    "<template shadowrootmode=open>{}<slot></slot></template>",
    "<option label='{}'>",
    "<p>{} {} {}.</p>",
    "<p>By {}</p>",
    "<p>LONDON — {} {}</p>",
    "<style>.secret{{display:none}}</style>",
    "<script>no()</script>",
    "<!-- no -->",
    "<svg/>",
    "<button>",
    "<video>",
    "<select>",
    "<template><p>no</template>",
    "</div>",
    "</p>",
    "</table>",
    "</b>",
    "</article>",
)
_LEAF = st.one_of(st.just("{}"), st.just("{} " * 30 + "."), st.sampled_from(_ALONE))
_CLOSING = st.sampled_from(["</{0}>", "</{0}>", "</{0}>", ""])
_TREE = st.recursive(
    _LEAF,
    lambda inner: st.builds(
        lambda tag, names, parts, close: (
            f"<{tag}{names}>{''.join(parts)}{close.format(tag) if close else ''}"
        ),
        st.sampled_from(_AROUND),
        st.sampled_from(_NAMES),
        st.lists(inner, max_size=4),
        _CLOSING,
    ),
    max_leaves=25,
)
_PAGES = st.lists(_TREE, min_size=1, max_size=5).map("".join)


def with_words(page: str) -> tuple[str, list[str]]:
    """Each `{}` of a page a word of its own, and these words."""
    numbers = count()
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(f"w{next(numbers)}x")
        return words[-1]

    return re.sub(r"\{\}", word, page).replace("{{", "{").replace("}}", "}"), words


def unseen_words(page: str, words: list[str]) -> set[str]:
    """Those which no browser shows: in comments, scripts, and frames that hold another page."""
    shown = " ".join(seen_on_page(tokens(page)))
    return {word for word in words if not re.search(rf"\b{word}\b", shown)}


def missing_words(page: str, words: list[str], told: Iterator[str]) -> list[str]:
    text = " ".join(told)
    unseen = unseen_words(page, words)
    return [w for w in words if w not in unseen and not re.search(rf"{w}", text)]


@settings(max_examples=400)
@given(_PAGES)
def test_no_word_of_an_imported_page_is_lost(page: str) -> None:
    page, words = with_words(f"<h1>Headline of it</h1>{page}")
    story = read_html(page)
    told = (*told_by(story), *map(str, story.warnings), *map(str, said_of_unplaced(story.unplaced)))
    assert missing_words(page, words, iter(told)) == []


@settings(max_examples=400)
@given(_PAGES)
def test_no_word_of_a_paste_is_lost(page: str) -> None:
    page, words = with_words(page)
    reading = read_page(page)
    alts = (picture.alt for picture in reading.pictures)
    assert (
        missing_words(page, words, iter((reading.body.text, *map(str, reading.sentences), *alts)))
        == []
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_word_of_our_pages_has_a_place(path: Path, tmp_path: Path) -> None:
    assert read_story(path, tmp_path).unplaced == ()


@pytest.mark.parametrize("path", PASTES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_word_of_our_pastes_has_a_place(path: Path) -> None:
    sentences = read_page(path.read_text(encoding="utf-8")).sentences
    assert not any("place is not known" in str(each) for each in sentences)


def test_captions_and_names_of_pictures_around_the_story_are_told(tmp_path: Path) -> None:
    (folder := tmp_path / "a_files").mkdir()
    (folder / "logo.png").write_bytes(b"x" * 99)
    html = (
        "<h1>Headline</h1><p>Words of the story.</p><nav><figure><img src='a_files/logo.png' "
        f"alt='The {escape('house')}'><figcaption>A caption there</figcaption></figure></nav>"
    )
    (page := tmp_path / "a.html").write_text(html, encoding="utf-8")
    story = read_html(html, SavedPage(page, tmp_path))
    assert "The house" in " ".join(map(str, story.warnings))
    assert "A caption there" in " ".join(map(str, story.warnings))
    assert story.unplaced == ()
