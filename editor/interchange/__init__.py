"""Stories in and out: text, Markdown and HTML become one value; a body becomes clipboard text.

Nothing here stores a story, asks the clock or fetches an address; only `read` opens a file.
"""
