"""A story leaves the house: copied to a clipboard, or as a file for somebody else (Word, Markdown,
plain text; each reads back as that story).

Nothing here opens the library or writes a file; `desk.story_files` does both.
"""
