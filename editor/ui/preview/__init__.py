"""The page beside the text: exactly what readers will get, refreshed as one types.

It shows pages, it never makes or changes one, and it never reaches out of this machine.
"""
