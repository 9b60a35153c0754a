"""The newsroom's own data: sections, people, the outlet, who sits here, remembered settings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, field, replace
from typing import TYPE_CHECKING, Any

from db.nouns import MACHINE, NEWSROOM, Noun
from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.newsroom import ORIGINS, Newsroom, Refused, find_section
from editor.late import frozen
from editor.story.forms import STORED
from editor.story.measures import Measures
from editor.story.outlet import NavItem, Outlet, Section, site_navigation
from editor.story.people import Contributor
from editor.story.workflow import Verb

if TYPE_CHECKING:
    from db.site import Account

# Among the settings: lengths by section, room of titles, whose English; templates for the records
# of photos, and codes that stand for names.
LENGTHS, LIMITS, VARIANT = "section lengths", "title limits", "spelling.variant"
STATIONERY, CODES = "stationery", "codes"
# Whose a setting is: the newsroom's, this machine's, else that of whoever sits here.
_NEWSROOMS = frozenset({LENGTHS, LIMITS, VARIANT, ORIGINS, STATIONERY, CODES})
_PERSON = "person"
# What the record calls what changes every page.
SECTIONS_CHANGED, OUTLET_CHANGED = "sections changed", "outlet changed"
PEOPLE_CHANGED, SETTING_CHANGED = "people changed", "setting changed"
_MACHINES = frozenset(
    {
        *(_PERSON, "open tabs", "begun in dialogs", "export folder", "copies folder"),
        *("import folder", "copied pictures folder", "watched folder"),
    }
)


@frozen
class Person:
    """Who sits at this desk; `role` a `SeatRole`; `account` the id under which the newsroom knows
    them, "" until they have been seated; `protected` by a password."""

    name: str
    role: str
    account: str = field(default="", compare=False)
    protected: bool = field(default=False, compare=False)


@frozen
class House:
    """The newsroom's own data, read at once for somebody who may change them.

    `uses` is the number of stories by a section's key, `lengths` the usual one in words; `named`
    the ids of the people whom stories name; `as_of` the number of the feed up to which all this
    was seen, given back with what is to be kept.
    """

    sections: tuple[Section, ...]
    uses: Mapping[str, int]
    lengths: Mapping[str, int]
    people: tuple[Contributor, ...]
    named: frozenset[str]
    outlet: Outlet
    as_of: int


@frozen
class Site:
    """What is to be kept is refused with db's ChangedMeanwhile when somebody changed the same
    after `as_of`."""

    newsroom: Newsroom

    def outlet(self) -> Outlet:
        with self.newsroom.store.read() as work:
            return work.look.outlet()

    def look(self) -> House:
        with self.newsroom.store.read() as work:
            return House(
                sections=work.look.sections(),
                uses=work.sections.use_counts(),
                lengths=_measures(work).lengths,
                people=work.look.contributors(),
                named=work.contributors.named(),
                outlet=work.look.outlet(),
                as_of=work.look.newest(),
            )

    def section_key(self, name: str) -> str:
        """Of the section with this key or name; "" for "". Raises Refused."""
        with self.newsroom.store.read() as work:
            return find_section(work, name)

    def keep_sections(
        self,
        sections: Sequence[Section],
        lengths: Mapping[str, int] | None = None,
        *,
        as_of: int | None = None,
    ) -> Changes:
        """Replace the list of sections; the navigation follows where it had listed them.
        `lengths` are the usual ones in words by a section's key; no sign-off hangs on them."""
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.HOUSE)
            work.feed.check("library.sections-changed", Noun.SECTION, as_of)
            work.feed.check("library.lengths-changed", Noun.SETTING, as_of, [LENGTHS])
            before, was = work.look.sections(), work.look.setting(LENGTHS)
            if lengths is not None:
                work.settings.put(LENGTHS, dict(lengths))
                self._note_setting(work, LENGTHS, was, dict(lengths))
            wanted = {section.key for section in sections}
            for gone in before:
                if gone.key not in wanted:
                    work.sections.remove(gone.key)
            for position, section in enumerate(sections):
                work.sections.keep(section, position)
            outlet = work.look.outlet()
            navigation = _navigation_after(outlet.navigation, before, tuple(sections))
            work.outlets.keep(replace(outlet, navigation=navigation))
            self._note(work, SECTIONS_CHANGED, "sections", _named(before), _named(sections))
            self._settle_all(work)
            work.commit()
        return Changes(site=True)

    def keep_outlet(self, outlet: Outlet, *, as_of: int | None = None) -> Changes:
        """Raises Refused for AVIF where it cannot be written."""
        if outlet.avif:
            # Late: Pillow is a twentieth of a second of every start otherwise.
            from editor.photos.renditions import writes_avif

            if not writes_avif():
                raise Refused("picture.no-avif")
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.HOUSE)
            work.feed.check("library.site-changed", Noun.OUTLET, as_of, [outlet.key])
            before = work.look.outlet()
            work.outlets.keep(outlet)
            self._note(work, OUTLET_CHANGED, outlet.key, STORED.form(before), STORED.form(outlet))
            self._settle_all(work)
            work.commit()
        return Changes(site=True)

    def keep_people(
        self,
        changed: Sequence[Contributor],
        removed: Collection[str] = (),
        *,
        as_of: int | None = None,
    ) -> Changes:
        """Store new and changed records; of those `removed`, by id, one that a story names
        stays."""
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.HOUSE)
            touched = {*removed, *(person.id for person in changed)}
            work.feed.check("library.people-changed", Noun.CONTRIBUTOR, as_of, touched)
            before = _called(work, touched)
            for record in removed:
                work.contributors.remove(record)
            for person in changed:
                work.contributors.keep(person)
            self._note(work, PEOPLE_CHANGED, "people", before, _called(work, touched))
            self._settle_all(work)
            work.commit()
        return Changes(site=True)

    def person(self) -> Person | None:
        """Who sat here last."""
        with self.newsroom.store.read() as work:
            return _last_seated(work)

    def take_seat(self) -> Person | None:
        """As who sat here last, so that what is read next is read as theirs."""
        person, seat = self.person(), self.newsroom.seat
        if person is not None and not seat.person:
            seat.person, seat.role, seat.account = person.name, person.role, person.account
        return person

    def look_again(self) -> Changes:
        """Somebody of another role sits here: what is shown is shown as to them."""
        return Changes(site=True)

    def seat(self, person: Person) -> Done[Person]:
        """Remember who sits here; answers with their account. Refused for one with a password."""
        with self.newsroom.begin() as work:
            known = work.accounts.get(person.account or work.accounts.called(person.name))
            if known is not None and known.protected and known.id != self.newsroom.seat.account:
                raise Refused("account.protected", name=known.name)  # `Accounts.sit_down` asks
            if known is None or (known.name, known.role) != (person.name, person.role):
                self.newsroom.require(work, Verb.ACCOUNTS)
            account = work.accounts.keep(person.name, person.role, known.id if known else "")
            if known is not None and known.role != account.role:
                act, told = self.newsroom.act(), {"before": known.role, "after": account.role}
                self.newsroom.note(
                    work, "role changed", account.id, "", act, name=account.name, **told
                )
            protected = known is not None and known.protected
            seated = remember_seated(work, replace(account, protected=protected))
            work.commit()
        self.newsroom.private.clear()  # nobody signs with what was open before
        return Done(seated, Changes(site=True))

    def setting(self, key: str, default: Any = None) -> Any:
        return self.settings((key,), default)[key]

    def settings(self, keys: Iterable[str], default: Any = None) -> dict[str, Any]:
        """What is remembered under each of them."""
        with self.newsroom.store.read() as work:
            owners = self._owners(work, keys)
            kept = {owner: work.look.settings(owner) for owner in set(owners.values())}
        return {key: kept[owner].get(key, default) for key, owner in owners.items()}

    def remember(self, key: str, value: Any) -> Changes:
        """Whoever sets something knows it already: no screen has to be told."""
        with self.newsroom.begin() as work:
            owner = self._owners(work, (key,))[key]
            if owner == NEWSROOM:
                self._note_setting(work, key, work.look.setting(key), value)
            work.settings.put(key, value, owner=owner)
            work.commit()
        return Changes()

    def measures(self) -> Measures:
        """Usual lengths of the sections and what outlets have room for."""
        with self.newsroom.store.read() as work:
            return _measures(work)

    def _owners(self, work: Work, keys: Iterable[str]) -> dict[str, str]:
        person = self.newsroom.seat.account
        if not person and (last := _last_seated(work)):
            person = last.account
        shared = dict.fromkeys(_NEWSROOMS, NEWSROOM) | dict.fromkeys(_MACHINES, MACHINE)
        return {key: shared.get(key, person) for key in keys}

    def _note_setting(self, work: Work, key: str, before: Any, after: Any) -> None:
        """What everybody here goes by; of a table, the rows that are other ones."""
        forms = (value if isinstance(value, dict) else {key: value} for value in (before, after))
        self._note(work, SETTING_CHANGED, key, *forms)

    def _note(
        self,
        work: Work,
        action: str,
        what: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:
        """What of it is another than before, for the record."""
        other = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if other:
            was, now = ({name: of[name] for name in other if name in of} for of in (before, after))
            self.newsroom.note(work, action, what, "", self.newsroom.act(), before=was, after=now)

    def _settle_all(self, work: Work) -> None:
        # What every page shows has changed, so every approval is looked at again.
        act = self.newsroom.act()
        for story_id in work.sign_offs.stories():
            self.newsroom.settle_sign_off(work, story_id, act)


def _named(sections: Iterable[Section]) -> dict[str, str]:
    return {section.key: section.name for section in sections}


def _called(work: Work, ids: Collection[str]) -> dict[str, Any]:
    people = (person for person in work.look.contributors() if person.id in ids)
    return {person.id: asdict(person) for person in people}


def _measures(work: Work) -> Measures:
    return Measures.from_json(work.look.setting(LENGTHS), work.look.setting(LIMITS))


def _last_seated(work: Work) -> Person | None:
    record = work.look.setting(_PERSON, owner=MACHINE)
    if not record:
        return None
    account = record.get("account", "")
    if not account:
        return Person(record["name"], record["role"])
    known = work.look.account(account)
    return Person(known[0], known[1], account, known[2]) if known else None


def remember_seated(work: Work, account: "Account") -> Person:
    before = _last_seated(work)
    if not work.look.settings(account.id):
        # Whoever is new begins with what is here: it may be they under a better name.
        for key, value in work.look.settings(before.account if before else "").items():
            work.settings.put(key, value, owner=account.id)
    seated = {"name": account.name, "role": account.role, "account": account.id}
    work.settings.put(_PERSON, seated, owner=MACHINE)
    return Person(account.name, account.role, account.id, account.protected)


def _navigation_after(
    navigation: tuple[NavItem, ...], before: tuple[Section, ...], after: tuple[Section, ...]
) -> tuple[NavItem, ...]:
    """A navigation nobody has edited by hand is made anew; an edited one only loses what is
    gone and takes the new names."""
    if navigation == site_navigation(before):
        return site_navigation(after)
    names = {f"{section.key}/": section.name for section in after}
    gone = {f"{section.key}/" for section in before} - names.keys()
    return tuple(
        NavItem(names.get(item.path, item.label), item.path)
        for item in navigation
        if item.path not in gone
    )
