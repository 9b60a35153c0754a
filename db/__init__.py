"""The library's storage: one SQLite file, the original pictures beside it, and their backups.

Values of `editor.story` go in and come out; rows, connections and SQL never leave this package.
Nothing here knows Qt, nor decides what a newsroom may do.
"""
