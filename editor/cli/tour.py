"""The whole road with the sample story, for a machine without a screen and for the curious."""

from pathlib import Path

from editor.cli.output import Output
from editor.desk.desk import Desk
from editor.desk.refusals import Refused
from editor.desk.sample import bring_in_sample
from editor.interchange.arriving.quoting import counted
from editor.publish.verification import verify_bundle

SUPERVISOR = "Galley's sample supervisor"


def take_tour(desk: Desk, to: Path, out: Output) -> Path:
    """Sample story in, checked, signed off, exported to `to`, verified; the page's path."""
    story_id = bring_in_sample(desk).value
    view = desk.stories.view(story_id)
    out.say(f"1. Brought in: {view.story.headline}")
    out.say(f"2. Checked: {counted(len(view.findings), 'remark')}, nothing that blocks.")
    sign_off = desk.review.sign_off(story_id, by=SUPERVISOR, read=view.snapshot_sha256).value
    out.say(f"3. Signed off: snapshot {sign_off.snapshot[:12]}")
    report = desk.publishing.export(story_id, to).value
    out.say(f"4. Exported: {counted(report.files, 'file')}, {report.bytes // 1024} KB")
    verification = verify_bundle(report.path)
    if not verification.ok:
        raise Refused(f"The bundle did not verify: {'; '.join(verification.problems)}")
    page = report.path / report.page
    out.say(f"5. Verified. Open this page in a browser:\n{page}")
    return page
