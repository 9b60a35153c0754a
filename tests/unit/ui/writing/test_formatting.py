"""The bar in panes of different width."""

from PySide6.QtWidgets import QToolButton

from editor.ui.writing.formatting import FormattingBar
from editor.ui.writing.writing_pane import WritingPane
from tests.unit.ui.writing.conftest import StoryMaker


def shown(pane: WritingPane) -> set[str]:
    bar = pane.findChildren(FormattingBar)[0]
    return {b.accessibleName() for b in bar.findChildren(QToolButton) if b.isVisible()}


def test_a_narrow_pane_keeps_the_most_needed_buttons(
    pane: WritingPane, make_story: StoryMaker
) -> None:
    pane.show_story(make_story())
    pane.resize(900, 600)
    wide = shown(pane)
    assert {"Underline", "Bold", "Photo", "Bullet list"} <= wide
    assert "Undo" not in wide, "it stands once, in the window's toolbar"
    pane.resize(340, 600)
    narrow = shown(pane)
    assert {"Bold", "Italic", "Link", "More formatting", "Paragraph style"} <= narrow < wide
    assert pane.width() == 340


def test_everything_hidden_is_in_the_menu_or_the_menus_of_the_window(pane: WritingPane) -> None:
    bar = pane.findChildren(FormattingBar)[0]
    menus = [b.menu() for b in bar.findChildren(QToolButton) if b.menu()]
    offered = {action.objectName() for menu in menus for action in menu.actions()}
    assert {"underline", "strike", "superscript", "subscript", "indent", "divider"} <= offered
