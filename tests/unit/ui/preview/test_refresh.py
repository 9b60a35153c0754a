"""When a newer page may take the place of the one shown without a load."""

from dataclasses import replace

from editor.publish.page import Page, PageRenderer
from editor.ui.preview.refresh import can_refresh
from tests.trials import preview_samples as samples


def page(renderer: PageRenderer, **story: object) -> Page:
    return renderer.page(samples.snapshot(samples.story(**story)))  # pyright: ignore[reportArgumentType]


def test_another_text_can_be_refreshed(renderer: PageRenderer) -> None:
    assert can_refresh(page(renderer, paragraphs=5), page(renderer, paragraphs=6))


def test_another_caption_can_be_refreshed_although_it_is_in_the_files_metadata(
    renderer: PageRenderer,
) -> None:
    story = samples.story()
    lead = replace(story.placements[0], caption="Another caption")
    edited = replace(story, placements=(lead, *story.placements[1:]))
    before = renderer.page(samples.snapshot(story))
    after = renderer.page(samples.snapshot(edited))
    assert before.files != after.files
    assert can_refresh(before, after)


def test_another_address_needs_a_load(renderer: PageRenderer) -> None:
    assert not can_refresh(page(renderer, slug="one"), page(renderer, slug="two"))


def test_another_style_sheet_needs_a_load(renderer: PageRenderer) -> None:
    shown = page(renderer)
    files = {("x" + path if path.endswith(".css") else path): f for path, f in shown.files.items()}
    assert not can_refresh(shown, replace(shown, files=files))


def test_a_file_that_changed_under_its_name_needs_a_load(renderer: PageRenderer) -> None:
    shown = replace(page(renderer), files={"logo.png": b"one"})
    assert not can_refresh(shown, replace(shown, files={"logo.png": b"two"}))
