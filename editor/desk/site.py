"""The newsroom's own data: sections, people, the outlet, who sits here, remembered settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.work import Work
from editor.desk.changes import Changes
from editor.desk.newsroom import Newsroom
from editor.story.measures import Measures
from editor.story.outlet import NavItem, Outlet, Section, site_navigation
from editor.story.people import Contributor

LENGTHS, LIMITS = "section lengths", "title limits"  # among the settings


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at this desk; `role` is editor, photo staff or supervisor."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Site:
    newsroom: Newsroom

    def outlet(self) -> Outlet:
        with self.newsroom.store.read() as work:
            return work.outlets.current()

    def sections_in_use(self) -> dict[str, int]:
        """Section key -> number of stories in it."""
        with self.newsroom.store.read() as work:
            return work.sections.use_counts()

    def keep_sections(self, sections: Sequence[Section]) -> Changes:
        """Replace the list of sections; the navigation follows where it had listed them."""
        with self.newsroom.store.begin() as work:
            before = work.sections.all()
            wanted = {section.key for section in sections}
            for gone in before:
                if gone.key not in wanted:
                    work.sections.remove(gone.key)
            for position, section in enumerate(sections):
                work.sections.keep(section, position)
            outlet = work.outlets.current()
            navigation = _navigation_after(outlet.navigation, before, tuple(sections))
            work.outlets.keep(replace(outlet, navigation=navigation))
            self._settle_all(work)
            work.commit()
        return Changes(site=True)

    def keep_outlet(self, outlet: Outlet) -> Changes:
        with self.newsroom.store.begin() as work:
            work.outlets.keep(outlet)
            self._settle_all(work)
            work.commit()
        return Changes(site=True)

    def keep_people(self, people: Sequence[Contributor]) -> Changes:
        """Store new and changed records; a record that is no longer listed is removed when no
        story names it."""
        with self.newsroom.store.begin() as work:
            listed = {person.id for person in people if person.id}
            for person in work.contributors.all():
                if person.id not in listed:
                    work.contributors.remove(person.id)
            for person in people:
                work.contributors.keep(person)
            self._settle_all(work)
            work.commit()
        return Changes(site=True)

    def person(self) -> Person | None:
        with self.newsroom.store.read() as work:
            record = work.settings.get("person")
        return Person(record["name"], record["role"]) if record else None

    def seat(self, person: Person) -> Changes:
        """Remember who sits here."""
        with self.newsroom.store.begin() as work:
            work.settings.put("person", {"name": person.name, "role": person.role})
            work.accounts.keep(person.name, person.role)
            work.commit()
        return Changes()

    def setting(self, key: str, default: Any = None) -> Any:
        with self.newsroom.store.read() as work:
            return work.settings.get(key, default)

    def remember(self, key: str, value: Any) -> Changes:
        """Whoever sets something knows it already: no screen has to be told."""
        with self.newsroom.store.begin() as work:
            work.settings.put(key, value)
            work.commit()
        return Changes()

    def measures(self) -> Measures:
        """Usual lengths of the sections and what outlets have room for."""
        with self.newsroom.store.read() as work:
            return Measures.from_json(work.settings.get(LENGTHS), work.settings.get(LIMITS))

    def keep_lengths(self, lengths: Mapping[str, int]) -> Changes:
        """Usual lengths in words by a section's key; no sign-off hangs on them."""
        self.remember(LENGTHS, dict(lengths))
        return Changes(site=True)

    def _settle_all(self, work: Work) -> None:
        # What every page shows has changed, so every approval is looked at again.
        act = self.newsroom.act()
        for story_id in work.sign_offs.stories():
            self.newsroom.settle_sign_off(work, story_id, act)


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
