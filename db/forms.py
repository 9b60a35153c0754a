"""The stored JSON of values that stand in one column: credits, crops, facts, outlets' styles.

A field that an older library lacks takes its default, so adding one needs no migration.
"""

from dataclasses import asdict
from typing import Any

from editor.story.credit import CreditLine, CreditStyle, HouseForm, Relation
from editor.story.outlet import NavItem
from editor.story.photo import AwaitedPhoto, Crop
from editor.story.photo_fields import PhotoFacts

Json = dict[str, Any]


def credit_json(credit: CreditLine | None) -> Json | None:
    return None if credit is None else asdict(credit)


def credit_from(data: Json | None) -> CreditLine | None:
    if data is None:
        return None
    return CreditLine(**{**data, "relation": Relation(data["relation"])})


def crop_json(crop: Crop | None) -> Json | None:
    return None if crop is None else asdict(crop)


def crop_from(data: Json | None) -> Crop | None:
    return None if data is None else Crop(**data)


def facts_json(facts: PhotoFacts) -> Json:
    return asdict(facts)


def facts_from(data: Json) -> PhotoFacts:
    fields: Json = {
        **data,
        "credit": credit_from(data.get("credit")) or CreditLine(),
        "creators": tuple(data.get("creators", ())),
        "keywords": tuple(data.get("keywords", ())),
    }
    return PhotoFacts(**fields)


def awaited_json(awaited: AwaitedPhoto | None) -> Json | None:
    return None if awaited is None else asdict(awaited)


def awaited_from(data: Json | None) -> AwaitedPhoto | None:
    if data is None:
        return None
    return AwaitedPhoto(data["caption"], credit_from(data["credit"]) or CreditLine())


def navigation_json(navigation: tuple[NavItem, ...]) -> list[Json]:
    return [asdict(item) for item in navigation]


def navigation_from(data: list[Json]) -> tuple[NavItem, ...]:
    return tuple(NavItem(**item) for item in data)


def style_from(data: Json) -> CreditStyle:
    return CreditStyle(**{**data, "form": HouseForm(data["form"])})
