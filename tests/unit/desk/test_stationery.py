"""Stationery on records in the library: filled all or none, told photo by photo, taken back."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WrittenByNewer
from db.nouns import NEWSROOM
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.photo_library import NotOfField
from editor.desk.picture_intake import Brought
from editor.desk.stationery import Filling
from editor.story.credit import CreditLine, CreditStyle
from editor.story.photo import FILLABLE, Photo, PhotoFacts
from editor.story.stationery import Row, Stationery, StationeryRefused, Way

FILLING = Filling(CreditStyle(), "2026-12-01")
PHOTO = Photo("0" * 64, "IMG_0412.jpg", "JPEG", 90, 60, 1000)


def of(**texts: str | Row) -> Stationery:
    rows = (each if isinstance(each, Row) else Row(key, each) for key, each in texts.items())
    return Stationery("Harvest", tuple(rows))


def photo(**facts: object) -> Photo:
    return replace(PHOTO, facts=PhotoFacts(**facts))  # type: ignore[arg-type]


@pytest.fixture
def ids(desk: Desk, tmp_path: Path, picture: Path) -> list[str]:
    """Three pictures of the library, the first in two stories."""
    folder = tmp_path / "card"
    folder.mkdir()
    data = picture.read_bytes()
    for number in range(3):
        (folder / f"IMG_{number}.jpg").write_bytes(data + bytes([number]))
    found = [each.photo.id for each in desk.photos.ingest(folder) if each.photo]
    shutil.rmtree(folder)
    return found


# -- one photo


def test_a_variable_says_what_its_field_is_going_to_say() -> None:
    template = of(credit="Photo by {photographer}/{source}", creator="Zou Hong", source="Xinhua")
    now = FILLING.fill(template, photo(creators=("Li Na",))).photo.facts
    assert now.creators == ("Zou Hong",)
    assert now.credit.words(CreditStyle()) == "Photo by Zou Hong/Xinhua"
    swapped = FILLING.fill(of(city="{country}", country="{city}"), photo(city="A", country="B"))
    assert (swapped.photo.facts.city, swapped.photo.facts.country) == ("A", "A")
    own = FILLING.fill(of(caption="{caption} It rained."), photo(caption="Farmers at work."))
    assert own.photo.facts.caption == "Farmers at work. It rained."


def test_each_way_of_filling_a_field() -> None:
    before = photo(
        caption="Farmers at work.",
        city="Hailin",
        keywords=("farm", "rice"),
        credit=CreditLine(text="Photo by Li Na"),
        headline="农忙。",
    )
    rows = {
        "caption": Row("caption", "It rained.", Way.APPEND),
        "headline": Row("headline", "海林", Way.APPEND),
        "keywords": Row("keywords", "rice; 梯田", Way.APPEND),
        "credit": Row("credit", "(retouched)", Way.APPEND),
        "city": Row("city", "Datong", Way.IF_EMPTY),
        "province": Row("province", "Shanxi", Way.IF_EMPTY),
        "country": Row("country", "China", Way.APPEND),
        "alt": Row("alt", "not ticked", ticked=False),
    }
    done = FILLING.fill(of(**rows), before)
    now = done.photo.facts
    assert now.caption == "Farmers at work. It rained."
    assert now.headline == "农忙。海林"
    assert now.keywords == ("farm", "rice", "梯田")
    assert now.credit == CreditLine(text="Photo by Li Na retouched")
    assert (now.city, now.province, now.country, now.alt) == ("Hailin", "Shanxi", "China", "")
    assert done.changed == ("caption", "headline", "credit", "keywords", "province", "country")
    assert FILLING.fill(of(**rows), done.photo).was == {}, "nothing is appended twice"


def test_a_text_of_which_nothing_is_left_wipes_nothing_and_an_empty_one_does() -> None:
    before = photo(headline="Rice", title="Old", credit=CreditLine(text="Li Na"))
    template = of(headline="{source}", title="", credit="Photo by {photographer}")
    done = FILLING.fill(template, before)
    assert (done.photo.facts.headline, done.photo.facts.title) == ("Rice", "")
    assert done.photo.facts.credit == CreditLine(text="Li Na")
    [said] = map(str, done.said)
    assert said == "The record has nothing for {source} and {photographer}."


def test_what_a_field_does_not_take_is_left_and_told() -> None:
    done = FILLING.fill(of(expires="{headline}", city="Hailin"), photo(headline="tomorrow"))
    assert done.changed == ("city",)
    assert "“tomorrow” is no date" in str(done.said[0])
    assert str(done.said[0]).startswith("Not after was left as it is")


texts = st.text(st.sampled_from("ab ,.;/&和。é{}\n"), max_size=12).map(
    lambda text: text.replace("{", "{{").replace("}", "}}")
)
KEYS = [key for key in FILLABLE if key not in ("rating",)]
OTHERS = ["{city}", "{photographer}", "{date:long}", "{filename:base}", "{seq:2}", "{source}"]


@given(
    st.dictionaries(
        st.sampled_from(["caption", "keywords", "person_shown", "credit", "title"]),
        st.tuples(texts, st.sampled_from(OTHERS), st.sampled_from([*Way])),
    ),
    st.dictionaries(st.sampled_from(["caption", "title", "city", "source", "headline"]), texts),
    st.lists(st.sampled_from(["Zou Hong", "Li Na"]), unique=True),
)
def test_a_second_time_changes_nothing(
    rows: dict[str, tuple[str, str, Way]], record: dict[str, str], creators: list[str]
) -> None:
    """Where no field asks for itself: replaced, filled where empty, appended alike."""
    facts = {name: " ".join(text.split()) for name, text in record.items()}
    before = photo(**facts, creators=tuple(creators), date_created="2026-09-03")
    template = of(
        **{key: Row(key, f"{text} {name}", way) for key, (text, name, way) in rows.items()}
    )
    once = FILLING.fill(template, before, 3)
    assert FILLING.fill(template, once.photo, 3).was == {}
    for key, (_, _, way) in rows.items():
        was = getattr(before.facts, FILLABLE[key].name)
        if way is Way.IF_EMPTY and was and was != CreditLine():
            assert getattr(once.photo.facts, FILLABLE[key].name) == was


# -- many


def test_many_are_filled_in_their_order_and_taken_back(
    desk: Desk, ids: list[str], ready: str
) -> None:
    brought = desk.photos.show(ids[0]).photo
    desk.pictures.correct_record(ids[1], PhotoFacts(city="Datong"))
    desk.pictures.attach(ready, Brought(brought, ()), lead=True)
    done = desk.stationery.apply(of(job_id="H-{seq}", city="Hailin"), [*ids, ids[0]])
    assert [each.photo.facts.job_id for each in done.value] == ["H-1", "H-2", "H-3"]
    assert (done.changes.photos, done.changes.stories) == (set(ids), {ready})
    assert desk.stories.view(ready).story.lead.photo.facts.city == "Hailin"  # type: ignore[union-attr]

    now = {each.photo.id: each.now for each in done.value}
    was = {each.photo.id: each.was for each in done.value}
    corrected = desk.photos.show(ids[2]).photo.facts
    desk.pictures.correct_record(ids[2], replace(corrected, city="Mudanjiang"))
    desk.stationery.turn(was, now)
    facts = [desk.photos.show(each).photo.facts for each in ids]
    assert [each.city for each in facts] == ["", "Datong", "Mudanjiang"], "corrected since: stays"
    assert {each.job_id for each in facts} == {""}
    desk.stationery.turn(now, was)
    assert desk.photos.show(ids[1]).photo.facts == done.value[1].photo.facts


def test_all_or_none(desk: Desk, ids: list[str]) -> None:
    with pytest.raises(Refused, match="no picture"):
        desk.stationery.apply(of(city="Hailin"), [*ids, "nowhere"])
    assert desk.photos.show(ids[0]).photo.facts.city == ""
    before = desk.newsroom.store.read
    with before() as work:
        seen = work.look.newest()
    done = desk.stationery.apply(of(city=""), ids)
    assert done.changes.photos == set()
    with before() as work:
        assert work.look.newest() == seen, "nothing differs, nothing is written"


def test_what_is_copied_from_a_photo_is_as_it_is_there(desk: Desk, ids: list[str]) -> None:
    credit = CreditLine(photographer="Zou Hong", organisation="IC")
    facts = PhotoFacts(caption="A {city}.", credit=credit, creators=("Smith and Sons",), city="X")
    done = desk.stationery.paste(facts, ("caption", "credit", "creator"), ids[1:])
    assert {each.changed for each in done.value} == {("caption", "creator", "credit")}
    assert desk.photos.show(ids[2]).photo.facts == replace(facts, city="")
    assert desk.photos.show(ids[0]).photo.facts == PhotoFacts()


# -- kept by name


def test_templates_are_kept_by_name_in_the_newsroom(desk: Desk) -> None:
    def kept() -> list[str]:
        return [each.name for each in desk.stationery.all()]

    assert kept() == []
    for name in ("spring", "Harvest", "Spring Festival"):
        desk.stationery.keep(Stationery(f" {name} ", (Row("city", "Hailin"),)))
    desk.stationery.keep(of(city="Datong"))
    assert kept() == ["Harvest", "spring", "Spring Festival"]
    assert desk.stationery.get("Harvest").rows == (Row("city", "Datong"),)
    desk.stationery.remove("spring")
    assert kept() == ["Harvest", "Spring Festival"]
    with pytest.raises(Refused, match="Harvest, Spring Festival"):
        desk.stationery.get("spring")


@pytest.mark.parametrize(
    ("template", "error"),
    [
        (of(city="{town}"), StationeryRefused),
        (of(expires="tomorrow"), NotOfField),
        (of(rating="9"), NotOfField),
        (of(source_type="drawn"), NotOfField),
    ],
)
def test_what_could_never_be_filled_in_is_not_kept(
    desk: Desk, template: Stationery, error: type[Exception]
) -> None:
    with pytest.raises(error):
        desk.stationery.keep(template)
    assert desk.stationery.all() == ()


def test_what_a_newer_galley_kept_is_said_and_stays(desk: Desk) -> None:
    newer = [{"name": "N", "rows": [], "colour": "red"}]
    with desk.newsroom.begin() as work:
        work.settings.put("stationery", newer, owner=NEWSROOM)
        work.commit()
    with pytest.raises(WrittenByNewer):
        desk.stationery.keep(of(city="Hailin"))
    with desk.newsroom.store.read() as work:
        assert work.look.setting("stationery") == newer
