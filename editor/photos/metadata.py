"""Photo metadata in and out, under one name; the work is done in `facts` and `published`."""

from editor.photos.embedded import MetadataUnreadable
from editor.photos.facts import read_facts
from editor.photos.published import Cut, iim_cuts, published_metadata

__all__ = ["Cut", "MetadataUnreadable", "iim_cuts", "published_metadata", "read_facts"]
