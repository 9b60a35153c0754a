"""Reading a paragraph for odd words, and adding one, beside the time of a frame on the screen."""

from collections.abc import Callable
from dataclasses import replace

from editor.language.dictionaries import Dictionaries
from editor.language.lexicon import Variant
from editor.language.spelling import check_text
from editor.language.suggestions import near
from tests.benchmarks.conftest import Ratio, percentile, times

PARAGRAPH = (
    "Zhang Guohua, a farmer in You'ao village in Xinzhou city, Shanxi province, is one of the "
    "beneficiaries of the research, which led to sticky corn of higher yeilds. “I did so and this "
    "year's yields of both earned me 200,000 yuan in net income,” he said. "
) * 2  # about a hundred words
FRAME = 0.016
MENU = 0.050  # seconds until a right click must show something


def test_spelling(record: Callable[[Ratio], None], benchmark: object) -> None:
    lexicon = Dictionaries().lexicon(Variant.AMERICAN)
    warm = percentile(times(lambda: check_text(PARAGRAPH, lexicon), 200), 0.5)
    record(Ratio("a paragraph read for odd words, p50", "1 ms", warm, 0.001, 1.0))
    cold = times(lambda: check_text(PARAGRAPH, replace(lexicon, judged={})), 200)
    record(Ratio("the same, every word new, p50", "a frame", percentile(cold, 0.5), FRAME, 0.25))
    added = times(lambda: lexicon.with_word("Beiyao"), 200)
    record(Ratio("a word added, p50", "a frame", percentile(added, 0.5), FRAME, 0.1))
    offered = times(lambda: near("internationalizaton", lexicon), 50)
    record(Ratio("near suggestions, p50", "50 ms", percentile(offered, 0.5), MENU, 0.2))
    benchmark.pedantic(lambda: check_text(PARAGRAPH, lexicon), rounds=20)  # type: ignore[attr-defined]
