from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.story.checks import Severity, Surroundings, check_story
from editor.story.credit import CreditLine
from editor.story.document import Document, Gallery, Paragraph, PhotoBlock, Table, TableCell
from editor.story.origin import Origin, Standing
from editor.story.photo import AwaitedPhoto, PhotoFacts, Placement
from editor.story.runs import Run
from editor.story.story import Story
from tests.documents import edited, unknown
from tests.unit.story.conftest import NOON

AROUND = Surroundings(frozenset({"news"}), frozenset({"other-story"}), NOON)
Changed = Callable[..., Story]


def rules(story: Story) -> dict[str, tuple[Severity, str]]:
    return {each.rule: (each.severity, each.field) for each in check_story(story, AROUND)}


def test_nothing_is_said_against_a_whole_story(story: Story) -> None:
    assert check_story(story, AROUND) == ()


ODD = ("IMG_0412.jpg", "DSC01234", "a.rice", "QmFz" * 99, "\ue000", "Words", "http://x.cn/a.jpg")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=edited(), odd=st.lists(st.sampled_from(ODD), max_size=3), named=st.booleans())
def test_what_is_found_does_not_depend_on_what_was_looked_at_before(
    story: Story, versions: list[Document], odd: list[str], named: bool
) -> None:
    held = story.placements if named else ()
    held = tuple(replace(p, photo=replace(p.photo, original_name="a.rice")) for p in held)
    more = tuple(Paragraph((Run(f"See {text} here."),)) for text in odd)
    for document in versions:
        body = Document((*document.blocks, *more))
        found = check_story(replace(story, body=body, placements=held), AROUND)
        alone = check_story(replace(story, body=unknown(body), placements=held), AROUND)
        assert found == alone
        told = {(each.rule, each.block) for each in found if each.field == "body"}
        for at, text in enumerate(odd, len(document.blocks)):
            wrong = text in ODD[:2] or (named and text == "a.rice")
            assert (("file-name-in-text", at) in told) == wrong
            assert (("characters-unsupported", at) in told) == (text == "\ue000")


@pytest.mark.parametrize(
    "kind", "DSC DSC_ DSCN IMG_ IMG- DJI_ P10 MVIMG_ WechatIMG 微信图片_".split()
)
def test_every_kind_of_name_that_a_camera_gives_is_found(story: Story, kind: str) -> None:
    body = Document.from_paragraphs([f"The harvest, see {kind}20412."])
    assert "file-name-in-text" in rules(replace(story, body=body))


@pytest.mark.parametrize(
    ("changes", "rule", "severity", "field"),
    [
        ({"headline": " "}, "headline-missing", Severity.BLOCKS, "headline"),
        ({"section": ""}, "section-missing", Severity.BLOCKS, "section"),
        ({"section": "gone"}, "section-missing", Severity.BLOCKS, "section"),
        ({"byline": ()}, "byline-missing", Severity.WARNS, "byline"),
        ({"body": Document()}, "body-empty", Severity.BLOCKS, "body"),
        ({"slug": "other-story"}, "slug-taken", Severity.BLOCKS, "slug"),
        ({"slug": "../up"}, "slug-malformed", Severity.BLOCKS, "slug"),
        ({"slug": ""}, "slug-missing", Severity.BLOCKS, "slug"),
        ({"headline": "A\u0007B"}, "characters-unsupported", Severity.BLOCKS, "headline"),
        ({"deck": f"See {'QmFzZTY0' * 40} here"}, "letters-unbroken", Severity.WARNS, "deck"),
        (
            {"body": Document.from_paragraphs(["QmFzZTY0" * 10_000])},
            "letters-unbroken",
            Severity.WARNS,
            "body",
        ),
        ({"deck": "See IMG_0412.jpg"}, "file-name-in-text", Severity.BLOCKS, "deck"),
        (
            {"awaited_photo": AwaitedPhoto("Caption.", CreditLine())},
            "photo-awaited",
            Severity.WARNS,
            "photo",
        ),
        (
            {"body": Document.of([*Document.from_paragraphs(["a"]).blocks, PhotoBlock("gone")])},
            "photo-missing",
            Severity.BLOCKS,
            "body",
        ),
    ],
)
def test_each_fault_of_a_story_is_found_where_it_is(
    changed: Changed, changes: dict[str, object], rule: str, severity: Severity, field: str
) -> None:
    assert rules(changed(**changes)) == {rule: (severity, field)}


TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@pytest.mark.parametrize(
    ("facts", "rule", "severity", "field"),
    [
        ({"caption": ""}, "caption-missing", Severity.BLOCKS, "caption"),
        ({"credit": CreditLine()}, "credit-missing", Severity.BLOCKS, "credit"),
        ({"alt": ""}, "alt-missing", Severity.WARNS, "alt"),
        ({"alt": "farmers bring in the millet."}, "alt-is-caption", Severity.WARNS, "alt"),
        ({"alt": "IMG_0412"}, "alt-is-file-name", Severity.BLOCKS, "alt"),
        ({"caption": "微信图片_2026.jpg"}, "file-name-in-text", Severity.BLOCKS, "caption"),
        ({"release": "2026-10-13"}, "photo-embargoed", Severity.BLOCKS, "photo"),
        ({"expires": "2026-10-11"}, "photo-expired", Severity.BLOCKS, "photo"),
        ({"instructions": "No\nweb."}, "photo-instructions", Severity.WARNS, "photo"),
        ({"usage_terms": "Editorial use only."}, "photo-terms", Severity.WARNS, "photo"),
        (
            *({"source_type": TYPES + "algorithmicMedia"}, "photo-made-by-ai"),
            *(Severity.BLOCKS, "caption"),
        ),
        ({"aigc": '{"Label":"1"}'}, "photo-made-by-ai", Severity.BLOCKS, "caption"),
        (
            {"aigc": '{"Label":"1"}', "source_type": TYPES + "digitalCapture"},
            *("photo-origins-differ", Severity.WARNS, "photo"),
        ),
    ],
)
def test_each_fault_of_a_photo_is_found_where_it_is(
    story: Story,
    changed: Changed,
    facts: dict[str, object],
    rule: str,
    severity: Severity,
    field: str,
) -> None:
    lead = story.placements[0]
    told: PhotoFacts = replace(lead.photo.facts, **facts)  # type: ignore[arg-type]
    placement = replace(lead, photo=replace(lead.photo, facts=told))
    findings = check_story(changed(placements=(placement,)), AROUND)
    assert (rule, severity, field, "p1") in {
        (each.rule, each.severity, each.field, each.placement) for each in findings
    }


@pytest.mark.parametrize(
    ("size", "wide"), [((900, 16_000), 0), ((1000, 17_000), 1000), ((900, 80_000), 736)]
)
def test_a_photo_longer_than_a_webp_is_told_with_what_its_page_has(
    story: Story, changed: Changed, size: tuple[int, int], wide: int
) -> None:
    photo = replace(story.placements[0].photo, width=size[0], height=size[1])
    found = check_story(changed(placements=(replace(story.placements[0], photo=photo),)), AROUND)
    assert [(each.rule, each.severity, each.placement) for each in found] == (
        [("photo-long", Severity.WARNS, "p1")] if wide else []
    )
    for each in found:
        assert f"{size[0]} × {size[1]} pixels" in str(each.message)
        assert f"JPEG alone, {wide} × " in str(each.fix)


@pytest.mark.parametrize(
    ("facts", "rules_of_the_hour"),
    [
        # Of a day, a month or a year without an hour the whole of it counts.
        ({"release": "2026-10-12"}, set[str]()),
        ({"release": "2026-10"}, set[str]()),
        ({"release": "2027"}, {"photo-embargoed"}),
        ({"release": "2026-10-12T18:00:00"}, set[str]()),
        ({"release": "2026-10-12T20:00:00+08:00"}, set[str]()),
        ({"release": "2026-10-12T20:00:01+08:00"}, {"photo-embargoed"}),
        ({"expires": "2026-10-12"}, {"photo-expires"}),
        ({"expires": "2026"}, {"photo-expires"}),
        ({"expires": "2026-09"}, {"photo-expired"}),
        ({"expires": "2026-10-12T11:59:00+00:00"}, {"photo-expired"}),
        ({"expires": "2026-10-12T12:00:00Z"}, {"photo-expires"}),
        ({"release": "January"}, {"photo-embargoed"}),
        ({"expires": "next week"}, {"photo-expired"}),
        ({"source_type": TYPES + "digitalCapture"}, set[str]()),
    ],
)
def test_an_embargo_ends_and_a_right_expires_with_the_hour(
    story: Story, changed: Changed, facts: dict[str, str], rules_of_the_hour: set[str]
) -> None:
    lead = story.placements[0]
    told = replace(lead.photo.facts, **facts)  # type: ignore[arg-type]
    placement = replace(lead, photo=replace(lead.photo, facts=told))
    assert set(rules(changed(placements=(placement,)))) == rules_of_the_hour


def test_a_caption_that_says_ai_as_the_outlet_says_it_is_enough(
    story: Story, changed: Changed
) -> None:
    lead = story.placements[0]
    facts = replace(lead.photo.facts, ai_system="Dream Box")
    made = replace(lead, photo=replace(lead.photo, facts=facts), caption="A dragon (AI picture).")
    dragon = changed(placements=(made,))
    assert rules(dragon) == {"photo-made-by-ai": (Severity.BLOCKS, "caption")}
    around = replace(AROUND, ai_labels=("AI picture",))
    assert check_story(dragon, around) == ()


def test_a_picture_that_does_not_fit_its_credentials_is_told(
    story: Story, changed: Changed
) -> None:
    lead = story.placements[0]
    altered = replace(lead.photo, origin=Origin(Standing.ALTERED))
    found = rules(changed(placements=(replace(lead, photo=altered),)))
    assert found == {"photo-altered": (Severity.WARNS, "photo")}


def test_a_photo_that_stands_nowhere_is_told_but_not_examined(
    story: Story, changed: Changed
) -> None:
    spare = Placement("p2", replace(story.placements[0].photo, facts=PhotoFacts()))
    findings = rules(changed(placements=(*story.placements, spare)))
    assert findings == {"photo-not-placed": (Severity.WARNS, "photo")}


def test_photos_of_a_gallery_are_examined_like_others(story: Story, changed: Changed) -> None:
    lead = story.placements[0]
    bare = replace(lead.photo, facts=PhotoFacts(alt="Two people at a table."))
    placements = (lead, Placement("p2", lead.photo), Placement("p3", bare))
    words = Document.from_paragraphs(["a"])
    body = words.append(Gallery(("p2", "p3")))
    findings = check_story(changed(placements=placements, body=body), AROUND)
    assert {(each.rule, each.placement) for each in findings} == {
        ("caption-missing", "p3"),
        ("credit-missing", "p3"),
    }


def test_a_photo_missing_from_a_gallery_is_found_at_its_block(changed: Changed) -> None:
    body = Document.from_paragraphs(["a"]).append(Gallery(("p1", "gone")))
    (finding,) = check_story(changed(body=body), AROUND)
    assert (finding.rule, finding.block) == ("photo-missing", 1)
    assert "gallery" in str(finding.message)


def test_a_file_name_in_a_cell_is_found_at_its_table(changed: Changed) -> None:
    row = (TableCell((Run("Yield"),), header=True), TableCell((Run("see IMG_0412.jpg"),)))
    body = Document.from_paragraphs(["a"]).append(Table((row,)))
    (finding,) = check_story(changed(body=body), AROUND)
    assert (finding.rule, finding.field, finding.block) == ("file-name-in-text", "body", 1)


def test_people_read_what_a_field_is_called(story: Story, changed: Changed) -> None:
    lead = replace(story.placements[0], alt="IMG_0412.jpg in the field")
    (finding,) = check_story(changed(placements=(lead,)), AROUND)
    assert str(finding.message) == "A file name stands in the alt text: IMG_0412.jpg"


def test_an_address_that_ends_like_a_file_is_no_file_name(changed: Changed) -> None:
    story = changed(deck="Write to desk@site.example/pictures.jpg or read site.example/a.pdf")
    assert rules(story) == {}


def test_what_blocks_is_said_first(changed: Changed) -> None:
    findings = check_story(changed(byline=(), body=Document()), AROUND)
    assert [each.blocks for each in findings] == [True, False]


def test_a_file_called_like_a_word_does_not_forbid_the_word(story: Story, changed: Changed) -> None:
    lead = story.lead
    assert lead is not None
    named = replace(lead, photo=replace(lead.photo, original_name="rice"))
    body = Document.from_paragraphs(["The price of rice rose."])
    assert "file-name-in-text" not in rules(changed(placements=(named,), body=body))


def test_a_long_address_and_chinese_are_no_broken_letters(changed: Changed) -> None:
    texts = [f"See https://example.org/{'a' * 900}?b=1", "山西省太原市的图书馆" * 60]
    assert check_story(changed(body=Document.from_paragraphs(texts)), AROUND) == ()
    (finding,) = check_story(changed(body=Document.from_paragraphs(["x" * 50_000] * 3)), AROUND)
    assert finding.block == 0
