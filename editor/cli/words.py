"""What the newsroom knows, at a terminal: listed, added, brought in, and a story read for words."""

from editor.cli.shapes import DONE, FOUND, Arguments, Json, Output
from editor.desk.desk import Desk
from editor.desk.leaving import write_file
from editor.desk.site import CODES
from editor.desk.words import WordsImported, report_lines
from editor.language.flags import FlagKind
from editor.language.spelling import Found
from editor.language.typing_habits import (
    brought_lines,
    delimiter_of,
    entries_of,
    put_together,
    read_codes,
    written,
)
from editor.message import message
from editor.story.words import NewsroomWord, WordKind


def list_words(desk: Desk, args: Arguments, out: Output) -> int:
    rows = list(desk.words.rows())
    if args.all:
        rows += [
            NewsroomWord(spelling, entry.kind, entry.chinese, "Galley")
            for entry in desk.words.brought()
            for spelling in entry.spellings
        ]
    for row in rows:
        out.say(f"{row.word:<32} {row.kind:<13} {row.chinese}".rstrip())
    if not rows:
        out.say(message("answer.no-words"))
    out.give([word_json(row) for row in rows])
    return DONE


def add_words(desk: Desk, args: Arguments, out: Output) -> int:
    """All of them or, when one is refused, none."""
    kept = desk.words.add_all(args.words, kind=WordKind(args.kind), chinese=args.chinese).value
    for row in kept:
        out.say(message("answer.word-added", word=row.word))
    out.give([word_json(row) for row in kept])
    return DONE


def forget_words(desk: Desk, args: Arguments, out: Output) -> int:
    known = {row.word for row in desk.words.rows()}
    gone = [word for word in args.words if word in known]
    desk.words.forget(gone)
    for word in args.words:
        known = word in gone
        out.say(message("answer.word-gone" if known else "answer.word-unknown", word=word))
    out.give({"forgotten": gone})
    return DONE


def import_words(desk: Desk, args: Arguments, out: Output) -> int:
    """1 when rows were refused; the others are in."""
    report = desk.words.import_spreadsheet(args.file).value
    out.say(*report_lines(report))
    out.give(report_json(report))
    return FOUND if report.refused else DONE


def check_words(desk: Desk, args: Arguments, out: Output) -> int:
    """1 when a word is misspelt or doubled; names to be confirmed are no error."""
    found = desk.words.read(desk.stories.view(args.id).story.id)
    for each in found:
        out.say(f"{each.flag.kind:<9} {each.field:<9} {each.flag.word}")
    if not found:
        out.say(message("answer.words-known"))
    out.give([found_json(each) for each in found])
    return FOUND if any(each.flag.kind is not FlagKind.NAME for each in found) else DONE


def list_codes(desk: Desk, args: Arguments, out: Output) -> int:
    kept = desk.site.setting(CODES, {})
    entries = entries_of(kept)
    for code, *forms in entries:
        out.say(f"{code:<16} {' | '.join(forms)}")
    if not entries:
        out.say(message("code.none"))
    codes = [{"code": code, "forms": forms} for code, *forms in entries]
    out.give({"delimiter": delimiter_of(kept), "codes": codes})
    return DONE


def import_codes(desk: Desk, args: Arguments, out: Output) -> int:
    """1 when lines were wrong; the others are in, in the place of those with the same code."""
    kept = desk.site.setting(CODES, {})
    brought = read_codes(args.file.read_bytes(), args.file.name)
    entries = list(map(list, put_together(entries_of(kept), brought.entries)))
    delimiter = args.delimiter or delimiter_of(kept)
    desk.site.remember(CODES, {"delimiter": delimiter, "entries": entries})
    out.say(*brought_lines(brought, args.file.name))
    wrong = [{"line": number, "reason": str(reason)} for number, reason in brought.wrong]
    out.give({"file": str(args.file), "brought": len(brought.entries), "wrong": wrong})
    return FOUND if wrong else DONE


def export_codes(desk: Desk, args: Arguments, out: Output) -> int:
    entries = entries_of(desk.site.setting(CODES, {}))
    write_file(args.file, written(entries))
    out.say(message("code.written", n=len(entries), file=args.file))
    out.give({"file": str(args.file), "codes": len(entries)})
    return DONE


def word_json(row: NewsroomWord) -> Json:
    return {"word": row.word, "kind": str(row.kind), "chinese": row.chinese, "source": row.source}


def report_json(report: WordsImported) -> Json:
    return {
        "file": report.file,
        "added": [word_json(row) for row in report.added],
        "completed": [word_json(row) for row in report.completed],
        "known": list(report.known),
        "refused": [
            {"row": row.row, "text": row.text, "reason": str(row.reason)} for row in report.refused
        ],
        "remarks": [str(each) for each in report.remarks],
    }


def found_json(found: Found) -> Json:
    return {
        "kind": str(found.flag.kind),
        "word": found.flag.word,
        "field": found.field,
        "block": found.block,
        "placement": found.placement,
        "start": found.flag.start,
        "end": found.flag.end,
        "text": found.text,
    }
