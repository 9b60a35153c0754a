"""Page furniture: what a web site sets around a story and a copied page brings along.

Site navigation, the publisher's footer, address lines, share buttons, agency end marks. It is
recognised only at the edges of a page, never in the middle of the copy.
"""

import re

from editor.late import regex

MAX_LENGTH = 400
_LABEL = 40  # characters of the longest label in a navigation line
_SEPARATORS = regex(r"\s*[|｜┃]\s*|\s+[·•]\s+|\s+[>›»/]\s+")
_SITE_LABELS = frozenset(
    "home|news|about|about us|contact|contact us|government|investment|live|sister cities|business"
    "|culture|travel|sports|opinion|photos|video|videos|politics|services|culture & tourism"
    "|culture &tourism|culture and tourism|tourism|special reports|archive|archives|sitemap"
    "|site map|newsletter|back to top|more|related|related stories|world|china|print|share|mail"
    "|首页|新闻|关于我们|联系我们".split("|")
)
_FOOTER = regex(
    r"all rights reserved|rights reserved\.?$|^copyright\b|^(?:\(c\)|©)|\bcopyright\s*(?:©|\(c\))"
    r"|版权所有|ICP[备证]|^presented by\b|^registration number\b|^powered by\b",
    re.IGNORECASE,
)
_ADDRESS = regex(
    r"^(?:address|add|tel|telephone|phone|fax|e-?mail|post ?code|zip(?: code)?|website|web ?site"
    r"|地址|电话|传真|邮编|邮箱)\s*[:.：]",
    re.IGNORECASE,
)
_END_MARK = regex(
    r"-\s*30\s*-|#{3,}|\*{3}|enditem\.?|\(?\s*end(?:s|item)?\s*\)?\.?|［完］|（完）|\(完\)",
    re.IGNORECASE,
)
_EDITOR_NOTE = regex(
    r"^(?:\(?\s*(?:editors?|source|web editor|责任编辑|编辑|来源)\s*[:：])", re.IGNORECASE
)
_STAMP = regex(
    r"^(?:(?:last )?(?:updated|published|posted|date|source|time)\s*(?:on|at)?\s*[:：]"
    r"|(?:print|share|mail|large|medium|small)(?:\s+(?:print|share|mail|large|medium|small))*$"
    r"|\d{4}-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$)",
    re.IGNORECASE,
)

_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec januar februar märz mai juni juli oktober "
    "dezember janvier février fevrier mars avril juin juillet août aout septembre octobre novembre "
    "décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"
).split()
_TIME = regex(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b\.?)?"
    rf"|\b\d{{1,2}}\.?(?:st|nd|rd|th)?(?:\s+de)?\s+(?:{'|'.join(_MONTHS)})[a-z]*\.?(?:\s+de)?"
    r"(?:,?\s+\d{4})?"
    rf"|\b(?:{'|'.join(_MONTHS)})[a-z]*\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}\s*h\s*\d{2}\b"
    r"|\b\d+\s*(?:min(?:ute)?s?|minuten)\.?(?:\s+(?:read|lesezeit|de lecture))?\b"
    r"|\b\d+\s+(?:hours?|days?|weeks?|months?)\s+ago\b|vor\s+\d+\s+\w+",
    re.IGNORECASE,
)
_WORD = regex(r"[^\W\d_]+")
_DAY = regex(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|sonnabend|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:last )?updated|published|posted"
    r"|veröffentlicht|aktualisiert|publié|mis à jour|stand|am|le|on|by|von|par|发布时间|时间",
    re.IGNORECASE,
)


def is_stamp(line: str) -> bool:
    """A line that says when something was published, how long it reads, and hardly more."""
    text, count = _TIME.subn(" ", line.strip())
    words = _WORD.findall(text)
    if not count or len(words) <= 2:
        return count > 0
    begins = _TIME.match(line.strip()) or _DAY.match(line.strip())
    return bool(begins or "|" in line) and len(words) <= 8


def is_navigation(line: str) -> bool:
    """`Home | News | Government | About Us`, or a bread-crumb trail `Home > News > Local`."""
    labels = [label for label in _SEPARATORS.split(line.strip()) if label]
    if len(labels) < 3 or any(len(label) > _LABEL for label in labels):
        return False
    known = sum(is_site_label(label) for label in labels)
    return known >= 2 or (len(labels) >= 4 and "|" in line and known >= 1)


def is_site_label(line: str) -> bool:
    """One label of a site's menu, standing alone."""
    return " ".join(line.split()).casefold() in _SITE_LABELS


def closing_furniture(line: str) -> str:
    """What a line at the foot of a page is, as a key of the words; "" for copy."""
    text = line.strip()
    if len(text) > MAX_LENGTH:
        return ""
    if is_navigation(text):
        return "part.navigation"
    if _ADDRESS.search(text):
        return "part.address-line"
    if _FOOTER.search(text):
        return "part.publishers-footer"
    if _END_MARK.fullmatch(text):
        return "part.end-mark"
    if _EDITOR_NOTE.search(text) and len(text) <= 120:
        return "part.source-line"
    return "part.stamp" if len(text) <= 80 and _STAMP.search(text) else ""


def opening_furniture(line: str) -> str:
    """What a line above or among headline, caption and deck is; "" for copy."""
    text = line.strip()
    if len(text) > MAX_LENGTH:
        return ""
    if is_navigation(text):
        return "part.navigation"
    return "part.stamp" if len(text) <= 80 and _STAMP.search(text) else ""
