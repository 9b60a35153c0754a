"""The one style sheet of the application, filled in from its template; no colours of its own."""

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"@([a-z][a-z0-9_-]*)")


def fill_style_sheet(template: str, values: Mapping[str, str]) -> str:
    """`template` with every `@token` replaced; comments are left out.

    Raises KeyError for a token that has no value: a typing error in the sheet must not pass.
    """
    rules = re.sub(r"/\*.*?\*/", "", template, flags=re.DOTALL)
    return _TOKEN.sub(lambda match: values[match[1]], rules)
