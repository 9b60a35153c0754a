"""The newsroom's signing keys: made when they are first needed, kept where nobody finds them in
the library's own file, and handed to strangers as public halves.

A private half lies in the system's keychain; where there is none, sealed under the account's
password; and where there is no password either, in a file of the library's folder that only this
user may read, which protects as much as the folder does (docs/decisions/0071).
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from db.keys import KeyRow
from db.work import Work
from editor.desk.changing import Changes, Done
from editor.desk.newsroom import Newsroom, Refused
from editor.files import make_private_folder, write_whole
from editor.late import frozen
from editor.publish.signing import (
    BadSignature,
    Key,
    KnownKey,
    KnownKeys,
    Signed,
    fingerprint,
    new_private,
    public_of,
    signature_of,
    verify,
)
from editor.story.forms import json_text
from editor.story.workflow import Act

FOLDER = "keys"
_SERVICE = "Galley"
MADE, ENDED, REVOKED = "key made", "key ended", "key revoked"


@frozen
class Keys:
    newsroom: Newsroom

    def ready(self, account: str) -> Done[str]:
        """See that the key of this account, "" for the newsroom's own, can sign; answers with its
        public half. Refused while it is sealed under a password nobody has given."""
        with self.newsroom.store.read() as work:
            if (own := self._at_hand(work, account)) is not None:
                return Done(own.public, Changes())
        with self.newsroom.begin() as work:
            public = self.make_ready(work, account)
            work.commit()
        return Done(public, Changes(site=True))

    def make_ready(self, work: Work, account: str) -> str:
        """The same, in a transaction that writes."""
        if (own := self._at_hand(work, account)) is not None:
            return own.public
        act, before = self.newsroom.act(), work.keys.current(account)
        if before is not None and before.sealed and not self._has(before):
            raise Refused("keys.locked", name=_names(work).get(account, ""))
        root = work.keys.current("")
        if root is None or not self._has(root):
            root = self._make(work, "", root, None, act)
        return self._make(work, account, before, root, act).public if account else root.public

    def _at_hand(self, work: Work, account: str) -> KeyRow | None:
        """The key of an account, where it can sign, certified by the newsroom's, which can."""
        root, own = work.keys.current(""), work.keys.current(account)
        if root is None or own is None or not (self._has(root) and self._has(own)):
            return None
        return own if _certified(own, root, _names(work).get(account, "")) else None

    def sign(self, work: Work, account: str, told: Mapping[str, Any]) -> Signed:
        """Sign what is told with the key of this account, which was made ready; the statement
        is its canonical JSON."""
        root, own = work.keys.current(""), work.keys.current(account)
        if root is None or own is None or own.id not in self.newsroom.private:
            raise Refused("keys.locked", name=_names(work).get(account, ""))
        statement = json_text({**told})
        signature = signature_of(self.newsroom.private[own.id], statement)
        return Signed(statement, signature, _key(own, _names(work)), root.public)

    def known(self, work: Work) -> KnownKeys:
        """What can be told to a stranger."""
        names, rows = _names(work), work.keys.all()
        keys = (
            KnownKey(_key(row, names), _iso(row.until), _iso(row.revoked)) for row in rows
        )  # its own among them, with their history
        return KnownKeys(frozenset(row.public for row in rows if not row.account), tuple(keys))

    def look(self) -> KnownKeys:
        with self.newsroom.store.read() as work:
            return self.known(work)

    def revoke(self, account: str) -> Changes:
        """What the present key of this account signs from now on counts for nothing; the next
        signature makes a new one."""
        with self.newsroom.begin() as work:
            act, row = self.newsroom.act(), work.keys.current(account)
            if row is None:
                raise Refused("keys.none", name=_names(work).get(account, ""))
            work.keys.revoke(row.id, act.at)
            self.newsroom.note(work, REVOKED, account, "", act, key=row.id)
            work.commit()
        return Changes(site=True)

    def revoke_of(self, name: str) -> Changes:
        """Of the account with this name."""
        with self.newsroom.store.read() as work:
            accounts = [each.id for each in work.accounts.all() if each.name == name]
        if len(accounts) != 1:
            raise Refused("keys.nobody", name=name)
        return self.revoke(accounts[0])

    def unlock(self, account: str, password: str) -> Changes:
        """Open the key of somebody who has just said their password, which was compared already.
        One that is not under it yet, for it was made without it, goes there now."""
        with self.newsroom.store.read() as work:
            row = work.keys.current(account)
        if row is not None and row.sealed:
            self.newsroom.private[row.id] = _opened(row, password)
        elif row is not None and not self.newsroom.store.read_only:
            with self.newsroom.begin() as work:
                self.seal(work, account, password)
                work.commit()
        self.put_away(account)
        return Changes()

    def lock(self) -> None:
        """Whoever comes next has to open theirs."""
        self.newsroom.private.clear()

    def seal(self, work: Work, account: str, password: str) -> None:
        """After a password was set ("" for none any more), in the transaction that set it: where
        there is no keychain the key goes under it, or comes out; `put_away` follows. The key must
        be open."""
        row = work.keys.current(account)
        if row is None or _keychain() is not None or not self._has(row):
            return
        private = self.newsroom.private[row.id]
        if password:
            work.keys.seal(row.id, _sealed(row.id, private, password))
        else:
            self._put(row.id, private)
            work.keys.seal(row.id, "")

    def put_away(self, account: str) -> None:
        """Once the library has a key under a password for good, its file goes, and not before."""
        with self.newsroom.store.read() as work:
            row = work.keys.current(account)
        if row is not None and row.sealed:
            with suppress(OSError):
                (self._folder / row.id).unlink()

    @property
    def _folder(self) -> Path:
        return self.newsroom.store.folder / FOLDER

    def _has(self, row: KeyRow) -> bool:
        """Whether its private half is at hand; it is kept in memory from then on."""
        private = self.newsroom.private
        if row.id not in private and (found := self._found(row.id)) is not None:
            with suppress(ValueError):
                if fingerprint(public_of(found)) == row.id:
                    private[row.id] = found
        return row.id in private

    def _found(self, key: str) -> bytes | None:
        with suppress(OSError, ValueError):
            return bytes.fromhex((self._folder / key).read_text("ascii"))
        if (keychain := _keychain()) is not None:
            with suppress(Exception):  # whatever a desktop's service says: it is not there
                return bytes.fromhex(keychain.get_password(_SERVICE, key) or "")
        return None

    def _put(self, key: str, private: bytes) -> None:
        if (keychain := _keychain()) is not None:
            with suppress(Exception):  # as above; then it is a file
                keychain.set_password(_SERVICE, key, private.hex())
                return
        make_private_folder(self._folder)
        write_whole(self._folder / key, private.hex().encode())

    def _make(
        self, work: Work, account: str, before: KeyRow | None, root: KeyRow | None, act: Act
    ) -> KeyRow:
        """A new key in the place of one whose private half is gone, or that another newsroom's key
        had certified."""
        private = new_private()
        public = public_of(private)
        key = Key(public, _names(work).get(account, ""), account, act.at.isoformat())
        certificate = ""
        if root is not None:
            told = key.certified(root.public)
            certificate = signature_of(self.newsroom.private[root.id], told)
        if before is not None:
            work.keys.end(before.id, act.at)
            self.newsroom.note(work, ENDED, account, "", act, key=before.id)
        row = KeyRow(fingerprint(public), account, public, act.at, None, None, certificate, "")
        self._put(row.id, private)
        self.newsroom.private[row.id] = private
        work.keys.add(row)
        self.newsroom.note(work, MADE, account, "", act, key=row.id)
        return row


def _certified(row: KeyRow, root: KeyRow, name: str) -> bool:
    if row.id == root.id:
        return True
    key = Key(row.public, name, row.account, row.since.isoformat())
    with suppress(BadSignature):
        verify(root.public, row.certificate, key.certified(root.public))
        return True
    return False


def _key(row: KeyRow, names: Mapping[str, str]) -> Key:
    name = names.get(row.account, "")
    return Key(row.public, name, row.account, row.since.isoformat(), row.certificate)


def _names(work: Work) -> dict[str, str]:
    return {account.id: account.name for account in work.accounts.all()}


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _keychain() -> Any:
    """The system's, where there is one that works; `PYTHON_KEYRING_BACKEND` chooses another."""
    if os.environ.get("PYTHON_KEYRING_BACKEND", "").endswith("null.Keyring"):
        return None
    # Late: it asks the desktop what there is, and only who signs needs that.
    with suppress(Exception):
        import keyring

        backend = keyring.get_keyring()
        return backend if backend.priority > 0 else None
    return None


def _stretched(password: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # late: as above

    return hash_secret_raw(password.encode(), salt, 3, 65536, 4, 32, Type.ID)


def _sealed(key: str, private: bytes, password: str) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # late: as above

    salt, nonce = os.urandom(16), os.urandom(12)
    closed = AESGCM(_stretched(password, salt)).encrypt(nonce, private, key.encode())
    return json_text({"salt": salt.hex(), "nonce": nonce.hex(), "sealed": closed.hex()})


def _opened(row: KeyRow, password: str) -> bytes:
    """Raises Refused."""
    from cryptography.exceptions import InvalidTag  # late: as above
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        parts = {name: bytes.fromhex(value) for name, value in json.loads(row.sealed).items()}
        closed = AESGCM(_stretched(password, parts["salt"]))
        return closed.decrypt(parts["nonce"], parts["sealed"], row.id.encode())
    except (InvalidTag, KeyError, TypeError, ValueError) as error:
        raise Refused("keys.not-opened") from error
