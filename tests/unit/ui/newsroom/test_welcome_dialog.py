"""The first page asks who sits here."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from editor.ui.newsroom.welcome_dialog import Welcome, WelcomeDialog

Named = Callable[[QWidget, str], QWidget]
Press = Callable[[QWidget, str], None]


def type_name(dialog: WelcomeDialog, named: Named, name: str) -> None:
    field = named(dialog, "Your name")
    assert isinstance(field, QLineEdit)
    field.setText(name)


def test_it_cannot_be_started_without_a_name(opened, named: Named) -> None:
    dialog = opened(WelcomeDialog())
    assert not named(dialog, "Start").isEnabled()
    type_name(dialog, named, "   ")
    assert not named(dialog, "Start").isEnabled()
    type_name(dialog, named, "陈宇")
    assert named(dialog, "Start").isEnabled()


def test_it_gives_name_role_and_wish_for_the_sample(opened, named: Named, press: Press) -> None:
    dialog = opened(WelcomeDialog())
    type_name(dialog, named, "  Chen   Yu ")
    press(dialog, "Supervisor")
    press(dialog, "Open the sample story")
    press(dialog, "Start")
    assert dialog.result()
    assert dialog.value == Welcome("Chen Yu", "supervisor", sample=False)


def test_somebody_who_sits_here_already_is_shown_and_offered_no_sample(
    opened, named: Named, press: Press
) -> None:
    dialog = WelcomeDialog()
    dialog.show_person("Zheng Na", "photo staff")
    opened(dialog)
    press(dialog, "Keep")
    assert dialog.value == Welcome("Zheng Na", "photo staff", sample=False)
