"""What in a mail is copy, and what is the mail: greetings, replies quoted below, signatures."""

import re

from editor.interchange.paragraphs import split_paragraphs
from editor.interchange.quoting import quoted
from editor.story.document import (
    Block,
    Blockquote,
    Divider,
    Heading,
    Paragraph,
    block_runs,
    runs_text,
)

Cut = tuple[list[Block], list[str]]

_GREETING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|to whom it may concern)\b[^.!?]{0,60}"
    r"[,:!，：！]?|(?:各位|尊敬的|亲爱的)?[^\s，。：:]{0,12}(?:老师|编辑|您好|你好|同事们?|先生|女士)[^\s。]{0,6}[，,：:！!]?",
    re.IGNORECASE,
)
_REPLY_HEAD = re.compile(
    r"(?:-{2,}\s*(?:original message|forwarded message|原始邮件|转发邮件|邮件原件|回复的原邮件).*"
    r"|on .{6,90} wrote:|am .{6,90} schrieb.*:|在.{4,60}(?:写道|寫道)[:：]"
    r"|_{10,}|begin forwarded message:"
    r"|(?:from|发件人|寄件者)\s*[:：].{3,160}(?:sent|date|发送时间|日期)\s*[:：].*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN_OFF = re.compile(
    r"(?:best|kind|warm)?\s*(?:regards|wishes)|best|cheers|thanks(?: again)?|many thanks|thank you"
    r"|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|sent from my .{1,40}"
    r"|此致|敬礼|祝好|谢谢|发自我的.{1,20}",
    re.IGNORECASE,
)
_SIGNATURE_MARK = re.compile(r"--\s*")
MAX_SIGNATURE = 12  # paragraphs after the last words of the copy
MAX_SIGNATURE_LINE = 200


def plain_paragraphs(text: str) -> tuple[tuple[str, ...], list[str]]:
    """The paragraphs of a plain mail without what it quotes (`> …`) and its signature (`-- `)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    said: list[str] = []
    for at, line in enumerate(lines):
        if _SIGNATURE_MARK.fullmatch(line) and line.startswith("-- "):
            said += _told("the mail's signature", " ".join(lines[at + 1 :]))
            lines = lines[:at]
            break
    quoted_lines = [line for line in lines if line.lstrip().startswith(">")]
    said += _told("the mail that was replied to", " ".join(x.lstrip("> ") for x in quoted_lines))
    kept = [line for line in lines if not line.lstrip().startswith(">")]
    return split_paragraphs("\n".join(kept)), said


def copy_of_mail(blocks: list[Block]) -> Cut:
    """The blocks that are copy, and sentences about what was cut off."""
    blocks, said = _without_reply(blocks)
    blocks, signature = _without_signature(blocks)
    said += signature
    if blocks and _GREETING.fullmatch(_text(blocks[0])):
        said += _told("the mail's greeting", _text(blocks[0]))
        del blocks[0]
    return blocks, said


def _without_reply(blocks: list[Block]) -> Cut:
    """Everything from the line on under which a mail program sets the mail before."""
    for at, block in enumerate(blocks):
        text = _text(block)
        follows = " ".join(_text(each) for each in blocks[at : at + 4])
        is_head = bool(text) and len(text) < 400 and _REPLY_HEAD.fullmatch(text)
        is_list = text.lower().startswith(("from:", "发件人")) and _REPLY_HEAD.match(follows)
        if is_head or is_list:
            if at == 0 and len(blocks) > 1:  # forwarded without a word: the copy is what follows
                head = _head_length(blocks)
                told = _told("the head of the mail", " ".join(_text(b) for b in blocks[:head]))
                return blocks[head:], told
            words = " ".join(_words(each) for each in blocks[at:])
            return blocks[:at], _told("the mail that was replied to", words)
    if len(blocks) > 1 and isinstance(blocks[-1], Blockquote) and not blocks[-1].attribution:
        words = _words(blocks[-1])
        if _REPLY_HEAD.fullmatch(_text(blocks[-2])):
            return blocks[:-2], _told("the mail that was replied to", words)
    return blocks, []


_HEAD_LINE = re.compile(
    r"(?:from|to|cc|sent|date|subject|发件人|收件人|抄送|发送时间|日期|主题)\s*[:：].*",
    re.IGNORECASE | re.DOTALL,
)


def _head_length(blocks: list[Block]) -> int:
    """How many blocks at the top are the head of a forwarded mail."""
    count = 0
    for block in blocks:
        text = _text(block)
        if text and not (_REPLY_HEAD.fullmatch(text) or _HEAD_LINE.fullmatch(text)):
            break
        count += 1
    return count


def _without_signature(blocks: list[Block]) -> Cut:
    for at, block in enumerate(blocks):
        rest = blocks[at:]
        if at == 0 or len(rest) > MAX_SIGNATURE:
            continue
        text = _text(block).rstrip(",，.。!！ ")
        marks = _SIGNATURE_MARK.fullmatch(text) or _first_line_signs_off(text)
        if marks and all(_is_short(each) for each in rest):
            words = " ".join(_words(each) for each in rest)
            return blocks[:at], _told("the mail's signature", words)
    return blocks, []


def _first_line_signs_off(text: str) -> bool:
    first = text.split("\n", 1)[0].rstrip(",，.。!！ ")
    return _SIGN_OFF.fullmatch(first) is not None


def _is_short(block: Block) -> bool:
    if isinstance(block, Divider):
        return True
    return isinstance(block, Paragraph) and len(_text(block)) <= MAX_SIGNATURE_LINE


def _text(block: Block) -> str:
    return runs_text(block.runs).strip() if isinstance(block, Paragraph | Heading) else ""


def _words(block: Block) -> str:
    return " ".join(runs_text(runs) for runs in block_runs(block))


def _told(what: str, words: str) -> list[str]:
    return [f"Left out {what}: {quoted(words)}"] if words.strip() else []
