"""Who works here: names, roles and passwords.

In a local library a role is workflow and no lock: whoever may read the disk may read the library
(docs/decisions/0072). A password keeps a colleague from sitting down under another's name.
"""

from time import monotonic
from typing import Any

from db.nouns import RETIRED
from db.site import Account
from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.keys import Keys
from editor.desk.newsroom import POLICIES, Newsroom, Refused
from editor.desk.site import Person, remember_seated
from editor.late import frozen
from editor.story.text import clean_line
from editor.story.workflow import Policies, SeatRole, Verb

LEAST_SIGNS = 8
FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0  # seconds
ADDED, ROLE, NAME = "account added", "role changed", "name changed"
PASSWORD, NO_PASSWORD, GONE = "password set", "password removed", "account retired"
POLICY = "policies changed"


@frozen
class Staff:
    """Everybody who can sit down here, what the newsroom asks of a sign-off, and whether whoever
    looks may change this."""

    accounts: tuple[Account, ...]
    policies: Policies
    can_change: bool
    can_set_policies: bool


@frozen
class Accounts:
    newsroom: Newsroom

    def all(self) -> tuple[Account, ...]:
        """In alphabetical order, without those who are retired."""
        with self.newsroom.store.read() as work:
            return _present(work)

    def look(self) -> Staff:
        with self.newsroom.store.read() as work:
            site = self.newsroom.site(work)
            may = [self._may(work, verb) for verb in (Verb.ACCOUNTS, Verb.HOUSE)]
            return Staff(_present(work), site.policies, *may)

    def keys(self) -> dict[str, str]:
        """The fingerprint of the key that somebody signs with now, by account."""
        with self.newsroom.store.read() as work:
            found = {each.id: work.keys.current(each.id) for each in _present(work)}
        return {account: key.id for account, key in found.items() if key is not None}

    def find(self, name: str) -> Account:
        """By name, or by id. Raises Refused."""
        wanted = _folded(name)
        known = self.all()
        found = [each for each in known if name == each.id or _folded(each.name) == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused("account.many", name=clean_line(name), ids=[each.id for each in found])
        names = [each.name for each in known]
        if not names:
            raise Refused("account.nobody-yet", name=clean_line(name))
        raise Refused("account.none", name=clean_line(name), names=names)

    def check(self, account: str, password: str) -> Changes:
        """Whether it is theirs: Refused where it is not, and for a while after five wrong ones."""
        with self.newsroom.store.read() as work:
            kept = work.accounts.password(account)
        if not kept:
            return Changes()
        # Late: few have a password.
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        wrong, until = self.newsroom.wrong_tries.get(account, (0, 0.0))
        if (wait := until - monotonic()) > 0:
            raise Refused("account.wait", n=int(wait) + 1)
        hasher = PasswordHasher()
        try:
            hasher.verify(kept, password)
        except (Argon2Error, InvalidHashError) as error:
            wrong += 1
            pause = FIRST_WAIT * 2 ** max(0, wrong - FREE_TRIES) if wrong >= FREE_TRIES else 0.0
            again = monotonic() + min(pause, LONGEST_WAIT) if pause else 0.0
            self.newsroom.wrong_tries[account] = wrong, again
            raise Refused("account.wrong-password") from error
        self.newsroom.wrong_tries.pop(account, None)
        if hasher.check_needs_rehash(kept) and not self.newsroom.store.read_only:
            with self.newsroom.begin() as work:
                work.accounts.set_password(account, hasher.hash(password))
                work.commit()
        return Keys(self.newsroom).unlock(account, password)

    def sit_down(self, account: str, password: str = "") -> Done[Person]:
        """From now on this is who sat here last. Raises Refused without their password."""
        Keys(self.newsroom).lock()  # nobody signs with what was open before
        self.check(account, password)
        with self.newsroom.begin() as work:
            found = self._one(work, account)
            person = remember_seated(work, found)
            work.commit()
        return Done(person, Changes(site=True))

    def add(self, name: str, role: str, password: str = "") -> Done[Account]:
        name = clean_line(name)
        hashed = _hashed(password)
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.ACCOUNTS)
            _unique(work, name)
            account = work.accounts.keep(name, SeatRole(role), fresh=True)
            work.accounts.set_password(account.id, hashed)
            self._note(work, ADDED, account.id, name=name, after=role)
            work.commit()
        return Done(Account(account.id, name, role, bool(hashed)), Changes(site=True))

    def rename(self, account: str, name: str) -> Changes:
        name = clean_line(name)
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.ACCOUNTS)
            found = self._one(work, account)
            if name != found.name:
                _unique(work, name, but=account)
                work.accounts.keep(name, found.role, account)
                self._note(work, NAME, account, before=found.name, after=name)
                work.commit()
        return Changes(site=True)

    def set_role(self, account: str, role: str) -> Changes:
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.ACCOUNTS)
            found = self._one(work, account)
            if role != found.role:
                work.accounts.keep(found.name, SeatRole(role), account)
                self._note(work, ROLE, account, name=found.name, before=found.role, after=role)
                work.commit()
        return Changes(site=True)

    def set_password(self, account: str, password: str) -> Changes:
        """One's own, or as whoever may change accounts; "" for none."""
        hashed = _hashed(password)
        with self.newsroom.begin() as work:
            if account != self.newsroom.seat.account:
                self.newsroom.require(work, Verb.ACCOUNTS)
            found = self._one(work, account)
            work.accounts.set_password(account, hashed)
            Keys(self.newsroom).seal(work, account, password)
            self._note(work, PASSWORD if hashed else NO_PASSWORD, account, name=found.name)
            work.commit()
        Keys(self.newsroom).put_away(account)
        return Changes(site=True)

    def retire(self, account: str) -> Changes:
        """Nobody sits down under it any more; what was done under it keeps its name."""
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.ACCOUNTS)
            found = self._one(work, account)
            work.accounts.keep(found.name, RETIRED, account)
            work.accounts.set_password(account, "")
            self._note(work, GONE, account, name=found.name, before=found.role)
            work.commit()
        return Changes(site=True)

    def set_policies(self, policies: Policies) -> Changes:
        with self.newsroom.begin() as work:
            self.newsroom.require(work, Verb.HOUSE)
            before, after = work.look.setting(POLICIES, {}), policies.to_json()
            if before != after:
                work.settings.put(POLICIES, after)
                self._note(work, POLICY, "", before=before, after=after)
                work.commit()
        return Changes(site=True)

    def _one(self, work: Work, account: str) -> Account:
        found = work.accounts.get(account)
        if found is None or found.role == RETIRED:
            raise Refused("account.gone")
        return found

    def _may(self, work: Work, verb: Verb) -> bool:
        try:
            self.newsroom.require(work, verb)
        except Refused:
            return False
        return True

    def _note(self, work: Work, action: str, account: str, **told: Any) -> None:
        self.newsroom.note(work, action, account, "", self.newsroom.act(), **told)


def _present(work: Work) -> tuple[Account, ...]:
    return tuple(each for each in work.accounts.all() if each.role != RETIRED)


def _unique(work: Work, name: str, but: str = "") -> None:
    """Raises Refused. Names of those who are gone stay theirs: the record knows people by them."""
    if not name:
        raise Refused("account.without-name")
    taken = {_folded(each.name) for each in work.accounts.all() if each.id != but}
    if _folded(name) in taken:
        raise Refused("account.name-taken", name=name)


def _folded(name: str) -> str:
    return clean_line(name).casefold()


def _hashed(password: str) -> str:
    """As it is kept; "" for none. Raises Refused for a short one."""
    if not password:
        return ""
    if len(password) < LEAST_SIGNS:
        raise Refused("account.short-password", n=LEAST_SIGNS)
    from argon2 import PasswordHasher  # late: as in `check`

    return PasswordHasher().hash(password)
