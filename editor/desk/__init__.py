"""What a person can do at the desk: open, keep, file, return, sign off, export.

Verbs are named as an editor would say them; each takes values, makes one transaction and
returns values. Nothing here draws, prints or waits for a person.
"""
