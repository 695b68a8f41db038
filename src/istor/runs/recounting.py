"""How many voices hold each quotation and name, counted on as pages come: which of other pages' words became telling, or
are so no longer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from istor.incidents.echoes import tells
from istor.provenance import Record
from istor.runs.refolding import Refolded
from istor.store.vicinity import Vicinity

Held = Mapping[str, frozenset[str]]  # words by page (article id)


class Recounted(Record):
    """The words that changed hands with how many voices hold each now, and the pages, beside those that changed themselves,
    of whose words one became telling or is so no longer."""

    voices: Mapping[str, int] = {}
    pages: frozenset[str] = frozenset()


def recounted(near: Vicinity, fresh: Held, gone: Collection[str], folds: Refolded) -> Recounted:
    """What the words of the pages `fresh` (that came or changed, with their words), of those `gone` and of those that fold
    otherwise now make of the count."""
    turned = {*fresh, *gone, *_revoiced(folds)}
    around = turned | folds.pages
    before = {page: frozenset(each.echoes) for page, each in near.filed(around).items()}
    after = {page: held for page, held in {**before, **fresh}.items() if page not in gone}
    touched = {word for page in turned for held in (before, after) for word in held.get(page, ())}
    were, are = (_voices(held, touched, folded) for held, folded in ((before, folds.before), (after, folds.now)))
    former = _former(near, touched, were)
    voices = {word: former[word] + are[word] - were[word] for word in touched}
    flipped = [word for word in touched if tells(word, former[word]) != tells(word, voices[word])]
    pages = {page for holders in near.holding(flipped).values() for page in holders}
    return Recounted(voices=voices, pages=frozenset(pages - turned))


def _revoiced(folds: Refolded) -> Iterable[str]:
    names = folds.before.keys() | folds.now.keys()
    return (page for page in names if folds.before.get(page, page) != folds.now.get(page, page))


def _voices(held: Held, touched: Collection[str], folded: Mapping[str, str]) -> Counter[str]:
    wanted = frozenset(touched)
    return Counter(
        word for _, word in {(folded.get(page, page), each) for page, words in held.items() for each in words & wanted}
    )


def _former(near: Vicinity, touched: Collection[str], here: Mapping[str, int]) -> dict[str, int]:
    """How many voices held each word: those that more than one held are counted, of the others it is looked up."""
    counted = near.voices(touched)
    single = [word for word in touched if word not in counted and not here[word]]
    alone = near.holding(single)
    return {word: counted.get(word, 1 if here[word] or alone.get(word) else 0) for word in touched}
