"""Where a picture comes from, in the window: the badge, the words, the box that is asked."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame

from editor.desk.desk import Desk
from editor.desk.newsroom import ORIGINS
from editor.desk.pictures import PhotoTexts
from editor.story.credit import CreditLine
from editor.story.document import Document
from editor.story.story import StoryEdit
from editor.ui.photos.origin_boxes import OriginsPage, PassportDialog
from editor.ui.photos.origin_view import OriginBadge, PhotoOrigin
from editor.ui.window.main_window import MainWindow
from tests.dropping import drop, offered
from tests.e2e.person import Person
from tests.unit.photos.pictures import encoded, noisy
from tests.unit.photos.signers import AI, created, signer


@pytest.fixture
def dream(tmp_path: Path) -> Path:
    path = tmp_path / "dream.jpg"
    data = encoded(noisy(640, 400), "JPEG")
    path.write_bytes(signer().sign(data, [created(AI, "Dream Box 3")]))
    return path


@pytest.fixture
def story(desk: Desk, dream: Path) -> str:
    """A story whose lead photo a machine made, without a word of it."""
    story_id = desk.stories.begin(section="News").value.id
    body = Document.from_paragraphs(["It began on Monday."])
    desk.stories.keep(story_id, StoryEdit(headline="Dragons", body=body, byline=("Wen",)))
    texts = PhotoTexts("A dragon.", CreditLine.free("Photo/VCG"), "A dragon in the sky.")
    desk.pictures.attach(story_id, desk.pictures.bring_in(dream), lead=True, texts=texts)
    return story_id


def shown(window: MainWindow, kind: type) -> list:
    return [each for each in window.findChildren(kind) if each.isVisible()]


def test_the_photo_wears_a_badge_and_says_why(
    person: Person, window: MainWindow, story: str
) -> None:
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    window.panels.inspector.go_to("caption", "")
    person.wait(lambda: bool(shown(window, OriginBadge)))
    [badge] = shown(window, OriginBadge)
    assert (badge.text(), badge.kind) == ("AI", "warning")
    [origin] = shown(window, PhotoOrigin)
    person.wait(lambda: origin.words == "")
    origin.tab_order()[0].click()
    assert "How it came to be: made by AI." in origin.words
    assert "Content Credentials: valid, signer unknown." in origin.words
    assert "– created · Dream Box 3 · made by AI" in origin.words


def test_a_label_of_the_outlet_lets_it_out(
    person: Person, window: MainWindow, desk: Desk, story: str
) -> None:
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)

    def rules() -> set[str]:
        return {each.rule for each in desk.stories.view(story).findings if each.blocks}

    assert rules() == {"photo-made-by-ai"}
    placement = desk.stories.view(story).story.placements[0]
    desk.pictures.reword(placement.id, {"caption": "A dragon (drawn by AI)."})
    assert rules() == {"photo-made-by-ai"}
    page = OriginsPage()
    page.load({})
    assert page.values() == {}  # the defaults may still move
    page.load({"labels": ["drawn by AI"]})
    desk.site.remember(ORIGINS, page.values())
    assert rules() == set()
    page.deleteLater()


def test_signing_asks_for_what_it_needs(person: Person, tmp_path: Path) -> None:
    page = OriginsPage()
    page.load({"sign": True})
    assert "choose your certificates" in page.problem()
    chain, key, _ = signer().files(tmp_path)
    page.load({"sign": True, "certificates": str(chain), "key": str(key)})
    assert page.problem() == ""
    key.unlink()
    assert str(key) in page.problem()
    page.deleteLater()


def test_a_file_dropped_into_the_box_is_told(
    person: Person, window: MainWindow, story: str, dream: Path, tmp_path: Path
) -> None:
    window.desks.origins.ask_where_from()
    [box] = window.findChildren(PassportDialog)
    [area] = [each for each in box.findChildren(QFrame) if each.acceptDrops()]
    drop(area, offered(dream))
    person.wait(lambda: bool(box.said))
    assert box.said[:2] == ("dream.jpg", "This is an original, byte for byte as it came in.")
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff no picture")
    box.wanted.emit(broken)
    person.wait(lambda: bool(box.remark_text))
    assert box.said == ()
    box.reject()


def test_a_picture_of_an_older_library_is_looked_into_when_it_is_seen(
    person: Person, window: MainWindow, desk: Desk, story: str
) -> None:
    photo = desk.stories.view(story).story.placements[0].photo
    with desk.newsroom.begin() as work:
        work.photos.change(photo.id, added="", origin=None)
        work.photos.change_facts(photo.id, replace(photo.facts, source_type="", ai_system=""))
        work.commit()
    assert not any(each.blocks for each in desk.stories.view(story).findings)
    window.open_story(story, stays=True)
    person.wait(lambda: window.panels.texts.story_id == story)
    window.panels.inspector.go_to("caption", "")
    person.wait(lambda: [badge.text() for badge in shown(window, OriginBadge)] == ["AI"])
    found = desk.photos.show(photo.id).photo
    assert (found.facts.source_type, found.facts.ai_system) == (AI, "Dream Box 3")
