"""A page of the web, imported or pasted, becomes a body: fenced, put in order, read."""
