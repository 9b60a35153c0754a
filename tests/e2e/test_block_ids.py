"""Blocks keep what the library calls them through a writer's day: real keys, a real library."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from editor.desk.desk import Desk
from editor.story.document import (
    Block,
    Blockquote,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Table,
    TableCell,
    block_runs,
)
from editor.story.runs import Run, runs_text
from editor.story.story import Story, StoryEdit
from tests.e2e.text_walk import TextWalk


def says(number: int) -> tuple[Run, ...]:
    return (Run(f"Sentence number {number * 7919} of a story that says {number**5} once."),)


# Everything in it is said once.
TOLD = Document.of(
    [
        Heading(2, says(1)),
        Paragraph(says(2)),
        Paragraph(says(3)),
        ListBlock(False, (ListItem(says(4)), ListItem(says(5)))),
        Blockquote((Paragraph(says(6)),), "Wang Li"),
        Paragraph(says(7)),
        Table(((TableCell(says(8)), TableCell(says(9))), (TableCell(says(10)), TableCell()))),
        PullQuote(says(11)),
        Paragraph(says(12)),
        Paragraph(says(13)),
    ]
)


class KeptWalk(TextWalk):
    """A walk over a text that is kept at every rest."""

    def __init__(self, seed: int, desk: Desk) -> None:
        super().__init__(seed, TOLD)
        self._desk = desk
        self.story_id = desk.stories.begin().value.id
        self.kept = self.keep()
        self.began = self.kept.body.ids

    def keep(self) -> Story:
        body = self.pane.edit().body
        assert body is not None
        assert body.ids == ()  # the editor knows nothing of them
        self._desk.stories.keep(self.story_id, StoryEdit(body=body))
        view = self._desk.stories.view(self.story_id)
        kept = view.story.body
        if kept != body or not len(set(kept.ids)) == len(kept.ids) == len(kept.blocks):
            self._wrong("not every block has an id of its own")
        if view.snapshot_sha256 != replace(view.snapshot, body=body).sha256:
            self._wrong("ids are hashed")
        return view.story

    def _rest(self) -> None:
        super()._rest()
        before, self.kept = self.kept, self.keep()
        was, now = called(before.body), called(self.kept.body)
        for block in was.keys() & now.keys():
            if was[block] != now[block]:
                self._wrong(f"what nobody touched is called otherwise: {str(block)[:80]}")

    def undo_all(self) -> tuple[str, ...]:
        while self._body.document().isUndoAvailable():
            self._body.undo()
            if self._chance.random() < 0.05:
                self._rest()
        self._rest()
        return self.kept.body.ids


def called(body: Document) -> dict[Block, str]:
    """The ids of blocks that say something nobody else says."""
    blocks = list(body.blocks)
    return {
        block: name
        for name, block in zip(body.ids, blocks, strict=True)
        if blocks.count(block) == 1 and any(runs_text(runs).strip() for runs in block_runs(block))
    }


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", program_version="test", person="Wang Fang")
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_over_a_text_leaves_ids_where_they_belong(
    qapp: QApplication, desk: Desk, seed: int
) -> None:
    walk = KeptWalk(seed, desk)
    walk.go(150)
    assert walk.undo_all() == walk.began
    walk.close()
