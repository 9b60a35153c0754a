"""What in a mail is copy, and what is the mail: greetings, replies quoted below, signatures."""

import re

from editor.interchange.arriving.left_out import part_left_out
from editor.interchange.arriving.paragraphs import split_paragraphs
from editor.late import regex
from editor.message import Message
from editor.story import document as body
from editor.story.document import Block, block_runs
from editor.story.runs import runs_text

# What is copy, sentences about what is not, and the words of these.
Cut = tuple[list[Block], list[Message], list[str]]

_GREETING = regex(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|to whom it may concern)\b[^.!?]{0,60}"
    r"[,:!，：！]?|(?:各位|尊敬的|亲爱的)?[^\s，。：:]{0,12}(?:老师|编辑|您好|你好|同事们?|先生|女士)[^\s。]{0,6}[，,：:！!]?",
    re.IGNORECASE,
)
# The line under which a mail program sets the mail before, or the one that is sent on.
_HEADS = (
    r"-{2,}\s*(?:original message|原始邮件|邮件原件|回复的原邮件|original-nachricht)\b.*"
    r"|(?:from|von|de|发件人|寄件者|寄件人)\s*[:：].{3,160}"
    r"(?:sent|date|gesendet|datum|envoyé|发送时间|日期|寄件日期|时间)\s*[:：].*"
)
_FORWARD = (
    r"-{2,}\s*(?:forwarded message|转发邮件|轉寄郵件|转发邮件信息)\b.*|begin forwarded message:"
    r"|-{2,}\s*weitergeleitete nachricht.*"
)
_REPLY_HEAD = regex(_HEADS, re.IGNORECASE | re.DOTALL)
_FORWARD_HEAD = regex(_FORWARD, re.IGNORECASE | re.DOTALL)
_WROTE = regex(
    r"(?:on .{6,160} wrote:|am .{6,160} schrieb.*:|le .{6,160} a écrit\s?:"
    r"|(?:在|于)?.{4,160}(?:写道|寫道)\s*[:：])",
    re.IGNORECASE | re.DOTALL,
)
# Somebody's address, or the minute a mail was sent at: a story says neither before a quotation.
_MAIL_MARK = regex(r"\S@\S|\d{1,2}:\d{2}")
_RULE = regex(r"[_\-=*~]{5,}")
_SIGN_OFF = regex(
    r"(?:best|kind|warm)?\s*(?:regards|wishes)|best|cheers|thanks(?: again)?|many thanks|thank you"
    r"|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|sent from my .{1,40}"
    r"|此致|敬礼|祝好|谢谢|发自我的.{1,20}",
    re.IGNORECASE,
)
REPLIED_TO = Message("part.mail-replied-to")
_SIGNATURE = "part.signature"
_SIGNATURE_MARK = regex(r"--\s*")
MAX_SIGNATURE = 12  # paragraphs after the last words of the copy
MAX_SIGNATURE_LINE = 200


def plain_paragraphs(
    text: str, *, stuffed: bool = False
) -> tuple[tuple[str, ...], list[Message], list[str]]:
    """The paragraphs of a plain mail without what it quotes (`> …`) and its signature (`-- `),
    sentences about these, and their words. In a `stuffed` text a blank before the sign says
    that it is one of the words."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    said: list[Message] = []
    cut: list[str] = []
    for at, line in enumerate(lines):
        if _SIGNATURE_MARK.fullmatch(line) and line.startswith("-- "):
            below = [each for each in lines[at + 1 :] if each.strip()]
            if len(below) <= MAX_SIGNATURE and all(
                len(each) < MAX_SIGNATURE_LINE for each in below
            ):
                said += _told(_SIGNATURE, " ".join(below))
                cut += lines[at:]
                lines = lines[:at]
            break
    if _holds_the_copy(lines):
        lines = [line.lstrip().removeprefix(">").removeprefix(" ") for line in lines]
        return split_paragraphs("\n".join(lines)), said, cut
    answered = [line for line in lines if (line if stuffed else line.lstrip()).startswith(">")]
    said += _told(REPLIED_TO, " ".join(x.lstrip("> ") for x in answered))
    quotes = frozenset(answered)
    kept = [line for line in lines if line not in quotes]
    return split_paragraphs("\n".join(kept)), said, [*answered, *cut]


def _holds_the_copy(lines: list[str]) -> bool:
    """Whether the lines that are quoted are what was sent: below a line that says so, or where
    nothing else is."""
    own = [line for line in lines if not line.lstrip().startswith(">")]
    if len(own) == len(lines):
        return False
    return any(_FORWARD_HEAD.fullmatch(line.strip()) for line in own) or not any(
        map(str.isalnum, "".join(own))
    )


def copy_of_mail(blocks: list[Block], *, answers: bool = False) -> Cut:
    """The blocks that are copy, and what was cut off. `answers` says that lines of a mail before
    have been cut off already: the line above them goes, too."""
    blocks, said, cut = _without_reply(blocks, answers=answers)
    blocks, signed, signature = _without_signature(blocks)
    said, cut = [*said, *signed], [*cut, *signature]
    if blocks and _GREETING.fullmatch(_text(blocks[0])):
        said += _told("part.greeting", _text(blocks[0]))
        cut.append(_text(blocks[0]))
        del blocks[0]
    kept: list[Block] = []
    for block in blocks:  # a line of underscores parts a story: it does not end it
        is_rule = isinstance(block, body.Paragraph) and _RULE.fullmatch(_text(block))
        if is_rule:
            cut.append(_text(block))
        kept.append(body.Divider() if is_rule else block)
    return kept, said, cut


def _without_reply(blocks: list[Block], *, answers: bool) -> Cut:
    """Without everything from the line on under which a mail program sets the mail before."""
    for at, block in enumerate(blocks):
        text = _text(block)
        if not text or len(text) > 400:
            continue
        follow = blocks[at + 1 : at + 3]  # all of them each time would take n² time
        if _FORWARD_HEAD.fullmatch(text) or (at == 0 and follow and _is_head(blocks, 0)):
            first = follow[0] if follow else None
            if isinstance(first, body.Blockquote) and not first.attribution:
                blocks = [*blocks[: at + 1], *first.paragraphs, *blocks[at + 2 :]]
            # Sent on: the copy is what follows the head.
            head = _head_length(blocks[at:])
            kept, said, cut = _without_reply(blocks[at + head :], answers=answers)
            _, told, words = _cut_off([], "part.head-of-mail", blocks[at : at + head])
            return [*blocks[:at], *kept], [*told, *said], [*words, *cut]
        wrote = _is_wrote(text, follow, answers=answers)
        if wrote and follow and (answers or _is_quotation(follow[0])):
            # What stands among the quotations is said in answer to them.
            rest = blocks[at + 1 :]
            gone = [block, *filter(_is_quotation, rest)]
            kept, said, cut = _without_reply(
                [each for each in rest if not _is_quotation(each)], answers=answers
            )
            _, told, words = _cut_off([], REPLIED_TO, gone)
            return [*blocks[:at], *kept], [*told, *said], [*words, *cut]
        if wrote or _is_head(blocks, at):
            return _cut_off(blocks[:at], REPLIED_TO, blocks[at:])
    return blocks, [], []


def _is_head(blocks: list[Block], at: int) -> bool:
    text = _text(blocks[at])
    if _REPLY_HEAD.fullmatch(text):
        return True
    start = at + 1 if _RULE.fullmatch(text) else at  # Outlook draws a line above
    follows = [_text(each) for each in blocks[start : start + 4]]
    first = follows[0].lower() if follows else ""
    is_from = first.startswith(("from:", "von:", "发件人", "寄件者", "寄件人"))
    return is_from and _REPLY_HEAD.match(" ".join(follows)) is not None


def _is_wrote(text: str, follow: list[Block], *, answers: bool) -> bool:
    """`On Monday, Chen Yu wrote:` over what Chen Yu wrote; a story may say so of a letter."""
    if not _WROTE.fullmatch(text):
        return False
    if not follow:
        return answers
    quotes = len(follow) == 1 and _is_quotation(follow[0])
    return quotes or _MAIL_MARK.search(text) is not None


def _is_quotation(block: Block) -> bool:
    return isinstance(block, body.Blockquote) and not block.attribution


_HEAD_LINE = regex(
    r"(?:from|to|cc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff|发件人|收件人|抄送|"
    r"发送时间|发送日期|时间|日期|主题|寄件者|收件者|主旨)\s*[:：].*",
    re.IGNORECASE | re.DOTALL,
)


def _head_length(blocks: list[Block]) -> int:
    """How many blocks at the top are the head of a forwarded mail."""
    count = 0
    for block in blocks:
        text = _text(block)
        is_line = _REPLY_HEAD.fullmatch(text) or _FORWARD_HEAD.fullmatch(text)
        if text and not (is_line or _HEAD_LINE.fullmatch(text) or _RULE.fullmatch(text)):
            break
        count += 1
    return count


def _without_signature(blocks: list[Block]) -> Cut:
    for at in range(max(1, len(blocks) - MAX_SIGNATURE), len(blocks)):
        rest = blocks[at:]
        text = _text(rest[0]).rstrip(",，.。!！ ")
        marks = _SIGNATURE_MARK.fullmatch(text) or _first_line_signs_off(text)
        if marks and all(_is_short(each) for each in rest):
            return _cut_off(blocks[:at], _SIGNATURE, rest)
    return blocks, [], []


def _first_line_signs_off(text: str) -> bool:
    first = text.split("\n", 1)[0].rstrip(",，.。!！ ")
    return _SIGN_OFF.fullmatch(first) is not None


def _is_short(block: Block) -> bool:
    if isinstance(block, body.Divider):
        return True
    return isinstance(block, body.Paragraph) and len(_text(block)) <= MAX_SIGNATURE_LINE


def _text(block: Block) -> str:
    return runs_text(block.runs).strip() if isinstance(block, body.Paragraph | body.Heading) else ""


def _cut_off(kept: list[Block], part: str | Message, gone: list[Block]) -> Cut:
    words = [" ".join(runs_text(runs) for runs in block_runs(block)) for block in gone]
    return kept, _told(part, " ".join(words)), words


def _told(part: str | Message, words: str) -> list[Message]:
    return [part_left_out(part, words)] if words.strip() else []
