"""The grammar of time expressions: named rules over the letters of words (vocabulary.py), the first that fits wins.

English order is the ground; other orders add their own forms to single rules ("الأسبوع الماضي": week last).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

_COUNT = r"(?:q{0,2}(?:a?vo?|1(?:-?1|j1)?|n(?:jn)?|#|h|a))"
_PIECES: Final[Mapping[str, Mapping[str, str]]] = {
    "": {
        "hour_told": r"(?:cm*|Cm+|(?<=[pt])C(?=p?t?P)|[1n]m+|hm+|3[1n]m*)",
        "aside": "",
        "lead": "",
        "monthday": r"(?:M-?n|t?n-?o?M|tdoM)(?:,?y)?",
        "weekday": r"(?:H?[LHN]|Q)?W(?:,?<?p?t?(?:@monthday@|i|g)>?)?",
        "today": r"T(?:,W)?(?:,?(?:@monthday@))?",
        "month": r"(?:M(?:,?o?y|o?[LNH]U)?)",
        "weekend": r"(?:t?E-?o)?[tp]U",
    },
    "slavic": {
        "hour_told": r"(?:cm*|Cm+|(?<=p)C|[1nd]-?[UV]?m+|3[dn1]m*)",
        "aside": "p?",
        "lead": "",
        "monthday": r"(?:(?:[nd]M)(?:,?y)?|8)",
        "weekday": r"[LHN]?W(?:,?<?p?(?:@monthday@|i)>?)?",
        "today": r"(?:T(?:,?p?W)?(?:,?<?(?:@monthday@|i)>?)?|6(?:,p?W)?(?:,<?(?:@monthday@|i)>?)?)",
        "month": r"(?:M(?:,?y|[LNH]U)?)",
        "weekend": r"[tprL]?U",
    },
    "arabic": {
        "hour_told": r"(?:c3?m*|C3?m+|C3|(?<=p)C|[nd](?:3m*|[UV]?m+))",
        "aside": "p?",
        "lead": "U?",
        "monthday": r"(?:[nd][op]?M(?:-M|<M>)?)(?:,?y)?",
        "weekday": r"[LHN]?W[LNH]?(?:[,-]?<?p?(?:@monthday@|i)>?)?",
        "today": r"T(?![NQD])(?:,?W)?(?:[,-]?<?(?:@monthday@|i)>?)?",
        "month": r"(?:U?M(?:-M|<M>)?(?:,?y|[LNH]|U[LNH])?)",
        "weekend": r"(?!)",  # has a name of no one word
    },
}
_COMMON: Final[Mapping[str, str]] = {
    "count": _COUNT,
    "daypair": r"(?:M(?:h|n[ru-]n|njn)|(?:h|n[ru-]n|njn)o?M)(?:,?y)?",
    "first_hour": r"(?:@hour_told@z?[rju-]|[1nd](?:[r-]|(?<=[bfs][1nd])[ju]))",
    "clock": r"(?:[qBF]{0,2}@aside@(?:@first_hour@[qp]?)?@hour_told@z?(?:,?<q?@hour_told@z>)?)",
    "part": r"(?:[qBFE]{0,2}-?t?E?-?(?:pt?)?P)",
    "hour": r"(?:[pt]{0,2}(?:@clock@|@part@))",
    "day": r"(?:@weekday@|L?@monthday@(?:,?<?W>?)?|i|g|@today@|K(?:,?y)?)",
}
_RULES: Final[Sequence[tuple[str, str]]] = (
    ("age", r"@count@-?[UV]-?k"),
    ("war", r"@count@-?[UV]-?J"),
    ("in_a_row", r"[at]?d(?:[UP](?:pa)?Y|Y[UP])"),
    ("eve", r"t?Xt?@day@"),
    ("days", r"@daypair@"),
    (
        "overnight",
        r"(?:[EBF]?O|[pt]{0,2}Po)[pfb]?@daypair@|[EBF]?Ob@day@j@day@|[EBF]?O(?:[pfr]?t?@day@(?:[r-]@day@)?)?|@day@O",
    ),
    ("day", r"(?:@hour@[,pof]{0,2}t?@lead@){0,2}(?:[EBF]-?[pt]{0,2})?q?t?@day@(?:[,fo]?<?@hour@>?){0,2}z?"),
    ("ago", r"@count@[UV]G(?:T|p?W)?"),
    ("counted", r"@count@[UV][BF]|t[UP][BF](?!L(?![WUPMSd]))"),
    ("window", r"t?(?:[LANH]@count@[UV]|A[UV]|NV|H@count@[UV])"),
    ("part", r"(?:[BFE]-?)?(?:[LHD]{1,2}|tN)P|I|@hour@"),
    ("ordinal", r"t?[dL]-?Uo(?:t?@month@|t?y|[tLHN]U)|t?d-?U(?:,?t?y)?"),
    ("period", r"(?:t?[EBF]-?[opt]{0,2})?(?:t?[LNHQ]|t?D{1,2})[UV]|t?E-?otU"),
    ("month", r"(?:t?E-?o?t?)?[LNHD]?@month@"),
    ("season", r"t?(?:E-?o?)?(?:[LNHDt]S(?:o?y|o?[LNH]U)?|(?<=p)S(?:o?y|o?[LNH]U)?|So?y)"),
    ("decade", r"t?(?:E-?o?t?)?l"),
    ("years", r"(?:t?E-?o?t?)?5"),
    ("year", r"(?:t?E-?o?t?)?y"),
    ("repeated", r"e(?:@count@|d)?[UVWP]|Z|w"),
    ("weekend", r"@weekend@"),
    ("duration", r"t?d?@count@[UV]|@count@-[UV]|(?<=p)V"),
    ("reference", r"t?R"),
)
_MORE: Final[Mapping[str, Mapping[str, str]]] = {
    "": {
        "eve": r"tU[BF]@day@",
        "overnight": r"p?tPBL(?![WUPMSd])",
        "period": r"tUBL(?![WUPMSd])",
    },
    "slavic": {
        "eve": r"6(?:K|p?@monthday@)|p?U[uBF]@day@",
        "counted": r"[pr]?U[BF]",
        "overnight": r"O[sf]?n[rupj-]nM(?:,?y)?|O@weekday@[r-]@weekday@",
        "ago": r"[UV]G|q[UV]G",
        "window": r"LV|[LA]{2}[UV]",
        "part": r"[LHDN]{1,2}P",
        "ordinal": r"[dL]U(?:@month@|y)",
        "period": r"E?[LNHQD]{1,2}U",
        "season": r"E?[LNHD]S|S(?:y|[LN]U)?",
    },
    "arabic": {
        "overnight": r"P[WT]-W|PWW",
        "ago": r"[Gs]q?(?:@count@[UV]|2|[UV])(?:[fop]T|(?![LNHQDMy]))",
        "counted": r"GD(?:@count@[UV]|2)|F(?:@count@[UV]|2|U)(?!p?T)",
        "window": r"t?(?:@count@[UV]|Vt?[1n#]|V|2)[LA]|V[NH]",
        "part": r"P[LHND]{1,2}|[HD]P",
        "ordinal": r"[nd]oU[HLN]|Udo@month@",
        "period": r"E?(?:[HD]U|U[LNHQD]{1,2}|T[NQD]|DT)",
        "month": r"E?@month@",
        "season": r"E?S(?:[LNH]|y|U[LNH])?",
        "duration": r"2",
        "in_a_row": r"[UPT]dp?Y",
    },
}


def rules(order: str = "") -> tuple[tuple[str, str], ...]:
    """The rules by name, as patterns over letters, in the order they are tried. `order`: "", "slavic" or "arabic".

    >>> [name for name, _ in rules()][:2]
    ['age', 'war']
    """
    more = _MORE.get(order, {})
    return tuple(
        (name, _spelled(f"{more[name]}|{pattern}" if name in more else pattern, order)) for name, pattern in _RULES
    )


@cache
def grammar(order: str = "") -> re.Pattern[str]:
    """All rules as one pattern, each a group of its name."""
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in rules(order)))


@cache
def bare_day(order: str = "") -> re.Pattern[str]:
    """A day alone: of "the 7 October" or "earlier on Friday" the day is enough."""
    return re.compile(_spelled(r"[pt]?(?:W|@monthday@)", order))


def _spelled(pattern: str, order: str) -> str:
    """The pattern with its pieces put in, pieces of pieces too."""
    pieces = {**_COMMON, **_PIECES[order]}
    return _PIECE.sub(lambda match: _spelled(pieces[match[1]], order), pattern)


_PIECE = re.compile(r"@(\w+)@")
