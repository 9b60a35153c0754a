"""Private-use characters of old Chinese fonts, and the Unicode characters they stand for.

GBK and GB 18030-2000 gave these characters places in the private use area while Unicode had none
for them; fonts, and files written with them, still do so: 䶮, of names, at U+E863. The order is
that of GB 18030-2005 and 2022.
"""

# Radicals and characters at FE50-FEA0, in the order of their code points from U+E815.
_RADICALS = (
    "⺁\U00020087\U00020089\U000200cc⺄㑳㑇⺈⺋\u9fb4㖞㘚㘎⺌⺗㥮㤘\u9fb5㧏㧟㩳㧐\u9fb6\u9fb7㭎㱮㳠⺧"
    "\U000215d7\u9fb8⺪䁖䅟⺮䌷⺳⺶⺷\U0002298f䎱䎬⺻䏝䓖䙡䙌\u9fb9䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶"
    "\u9fba\U000241fe䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮\u9fbb"
)
_UPRIGHT = "︐︒︑︓︔︕︖︗︘︙"  # punctuation of vertical lines, A6D9-A6F3
_COMPOSING = "〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻"  # how characters are composed, A989-A995

STANDS_FOR: dict[str, str] = {
    "\ue76c": "€",
    "\ue7c7": "ḿ",
    "\ue7c8": "ǹ",
    **{chr(0xE78D + at): sign for at, sign in enumerate(_UPRIGHT)},
    **{chr(0xE7E7 + at): sign for at, sign in enumerate(_COMPOSING)},
    **{chr(0xE815 + at): sign for at, sign in enumerate(_RADICALS)},
}
