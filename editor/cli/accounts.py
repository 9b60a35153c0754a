"""Who a command is done by, and the accounts of the library."""

import os
import sys
from getpass import getpass

from editor.cli.shapes import DONE, Arguments, Json, Output
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.site import Person
from editor.message import message

PASSWORD, NEW_PASSWORD = "GALLEY_PASSWORD", "GALLEY_NEW_PASSWORD"


def take_seat(desk: Desk, name: str | None, *, writing: bool) -> None:
    """Of whoever is named, else of whoever sat here last. Raises Refused."""
    if name is None:
        last = desk.site.person()
        if last is None or not last.account:
            return
        person, asks = last, writing and last.protected
    else:
        found = desk.accounts.find(name)
        person = Person(found.name, found.role, found.id, found.protected)
        asks = found.protected
    if asks:
        desk.accounts.check(person.account, _password(person.name))
    seat = desk.seat
    seat.person, seat.role, seat.account = person.name, person.role, person.account


def _password(name: str) -> str:
    if (given := os.environ.get(PASSWORD)) is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused("account.needs-password", name=name)
    return getpass(str(message("account.ask-password", name=name)))


def add_account(desk: Desk, args: Arguments, out: Output) -> int:
    password = ""
    if args.password:
        given = os.environ.get(NEW_PASSWORD, os.environ.get(PASSWORD))
        if given is None and not sys.stdin.isatty():
            raise Refused("account.needs-password", name=args.name)
        asked = str(message("account.ask-new-password", name=args.name))
        password = getpass(asked) if given is None else given
        if given is None and getpass(str(message("account.ask-again"))) != password:
            raise Refused("account.passwords-differ")
        if not password:
            raise Refused("account.short-password", n=8)
    account = desk.accounts.add(args.name, args.role, password).value
    out.say(f"{account.id[:8]}  {account.name}  {account.role}")
    out.give(_shape(account.id, account.name, account.role, None))
    return DONE


def list_accounts(desk: Desk, args: Arguments, out: Output) -> int:
    accounts, keys = desk.accounts.all(), desk.accounts.keys()
    for each in accounts:
        out.say(f"{each.id[:8]}  {each.name}  {each.role}")
    if not accounts:
        out.say(message("answer.no-accounts"))
    out.give([_shape(each.id, each.name, each.role, keys.get(each.id)) for each in accounts])
    return DONE


def _shape(account: str, name: str, role: str, key: str | None) -> Json:
    return {"id": account, "name": name, "role": role, "key": key}
