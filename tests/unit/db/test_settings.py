import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.nouns import MACHINE
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


text = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)


@settings(
    max_examples=50,
)
@given(key=text, value=values)
def test_a_setting_is_remembered_as_it_was_put(store: Store, key: str, value: object) -> None:
    with store.begin() as work:
        work.settings.put(key, "something before", owner=MACHINE)
        work.settings.put(key, value, owner=MACHINE)

        assert work.look.setting(key, default="not there", owner=MACHINE) == value
        assert work.look.settings(MACHINE)[key] == value
        assert work.look.setting(key, "nobody's") == "nobody's"


def test_a_setting_nobody_put_is_its_default(store: Store) -> None:
    with store.read() as work:
        assert work.look.setting("theme") is None
        assert work.look.setting("theme", "light") == "light"


def test_what_is_not_json_is_our_own_mistake(store: Store) -> None:
    with pytest.raises(TypeError), store.begin() as work:
        work.settings.put("window", object())
