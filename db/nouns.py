"""What kinds of records a library has, and whose a setting is."""

from enum import StrEnum


class Noun(StrEnum):
    """A kind of record; a story's body, names, keywords and words are the story's own."""

    ACCOUNT = "account"
    COMMENT = "comment"
    CONTRIBUTOR = "contributor"
    EXPORT = "export"
    KEY = "key"
    KEYWORD = "keyword"
    OUTLET = "outlet"
    PHOTO = "photo"
    PLACEMENT = "placement"
    PUBLICATION = "publication"
    READING = "reading"
    ROUTE = "route"
    SECTION = "section"
    SETTING = "setting"
    SIGN_OFF = "sign_off"
    STORY = "story"
    SUGGESTION = "suggestion"
    WORD = "word"


# What of the newsroom's own data a story shows.
# And by whom it may be changed.
SITE = (Noun.ACCOUNT, Noun.SECTION, Noun.OUTLET, Noun.CONTRIBUTOR, Noun.KEYWORD, Noun.SETTING)
NEWSROOM, MACHINE = "newsroom", "machine"  # whose a setting is, else the id of a person's account
CHOSEN = "outlet"  # the newsroom's setting
RETIRED = "retired"  # the role of an account that nobody sits down as any more
