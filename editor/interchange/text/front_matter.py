"""The lines between `---` at the head of a Markdown file.

Reads `key: value`, `key: [a, b]` and lists of `- item`: what editors write there. It is not
YAML, so nothing in it can be more than text.
"""

import re
from dataclasses import dataclass

_BELOW = ("|", ">")  # signs of YAML that the lines below are the value
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:(?:\s++(?P<value>.*))?")
_FENCES = ("---", "...")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` maps keys in small letters to what was given; `rest` is the text below."""

    values: dict[str, tuple[str, ...]]
    rest: str

    def line(self, *keys: str) -> str:
        """The value of the first of `keys` that is given; "" when none is."""
        return ", ".join(next((self.values[key] for key in keys if key in self.values), ()))

    def list(self, *keys: str) -> tuple[str, ...]:
        return next((self.values[key] for key in keys if key in self.values), ())


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of `text`; without a closed block at its very head there is none."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter({}, text)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES), None)
    if end is None:
        return FrontMatter({}, text)
    values: dict[str, list[str]] = {}
    key = ""
    for line in lines[1:end]:
        match = _KEY.fullmatch(line.rstrip())
        if match:
            key = match["key"].lower()
            value = (match["value"] or "").strip()
            values[key] = [] if value in _BELOW else list(_values(value))
        elif not line.strip() or line.lstrip().startswith("#"):
            continue
        elif key:
            values[key].append(_unquoted(line.strip().removeprefix("- ").strip()))
        else:  # words before any key: this is no front matter
            return FrontMatter({}, text)
    said = {key: tuple(v for v in each if v) for key, each in values.items()}
    return FrontMatter(said, "\n".join(lines[end + 1 :]))


def _values(text: str) -> tuple[str, ...]:
    if text.startswith("[") and text.endswith("]"):
        return tuple(v for v in (_unquoted(part) for part in text[1:-1].split(",")) if v)
    return (_unquoted(text),) if text else ()


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
