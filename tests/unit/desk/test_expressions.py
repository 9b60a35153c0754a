"""Expressions somebody typed: answered, told when wrong, stopped when they would never end."""

from contextlib import closing

import pytest

from editor.desk.replacing import ExpressionRun
from editor.story.matching import BadExpression, Match, Query, Replacement
from main import main


def test_every_text_gets_its_own_hits() -> None:
    with closing(ExpressionRun()) as run:
        query = Query(r"(\w+)an", expression=True)
        found = run.find(query, Replacement(r"\1on"), ["Jinan 😀 Wuhan", "", "none"])
        assert found == [(Match(0, 5, "Jinon"), Match(8, 13, "Wuhon")), (), ()]
        assert run.find(Query("😀.", expression=True), None, ["a😀b"]) == [(Match(1, 3),)]


def test_a_wrong_expression_is_told_and_the_next_is_answered() -> None:
    with closing(ExpressionRun()) as run:
        with pytest.raises(BadExpression, match="cannot be read, character 1"):
            run.find(Query("(", expression=True), None, ["a"])
        assert run.find(Query("a", expression=True), None, ["a"]) == [(Match(0, 1),)]


@pytest.mark.parametrize("expression", [r"(a+)+b", r"(a|aa)+$b", r"(.*)*x{5}(.*)*y"])
def test_an_expression_without_end_is_stopped_with_a_sentence(expression: str) -> None:
    run = ExpressionRun(seconds=0.5)
    with pytest.raises(BadExpression, match="takes too long"):
        run.find(Query(expression, expression=True), None, ["a" * 60])
    assert run.find(Query("a", expression=True), None, ["a"]) == [(Match(0, 1),)]
    run.close()


def test_a_frozen_program_starts_itself_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    from editor.child import MATCH_ARGUMENT
    from editor.desk.expression_child import question

    asked = question(Query("b", expression=True), None, ["abc"], 5.0)
    monkeypatch.setattr(sys, "stdin", io.StringIO(asked.decode()))
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdout", said)
    assert main([MATCH_ARGUMENT]) == 0
    assert said.getvalue() == '{"hits": [[[1, 2, ""]]]}\n'
