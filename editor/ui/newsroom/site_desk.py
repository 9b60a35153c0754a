"""The newsroom's own data from the window: who sits here, sections, people, the outlet."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QInputDialog, QLineEdit, QWidget

from editor.desk.site import House, Person
from editor.ui.shell.commands import Command, Feature, Menu
from editor.ui.shell.desk_lane import DeskLane, said


class SiteDesk(Feature):
    """Signals:
    seated(object): the `Person` who sits here, known or just asked for.
    sample_ready(str): id of the sample story somebody wanted to see.
    """

    seated = Signal(object)
    sample_ready = Signal(str)

    def __init__(self, desk_lane: DeskLane, window: QWidget) -> None:
        super().__init__(window)
        self._desk_lane = desk_lane
        self._window = window

    def commands(self) -> Iterable[Command]:
        yield Command("sample", self.tr("Open the &sample story")).doing(
            self.open_sample, {Menu.FILE: 130}
        )
        yield Command("sections", self.tr("&Sections…")).doing(
            self.edit_sections, {Menu.NEWSROOM: 110}
        )
        yield Command("people", self.tr("&People…")).doing(self.edit_people, {Menu.NEWSROOM: 120})
        yield Command("outlet", self.tr("S&ite…")).doing(self.edit_outlet, {Menu.NEWSROOM: 140})
        yield Command("person", self.tr("Your &name and role…")).doing(
            self.change_person, {Menu.NEWSROOM: 210}
        )

    def take_seat(self) -> None:
        """Before the first story is read, which is shown as to whoever sits here."""
        self._desk_lane.ask(self._desk_lane.desk.site.take_seat, lambda _: None)

    def greet(self) -> None:
        """Take the known person's seat, or ask for a name and role on the first start."""
        site = self._desk_lane.desk.site
        self._desk_lane.ask(site.person, self._known_or_asked)

    def change_person(self) -> None:
        site = self._desk_lane.desk.site
        self._desk_lane.ask(site.person, self._ask_person)

    def edit_sections(self) -> None:
        self._desk_lane.ask(self._desk_lane.desk.site.look, self._ask_sections)

    def edit_people(self) -> None:
        self._desk_lane.ask(self._desk_lane.desk.site.look, self._ask_people)

    def edit_outlet(self) -> None:
        self._desk_lane.ask(self._desk_lane.desk.site.look, self._ask_outlet)

    def open_sample(self) -> None:
        # Loaded when it is wanted, once in a lifetime.
        from editor.desk.desk import bring_in_sample

        desk = self._desk_lane.desk
        self._desk_lane.ask(lambda: bring_in_sample(desk), self.sample_ready.emit)

    def _known_or_asked(self, person: Person | None) -> None:
        if person is None:
            self._ask_person(None)
        elif person.protected:
            self._ask_password(person.account, person.name)
        else:
            self._sit_down(person)

    def _ask_password(self, account: str, name: str, why: str = "") -> None:
        """Of whoever wants to sit here. What is typed is kept nowhere, unlike what is begun in
        other dialogs."""
        asked = self.tr("Password of {0}").format(name)
        password, given = QInputDialog.getText(
            *(self._window, self.tr("Who sits here"), f"{why}\n{asked}".strip()),
            QLineEdit.EchoMode.Password,
        )
        if not given:
            # Nobody sits here until somebody says who they are.
            self._ask_person(None)
            return
        accounts = self._desk_lane.desk.accounts
        self._desk_lane.ask(
            lambda: accounts.sit_down(account, password),
            self._sit_down,
            lambda error: self._ask_password(account, name, said(error)),
        )

    def _ask_person(self, person: Person | None) -> None:
        # Dialogs are loaded when they open, here and below: together a tenth of a second of start.
        from editor.ui.newsroom.welcome_dialog import WelcomeDialog

        dialog = WelcomeDialog(self._window)
        if person is not None:
            dialog.show_person(person.name, person.role)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            if person is None:
                self.seated.emit(Person("", "editor"))
            return
        welcome = dialog.value
        answer = Person(welcome.name, welcome.role)
        desk = self._desk_lane.desk

        def wanted() -> tuple[str, bool]:
            """The account of that name, and whether it asks for a password."""
            found = [a for a in desk.accounts.all() if a.name == answer.name]
            other = [a for a in found if a.protected and a.id != desk.seat.account]
            return (other[0].id, True) if other else ("", False)

        def sit(found: tuple[str, bool]) -> None:
            account, asks = found
            if asks:
                self._ask_password(account, answer.name)
            else:
                self._desk_lane.ask(lambda: desk.site.seat(answer), self._sit_down)

        self._desk_lane.ask(wanted, sit)
        if welcome.sample and person is None:
            self.open_sample()

    def _sit_down(self, person: Person) -> None:
        other = person.role != self._desk_lane.desk.seat.role
        self._desk_lane.seat(person.name, person.role, person.account)
        if other:
            self._desk_lane.do(self._desk_lane.desk.site.look_again)
        self.seated.emit(person)

    def _ask_sections(self, house: House) -> None:
        from editor.ui.newsroom.sections_dialog import SectionsDialog  # late: see `_ask_person`

        dialog = SectionsDialog(house.sections, house.uses, self._window, lengths=house.lengths)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            site, value, lengths = self._desk_lane.desk.site, dialog.value, dialog.lengths
            self._desk_lane.do(lambda: site.keep_sections(value, lengths, as_of=house.as_of))

    def _ask_people(self, house: House) -> None:
        from editor.ui.newsroom.people_dialog import PeopleDialog  # late: see `_ask_person`

        dialog = PeopleDialog(house.people, self._window, used=house.named)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            site, changed, removed = self._desk_lane.desk.site, dialog.changed, dialog.removed
            self._desk_lane.do(lambda: site.keep_people(changed, removed, as_of=house.as_of))

    def _ask_outlet(self, house: House) -> None:
        from editor.ui.newsroom.outlet_dialog import OutletDialog  # late: see `_ask_person`

        dialog = OutletDialog(house.outlet, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            site, value = self._desk_lane.desk.site, dialog.value
            self._desk_lane.do(lambda: site.keep_outlet(value, as_of=house.as_of))
