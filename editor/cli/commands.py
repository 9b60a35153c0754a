"""What each command does, from arguments to printed answer and exit status."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from editor.cli import accounts, drafts, history, keys, photos, record, remarks, shapes, way, words
from editor.cli.arguments import SETTABLE
from editor.cli.shapes import DONE, FOUND, UNUSABLE, Arguments, Output, below
from editor.desk.desk import Desk, bring_in_sample
from editor.desk.leaving import write_file
from editor.desk.newsroom import NotReady, Refused
from editor.desk.pictures import PhotoTexts
from editor.interchange.arriving.incoming import fields_as_body
from editor.interchange.arriving.refusal import FileRefused, Tracked, TrackedChanges
from editor.message import Said, message
from editor.photos.intake import PictureRefused
from editor.publish.bundle import AnotherStory, bundle_place, what_stands_at
from editor.publish.verification import verify_bundle
from editor.story.credit import parse_credit
from editor.story.fields import FIELDS, FieldKind, StoryField
from editor.story.people import split_names
from editor.story.story import Status, StoryEdit, StoryRow
from editor.story.workflow import Reading

Command = Callable[[Desk, Arguments, Output], int]


class WrongUsage(Said):
    """The words after the command do not fit it."""


def import_files(desk: Desk, args: Arguments, out: Output) -> int:
    # A wrong section is wrong usage: say so before the first file is read.
    desk.site.section_key(args.section)
    answers: list[shapes.Json] = []
    refused = False
    for path in args.files:
        try:
            answers.append(_import_file(desk, args, path, out))
        except TrackedChanges as refusal:
            refused = True
            name, reason = refusal.name, refusal.reason
            out.complain(message("answer.tracked-changes", name=name, reason=reason))
            answers.append(shapes.refused_changes_json(str(path), refusal))
        except FileRefused as refusal:
            refused = True
            out.complain(refusal)
            answers.append({"file": str(path), "error": str(refusal)})
    out.give(answers)
    return UNUSABLE if refused else DONE


def _import_file(desk: Desk, args: Arguments, path: Path, out: Output) -> shapes.Json:
    arrival = desk.arrivals.read(path, Tracked(args.tracked))
    incoming = fields_as_body(arrival.incoming, args.as_body)
    done = desk.arrivals.take_in(arrival, incoming, section=args.section, by=tuple(args.by))
    brought, story = done.value, done.value.story
    out.say(f"{story.id[:8]}  {story.headline or message('answer.no-headline')}  [{story.slug}]")
    out.say(*map(below, (*map(shapes.found_line, incoming.found), *brought.warnings)))
    return {
        "file": str(path),
        "id": story.id,
        "slug": story.slug,
        "headline": story.headline,
        "warnings": [str(each) for each in brought.warnings],
        "recognised": [shapes.found_json(found) for found in incoming.found],
        "unplaced": [shapes.unplaced_json(each) for each in incoming.unplaced],
        "photos": len(story.placements),
    }


def list_stories(desk: Desk, args: Arguments, out: Output) -> int:
    status = Status(args.status) if args.status else None
    rows = desk.stories.rows(status, desk.site.section_key(args.section))
    return _give_rows(desk, rows, out)


def search(desk: Desk, args: Arguments, out: Output) -> int:
    return _give_rows(desk, desk.stories.search(" ".join(args.words)), out)


def _give_rows(desk: Desk, rows: tuple[StoryRow, ...], out: Output) -> int:
    out.say(*(map(shapes.row_line, rows) if rows else [message("answer.no-stories")]))
    if out.as_json:
        views = (desk.stories.view(row.id) for row in rows)
        out.give([shapes.story_json(view, whole=False) for view in views])
    return DONE


def show(desk: Desk, args: Arguments, out: Output) -> int:
    view = desk.stories.view(args.id)
    shape = shapes.story_json(view)
    for name, value in shape.items():
        if name in ("body", "text", "photos", "awaited_photo"):
            continue
        if name == "route":
            value = [f"{part}: {said}" for part, said in value.items() if said]
        out.say(f"{name:<14}{', '.join(value) if isinstance(value, list) else value or ''}")
    for photo in shape["photos"]:
        lead = message("answer.lead-photo" if photo["lead"] else "answer.photo")
        out.say(f"{lead!s:<14}{photo['caption']} {photo['credit_line']}".rstrip())
    out.say(f"\n{shape['text']}")
    out.give(shape)
    return DONE


def set_fields(desk: Desk, args: Arguments, out: Output) -> int:
    values: dict[str, str] = {}
    for pair in args.fields:
        name, equals, value = pair.partition("=")
        if not equals or name not in SETTABLE:
            raise WrongUsage("answer.not-field-value", pair=pair, fields=SETTABLE)
        values[name] = value
    story_id = desk.stories.view(args.id).story.id
    edit = StoryEdit(**{name: _typed(desk, FIELDS[name], text) for name, text in values.items()})
    desk.stories.keep(story_id, edit)
    view = desk.stories.view(story_id)
    said = message("answer.set", fields=list(values), revision=view.story.revision)
    out.say(f"{view.story.id[:8]}  {said}")
    out.give(shapes.story_json(view))
    return DONE


def _typed(desk: Desk, field: StoryField, text: str) -> Any:
    """What somebody means who types `text` for a field."""
    match field.kind:
        case FieldKind.SECTION:
            return desk.site.section_key(text)
        case FieldKind.NAMES:
            return split_names(text)
        case FieldKind.KEYWORDS:
            return tuple(text.replace("，", ",").split(","))
        case FieldKind.LENGTH if text.isdecimal():
            return int(text)
        case FieldKind.LENGTH:
            raise WrongUsage("answer.not-a-length", field=field.key)
        case _:
            return text


def add_photos(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    credit = None if args.credit is None else parse_credit(args.credit)
    texts = PhotoTexts(args.caption, credit, args.alt, args.decorative)
    answers: list[shapes.Json] = []
    refused = False
    lead = args.lead
    for path in args.files:
        try:
            brought = desk.pictures.bring_in(path)
        except PictureRefused as refusal:
            refused = True
            out.complain(refusal)
            answers.append({"file": str(path), "error": str(refusal)})
            continue
        attached = desk.pictures.attach(
            story_id, brought, lead=lead, into_body=not lead, texts=texts
        ).value
        view = desk.stories.view(story_id)
        photo = shapes.photo_json(view, attached.placement.id)
        warnings = [str(each) for each in attached.warnings]
        answers.append({"file": str(path), **photo, "warnings": warnings})
        out.say(
            message(
                "answer.is-lead-photo" if lead else "answer.is-last-photo",
                name=path.name,
                width=photo["width"],
                height=photo["height"],
            )
        )
        out.say(*map(below, warnings))
        lead = False
    out.give(answers)
    return UNUSABLE if refused else DONE


def check(desk: Desk, args: Arguments, out: Output) -> int:
    view = desk.stories.view(args.id)
    for finding in view.findings:
        out.say(f"{finding.severity:<7} {finding.field:<12} {finding.message} {finding.fix}")
    if not view.findings:
        out.say(message("answer.ready"))
    out.say(message("answer.snapshot", snapshot=view.snapshot_sha256))
    out.give([shapes.finding_json(finding) for finding in view.findings])
    return FOUND if view.blocked else DONE


def sign_off(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    by = args.by or (desk.seat.person if desk.seat.account else "")
    try:
        given = desk.review.approve(story_id, by=by, note=args.note, read=args.read).value
    except NotReady as refusal:
        out.complain(refusal)
        out.give(
            {
                "signed_off_by": None,
                "findings": [shapes.finding_json(each) for each in refusal.findings],
            }
        )
        return FOUND
    if isinstance(given, Reading):
        of = desk.accounts.look().policies.readings
        told = {"by": given.by, "stage": given.stage, "of": of, "snapshot": given.snapshot}
        out.say(message("answer.read-by", **told))
        asked = {"id": story_id, "signed_off_by": None, "reading": given.stage, "of": of}
        out.give(
            {
                **asked,
                "read_by": given.by,
                "snapshot": given.snapshot,
                "at": given.at.isoformat(),
            }
        )
        return DONE
    out.say(message("answer.signed-off", by=given.by, snapshot=given.snapshot))
    out.give(
        {
            "id": story_id,
            "signed_off_by": given.by,
            "snapshot": given.snapshot,
            "at": given.at.isoformat(),
            "key": given.key,
        }
    )
    return DONE


def export(desk: Desk, args: Arguments, out: Output) -> int:
    view = desk.stories.view(args.id)
    proof = args.proof or not view.signed_off
    place = bundle_place(args.to, view.snapshot, proof=proof, zipped=args.zip)
    stood = what_stands_at(place)
    try:
        report = desk.publishing.export(
            view.story.id,
            args.to,
            zipped=args.zip,
            proof=args.proof,
            replace_other=args.replace_other,
        ).value
    except AnotherStory as refusal:
        raise Refused("answer.another-story", refusal=refusal.message) from refusal
    if report.kind == "proof" and not args.proof:
        stale = view.sign_off is not None
        out.say(message("answer.proof-changed" if stale else "answer.proof-unsigned"))
    is_proof, made = report.kind == "proof", report.path
    out.say(message("answer.proof" if is_proof else "answer.bundle", n=report.files, path=made))
    page = report.path / report.page if report.path.is_dir() else report.page
    out.say(message("answer.page", page=page))
    for remark in report.remarks:
        out.say(remark)
    if stood is not None:
        out.say(
            message(
                "answer.replaced-proof" if is_proof else "answer.replaced-bundle",
                written=stood.written,
            )
        )
    replaced = stood.manifest.snapshot if stood is not None and stood.manifest else None
    out.give({**shapes.export_json(report), "replaced": replaced})
    return DONE


def preview(desk: Desk, args: Arguments, out: Output) -> int:
    view = desk.stories.view(args.id)
    page = desk.publishing.page(view.snapshot)
    write_file(args.to, page.html, mode=0o666)
    said = message("answer.previewed", file=args.to, path=page.path)
    out.say(said, message("answer.html-alone"))
    sha = view.snapshot_sha256
    out.say(below(message("answer.snapshot", snapshot=sha)))
    out.give({"path": str(args.to), "page": page.path, "bytes": len(page.html), "snapshot": sha})
    return DONE


def save_as(desk: Desk, args: Arguments, out: Output) -> int:
    saved = desk.story_files.save(args.id, args.file)
    out.say(message("answer.saved", path=saved.path, size=saved.size))
    out.say(*map(below, saved.warnings))
    out.give(
        {
            "path": str(saved.path),
            "bytes": saved.size,
            "warnings": [str(each) for each in saved.warnings],
        }
    )
    return DONE


def doctor(desk: Desk, args: Arguments, out: Output) -> int:
    health = desk.upkeep.health(deep=args.deep)
    shape = shapes.health_json(health, desk.upkeep.record())
    out.say(*shape["problems"], *shape["remarks"])
    out.say(message("answer.sound" if shape["ok"] else "answer.not-sound"))
    out.give(shape)
    return DONE if shape["ok"] else FOUND


def backup(desk: Desk, args: Arguments, out: Output) -> int:
    made = desk.upkeep.back_up(args.to)
    out.say(message("answer.backed-up", path=made))
    out.give({"path": str(made), "bytes": made.stat().st_size})
    return DONE


def tour(desk: Desk, args: Arguments, out: Output) -> int:
    """The whole road with the sample story, for a machine without a screen and for the curious:
    in, checked, signed off, exported to a folder, verified."""
    story_id = bring_in_sample(desk).value
    view = desk.stories.view(story_id)
    out.say(message("answer.tour-in", headline=view.story.headline))
    out.say(message("answer.tour-checked", n=len(view.findings)))
    signed = desk.review.sign_off(
        story_id, by="Galley's sample supervisor", read=view.snapshot_sha256
    ).value
    out.say(message("answer.tour-signed", snapshot=signed.snapshot[:12]))
    report = desk.publishing.export(story_id, args.to).value
    out.say(message("answer.tour-exported", n=report.files, size=report.bytes // 1024))
    verification = verify_bundle(report.path)
    if not verification.ok:
        raise Refused("answer.tour-not-verified", problems=verification.problems)
    page = report.path / report.page
    out.say(message("answer.tour-verified", page=page))
    out.give({"page": str(page)})
    return DONE


WRITING: dict[str, Command] = {
    "account add": accounts.add_account,
    "keys export": keys.export_keys,
    "keys revoke": keys.revoke_key,
    "words add": words.add_words,
    "words forget": words.forget_words,
    "words import": words.import_words,
    "codes import": words.import_codes,
    "replace": drafts.replace,
    "save-version": history.save_version,
    "restore-version": history.restore_version,
    "import": import_files,
    "set": set_fields,
    "photo add": add_photos,
    "photo set": photos.set_photo,
    "photo crop": photos.crop_photo,
    "photo focus": photos.focus_photo,
    "ingest": photos.ingest,
    "stationery save": photos.save_stationery,
    "stationery remove": photos.remove_stationery,
    "stationery apply": photos.apply_stationery,
    "comment add": remarks.add_comment,
    "comment answer": remarks.answer_comment,
    "comment resolve": remarks.resolve_comment,
    "comment reopen": remarks.reopen_comment,
    "suggest": remarks.suggest,
    "suggestion accept": remarks.accept_suggestion,
    "suggestion reject": remarks.reject_suggestion,
    "return": remarks.return_story,
    "send": way.send,
    "embargo": way.embargo,
    "kill": way.kill,
    "sign-off": sign_off,
    "export": export,
    "proof": record.write_proof,
    "remarks": record.take_remarks,
    "backup": backup,
    "tour": tour,
}
READING: dict[str, Command] = {
    "account list": accounts.list_accounts,
    "keys list": keys.list_keys,
    "words list": words.list_words,
    "words check": words.check_words,
    "codes list": words.list_codes,
    "codes export": words.export_codes,
    "comment list": remarks.list_comments,
    "suggestion list": remarks.list_suggestions,
    "find": drafts.find,
    "history": history.list_versions,
    "compare": history.compare_versions,
    "list": list_stories,
    "show": show,
    "search": search,
    "photos": photos.list_photos,
    "photo show": photos.show_photo,
    "photo passport": photos.show_passport,
    "photo save": photos.save_photo,
    "stationery list": photos.list_stationery,
    "audit": record.audit,
    "sheet": record.write_sheet,
    "check": check,
    "board": way.board,
    "preview": preview,
    "save-as": save_as,
    "doctor": doctor,
}
