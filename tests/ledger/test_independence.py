"""Who could know: one origin for everyone who quotes it."""

from __future__ import annotations

import pytest
from making import article, sighting, span, speaker, toll
from msgspec.structs import replace

from istor.articles.article import Copy
from istor.claims.claim import Attribution, Mention, Toll
from istor.ledger.accounts import accounts_of
from istor.ledger.independence import folded, origin_of, speaker_key
from istor.ledger.reconciliation import reconcile


def copy(of: str, article_id: str) -> Copy:
    return Copy(article_id=article_id, of=of, kind="near", likeness=0.9, because="")


def test_chains_and_rings_of_copies_end() -> None:
    assert folded([copy("a", "b"), copy("b", "c")]) == {"b": "a", "c": "a"}
    assert set(folded([copy("a", "b"), copy("b", "a")])) == {"a", "b"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (speaker("the regional prosecutor's office", "prosecutor"), speaker("Prosecutors", "prosecutor")),
        (speaker("Mayor Ostap Rudyk", "official", name="Rudyk"), speaker("Rudyk", "official", name="Rudyk")),
        (speaker("a doctor at the hospital", "hospital"), speaker("the hospital's chief", "hospital")),
        (speaker("the governor", "official"), speaker("local governor", "official", title="governor")),
    ],
)
def test_one_voice(first: object, second: object) -> None:
    assert speaker_key(first) == speaker_key(second)  # type: ignore[arg-type]


def test_mayor_and_governor_are_two() -> None:
    assert speaker_key(speaker("the mayor", "official")) != speaker_key(speaker("the governor", "official"))


def test_a_relay_leads_back_to_the_publisher_it_cites() -> None:
    told = article("a", publisher="Capital Post")
    retold = article("b", publisher="Eastern Gazette")
    citing = Attribution(relay=(Mention(words="the Capital Post", span=span()),))
    known = {"origins": {}, "articles": {"a": told, "b": retold}}
    assert origin_of(Attribution(), told, **known) == origin_of(citing, retold, **known)  # type: ignore[arg-type]


def test_an_outlet_that_is_named_is_the_voice_of_its_own_page() -> None:
    wire = article("a", publisher="Agence France-Presse")
    said = Attribution(speaker=speaker("AFP", "media"))
    known = {"origins": {}, "articles": {"a": wire}}
    assert origin_of(Attribution(), wire, **known) == origin_of(said, article("b", publisher="Post"), **known)  # type: ignore[arg-type]


def test_of_a_chain_of_relays_the_last_is_the_origin() -> None:
    chain = Attribution(relay=(Mention(words="Gazette", span=span()), Mention(words="the Wire", span=span())))
    assert origin_of(chain, article("a", publisher="Post"), origins={}, articles={}) == "publisher wire"


def test_a_copy_leads_back_to_what_it_copies_and_a_credit_to_its_agency() -> None:
    wire = article("a", publisher="Wire", credits=("Reuters",))
    print_ = article("b", publisher="Gazette")
    known = {"origins": {"b": "a"}, "articles": {"a": wire, "b": print_}}
    assert origin_of(Attribution(), print_, **known) == "publisher reuters"  # type: ignore[arg-type]


def test_people_without_a_name_who_say_otherwise_to_others_are_no_one_voice() -> None:
    def heard(words: str, low: int, by: str) -> Toll:
        attribution = Attribution(speaker=speaker(words, "unnamed"), relay=(Mention(words=by, span=span()),))
        return replace(toll(low), attribution=attribution)

    pages = {name: article(name, published="2025-03-05") for name in "abcd"}
    figures = (("a", 6, "AFP"), ("b", 8, "Reuters"), ("c", 6, "the Post"), ("d", 9, "Reuters"))
    told = [
        sighting(f"s{name}", article_id=name, tolls=(heard("a security source", low, by),)) for name, low, by in figures
    ]
    found = accounts_of(told, pages, {})
    origins = {each.account.article_id: each.account.origin for each in found}
    assert origins["a"] == origins["c"]
    assert origins["b"] == origins["d"] != origins["a"]
    (figure,) = reconcile(found)
    assert (figure.low, figure.high) == (6, 9)
