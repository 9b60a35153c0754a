"""Spelling as the writer sees it: marks under words, in any text field of the window.

It lays marks over a text and offers corrections; it never changes a text by itself.
"""
