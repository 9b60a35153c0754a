"""Commands about the pictures of the library, whether or not a story uses them."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import LibraryError
from editor.cli import shapes
from editor.cli.shapes import DONE, FOUND, UNUSABLE, Arguments, Output, below
from editor.desk.desk import Desk
from editor.desk.newsroom import Refused
from editor.desk.photo_library import (
    ID,
    Ingested,
    LibraryPhoto,
    NotOfField,
    Which,
    differing,
    texts_of,
)
from editor.desk.pictures import Edited
from editor.desk.stationery import Filled
from editor.message import Message, message
from editor.photos.intake import PictureRefused, read_sources
from editor.story.edits import Crop, Edits, Point, Ratio
from editor.story.origin import origin_said
from editor.story.photo import FILLABLE, Placement
from editor.story.rendition import fitting_crop
from editor.story.stationery import Row, Stationery, Way, to_json
from editor.story.story import Story
from editor.story.text import clean_line

if TYPE_CHECKING:
    from editor.desk.watching import Watched

pause = time.sleep
NONE = "none"  # takes a crop or the focal point away


def list_photos(desk: Desk, args: Arguments, out: Output) -> int:
    which = [each for each in Which if vars(args)[each.replace("-", "_")]]
    style = desk.site.outlet().credit_style
    found = desk.photos.photos(which, " ".join(args.search))
    for each in found:
        out.say(_line(each))
    out.give([shapes.library_photo_json(each, style) for each in found])
    return DONE


def show_photo(desk: Desk, args: Arguments, out: Output) -> int:
    """One of the library, or a file that need not be in it."""
    style, path = desk.site.outlet().credit_style, Path(args.photo)
    if path.is_dir():
        raise Refused("refused.is-a-folder", folder=path)
    is_file = path.is_file()
    if not is_file and not ID.fullmatch(args.photo):
        raise Refused("refused.no-file-to-show", file=path)
    try:
        found, said = desk.photos.of_file(path) if is_file else (desk.photos.show(args.photo), ())
    except PictureRefused as refusal:
        unread = _not_read(refusal)
        out.complain(unread)
        out.give({"file": args.photo, "error": str(unread)})
        return UNUSABLE
    shape = shapes.library_photo_json(found, style)
    for name, value in {**shape["fields"], "aigc": shape["origin"]["aigc"]}.items():
        if value:
            out.say(f"{name:<22}{'; '.join(value) if isinstance(value, list) else value}")
    out.say(*origin_said(found.photo.facts, found.photo.origin))
    out.say(*map(below, (*said, *(each.message for each in found.findings))))
    if not is_file:
        uses = desk.photos.uses(found.photo.id)
        shape |= {"uses": shapes.uses_json(uses)}
        out.say(*(below(message("answer.photo-used", slug=use.slug, n=use.times)) for use in uses))
    if args.sources:
        sources = read_sources(path) if is_file else desk.photos.sources(found.photo.id)
        shape |= {"sources": shapes.sources_json(sources, style)}
        for row in differing((found.photo.facts, *sources.values())):
            texts = {n: "; ".join(texts_of(row, f, style)) for n, f in sources.items()}
            told = [f"{name}: {text}" for name, text in texts.items() if text]
            out.say(below(message("answer.photo-differs", field=row.label, said=told)))
    out.give({**shape, "warnings": [str(each) for each in said]} if is_file else shape)
    return DONE


def _not_read(refusal: PictureRefused) -> Message:
    """The same of a file that nobody wanted to add."""
    return message("picture.not-read", name=refusal.name, reason=refusal.reason)


def set_photo(desk: Desk, args: Arguments, out: Output) -> int:
    texts = _texts(args.fields)
    photo = desk.photos.show(args.photo).photo
    desk.photos.describe(photo.id, texts)
    found = desk.photos.show(photo.id)
    said = message("answer.photo-set", fields=list(texts), n=len(found.used_in))
    out.say(f"{photo.id[:8]}  {said}")
    out.give(shapes.library_photo_json(found, desk.site.outlet().credit_style))
    return DONE


def _texts(pairs: Sequence[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or key not in FILLABLE:
            raise NotOfField("answer.not-field-value", pair=pair, fields=list(FILLABLE))
        texts[key] = text
    return texts


def show_passport(desk: Desk, args: Arguments, out: Output) -> int:
    """Found where it is not known at all."""
    try:
        passport = desk.photos.passport(args.file)
    except PictureRefused as refusal:
        raise Refused(_not_read(refusal)) from refusal
    out.say(*passport.said())
    out.give(shapes.passport_json(passport))
    return DONE if passport.uses or passport.photo else FOUND


def save_photo(desk: Desk, args: Arguments, out: Output) -> int:
    photo = desk.photos.show(args.photo).photo
    file, beside = desk.photos.save(photo.id, args.to)
    out.say(message("answer.photo-saved", file=file))
    if beside is not None:
        out.say(below(message("answer.photo-beside", file=beside)))
    out.give({"id": photo.id, "file": str(file), "xmp": str(beside) if beside else None})
    return DONE


def crop_photo(desk: Desk, args: Arguments, out: Output) -> int:
    ratio = None if args.name == "free" else Ratio(args.name)
    return _edit(desk, args, out, lambda placement: _cropped(placement, ratio, args.box))


def focus_photo(desk: Desk, args: Arguments, out: Output) -> int:
    focus = None if args.point == NONE else Point(*_fractions(args.point, 2))
    return _edit(desk, args, out, lambda placement: replace(placement.shown_edits, focus=focus))


def _cropped(placement: Placement, ratio: Ratio | None, box: str) -> Edits:
    edits, photo = placement.shown_edits, placement.photo
    if box == NONE:
        return edits.with_crop(ratio, None)
    left, top, width, height = _fractions(box, 4)
    if left + width > 1 or top + height > 1 or not (width and height):
        ends = {"right": round(left + width, 4), "bottom": round(top + height, 4)}
        raise Refused("refused.crop-outside", box=box, **ends)
    crop = Crop(left, top, width, height)
    if ratio is not None:
        crop = fitting_crop(photo.width, photo.height, edits, ratio, crop)
    return edits.with_crop(ratio, crop)


def _fractions(text: str, count: int) -> list[float]:
    try:
        found = [float(each) for each in text.split(",")]
    except ValueError:
        found = []
    if len(found) != count or not all(0 <= each <= 1 for each in found):
        raise Refused("refused.not-fractions", text=text, n=count)
    return found


def placed_photo(story: Story, key: str) -> Placement:
    """The one photo of a story with this id, of its own or of its place there, or its beginning.
    Raises Refused."""
    found = [
        each
        for each in story.placements
        if key and (each.id.startswith(key) or each.photo.id.startswith(key))
    ]
    if len(found) != 1:
        raise Refused("refused.no-such-photo-here", key=key, slug=story.slug)
    return found[0]


def _edit(desk: Desk, args: Arguments, out: Output, edited: Callable[[Placement], Edits]) -> int:
    story = desk.stories.view(args.id).story
    placement = placed_photo(story, args.photo)
    edits = edited(placement)
    desk.pictures.edit(placement.id, Edited(edits, placement.photo.edits))
    view = desk.stories.view(story.id)
    shape = shapes.photo_json(view, placement.id)
    for name, cut in {"free": shape["edits"]["free"], **shape["edits"]["crops"]}.items():
        size = {"width": cut["width"], "height": cut["height"]}
        drawn = bool(cut["drawn"])
        out.say(message("answer.crop-drawn" if drawn else "answer.crop-found", name=name, **size))
    findings = [
        shapes.finding_json(each) for each in view.findings if each.placement == placement.id
    ]
    out.say(*(below(each["message"]) for each in findings if each["rule"].startswith("focus")))
    out.give({**shape, "findings": findings})
    return DONE


def ingest(desk: Desk, args: Arguments, out: Output) -> int:
    template = desk.stationery.get(args.stationery) if args.stationery else None
    answers = [_came_in(each, out) for each in desk.photos.ingest(args.folder)]
    _fill(desk, template, answers, out)
    out.give(answers)
    return UNUSABLE if any("error" in answer for answer in answers) else DONE


def watch(opened: Callable[[], Desk], args: Arguments, out: Output) -> int:
    """Until somebody stops it. The library is open only while something comes in, so that others
    can write it meanwhile."""
    # Loaded here: few watch a folder.
    from editor.desk.watching import PAUSE, Watched

    if not args.folder.is_dir():
        raise Refused("refused.no-such-folder", folder=args.folder)
    watched, answers = Watched(args.folder), list[shapes.Json]()
    out.say(message("answer.watching", folder=args.folder))
    with suppress(KeyboardInterrupt):
        while True:
            paths = watched.look()
            if watched.news is not None:
                out.say(watched.news)
            try:
                if paths:
                    with closing(opened()) as desk:
                        answers += _take(desk, watched, paths, args, out)
            except LibraryError as error:  # the window has it: it takes pictures in, too
                out.complain(error)
            pause(PAUSE)
    out.give(answers)
    return DONE


def _take(
    desk: Desk, watched: "Watched", paths: Sequence[Path], args: Arguments, out: Output
) -> list[shapes.Json]:
    template = desk.stationery.get(args.stationery) if args.stationery else None
    taken = (watched.take(desk.photos, path) for path in paths)
    answers = [_came_in(each.value, out) for each in taken if each is not None]
    _fill(desk, template, answers, out)
    return answers


def _came_in(each: Ingested, out: Output) -> shapes.Json:
    said = [str(line) for line in each.said]
    if each.photo is None:
        out.complain(each.said[0])
        return {"file": str(each.path), "error": said[0]}
    name = clean_line(each.path.name)
    says = message("answer.taken-in" if each.new else "answer.there-already", name=name)
    out.say(f"{each.photo.id[:8]}  {says}")
    out.say(*map(below, said))
    return {"file": str(each.path), "id": each.photo.id, "new": each.new, "warnings": said}


def _fill(desk: Desk, template: Stationery | None, answers: list[shapes.Json], out: Output) -> None:
    if template is not None:
        new = [answer["id"] for answer in answers if answer.get("new")]
        by_id = {each.photo.id: each for each in desk.stationery.apply(template, new).value}
        for answer in answers:
            if answer.get("new"):
                answer["stationery"] = _filled(by_id[answer["id"]], out)


def list_stationery(desk: Desk, args: Arguments, out: Output) -> int:
    kept = desk.stationery.all()
    for each in kept:
        out.say(each.name)
        for row in each.ticked:
            said = {"field": row.field, "way": str(row.way), "text": row.text}
            out.say(below(message("answer.stationery-row", **said)))
    if not kept:
        out.say(message("answer.no-stationery"))
    out.give([to_json(each) for each in kept])
    return DONE


def save_stationery(desk: Desk, args: Arguments, out: Output) -> int:
    texts = _texts(args.fields)
    ways = dict.fromkeys(args.append, Way.APPEND) | dict.fromkeys(args.if_empty, Way.IF_EMPTY)
    if unknown := [key for key in ways if key not in texts]:
        raise NotOfField("answer.not-field-value", pair=unknown[0], fields=list(texts))
    rows = (Row(key, text, ways.get(key, Way.REPLACE)) for key, text in texts.items())
    desk.stationery.keep(Stationery(args.name, tuple(rows)))
    kept = desk.stationery.get(args.name)
    out.say(message("answer.stationery-kept", name=kept.name, n=len(kept.rows)))
    out.give(to_json(kept))
    return DONE


def remove_stationery(desk: Desk, args: Arguments, out: Output) -> int:
    name = desk.stationery.get(args.name).name
    desk.stationery.remove(name)
    out.say(message("answer.stationery-removed", name=name))
    out.give({"removed": name})
    return DONE


def apply_stationery(desk: Desk, args: Arguments, out: Output) -> int:
    template = desk.stationery.get(args.name)
    wanted = [desk.photos.show(each).photo.id for each in args.photos]
    if args.story:
        wanted += [each.photo.id for each in desk.stories.view(args.story).story.placements]
    done = desk.stationery.apply(template, wanted).value
    out.give([_filled(each, out) for each in done])
    return DONE


def _filled(each: Filled, out: Output) -> shapes.Json:
    name, changed = each.photo.original_name, list(each.changed)
    says = message("answer.stationery-unchanged", name=name)
    if changed:
        says = message("answer.stationery-changed", name=name, fields=changed)
    out.say(f"{each.photo.id[:8]}  {says}")
    out.say(*map(below, each.said))
    said = [str(line) for line in each.said]
    return {"id": each.photo.id, "original_name": name, "changed": changed, "said": said}


def _line(each: LibraryPhoto) -> str:
    photo = each.photo
    size, caption = f"{photo.width} × {photo.height}", clean_line(photo.facts.caption)[:60]
    return f"{photo.id[:8]}  {size:>13}  {photo.original_name}  {caption}".rstrip()
