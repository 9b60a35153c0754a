"""What is left out with all that is in it never takes the page along, and its words are told."""

from pathlib import Path

import pytest

from editor.interchange.read import read_story
from editor.interchange.web.html import body_from_html
from editor.interchange.web.html_page import read_html

CASES = Path(__file__).parents[3] / "data" / "import" / "cases"
COPY = "The story itself has a paragraph of copy here that a reader wants."
PARTS = (
    "applet audio button canvas datalist embed iframe math noembed noframes noscript object option "
    "script select style svg template textarea title video xml xmp plaintext"
).split()


@pytest.mark.parametrize("shape", ["<{}>", "<{}/>", "<{} src='a.js' />", "<{}><{}>", "<{}><g><b>"])
@pytest.mark.parametrize("name", PARTS)
def test_a_part_left_open_does_not_swallow_the_page(name: str, shape: str) -> None:
    page = f"<h1>A headline here</h1><div>{shape.replace('{}', name)}</div><p>{COPY}</p><p>Second."
    assert body_from_html(page)[0].text.endswith(f"{COPY}\n\nSecond.")
    assert read_html(page).body.text.endswith(f"{COPY}\n\nSecond.")


@pytest.mark.parametrize("name", PARTS)
def test_a_part_left_open_in_the_page_itself_does_not_swallow_it(name: str) -> None:
    page = f"<h1>A headline here</h1><{name}><p>{COPY}</p><p>Second."
    assert body_from_html(page)[0].text.endswith(f"{COPY}\n\nSecond.")


@pytest.mark.parametrize("case", ["svg-self-closed.html", "svg-title.html"])
def test_drawings_left_open_take_nothing_along(case: str) -> None:
    assert read_story(CASES / case).body.text == f"{COPY}\n\nAnd a second one."
    page = (CASES / case).read_text(encoding="utf-8")
    assert body_from_html(page)[0].text.endswith(f"{COPY}\n\nAnd a second one.")


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<button>Send<div>it</div></button>", "a button: “Send it”"),
        ("<input value='Sheffield'>", "a field of a form: “Sheffield”"),
        ("<input placeholder='Your name'>", "a field of a form: “Your name”"),
        ("<input type=submit value='Go on'>", "a field of a form: “Go on”"),
        ("<input type=image alt='Look up'>", "a field of a form: “Look up”"),
        ("<select><option>One<option>Two</select>", "a list field: “One Two”"),
        ("<optgroup label=All>", "a choice: “All”"),
        ("<select><optgroup label=All><option label=One></select>", "a list field: “All One”"),
        ("<textarea>&lt;b&gt; typed</textarea>", "a text field: “<b> typed”"),
        ("<textarea placeholder='Say it'></textarea>", "a text field: “Say it”"),
        ("<svg><style>.a{}</style><text>Tram</text><text>Bus</text></svg>", "drawing: “Tram Bus”"),
        ("<video><p>No video</video>", "a video: “No video”"),
        ("<noscript>Turn it on</noscript>", "words for browsers without scripts: “Turn it on”"),
        ("<button><input value='In it'></button>", "a button: “In it”"),
    ],
)
def test_the_words_of_what_is_left_out_are_told(html: str, told: str) -> None:
    body, said = body_from_html(f"<p>{COPY}</p>{html}<p>Second.</p>")
    assert body.text == f"{COPY}\n\nSecond."
    assert any(told in str(each) for each in said)


def test_the_label_of_a_choice_that_the_page_ends_in_is_told() -> None:
    _body, said = body_from_html(f"<p>{COPY}</p><option label=One>")
    assert any("a choice: “One”" in str(each) for each in said)


@pytest.mark.parametrize(
    "html",
    [
        "<input type=hidden value=secret>",
        "<input type=password value=secret>",
        "<input type=checkbox value=secret>",
        "<script>secret()</script>",
        "<svg><script>secret()</script></svg>",
        "<template><p>secret</p></template>",
        "<style>.secret{}</style>",
    ],
)
def test_what_nobody_saw_is_not_told(html: str) -> None:
    body, said = body_from_html(f"<p>{COPY}</p>{html}")
    assert (body.text, said) == (COPY, ())


def test_shadow_roots_and_pages_in_frames_are_shown_in_their_place() -> None:
    shadow = "<tram-card><template shadowrootmode=open><p>In the <slot>card</slot></p></template>"
    frame = "<iframe srcdoc='&lt;title&gt;T&lt;/title&gt;&lt;p&gt;In &amp;amp; out'>No</iframe>"
    body, said = body_from_html(f"<p>First.</p>{shadow}</tram-card>{frame}<p>Last.</p>")
    assert body.text == "First.\n\nIn the card\n\nIn & out\n\nLast."
    assert said == ()


def test_pages_within_pages_end_somewhere_and_the_rest_is_told() -> None:
    page = "the innermost"
    for _ in range(9):
        inner = page.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
        page = f"<p>frame<iframe srcdoc='{inner}'></iframe>"
    body, said = body_from_html(page)
    assert body.text == "frame\n\nframe\n\nframe\n\nframe"
    assert "the innermost" in " ".join(map(str, said)) or "frame" in " ".join(map(str, said))


def test_xmp_is_words_as_they_stand() -> None:
    assert body_from_html("<xmp>a <b> c\nd</xmp>")[0].text == "a <b> c\nd"


@pytest.mark.parametrize(
    "page",
    [
        f"<p>One.</p><!-- never closed <p>{COPY}</p>",
        f"<p>One.</p><!-- closed --><p>{COPY}</p><!--",
        f'<p>One.</p><img alt="never closed><p>{COPY}</p>',
        f"<p>One.</p><a href='never closed><p>{COPY}</p>",
    ],
)
def test_a_comment_or_a_quote_left_open_does_not_swallow_the_page(page: str) -> None:
    assert body_from_html(page)[0].text.endswith(COPY)


def test_words_hidden_by_a_class_of_the_page_are_left_out_and_told() -> None:
    story = read_story(CASES / "html-hidden-by-class.html")
    assert "Subscribers" not in story.body.text
    words = "Subscribers only: the price is 40 million."
    assert any(f"hidden text: “{words}”" in str(each) for each in story.warnings)


def test_a_story_that_a_script_would_show_is_read() -> None:
    page = f"<style>.late{{display:none}}</style><h1>One</h1><div class=late>{COPY * 5}</div>"
    assert read_html(page).body.text == COPY * 5
