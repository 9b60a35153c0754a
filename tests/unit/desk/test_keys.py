"""Where private halves of keys lie, and that none is lost on the way there."""

from pathlib import Path

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.publish.signing import KnownKeys

WORDS = "over the terraces"


def files(desk: Desk) -> list[str]:
    folder = desk.newsroom.store.folder / "keys"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def sit(desk: Desk, account: str, password: str = "") -> None:
    person = desk.accounts.sit_down(account, password).value
    seat = desk.seat
    seat.person, seat.role, seat.account = person.name, person.role, person.account


def test_a_key_lies_under_the_password_whichever_was_first(desk: Desk, ready: str) -> None:
    chen = desk.accounts.add("Sun Li", "administrator").value.id
    sit(desk, chen)
    desk.review.sign_off(ready, by="Sun Li")
    key = desk.accounts.keys()[chen]
    assert key in files(desk)
    desk.accounts.set_password(chen, WORDS)
    assert key not in files(desk)

    zhao = desk.accounts.add("Zhao Min", "supervisor", WORDS).value.id
    sit(desk, zhao, WORDS)
    desk.keys.ready(zhao)
    later = desk.accounts.keys()[zhao]
    assert later in files(desk)  # made when nobody said the password
    sit(desk, zhao, WORDS)
    assert later not in files(desk)
    desk.accounts.set_password(zhao, "")
    assert later in files(desk)
    assert desk.accounts.keys() == {chen: key, zhao: later}


def test_a_key_under_a_password_signs_only_for_whoever_said_it(desk: Desk, ready: str) -> None:
    chen = desk.accounts.add("Sun Li", "administrator").value.id
    sit(desk, chen)
    desk.keys.ready(chen)
    desk.accounts.set_password(chen, WORDS)
    desk.keys.lock()  # another start
    with pytest.raises(Refused, match="opens with their password"):
        desk.review.sign_off(ready, by="Sun Li")
    assert not desk.stories.view(ready).signed_off
    sit(desk, chen, WORDS)
    desk.review.sign_off(ready, by="Sun Li")
    assert desk.upkeep.record().problems == ()


def test_a_key_outlives_a_password_that_could_not_be_kept(
    desk: Desk, ready: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full at the very moment: the file is there still, and the key with it."""
    chen = desk.accounts.add("Sun Li", "administrator").value.id
    sit(desk, chen)
    desk.keys.ready(chen)
    key = desk.accounts.keys()[chen]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("db.work.Work.commit", full)
        with pytest.raises(OSError, match="No space"):
            desk.accounts.set_password(chen, WORDS)
    desk.keys.lock()
    assert key in files(desk)
    desk.review.sign_off(ready, by="Sun Li")
    assert desk.accounts.keys()[chen] == key


def test_a_key_that_is_gone_has_another_in_its_place_and_what_it_signed_counts(
    desk: Desk, ready: str, tmp_path: Path
) -> None:
    chen = desk.accounts.add("Sun Li", "administrator").value.id
    sit(desk, chen)
    desk.review.sign_off(ready, by="Sun Li")
    before = desk.accounts.keys()[chen]
    (desk.newsroom.store.folder / "keys" / before).unlink()
    desk.keys.lock()
    desk.keys.ready(chen)
    assert desk.accounts.keys()[chen] != before
    assert desk.publishing.export(ready, tmp_path).value.kind == "bundle"
    assert desk.upkeep.record().problems == ()
    known = desk.keys.look()
    assert isinstance(known, KnownKeys)
    assert [bool(each.until) for each in known.keys if each.key.account] == [True, False]


def test_what_a_revoked_key_signs_counts_for_nothing_from_then_on(
    desk: Desk, ready: str, tmp_path: Path
) -> None:
    chen = desk.accounts.add("Sun Li", "administrator").value.id
    sit(desk, chen)
    desk.review.sign_off(ready, by="Sun Li")
    desk.keys.revoke(chen)
    kind = desk.publishing.export(ready, tmp_path).value.kind
    assert kind == "bundle"  # signed before
    desk.keys.ready(chen)
    assert len([each for each in desk.keys.look().keys if each.revoked]) == 1
