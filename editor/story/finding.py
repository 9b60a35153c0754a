"""What a check has to say."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    BLOCKS = "blocks"  # cannot be signed off
    WARNS = "warns"  # somebody should look, and may decide


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark, at one place.

    `field` is a story field, or caption, credit, alt or photo for a photo (`placement` then
    says which); `block` is the index of a body block; `fix` is an instruction to a person.
    """

    rule: str
    severity: Severity
    field: str
    message: str
    fix: str = ""
    placement: str = ""
    block: int | None = None

    @property
    def blocks(self) -> bool:
        return self.severity is Severity.BLOCKS
