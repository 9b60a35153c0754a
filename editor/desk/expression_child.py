"""The process in which expressions run: one can take for ever, and then only this process dies.

Reads one question a line (JSON) and answers each in a line; it knows no library and no window.
"""

import faulthandler
import json
import os
import sys
from typing import Any

from editor.story.matching import BadExpression, Matcher, Query, Replacement

MOST_HITS = 200_000  # in one question; more are no answer anybody can use


def question(
    query: Query, replacement: Replacement | None, texts: list[str], seconds: float
) -> bytes:
    """One line for the process: the hits of `query` in each of `texts`, within `seconds`."""
    new = None if replacement is None else [replacement.words, replacement.keep_case]
    asked = {
        "query": [query.words, query.match_case, query.whole_words, query.expression],
        "new": new,
        "texts": texts,
        "seconds": seconds,
    }
    return json.dumps(asked).encode() + b"\n"


def answer(line: str) -> str:
    """The answer to one question, as a line."""
    asked = json.loads(line)
    new = asked["new"]
    # Not a timer of Python's: while an expression is at work, no other line of Python runs.
    faulthandler.dump_traceback_later(asked["seconds"], exit=True, file=_NOWHERE)
    try:
        return json.dumps(_found(asked, None if new is None else Replacement(*new)))
    except BadExpression as error:
        return json.dumps({"error": error.message.to_json()})
    finally:
        faulthandler.cancel_dump_traceback_later()


def _found(asked: dict[str, Any], new: Replacement | None) -> dict[str, Any]:
    matcher = Matcher(Query(*asked["query"]), new)
    hits: list[list[tuple[int, int, str]]] = []
    left = MOST_HITS
    for text in asked["texts"]:
        found = matcher.find(text)[:left]
        left -= len(found)
        hits.append([(each.start, each.end, each.replacement) for each in found])
    return {"hits": hits}


_NOWHERE = open(os.devnull, "w")  # noqa: PTH123, SIM115 - the watchdog writes there while we die


def main() -> int:
    for line in sys.stdin:
        sys.stdout.write(answer(line) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
