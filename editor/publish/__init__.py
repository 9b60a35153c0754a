"""From a snapshot to the page readers get, and to the bundle that goes out.

Nothing here opens the library, decodes a picture or asks whether a story may be published.
"""
