"""The document in the editor: read from it and written into it, block by block."""
