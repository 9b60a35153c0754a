"""Fonts whose letters are signs: what a reader of the page saw, as characters that say it.

Word writes such a sign as the font's own place for it, with or without the private area of
Unicode (U+F0xx) before it.
"""

from editor.interchange.arriving.left_out import LeftOut

NONE = "\0"  # in a table: a sign that has no character
_FIRST = 0x20
_SYMBOL = (
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ"
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
    f"{NONE * 33}"
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉"
    "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓⋄〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS = (
    " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝"
    "☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□"
    "🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷\0⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠"
    "🙡🙣🙞🙜🙝🙟·•\0⚪🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘"
    "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘🡸"
    "➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑"
)
_WINGDINGS_2 = {"O": "✗", "P": "✓", "Q": "☒", "R": "☑", "S": "☒", "T": "☒", "U": "☒", "\x97": "•"}
_WINGDINGS_2 |= {"\x98": "●", "\x9a": "•", "\xa2": "■", "\xa3": "□", "\xae": "◆", "\xaf": "◇"}
_WEBDINGS = {"a": "✔", "r": "✗", "c": "□", "g": "■", "n": "●", "=": "■", "3": "◀", "4": "▶"}
_WEBDINGS |= {"5": "▲", "6": "▼", "Y": "♥", "ü": "☑"}


def _table(signs: str) -> dict[str, str]:
    return {chr(_FIRST + at): sign for at, sign in enumerate(signs) if sign != NONE}


_FONTS = {
    "symbol": _table(_SYMBOL),
    "wingdings": _table(_WINGDINGS),
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": _WEBDINGS,
}
_PRIVATE = 0xF000
_BLANKS = " \t\u00a0"


def is_symbol_font(font: str) -> bool:
    return font.strip().casefold() in _FONTS


def signs_of(text: str, font: str, left_out: LeftOut) -> str:
    """The text with letters of a font of signs as the signs that are seen."""
    if not is_symbol_font(font):
        return text
    left_out.quoted.append(text)
    signs = "".join(sign_of(font, ord(letter)) or letter for letter in text)
    if any("\uf000" <= sign <= "\uf0ff" for sign in signs):
        left_out.told["symbols"].append(font)
    return signs


def sign_of(font: str, code: int) -> str:
    """The sign at a place of a symbol font; "" when nobody can say which."""
    letter = chr(code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code)
    return letter if letter in _BLANKS else _FONTS.get(font.strip().casefold(), {}).get(letter, "")
