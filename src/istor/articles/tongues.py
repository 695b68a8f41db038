"""Which language a text is in, as ISO 639-1; None where it is too short to say."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_NEWS = (  # those that news of conflicts is written in; the detector's hundred would call a list of villages Latin
    "ar az be bg bn cs da de el en es et fa fi fr ha he hi hr hu hy id it ja ka ko ku lt lv my nl no pl ps pt ro ru sk so sr sv"
    " sw th tr uk ur vi zh am"
)
LANGUAGES = tuple(_NEWS.split())
SAMPLE_CHARS = 3000
SHORT_CHARS = 24  # below it a line of names decides nothing
SURE = 0.85
_LETTERS = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"^([a-z]{2})(?:[-_]\w+)?$", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|of|and|in|to|was|were|by|on|has|have|at|with|from|that)\b", re.IGNORECASE)


def declared_language(label: str | None) -> str | None:
    """A record's or markup's own label as ISO 639-1; None where it is none.

    >>> declared_language("en-GB"), declared_language("English (UK)")
    ('en', None)
    """
    match = _CODE.match(label.strip()) if label else None
    return match.group(1).lower() if match else None


def detect_language(text: str) -> str | None:
    """The language of a text by its letters and their order; None where it is too short or unsure.

    >>> detect_language("Two people were killed when a shell hit their car near the river, the governor said.")
    'en'
    >>> detect_language("OK")
    """
    sample = text[:SAMPLE_CHARS]
    if len(_LETTERS.findall(sample)) < SHORT_CHARS:
        return None
    if (
        len(_ENGLISH.findall(sample)) >= 0.12 * len(sample.split()) >= 1
    ):  # the detector costs 2 ms; most pages need none
        return "en"
    language, share = _identifier().classify(sample)
    return str(language) if share >= SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # loads a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = [language for language in LANGUAGES if language in identifier.labels]
    identifier.set_languages(known)
    return identifier
