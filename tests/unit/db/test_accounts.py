from db.store import Store


def test_people_are_remembered_with_the_role_they_had_last(store: Store) -> None:
    with store.begin() as work:
        wang = work.accounts.keep("Wang Wei", "editor")
        li = work.accounts.keep("Li Na", "photo staff")
        promoted = work.accounts.keep("Wang Wei", "supervisor")

        assert promoted.id == wang.id
        assert work.accounts.all() == (li, promoted)


def test_a_name_is_a_field_and_two_may_have_it(store: Store) -> None:
    with store.begin() as work:
        one = work.accounts.keep("Wang Wei", "editor")
        other = work.accounts.keep("Wang Wei", "supervisor", "0" * 32)
        married = work.accounts.keep("Wang-Li Wei", "editor", one.id)

        assert work.accounts.all() == (other, married)
        assert married.id == one.id
