"""The site's page templates and style sheet, read once from `resources/site`; and those of what is
made of a page for people who read it before it goes out, from `resources/proof`.

A template gets plain values only and may read no file: it can be a stranger's.
"""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

_PAGE = "page.html.j2"


class SiteTemplates:
    """The compiled templates; making one costs about 20 ms, filling one about one.

    Attributes: `style`, the bytes of the style sheet; `style_path`, its place in a bundle,
    which changes with its content; `digest`, the SHA-256 (hex) of templates and style sheet.
    """

    def __init__(self) -> None:
        folder = files("resources") / "site"
        sources = _sources(folder)
        environment = ImmutableSandboxedEnvironment(
            loader=DictLoader(_sources(files("resources") / "proof") | sources),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        told = "".join(f"{name}\0{sources[name]}\0" for name in sorted(sources))
        self._environment = environment
        self._page = environment.get_template(_PAGE)
        # A checkout on Windows may have other line ends; a bundle's bytes must not.
        text = (folder / "page.css").read_text("utf-8")
        self.style = text.replace("\r\n", "\n").encode()
        told = told.replace("\r\n", "\n")
        self.digest = hashlib.sha256(told.encode() + self.style).hexdigest()
        self.style_path = f"assets/{hashlib.sha256(self.style).hexdigest()[:16]}.css"

    def page(self, values: Mapping[str, Any]) -> str:
        return self._page.render(values)

    def filled(self, name: str, values: Mapping[str, Any]) -> str:
        """Another template than the page's."""
        return self._environment.get_template(name).render(values)


def _sources(folder: Traversable) -> dict[str, str]:
    return {
        file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".j2")
    }
