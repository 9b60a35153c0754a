"""The words of many stories at once, narrowed by the index without hiding a hit."""

from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store
from editor.story.body_texts import body_texts
from editor.story.document import Document
from editor.story.matching import Matcher, Query
from tests.unit.db.conftest import MakeStory

LETTERS = "ab AB-'’“\"é中文字1_."


def test_a_gone_story_is_left_out_and_the_order_kept(store: Store, make_story: MakeStory) -> None:
    with store.begin() as work:
        for number in range(3):
            work.stories.add(make_story(id=f"{number}" * 32, slug=f"s-{number}"))
        work.commit()
    with store.read() as work:
        wanted = ["2" * 32, "9" * 32, "0" * 32]
        assert [each.id for each in work.copy.of(wanted)] == ["2" * 32, "0" * 32]


@settings(max_examples=60)
@given(
    st.text(alphabet=LETTERS, min_size=1, max_size=12),
    st.text(alphabet=LETTERS, min_size=1, max_size=4),
    st.booleans(),
    st.booleans(),
)
def test_no_story_with_a_hit_is_left_out(
    store: Store, make_story: MakeStory, text: str, words: str, whole: bool, case: bool
) -> None:
    query = Query(words, match_case=case, whole_words=whole)
    story = make_story(id="a" * 32, headline="", deck="", body=Document.from_paragraphs([text]))
    with store.begin() as work:
        work.stories.add(story)
        [copy] = work.copy.of([story.id])
        hits = [hit for each in body_texts(copy.body) for hit in Matcher(query).find(each)]
        if hits:
            assert story.id in work.copy.candidates(query)
