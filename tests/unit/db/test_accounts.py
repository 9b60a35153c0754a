from db.accounts import Account
from db.store import Store


def test_people_are_remembered_with_the_role_they_had_last(store: Store) -> None:
    with store.begin() as work:
        work.accounts.keep("Wang Wei", "editor")
        work.accounts.keep("Li Na", "photo staff")
        work.accounts.keep("Wang Wei", "supervisor")

        assert work.accounts.all() == (
            Account("Li Na", "photo staff"),
            Account("Wang Wei", "supervisor"),
        )
