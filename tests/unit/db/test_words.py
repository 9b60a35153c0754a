from db.store import Store
from editor.story.words import NewsroomWord, WordKind

PLACE = NewsroomWord("You'ao", WordKind.PLACE, "游邀", "desk")


def test_a_word_is_kept_changed_and_removed(store: Store) -> None:
    with store.begin() as work:
        work.words.keep([PLACE, NewsroomWord("Jinnuo")])
        work.words.keep([NewsroomWord("Jinnuo", WordKind.ORGANISATION)])
        work.commit()
    with store.read() as work:
        assert [row.word for row in work.words.all()] == ["Jinnuo", "You'ao"]
        assert work.words.get("Jinnuo").kind is WordKind.ORGANISATION
        assert work.words.get("You'ao") == PLACE
    with store.begin() as work:
        assert work.words.remove("Jinnuo")
        assert not work.words.remove("Jinnuo")
        work.commit()
    with store.read() as work:
        assert work.words.all() == (PLACE,)


def test_many_words_go_in_at_once(store: Store) -> None:
    with store.begin() as work:
        work.words.keep(NewsroomWord(f"w{number}") for number in range(5_000))
        work.commit()
    with store.read() as work:
        assert len(work.words.all()) == 5_000
