"""What keeps the library's file itself: opened, locked, brought up to date, looked over, backed up.

The nouns in it are `db`'s; nothing here knows what a story is.
"""
