"""Words of a photo: alt texts as they should not be, captions beside what the record says."""

import pytest

from editor.story.photo import Photo, PhotoFacts, Placement
from editor.story.photo_words import alt_faults, caption_faults

FIELD = "A red harvester drives through ripe wheat"


def placed(facts: PhotoFacts, *, decorative: bool = False) -> Placement:
    photo = Photo("0" * 64, "DSC_0042.jpg", "JPEG", 10, 10, 10, facts)
    return Placement("p", photo, lead=True, decorative=decorative)


@pytest.mark.parametrize(
    ("alt", "rules"),
    [
        ("", ["alt-missing"]),
        (FIELD, []),
        ("Wheat in Nantong.", ["alt-is-caption"]),
        ("dsc_0042", ["alt-is-file-name"]),
        (f"Image of {FIELD}", ["alt-announces"]),
        (f"An aerial photo showing {FIELD}", ["alt-announces"]),
        ("Picture frames hang in a row", []),
        ("A photographer takes a picture of a bride", []),
        ("Farmers in 如东", ["alt-chinese"]),
        ("wheat " * 42, ["alt-long"]),
    ],
)
def test_an_alt_text_is_looked_at_for_what_makes_it_useless(alt: str, rules: list[str]) -> None:
    facts = PhotoFacts(alt=alt, caption="Wheat in Nantong.")
    assert [fault.rule for fault in alt_faults(placed(facts), "en")] == rules
    assert not list(alt_faults(placed(facts, decorative=True), "en"))


def test_chinese_is_right_in_a_chinese_story() -> None:
    facts = PhotoFacts(alt="收割机驶过麦田", caption="Wheat")
    assert not list(alt_faults(placed(facts), "zh-Hans"))
    assert [fault.rule for fault in alt_faults(placed(facts), "en-GB")] == ["alt-chinese"]


@pytest.mark.parametrize(
    ("caption", "taken", "told"),
    [
        ("Wheat is cut on Nov 20, 2026.", "2026-11-20T08:00:00+08:00", ""),
        ("Wheat is cut on Nov 20.", "2026-11-20", ""),
        ("Wheat is cut on Nov 21.", "2026-11-20", "Nov 21"),
        ("Wheat is cut on November 20, 2025.", "2026-11-20", "November 20, 2025"),
        ("Wheat is cut on 21 Sept. 2026.", "2026-09-20", "21 Sept. 2026"),
        ("2026年11月21日，如东收割小麦。", "2026-11-20", "2026年11月21日"),
        # Nobody knows which day is meant, or the record does not know the day.
        ("Cut on Nov 21, sown on March 3.", "2026-11-20", ""),
        ("Wheat is cut on Friday.", "2026-11-20", ""),
        ("Wheat is cut on Nov 21.", "2026-11", ""),
        ("Wheat is cut on Nov 21.", "", ""),
        ("Some 20 marched in May 1968 in Paris.", "2026-11-20", ""),
    ],
)
def test_a_day_in_the_caption_is_compared_with_the_day_of_the_record(
    caption: str, taken: str, told: str
) -> None:
    faults = list(caption_faults(placed(PhotoFacts(caption=caption, date_created=taken))))
    assert [dict(fault.values)["written"] for fault in faults] == [told] * bool(told)


@pytest.mark.parametrize(
    ("caption", "told"),
    [
        ("Wheat is cut in Suzhou, Jiangsu province, on Friday.", "Suzhou"),
        ("Wheat is cut in Suzhou city, Jiangsu.", "Suzhou"),
        ("Wheat is cut in Nantong, Jiangsu province.", ""),
        ("Wheat is cut in Rudong county, Jiangsu province.", ""),
        ("Wheat is cut in Suzhou, Anhui province.", ""),
        ("Wheat is cut in Rudong county of Nantong, Jiangsu province.", ""),
        ("Wheat is cut.", ""),
    ],
)
def test_the_city_of_the_caption_is_compared_where_both_name_one(caption: str, told: str) -> None:
    facts = PhotoFacts(caption=caption, city="Nantong", province="Jiangsu", country="China")
    faults = list(caption_faults(placed(facts)))
    assert [dict(fault.values)["written"] for fault in faults] == [told] * bool(told)
    nowhere = PhotoFacts(caption=caption, province="Jiangsu")
    assert not list(caption_faults(placed(nowhere)))
