"""Values and rules of the trade: what a story, a credit line, a finding or a sign-off *is*.

Standard library only. Nothing here opens a file, asks the clock, knows SQL or Qt.
"""
