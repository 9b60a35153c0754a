import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.settings import MACHINE
from db.store import Store

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

        assert work.settings.get(key, default="not there", owner=MACHINE) == value
        assert work.settings.all(MACHINE)[key] == value
        assert work.settings.get(key, "nobody's") == "nobody's"


def test_a_setting_nobody_put_is_its_default(store: Store) -> None:
    with store.read() as work:
        assert work.settings.get("theme") is None
        assert work.settings.get("theme", "light") == "light"


def test_what_is_not_json_is_our_own_mistake(store: Store) -> None:
    with pytest.raises(TypeError), store.begin() as work:
        work.settings.put("window", object())
