"""What kinds of passages and formatting are called in a comparison."""

KINDS = {
    "paragraph": "Paragraph",
    "heading 2": "Heading",
    "heading 3": "Smaller heading",
    "quote": "Quote",
    "attribution": "Attribution",
    "pull quote": "Pull quote",
    "bullet": "Bullet",
    "numbered item": "Numbered item",
    "table row": "Table row",
    "photo": "Photo",
    "gallery": "Gallery",
    "divider": "Divider",
}
FORMATTING = {
    ("bold", True): "Bold added: “{0}”",
    ("bold", False): "Bold taken away: “{0}”",
    ("italic", True): "Italic added: “{0}”",
    ("italic", False): "Italic taken away: “{0}”",
    ("underline", True): "Underline added: “{0}”",
    ("underline", False): "Underline taken away: “{0}”",
    ("strike", True): "Struck: “{0}”",
    ("strike", False): "No longer struck: “{0}”",
    ("superscript", True): "Raised: “{0}”",
    ("superscript", False): "No longer raised: “{0}”",
    ("subscript", True): "Lowered: “{0}”",
    ("subscript", False): "No longer lowered: “{0}”",
    ("link", True): "Link added: “{0}”",
    ("link", False): "Link taken away: “{0}”",
}
