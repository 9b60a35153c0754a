"""One short story with a lead photo, as a snapshot: what most tests here start from."""

from datetime import datetime, timedelta, timezone

from editor.story.document import Document, Paragraph
from editor.story.outlet import SEED_SECTIONS, Outlet, Section, site_navigation
from editor.story.people import Contributor, Role
from editor.story.runs import Run
from editor.story.snapshot import PlacedPhoto, Snapshot

CHINA = timezone(timedelta(hours=8))
OUTLET = Outlet(
    key="river-province",
    name="River Province, China",
    publisher="River Province Foreign Affairs Office",
    address="https://www.river-province.example/",
    navigation=site_navigation(SEED_SECTIONS),
    footer=(
        "River Province Foreign Affairs Office (2026) All rights reserved",
        "Address: 1 Bridge Street | TEL: 86-000-0000000",
    ),
)
PHOTO = PlacedPhoto(
    placement="lead",
    photo="1" * 64,
    lead=True,
    format="JPEG",
    width=900,
    height=600,
    caption="Farmers bring in the millet on a terrace above the river",
    credit="Photo provided to China Daily",
    credit_line="[Photo provided to China Daily]",
    alt="Three people with sickles on a narrow golden field",
    crop=None,
    creators=("Zou Hong",),
    copyright_notice="© 2026 Zou Hong",
    usage_terms="",
    web_statement="https://rights.example/zou-hong",
    licensor_url="https://rights.example/buy",
    keywords=("millet", "harvest"),
    date_created="2026-09-20",
    place="Dayu, River Province, China",
)
STORY = Snapshot(
    story_id="0123456789abcdef0123456789abcdef",
    slug="millet-comes-home",
    headline="Millet comes home",
    deck="A grain that nobody wanted feeds a valley again",
    body=Document.of(
        [
            Paragraph((Run("The first carts came down the terrace road before sunrise."),)),
            Paragraph(
                (Run('"We sold out by noon," said Li Guihua, who\'s farmed here since 1998.'),)
            ),
        ]
    ),
    section=Section("culture-tourism", "Culture & Tourism"),
    byline=(Contributor("Wang Lin", role=Role.AUTHOR),),
    contributors=(Contributor("Zheng Lu"), Contributor("Zheng Na")),
    dateline="DAYU",
    keywords=("millet", "farming"),
    language="en",
    dated=datetime(2026, 9, 21, 10, 30, tzinfo=CHINA),
    photos=(PHOTO,),
    outlet=OUTLET,
)
