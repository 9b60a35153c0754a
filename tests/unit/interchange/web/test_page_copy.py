"""What on a page of a site is the story, and what the site has set around it."""

import pytest

from editor.interchange.arriving.furniture import is_stamp
from editor.interchange.arriving.incoming import IncomingStory
from editor.interchange.text.markdown import read_markdown
from editor.interchange.web.html_page import read_html
from editor.interchange.web.page_weights import site_words

WORDS = "The council met for three hours on Tuesday evening and heard from residents and traders. "
FIRST = f"<p>First, {WORDS}</p>"
STORY = f"{FIRST}<p>Then {WORDS}{WORDS}</p><p>At last {WORDS}{WORDS}</p>"
LINKS = "".join(f"<li><a href='/{n}'>A headline of story {n}</a></li>" for n in "abcd")
TEASERS = f"<ul>{LINKS}</ul>"
TITLE = "Tram comes to town"
SITE = "<meta property=og:site_name content=Daily>"
TEASER = f"<p>A teaser: {WORDS}</p>"


def told(story: IncomingStory) -> str:
    return " ".join(map(str, story.warnings))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("<div class=navbar><a href=/>Home</a> <a href=/n>News</a></div>", "Home News"),
        ("<ul id=breadcrumbs><li><a href=/>Start</a><li>Local</ul>", "Local"),
        ("<div class='share-buttons'><span>Share this</span></div>", "Share this"),
        ("<p>Tweet</p>", "Tweet"),
        ("<div><h3>Related stories</h3>" + TEASERS + "</div>", "story c"),
        ("<h3>Das könnte Sie auch interessieren</h3>" + TEASERS, "auch interessieren"),
        (f"<section class=RelatedPosts>{TEASER}</section>", "A teaser"),
        (f"<div id=comments><h3>3 comments</h3><p>I think {WORDS}</p></div>", "I think"),
        (f"<div class='mc-newsletter-box'><p>Get {WORDS}</p></div>", "Get The council"),
        ("<div role=complementary><p>Most read</p></div>", "Most read"),
        (f"<div class='author-bio'><p>Ann writes. {WORDS}</p></div>", "Ann writes"),
        ("<div class=cookieNotice>We use cookies</div>", "We use cookies"),
        ("<div class=post__tags><a href=/t>tram</a>, <a href=/u>port</a></div>", "tram, port"),
        ("<div><a href=/a>One headline</a> <a href=/b>Another one</a></div>", "Another one"),
        (f"<article><h3><a href=/a>Elsewhere</a></h3><p>{WORDS}</p></article>", "Elsewhere"),
        ("<div class=footer>Imprint</div>", "Imprint"),
        ("<p class=comment-notes>Required fields are marked</p>", "Required fields"),
    ],
)
def test_what_a_site_sets_around_a_story_is_left_out_and_told(part: str, words: str) -> None:
    for page in (
        f"<h1>Council weighs a tram</h1><div class=text>{STORY}{part}</div>",
        f"<h1>Council weighs a tram</h1><div class=text>{STORY}</div>{part}",
        f"<div>{part}</div><h1>Council weighs a tram</h1><div class=text>{STORY}</div>",
    ):
        story = read_html(f"<title>Council weighs a tram</title>{page}")
        assert story.body.text.count("The council met") == 5
        assert words not in f"{story.deck} {story.body.text}"
        assert words in told(story)


def test_a_name_does_not_take_the_story_away() -> None:
    for names in ("class=widget", "id=sidebar", "class='content with-sidebar'", "class=comments"):
        story = read_html(f"<h1>Council weighs a tram</h1><div {names}>{STORY}</div>{TEASERS}")
        assert story.body.text.count("The council met") == 5, names


@pytest.mark.parametrize("tag", ["header", "aside", "footer", "nav"])
def test_a_story_in_a_part_that_should_not_have_it_is_found(tag: str) -> None:
    page = f"<h1>Council weighs a tram</h1><main>{TEASERS}</main><{tag}>{STORY}</{tag}>"
    assert read_html(page).body.text.count("The council met") == 5


@pytest.mark.parametrize("tag", ["article", "main"])
def test_a_teaser_never_wins_over_the_story(tag: str) -> None:
    teaser = f"<{tag}><h2><a href=/a>Something else</a></h2><p>Else: {WORDS * 3}</p></{tag}>"
    page = f"<h1>Council weighs a tram</h1>{teaser}<div class=body>{STORY * 3}</div>"
    story = read_html(page)
    assert story.body.text.count("The council met") == 15
    assert "Else:" in told(story)


def test_of_several_articles_the_one_with_the_copy_is_the_story() -> None:
    others = "".join(f"<article><h3><a href=/{n}>No. {n}</a></h3>{TEASER}</article>" for n in "123")
    page = f"<h1>Council weighs a tram</h1>{others}<article>{STORY}</article>{others}"
    story = read_html(page)
    assert story.body.text.count("The council met") == 5
    assert "A teaser" in told(story)


def test_all_of_a_story_in_several_parts_comes_in() -> None:
    parts = f"<div class=part>{STORY}</div>" * 3
    assert read_html(f"<h1>Council</h1><div>{parts}</div>").body.text.count("The council met") == 15


def test_what_stands_between_headline_and_copy_is_the_storys() -> None:
    page = (
        "<title>Council weighs a tram</title><div class=top><h1>Council weighs a tram</h1></div>"
        f"<div class=intro><p>Before all, {WORDS}</p></div><div class=text>{STORY}</div>"
    )
    assert "Before all" in read_html(page).body.text


def test_lists_of_links_that_the_copy_speaks_of_stay() -> None:
    page = f"<h1>Council</h1><div>{FIRST}<p>The papers are these:</p>{TEASERS}{STORY}</div>"
    assert "story c" in read_html(page).body.text


def test_a_heading_that_could_close_a_story_does_not_while_most_is_to_come() -> None:
    page = f"<h1>Council</h1><div>{FIRST}<h2>Related</h2>{STORY}{STORY}</div>"
    story = read_html(page)
    assert story.body.text.count("The council met") == 11


def test_comments_longer_than_the_story_are_no_story() -> None:
    comments = f"<ol class=commentlist>{f'<li>{WORDS * 3}</li>' * 9}</ol>"
    story = read_html(f"<h1>Council</h1><div>{STORY}{comments}</div>")
    assert story.body.text.count("The council met") == 5


def test_a_chinese_page_comes_apart_too() -> None:
    copy = "<p>市政府周二晚上开会讨论电车线路，三个小时里听取了居民、商户和港口的意见。</p>" * 4
    page = (
        "<title>市政府讨论电车线路_新闻中心</title><div class=path>首页 &gt; 新闻</div>"
        "<h1>市政府讨论电车线路</h1><div class=info>2026年11月2日 10:30 来源：日报</div>"
        f"<div class=content>{copy}<p>责任编辑</p></div>"
        f"<div class=xg><h3>相关阅读</h3>{TEASERS}</div>"
    )
    story = read_html(page)
    assert story.headline == "市政府讨论电车线路"
    assert story.body.text.count("电车线路") == 4
    for words in ("首页", "来源：日报", "责任编辑", "相关阅读"):
        assert words not in f"{story.deck}{story.body.text}"
        assert words in told(story)


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        ("<title>Daily: {}</title>", "<h1>Daily</h1><h2>{}</h2>"),
        ("<title>{} | Daily</title>", "<h1>Daily</h1><h2>{}</h2>"),
        ("<title>Daily – Home</title><meta property=og:title content='{}'>", "<h2>{}</h2>"),
        (f"<meta property=og:title content='{{}}'>{SITE}", "<h1>Daily</h1><p class=h>x</p>"),
        ("<title>{}</title>", "<h2>5 thoughts on “{}”</h2><h1>{}</h1>"),
        ("<title>Daily</title>", "<h1><a href=/>Daily</a></h1><h1>{}</h1>"),
        ("<title>SEO words for a tram</title>", "<h1>{}</h1><h2>More</h2>"),
        ("<title>{} - Daily</title>", "<div>{}</div>"),
        (f"<title>Daily: {{}}</title>{SITE}", "<p>x</p>"),
    ],
)
def test_title_og_title_and_headings_say_the_headline_together(head: str, headings: str) -> None:
    page = f"<head>{head}</head>{headings}<div>{STORY}</div>".replace("{}", TITLE)
    assert read_html(page).headline == TITLE


def test_markdown_is_no_site() -> None:
    copy = "\n\n".join([f"# {TITLE}", *[WORDS] * 4, "## Related", "- [One](https://a.example/)"])
    body = read_markdown(f"{copy}\n- [Two](https://a.example/)\n").body.text
    assert "Related" in body
    assert body.endswith("Two")


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("15. Mai 2019, 05:28 Uhr", True),
        ("4 Min Read", True),
        ("Updated: 2026-10-12", True),
        ("Nov 2, 2026 9:14 a.m.", True),
        ("Freitag | 14. Juni 2019 | 15:49 VON Sina Giebel IN Fashion | 0 COMMENTS", True),
        ("2026年11月2日 10:30", True),
        ("Festival opens on 5 May 2027 in the old harbour", False),
        ("Council weighs a tram", False),
        ("May it last", False),
    ],
)
def test_a_line_of_dates_is_no_deck(line: str, stamp: bool) -> None:
    assert is_stamp(line) is stamp


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("post tag-newsletter category-comments has-sidebar", ""),
        ("card card--with-ads", ""),
        ("entry-meta", "part.about-page"),
        ("siteNavigation", "part.menu"),
        ("tag-links", "part.tags"),
        ("shareholder heading download", ""),
    ],
)
def test_names_are_read_by_their_parts(names: str, kind: str) -> None:
    assert site_words().kind_of_names(names) == kind
