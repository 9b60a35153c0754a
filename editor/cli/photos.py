"""Commands about the pictures of the library, whether or not a story uses them."""

from pathlib import Path

from editor.cli import shapes
from editor.cli.shapes import DONE, UNUSABLE, Arguments, Output, below
from editor.desk.desk import Desk
from editor.desk.photo_library import KEYS, LibraryPhoto, NotOfField, Which
from editor.message import message
from editor.photos.intake import PictureRefused
from editor.story.origin import origin_said


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
    try:
        is_file = path.is_file()
    except (OSError, ValueError):
        is_file = False  # no name of a file at all
    try:
        found, said = desk.photos.of_file(path) if is_file else (desk.photos.show(args.photo), ())
    except PictureRefused as refusal:
        out.complain(refusal)
        out.give({"file": args.photo, "error": str(refusal)})
        return UNUSABLE
    shape = shapes.library_photo_json(found, style)
    for name, value in {**shape["fields"], "aigc": shape["origin"]["aigc"]}.items():
        if value:
            out.say(f"{name:<22}{'; '.join(value) if isinstance(value, list) else value}")
    out.say(*origin_said(found.photo.facts, found.photo.origin))
    out.say(*map(below, (*said, *(each.message for each in found.findings))))
    out.give({**shape, "warnings": [str(each) for each in said]} if is_file else shape)
    return DONE


def set_photo(desk: Desk, args: Arguments, out: Output) -> int:
    texts: dict[str, str] = {}
    for pair in args.fields:
        key, equals, text = pair.partition("=")
        if not equals or key not in KEYS:
            raise NotOfField("answer.not-field-value", pair=pair, fields=KEYS)
        texts[key] = text
    photo = desk.photos.show(args.photo).photo
    desk.photos.describe(photo.id, texts)
    found = desk.photos.show(photo.id)
    said = message("answer.photo-set", fields=list(texts), n=len(found.used_in))
    out.say(f"{photo.id[:8]}  {said}")
    out.give(shapes.library_photo_json(found, desk.site.outlet().credit_style))
    return DONE


def save_photo(desk: Desk, args: Arguments, out: Output) -> int:
    photo = desk.photos.show(args.photo).photo
    file, beside = desk.photos.save(photo.id, args.to)
    out.say(message("answer.photo-saved", file=file))
    if beside is not None:
        out.say(below(message("answer.photo-beside", file=beside)))
    out.give({"id": photo.id, "file": str(file), "xmp": str(beside) if beside else None})
    return DONE


def ingest(desk: Desk, args: Arguments, out: Output) -> int:
    answers: list[shapes.Json] = []
    for each in desk.photos.ingest(args.folder):
        said = [str(line) for line in each.said]
        if each.photo is None:
            out.complain(each.said[0])
            answers.append({"file": str(each.path), "error": said[0]})
            continue
        says = message(
            "answer.taken-in" if each.new else "answer.there-already", name=each.path.name
        )
        out.say(f"{each.photo.id[:8]}  {says}")
        out.say(*map(below, said))
        answer = {"file": str(each.path), "id": each.photo.id, "new": each.new, "warnings": said}
        answers.append(answer)
    out.give(answers)
    return UNUSABLE if any("error" in answer for answer in answers) else DONE


def _line(each: LibraryPhoto) -> str:
    photo = each.photo
    size = f"{photo.width} × {photo.height}"
    return f"{photo.id[:8]}  {size:>13}  {photo.original_name}  {photo.facts.caption[:60]}".rstrip()
