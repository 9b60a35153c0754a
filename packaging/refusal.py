"""The sentence shown to a developer when set-up cannot go on."""

from __future__ import annotations


class Refusal(Exception):
    """Says what is wrong and what to type next; printed alone, without a traceback."""
