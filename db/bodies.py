"""The bodies of stories: kept as their stored text, and read from it.

Somebody who types changes a block or two after every pause, and the whole body goes to the
library and comes back. What is the same stays the same value, which nobody writes or reads anew.
"""

import json
from typing import Any

from sqlalchemy import Connection, Text, insert, type_coerce, update

from db.errors import StoryChanged
from db.look import LastBodies
from db.schema import documents
from editor.story import document_json
from editor.story.block_ids import BlockIds
from editor.story.document import Document

# Read as its text: most often it is known what body that is.
BODY = (type_coerce(documents.c.body, Text).label("body"), documents.c.blocks)


class Bodies:
    def __init__(self, connection: Connection, last: LastBodies) -> None:
        self._connection = connection
        self._last = last

    def add(self, story_id: str, body: Document) -> None:
        form = document_json.to_json(body)
        blocks = BlockIds(()).following({}, form, body.ids).to_json()
        self._connection.execute(
            insert(documents).values(story_id=story_id, body=form, blocks=blocks)
        )

    def keep(self, row: Any, body: Document, base: Document | None) -> bool:
        """Whether it differs from what is in the row, and was stored. Raises StoryChanged when
        that is neither `base`, with which somebody began, nor `body`."""
        text, form = document_json.to_text(body), document_json.to_json(body)
        known = self._last.of(row.id, row.body)
        stored = json.loads(row.body) if known is None else document_json.to_json(known)
        if stored == form:
            return False
        if base is not None:
            # As values: an older schema's form of the same text is the same text.
            began = document_json.to_json(base)
            if stored != began and document_json.from_json(stored) != base:
                raise StoryChanged(row.revision)
        ids = BlockIds.of(row.id, stored, row.blocks).following(stored, form, body.ids)
        self._connection.execute(
            update(documents)
            .where(documents.c.story_id == row.id)
            .values(body=type_coerce(text, Text), blocks=ids.to_json())
        )
        self._last.know(row.id, text, body)
        return True
