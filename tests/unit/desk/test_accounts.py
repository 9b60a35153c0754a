"""Who works here: names, roles and passwords."""

import json
import random
import sqlite3
from typing import Any

import pytest

from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.people import accounts as module
from editor.desk.site import Person
from editor.story.story import Status, StoryEdit
from editor.story.workflow import Policies, Reading, SeatRole, SignOff, Verb

NAMES = ("Chen Yu", "王芳", "Maximiliane " * 20, "O’Brien-Ó", "阿依古丽·买买提")


def told(desk: Desk) -> list[tuple[str, str, dict[str, Any]]]:
    with sqlite3.connect(desk.newsroom.store.folder / "galley.db") as database:
        rows = database.execute("SELECT actor, action, details FROM audit ORDER BY seq").fetchall()
    database.close()
    return [(actor, action, json.loads(details)) for actor, action, details in rows]


@pytest.mark.parametrize("name", NAMES)
def test_an_account_is_found_by_its_name_and_by_its_id(desk: Desk, name: str) -> None:
    made = desk.accounts.add(name, "photo staff").value
    assert desk.accounts.find(f" {name.upper()} ").id == made.id
    assert desk.accounts.find(made.id).name == name.strip()
    with pytest.raises(Refused, match="already"):
        desk.accounts.add(name.lower(), "editor")
    [(actor, action, details)] = told(desk)
    assert (actor, action) == ("Wang Fang", "account added")
    assert (details["name"], details["after"]) == (name.strip(), "photo staff")


def test_a_role_is_changed_by_administrators_and_by_anybody_while_there_is_none(
    desk: Desk,
) -> None:
    wang, chen = (desk.accounts.add(name, "editor").value for name in ("Wang", "Chen"))
    editor = desk.seated("Wang", SeatRole.EDITOR)
    editor.accounts.set_role(chen.id, "administrator")
    assert not editor.accounts.look().can_change
    for refused in (
        lambda: editor.accounts.set_role(wang.id, "administrator"),
        lambda: editor.accounts.add("Another", "editor"),
        lambda: editor.accounts.rename(chen.id, "Nobody"),
        lambda: editor.accounts.retire(chen.id),
        lambda: editor.accounts.set_password(chen.id, "long enough"),
        lambda: editor.site.seat(Person("Wang", "administrator", wang.id)),
        lambda: editor.accounts.set_policies(Policies(another=True)),
    ):
        with pytest.raises(Refused, match="administrator"):
            refused()
    head = desk.seated("Chen", SeatRole.ADMINISTRATOR)
    head.accounts.rename(wang.id, "王芳")
    head.accounts.retire(chen.id)
    assert [each.name for each in desk.accounts.all()] == ["王芳"]
    role = next(details for _, action, details in told(desk) if action == "role changed")
    assert (role["name"], role["before"], role["after"]) == ("Chen", "editor", "administrator")
    with pytest.raises(Refused, match="already"):  # the record knows somebody by it
        head.accounts.add("Chen", "editor")


def test_a_password_is_kept_as_its_hash_and_is_never_in_the_record(desk: Desk) -> None:
    secret = f"山西 {random.randrange(10**9)} 'Ö"
    made = desk.accounts.add("Chen Yu", "supervisor", secret).value
    assert made.protected
    desk.accounts.check(made.id, secret)
    with pytest.raises(Refused, match="not the password"):
        desk.accounts.check(made.id, secret + " ")
    with pytest.raises(Refused, match="8 signs"):
        desk.accounts.set_password(made.id, "1234567")
    with desk.newsroom.store.read() as work:
        kept = work.accounts.password(made.id)
    assert kept.startswith("$argon2id$")
    desk.accounts.set_password(made.id, "another one")
    assert secret not in str(told(desk))
    assert "argon2" not in str(told(desk))
    with pytest.raises(Refused):
        desk.accounts.sit_down(made.id, secret)
    assert desk.accounts.sit_down(made.id, "another one").value.name == "Chen Yu"
    assert desk.site.person() == Person("Chen Yu", "supervisor")
    desk.accounts.set_password(made.id, "")
    desk.accounts.sit_down(made.id)


def test_five_wrong_passwords_in_a_row_wait_and_longer_each_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    made = desk.accounts.add("Chen Yu", "editor", "long enough").value
    for _ in range(5):
        with pytest.raises(Refused, match="not the password"):
            desk.accounts.check(made.id, "wrong")
    waits: list[float] = []
    for _ in range(3):
        with pytest.raises(Refused, match="wait"):
            desk.accounts.check(made.id, "long enough")
        waits.append(desk.newsroom.wrong_tries[made.id][1] - now[0])
        now[0] += waits[-1] + 0.1
        with pytest.raises(Refused, match="not the password"):
            desk.accounts.check(made.id, "wrong")
    assert waits == sorted(set(waits))
    now[0] += 1000
    desk.accounts.check(made.id, "long enough")
    assert not desk.newsroom.wrong_tries


def test_a_role_that_was_changed_elsewhere_is_the_one_somebody_sits_down_in(desk: Desk) -> None:
    made = desk.accounts.add("Chen Yu", "editor").value
    desk.accounts.sit_down(made.id)
    desk.accounts.set_role(made.id, "supervisor")
    assert desk.site.person() == Person("Chen Yu", "supervisor")
    desk.accounts.retire(made.id)
    assert desk.site.person() is None


# -- policies


@pytest.fixture
def staff(desk: Desk) -> dict[str, Desk]:
    """A desk for each of four people, by name."""
    roles = {"Wang": "editor", "Lin": "editor", "Chen": "supervisor", "Guo": "administrator"}
    made: dict[str, Desk] = {}
    for name, role in roles.items():
        account = desk.accounts.add(name, role).value
        made[name] = desk.seated(name, role)
        made[name].seat.account = account.id
    return made


def test_who_has_written_in_a_story_does_not_approve_it_where_the_newsroom_says_so(
    desk: Desk, ready: str, staff: dict[str, Desk]
) -> None:
    staff["Guo"].accounts.set_policies(Policies(another=True))
    staff["Chen"].stories.keep(ready, StoryEdit(deck="By the chief."))
    with pytest.raises(Refused, match="somebody who has not written"):
        staff["Chen"].review.approve(ready, by="Chen")
    assert "has not written" in str(staff["Chen"].stories.view(ready).refusal(Verb.SIGN_OFF))
    with pytest.raises(Refused, match="sit down under your name"):
        desk.review.approve(ready, by="The President")
    with pytest.raises(Refused, match="sit down under your name"):
        desk.review.sign_off(ready, by="The President")
    assert staff["Guo"].review.approve(ready, by="Guo").value.by == "Guo"
    written = [details for _, action, details in told(desk) if action == "written"]
    assert [each["account"] for each in written] == [staff["Chen"].seat.account]


@pytest.mark.parametrize("readings", [2, 3])
def test_a_story_is_read_by_as_many_as_the_newsroom_asks_for(
    desk: Desk, ready: str, staff: dict[str, Desk], readings: int
) -> None:
    staff["Guo"].accounts.set_policies(Policies(readings=readings))
    with pytest.raises(Refused, match="reading 1"):
        staff["Chen"].review.sign_off(ready, by="Chen")
    first = staff["Wang"].review.approve(ready, by="Wang", note="Names checked.").value
    assert isinstance(first, Reading)
    assert desk.stories.view(ready).story.status is Status.IN_REVIEW
    with pytest.raises(Refused, match="somebody else" if readings == 3 else "supervisor"):
        staff["Wang"].review.approve(ready, by="Wang")
    if readings == 3:
        assert isinstance(staff["Lin"].review.approve(ready, by="Lin").value, Reading)
    with pytest.raises(Refused, match="supervisor"):  # the last is no editor's
        desk.seated("Another", "editor").review.sign_off(ready, by="Another")
    last = staff["Chen"].review.approve(ready, by="Chen").value
    assert isinstance(last, SignOff)
    assert desk.stories.view(ready).signed_off
    stages = [details["stage"] for _, action, details in told(desk) if action == "read"]
    assert stages == [str(stage) for stage in range(1, readings)]


def test_a_reading_is_of_one_text_and_ends_when_the_story_is_returned(
    desk: Desk, ready: str, staff: dict[str, Desk]
) -> None:
    staff["Guo"].accounts.set_policies(Policies(readings=2))
    staff["Wang"].review.approve(ready, by="Wang")
    assert staff["Chen"].stories.view(ready).due.stage == 2
    desk.stories.keep(ready, StoryEdit(deck="Another."))
    assert staff["Chen"].stories.view(ready).due.stage == 1
    desk.stories.keep(ready, StoryEdit(deck=""))
    assert staff["Chen"].stories.view(ready).due.stage == 2
    staff["Chen"].review.return_story(ready, "Again.")
    assert staff["Chen"].stories.view(ready).due.stage == 1


def test_who_is_alone_needs_no_other(desk: Desk, ready: str) -> None:
    made = desk.accounts.add("Wang", "editor").value
    alone = desk.seated("Wang", "editor")
    alone.seat.account = made.id
    alone.accounts.set_policies(Policies(another=True, readings=3))
    alone.stories.keep(ready, StoryEdit(deck="By me."))
    assert isinstance(alone.review.approve(ready, by="Wang").value, SignOff)
    assert told(desk)[-1][2]["alone"] is True


def test_nobody_sits_down_under_a_name_with_a_password_without_it(desk: Desk) -> None:
    chen = desk.accounts.add("Chen Yu", "supervisor", "over the terraces").value
    desk.accounts.add("Wang Lin", "editor")
    desk.site.seat(Person("Wang Lin", "editor"))
    with pytest.raises(Refused, match="has a password"):
        desk.site.seat(Person("Chen Yu", "supervisor"))
    with pytest.raises(Refused, match="not the password"):
        desk.accounts.sit_down(chen.id, "under them")
    seated = desk.accounts.sit_down(chen.id, "over the terraces").value
    assert (seated.name, seated.account) == ("Chen Yu", chen.id)
