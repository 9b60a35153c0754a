"""Files of word processors and mail programs, read in a process of their own.

Everything here that parses runs in the child (`reader`); the house asks through `asking`.
"""
