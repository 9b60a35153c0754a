"""The commands about versions: listed, compared, saved under a name, brought back."""

import argparse

from editor.cli.output import Output
from editor.cli.version_shapes import change_json, version_json, version_line
from editor.desk.desk import Desk
from editor.story.comparison import change_lines

Arguments = argparse.Namespace
DONE, FOUND = 0, 1


def list_versions(desk: Desk, args: Arguments, out: Output) -> int:
    versions = desk.stories.view(args.id).versions[::-1]
    for version in versions:
        out.say(version_line(version))
    if not versions:
        out.say("No version was kept yet.")
    out.give([version_json(version) for version in versions])
    return DONE


def compare_versions(desk: Desk, args: Arguments, out: Output) -> int:
    """As `diff` does: 0 when nothing differs, 1 when something does."""
    story_id = desk.stories.view(args.id).story.id
    compared = desk.history.compare(story_id, args.older, args.newer)
    for line in change_lines(compared.comparison):
        out.say(line)
    out.give(change_json(compared))
    return DONE if compared.comparison.alike else FOUND


def save_version(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    version = desk.history.save(story_id, args.name).value
    out.say(f"Version {version.number}: {version.name}")
    out.give(version_json(version))
    return DONE


def restore_version(desk: Desk, args: Arguments, out: Output) -> int:
    story_id = desk.stories.view(args.id).story.id
    desk.history.restore(story_id, args.number)
    restored = desk.history.versions(story_id)[-1]
    out.say(
        f"The story is what it was in version {args.number}, and that is version "
        f"{restored.number} now; what was there is kept before it."
    )
    out.give(version_json(restored))
    return DONE
