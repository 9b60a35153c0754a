"""The feed says of every write whose it was."""

import ast
from pathlib import Path

from editor.desk.desk import Desk
from editor.desk.site import Person
from tests.unit.desk.conftest import Clock

EDITOR = Path(__file__).parents[3] / "editor"


def test_what_is_written_is_by_the_account_of_who_sits_here(desk: Desk, clock: Clock) -> None:
    li_na = desk.site.seat(Person("Li Na", "editor")).value
    desk.newsroom.seat.account = li_na.account
    before = clock()
    desk.stories.begin(section="News")
    with desk.newsroom.store.read() as work:
        newest = work.feed.since(0)[-1]
    assert newest.account == li_na.account
    assert newest.at > before


def test_one_door_leads_to_what_is_written() -> None:
    """Whoever goes round it writes as nobody."""
    calls = [
        f"{path.relative_to(EDITOR)}: {ast.unparse(node)}"
        for path in sorted(EDITOR.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("store.begin")
    ]
    assert calls == ["desk/newsroom.py: self.store.begin()"]
