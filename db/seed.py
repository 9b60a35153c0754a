"""What a new library begins with: the sections and the outlet of a province's English site.

Only a beginning: from then on both are the newsroom's own data.
"""

from db.work import Work
from editor.story.credit import CreditStyle
from editor.story.outlet import SEED_SECTIONS, Outlet, site_navigation

SEED_PUBLISHER = "Shanxi People's Government Foreign Affairs Office"
SEED_OUTLET = Outlet(
    key="site",
    name="Shanxi, China",
    publisher=SEED_PUBLISHER,
    navigation=site_navigation(SEED_SECTIONS),
    footer=(SEED_PUBLISHER, "All rights reserved"),
    credit_style=CreditStyle(),
)


def seed(work: Work) -> None:
    for position, section in enumerate(SEED_SECTIONS):
        work.sections.keep(section, position)
    work.outlets.keep(SEED_OUTLET)
