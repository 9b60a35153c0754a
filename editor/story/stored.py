"""The forms of values that stand in one column of a library; some are parts of a snapshot too.

A field that an older library lacks takes its default, so adding one needs no migration.
"""

from editor.story.credit import CreditLine, CreditStyle
from editor.story.forms import Forms
from editor.story.outlet import NavItem
from editor.story.photo import AwaitedPhoto, Crop
from editor.story.photo_fields import PhotoFacts

# What each had in its first form, for good: one that comes later is not listed here, and is
# written only where it says something, so that an older Galley reads what does not use it.
FIRST_FIELDS = {
    CreditLine: ("text", "relation", "photographer", "organisation", "network"),
    CreditStyle: ("form", "brackets", "outlet_name"),
    NavItem: ("label", "path"),
    Crop: ("left", "top", "width", "height"),
    AwaitedPhoto: ("caption", "credit"),
    PhotoFacts: (
        *("caption", "headline", "title", "credit", "creators", "source", "copyright_notice"),
        *("usage_terms", "web_statement", "licensor_url", "alt", "keywords", "date_created"),
        *("sublocation", "city", "province", "country", "instructions", "job_id"),
    ),
}
STORED = Forms(FIRST_FIELDS, gappy=True)
