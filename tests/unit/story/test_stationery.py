"""Templates for the records of photos: what they may say, and what variables are filled with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.story.photo import FILLABLE, Kind
from editor.story.stationery import (
    VARIABLES,
    About,
    Row,
    Stationery,
    StationeryRefused,
    Way,
    checked,
    closed,
    dated,
    filled,
    from_json,
    to_json,
    variables,
    ways,
)

RECORD = {
    "caption": "Farmers at work.",
    "creator": "Zou Hong and Li Na",
    "city": "Hailin",
    "country": "China",
    "date_created": "2026-09-03T08:05:00+08:00",
}
ABOUT = About(
    lambda key: RECORD.get(key, ""), lambda: "Hailin, China", "IMG_0412.jpg", 7, "2026-12-01"
)
GAP = "\0"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{city}, {province}, {country}", "Hailin, China"),
        ("{City} ({province})", "Hailin"),
        ("Photo by {photographer}/{source}", "Photo by Zou Hong and Li Na"),
        ("{date} {date:long} {date:ap}", "2026-09-03 September 3, 2026 Sept. 3, 2026"),
        ("{date:short}/{date:compact}", "Sep 3, 2026/20260903"),
        ("{year}-{month}-{day}, {weekday}", "2026-09-3, Thursday"),
        ("{month:long} {month:short} {weekday:short} {time}", "September Sep Thu 08:05"),
        ("{today:long}", "December 1, 2026"),
        ("{filename} {filename:base} {seq} {seq:3}", "IMG_0412.jpg IMG_0412 7 007"),
        ("{place}: {caption}", "Hailin, China: Farmers at work."),
        ("{{city}} and {{", "{city} and {"),
        ("{job_id}-{seq:2}", "07"),
    ],
)
def test_variables_are_filled_from_the_record(text: str, said: str) -> None:
    assert filled(text, ABOUT)[0] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A, @, B", "A, B"),
        ("@, B", "B"),
        ("A, @", "A"),
        ("A, @: B", "A: B"),
        ("A (@), B", "A, B"),
        ("A (@, B)", "A (B)"),
        ("A (B, @), C", "A (B), C"),
        ("[@/@]", ""),
        ("@ - @", ""),
        ("by @/Xinhua", "by Xinhua"),
        ("by @, x", "by, x"),
        ("A. @. B", "A. B"),
        ("A. @, B", "A. B"),
        ("A-@-@", "A"),
        ("A-@B", "A-B"),
        ("x @ y", "x y"),
        ("A @ - B", "A - B"),
        ('say "@" now', "say now"),
        ("@’s photo", "photo"),
        ("摄影：@，北京", "摄影，北京"),
        ("北京（@）", "北京"),
        ("A\n@\nB", "A\nB"),
        ("@.", ""),
    ],
)
def test_nothing_stands_around_what_is_missing(text: str, said: str) -> None:
    assert closed(text.replace("@", GAP)) == said


def test_dates_are_as_precise_as_the_record() -> None:
    forms = ("", "long", "short", "ap", "compact")
    assert [dated("2026-11", form) for form in forms] == [
        *("2026-11", "November 2026", "Nov 2026", "November 2026", "202611")
    ]
    assert {dated("2026", form) for form in forms} == {"2026"}
    assert {dated("", form) for form in forms} == {""}
    assert dated("2026-05-01", "ap") == "May 1, 2026"


def test_what_gave_nothing_is_named_once() -> None:
    _, missing = filled("{city} {source} {headline} {source}", ABOUT)
    assert [str(each) for each in missing] == ["{source}", "{headline}"]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((Row("city", "{town} {date:never}"),), "{town} and {date:never}"),
        ((Row("city", "{city"),), "{city"),
        ((Row("town", "x"),), "town"),
        ((Row("city", "x"), Row("city", "y")), "City"),
        ((Row("expires", "x", Way.APPEND),), "not after"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(rows: tuple[Row, ...], named: str) -> None:
    with pytest.raises(StationeryRefused) as refusal:
        checked(Stationery("Harvest", rows))
    assert named in str(refusal.value)
    with pytest.raises(StationeryRefused):
        checked(Stationery(" \n"), named=True)
    assert checked(Stationery(" \n")).name == "", "it is to be applied, not kept"


def test_every_variable_that_is_offered_can_be_filled() -> None:
    text = " ".join(map(str, VARIABLES))
    assert variables(text) == VARIABLES
    checked(Stationery("All", (Row("caption", text),)))
    filled(text, ABOUT)


literal = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}\0"))
variable = st.sampled_from([*VARIABLES]).map(str)
braces = st.sampled_from(["{{", "}}"])
templates = st.lists(st.one_of(literal, variable, braces), max_size=8).map("".join)


@given(templates, st.dictionaries(st.sampled_from([*FILLABLE]), literal))
def test_any_template_can_be_filled_and_nothing_of_it_is_left(
    text: str, record: dict[str, str]
) -> None:
    about = About(lambda key: record.get(key, ""), lambda: "", "a.jpg", 1, "2026-12-01")
    said, missing = filled(text, about)
    assert GAP not in said
    asked = set(variables(text))
    assert set(missing) <= asked
    if not asked:
        assert said == text.replace("{{", "{").replace("}}", "}")


@given(st.text("@ab ,;:/|.·–—-，、；：()[]\"\n'’s", max_size=16))
def test_gaps_close_among_any_signs_and_no_word_goes(text: str) -> None:
    said = closed(text.replace("@", GAP))
    assert GAP not in said
    assert [c for c in said if c in "ab"] == [c for c in text if c in "ab"]


@given(
    st.lists(st.just("@"), min_size=1, max_size=5), st.sampled_from([", ", "/", " - ", "、", "; "])
)
def test_of_nothing_nothing_is_left(gaps: list[str], between: str) -> None:
    assert closed(between.join(gaps).replace("@", GAP)) == ""
    assert closed(f"({between.join(gaps)})".replace("@", GAP)) == ""
    assert closed(f"A{between}{between.join(gaps)}{between}B".replace("@", GAP)) == f"A{between}B"


rows = st.sampled_from([*FILLABLE]).flatmap(
    lambda key: st.builds(
        Row,
        st.just(key),
        templates,
        st.sampled_from(ways(FILLABLE[key])),
        st.booleans(),
    )
)
stationeries = st.builds(
    Stationery,
    literal.filter(str.strip),
    st.lists(rows, unique_by=lambda row: row.field).map(tuple),
)


@given(stationeries)
def test_what_is_stored_comes_back(each: Stationery) -> None:
    assert from_json(to_json(each)) == each
    try:
        clean = checked(each)
    except StationeryRefused:
        return  # a name of signs that no text can have
    assert checked(clean) == clean
    assert [row.field for row in clean.rows] == [
        k for k in FILLABLE if k in {r.field for r in each.rows}
    ]


def test_only_words_are_appended() -> None:
    appended = {row.kind for row in FILLABLE.values() if Way.APPEND in ways(row)}
    assert appended.isdisjoint({Kind.DATE, Kind.TERM, Kind.ADDRESS})
    assert Way.APPEND not in ways(FILLABLE["rating"])
