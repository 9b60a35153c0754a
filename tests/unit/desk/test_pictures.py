from pathlib import Path

import docx
import pytest
from PIL import Image

from editor.desk.changing import Changes
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.pictures import EDITED, Edited, PhotoTexts
from editor.photos.families import PictureRefused
from editor.story.credit import CreditLine
from editor.story.edits import Edits, Tone
from editor.story.photo import PhotoFacts


def test_the_awaited_photo_gives_its_words_to_the_lead(
    desk: Desk, tmp_path: Path, picture: Path
) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "Millet harvest begins\n\nFarmers at work. [Photo/VCG]\n\n"
        "The harvest began on Monday, the county's farm bureau said.\n"
    )
    story = desk.arrivals.bring_in(path).value.story
    assert story.awaited_photo is not None
    brought = desk.pictures.bring_in(picture)
    desk.pictures.attach(story.id, brought, into_body=True)
    assert desk.stories.view(story.id).story.awaited_photo is not None
    desk.pictures.attach(story.id, brought, lead=True)
    told = desk.stories.view(story.id).story
    assert told.awaited_photo is None
    assert told.lead is not None
    assert told.lead.shown_caption == "Farmers at work."
    assert told.lead.shown_credit.organisation == "VCG"
    assert told.lead.overrides == ("caption", "credit")


def test_the_same_file_twice_is_one_photo_in_two_places(
    desk: Desk, ready: str, picture: Path
) -> None:
    for _ in range(2):
        desk.pictures.attach(ready, desk.pictures.bring_in(picture), into_body=True)
    placements = desk.stories.view(ready).story.placements
    assert len(placements) == 2
    assert len({each.photo.id for each in placements}) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_comes_again_is_told_and_what_its_record_has_changed(
    desk: Desk, ready: str, tmp_path: Path, kind: str
) -> None:
    def sent(name: str, artist: str, shade: int = 0) -> list[str]:
        exif = Image.Exif()
        exif[315] = artist
        Image.new("RGB", (40, 30), (shade, 0, 0)).save(tmp_path / name, kind, exif=exif)
        brought = desk.pictures.bring_in(tmp_path / name)
        return [str(each) for each in desk.pictures.attach(ready, brought).value.warnings]

    names = ("tea", "corrected", "other", "copy")
    first, second, other, third = (f"{name}.{kind.lower()}" for name in names)
    assert sent(first, "Li Wan") == []
    assert sent(other, "Li Wan", shade=200) == []
    assert sent(first, "Li Wan") == [f"The story has the picture {first} already."]
    (told,) = sent(second, "Li Wen")
    assert told.startswith(f"{second} is the same picture as {first} in this story, with another")
    assert "(Photographer)" in told
    assert [told.partition(" in this story")[2] for told in sent(third, "Li Wan ")] == [
        ", with the same record. Remove one of them.",
        ", with another record (Photographer). Remove the one that does not hold.",
    ]


def test_the_same_bytes_under_another_name_have_the_name_they_have_now(
    desk: Desk, ready: str, picture: Path, tmp_path: Path
) -> None:
    attached = desk.pictures.attach(ready, desk.pictures.bring_in(picture)).value
    photo = attached.placement.photo
    desk.pictures.correct_record(photo.id, PhotoFacts(caption="Corrected."))
    renamed = tmp_path / "millet-lead.jpg"
    renamed.write_bytes(picture.read_bytes())
    again = desk.pictures.attach(ready, desk.pictures.bring_in(renamed)).value.placement
    assert (again.photo.id, again.photo.original_name) == (photo.id, "millet-lead.jpg")
    assert again.photo.facts.caption == "Corrected."
    placements = desk.stories.view(ready).story.placements
    assert {each.photo.original_name for each in placements} == {"millet-lead.jpg"}


def test_what_a_picture_may_be_used_for_is_told_when_it_comes_in(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "tea.jpg"
    packet = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        b'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Instructions="No web." '
        b'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
        b'prism:embargoDate="2026-11-01"/></rdf:RDF>'
    )
    Image.new("RGB", (40, 30)).save(path, "JPEG", xmp=packet)
    said = [
        "Photo “tea.jpg” may not be used before 2026-11-01.",
        "Photo “tea.jpg” comes with instructions: No web.",
    ]
    assert [str(each) for each in desk.pictures.bring_in(path).warnings] == said
    written = docx.Document()
    written.add_heading("Tea", 1)
    written.add_picture(str(path))
    written.add_paragraph("The harvest began on Monday, the county's farm bureau said.")
    written.save(str(tmp_path / "story.docx"))
    warnings = desk.arrivals.bring_in(tmp_path / "story.docx").value.warnings
    assert "comes with instructions: No web." in str(warnings[-1])


def test_a_picture_off_the_clipboard_takes_no_name_away(
    desk: Desk, ready: str, picture: Path, tmp_path: Path
) -> None:
    desk.pictures.attach(ready, desk.pictures.bring_in(picture))
    pasted = tmp_path / "Pasted picture.png"
    pasted.write_bytes(picture.read_bytes())
    again = desk.pictures.attach(ready, desk.pictures.bring_in(pasted, named=False)).value
    assert again.placement.photo.original_name == picture.name


def test_a_corrected_record_is_followed_where_the_story_does_not_differ(
    desk: Desk, ready: str, picture: Path
) -> None:
    brought = desk.pictures.bring_in(picture)
    own = desk.pictures.attach(ready, brought, texts=PhotoTexts(caption="Ours.")).value.placement
    follows = desk.pictures.attach(ready, brought).value.placement
    facts = PhotoFacts(caption="Record.", credit=CreditLine.free("Photo/IC"))
    assert desk.pictures.correct_record(brought.photo.id, facts).stories == {ready}
    told = {each.id: each for each in desk.stories.view(ready).story.placements}
    assert told[own.id].shown_caption == "Ours."
    assert told[follows.id].shown_caption == "Record."
    desk.pictures.word(own.id, PhotoTexts())
    told = {each.id: each for each in desk.stories.view(ready).story.placements}
    assert told[own.id].shown_caption == "Record."


def test_two_texts_changed_one_after_the_other_keep_both(
    desk: Desk, ready: str, picture: Path
) -> None:
    placement = desk.pictures.attach(ready, desk.pictures.bring_in(picture)).value.placement
    desk.pictures.reword(placement.id, {"caption": "Caption."})
    before = desk.pictures.reword(placement.id, {"alt": "Alt."}).value
    told = desk.stories.view(ready).story.placements[0]
    assert (told.caption, told.alt) == ("Caption.", "Alt.")
    desk.pictures.reword(placement.id, before)
    told = desk.stories.view(ready).story.placements[0]
    assert (told.caption, told.alt) == ("Caption.", None)


def test_taking_a_photo_out_can_be_taken_back(desk: Desk, ready: str, picture: Path) -> None:
    placement = desk.pictures.attach(
        ready, desk.pictures.bring_in(picture), lead=True
    ).value.placement
    desk.pictures.take_out(placement.id)
    assert desk.stories.view(ready).story.placements == ()
    desk.pictures.put_back(ready, placement)
    lead = desk.stories.view(ready).story.lead
    assert lead is not None
    assert lead.id == placement.id


def test_only_one_photo_leads(desk: Desk, ready: str, picture: Path) -> None:
    brought = desk.pictures.bring_in(picture)
    first = desk.pictures.attach(ready, brought, lead=True).value.placement
    second = desk.pictures.attach(ready, brought, lead=True).value.placement
    leads = [each.id for each in desk.stories.view(ready).story.placements if each.lead]
    assert leads == [second.id]
    desk.pictures.lead_with(first.id)
    assert [e.id for e in desk.stories.view(ready).story.placements if e.lead] == [first.id]
    desk.pictures.no_lead(ready)
    assert desk.stories.view(ready).story.lead is None


def test_a_file_that_is_no_picture_leaves_nothing_behind(
    desk: Desk, ready: str, tmp_path: Path
) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("no picture")
    with pytest.raises(PictureRefused, match=r"notes\.jpg"):
        desk.pictures.bring_in(path)
    assert desk.stories.view(ready).story.placements == ()
    assert not list(desk.newsroom.store.folder.joinpath("originals").rglob("*.*"))


def test_fields_of_a_record_are_corrected_one_by_one_and_what_they_were_is_answered(
    desk: Desk, ready: str, picture: Path
) -> None:
    photo = desk.pictures.attach(ready, desk.pictures.bring_in(picture)).value.placement.photo
    done = desk.photos.correct(photo.id, {"city": "Nantong"})
    assert done.value == {"city": photo.facts.city}
    desk.photos.correct(photo.id, {"creators": ("Zou Hong",)})
    facts = desk.photos.show(photo.id).photo.facts
    assert (facts.city, facts.creators) == ("Nantong", ("Zou Hong",))
    assert desk.photos.used()["city"] == ("Nantong",)
    assert desk.photos.correct(photo.id, {"city": "Nantong"}).changes == Changes()
    with pytest.raises(Refused):
        desk.photos.correct("0" * 64, {"city": "Nantong"})


def test_what_is_done_to_a_photo_is_for_its_story_or_for_every_use(
    desk: Desk, ready: str, picture: Path
) -> None:
    brought = desk.pictures.bring_in(picture)
    one, two = (desk.pictures.attach(ready, brought).value.placement for _ in range(2))
    other = desk.stories.begin().value.id
    desk.pictures.attach(other, brought)

    def shown() -> list[Edits]:
        stories = [desk.stories.view(each).story for each in (ready, other)]
        return [each.shown_edits for story in stories for each in story.placements]

    mirrored, turned = Edits(flip=True), Edits(turn=1)
    before = desk.pictures.edit(one.id, Edited(mirrored)).value
    assert shown() == [mirrored, Edits(), Edits()]
    done = desk.pictures.edit(two.id, Edited(None, turned))
    assert done.changes.stories == {ready, other}
    assert shown() == [mirrored, turned, turned]
    desk.pictures.edit(two.id, done.value, back=True)
    desk.pictures.edit(one.id, before, back=True)
    assert shown() == [Edits()] * 3
    with desk.newsroom.store.read() as work:
        assert work.audit.last_action(other, {EDITED}) == EDITED


def test_a_photo_edited_for_every_use_takes_an_approval_away(
    desk: Desk, ready: str, picture: Path
) -> None:
    texts = PhotoTexts("Millet.", CreditLine.free("Photo/VCG"), "Terraces.")
    brought = desk.pictures.bring_in(picture)
    lead = desk.pictures.attach(ready, brought, lead=True, texts=texts).value.placement
    desk.review.sign_off(ready, by="Chen Yu")
    assert desk.stories.view(ready).signed_off
    done = desk.pictures.edit(lead.id, Edited(None, Edits(tone=Tone(contrast=5))))
    assert not desk.stories.view(ready).signed_off
    desk.pictures.edit(lead.id, done.value, back=True)
    assert desk.stories.view(ready).signed_off
