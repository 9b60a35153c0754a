"""What the newsroom knows, at a terminal: listed, added, brought in, and a story read for words."""

from editor.cli.shapes import DONE, FOUND, Arguments, Json, Output
from editor.desk.desk import Desk
from editor.desk.words import WordsImported, report_lines
from editor.language.flags import FlagKind
from editor.language.spelling import Found
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
