"""The place where a story is written: headline, deck and body.

Nothing here stores, checks or publishes a story: values come in, values go out.
"""
