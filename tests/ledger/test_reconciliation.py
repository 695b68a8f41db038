"""Figures by named rules: who is eligible, what stands, and the sentence that says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import actor, article, sighting, span, speaker, toll
from msgspec.structs import replace

from istor.claims.claim import Attribution, Mention, Toll
from istor.incidents.incident import Final
from istor.ledger.accounts import accounts_of
from istor.ledger.entry import Figure
from istor.ledger.reconciliation import Beside, reconcile
from istor.ledger.rules import RULES

MAYOR = speaker("the mayor", "official")
GOVERNOR = speaker("the governor", "official")
PROSECUTOR = speaker("the prosecutor's office", "prosecutor")
DOCTOR = speaker("a doctor", "hospital")
HEAD = speaker("the regional head", "official")
RESCUERS = speaker("rescuers", "rescuer")
ARMY = speaker("the army", "military", party="XX")


def killed(*pages: list[Toll], rule: str = "best-placed", named: int = 0) -> Figure:
    """The killed of one incident told by pages of successive days; so many of them have a name."""
    articles = {
        f"p{i}": article(f"p{i}", published=f"2025-03-0{i + 1}", publisher=f"Paper {i}") for i in range(len(pages))
    }
    sightings = [sighting(f"s{i}", article_id=f"p{i}", tolls=tuple(page)) for i, page in enumerate(pages)]
    found = reconcile(accounts_of(sightings, articles, {}), rule=rule, beside=Beside(named=named))
    return next(figure for figure in found if figure.harm == "killed")


def spread(figure: Figure) -> tuple[int | None, int | None, int | None]:
    return figure.low, figure.best, figure.high


def test_what_its_page_adds_up_with_others_is_no_rival_of_the_sum() -> None:
    """ "Two were found at the gate, the prosecutor said. Three others lay in the yard": five."""
    two, three = toll(2, who=PROSECUTOR), toll(3, start=50)
    whole = replace(toll(5), derived=True, parts=(two.span, three.span))
    assert spread(killed([two, three, whole])) == (5, 5, 5)


@pytest.mark.parametrize(
    ("why", "pages", "expected"),
    [
        ("one voice", [[toll(3)]], (3, 3, 3)),
        ("the prosecutor is closer to the count", [[toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR)]], (2, 3, 3)),
        ("the latest of one origin, up", [[toll(1, who=MAYOR)], [toll(4, who=MAYOR)]], (4, 4, 4)),
        ("the latest of one origin, down", [[toll(4, who=MAYOR)], [toll(3, who=MAYOR)]], (3, 3, 3)),
        ("a floor stays open", [[toll(3, None, who=MAYOR)]], (3, 3, None)),
        ("or more stays open", [[toll(3, None, who=MAYOR)], [toll(5, who=PROSECUTOR)]], (3, 5, None)),
        ("the lowest low, the highest high", [[toll(2, 4, who=MAYOR)], [toll(5, who=GOVERNOR)]], (2, 2, 5)),
        ("whole before partial", [[toll(17, who=DOCTOR, partial=True)], [toll(9, who=MAYOR)]], (9, 9, None)),
        ("of equals more origins", [[toll(4, who=MAYOR)], [toll(6, who=GOVERNOR)], [toll(6, who=HEAD)]], (4, 6, 6)),
        ("then the lower", [[toll(6, who=MAYOR)], [toll(4, who=GOVERNOR)]], (4, 4, 6)),
        ("those who recover bodies are equals", [[toll(4, who=RESCUERS)], [toll(3, who=PROSECUTOR)]], (3, 3, 4)),
        ("a hospital before a governor", [[toll(4, who=GOVERNOR)], [toll(3, who=DOCTOR)]], (3, 3, 4)),
        ("about 100 is 100", [[toll(90, 110, who=MAYOR)]], (90, 100, 110)),
        ("10 to 15 is no 12", [[toll(10, 15, who=MAYOR)]], (10, 10, 15)),
        ("up to 5 is what was said", [[toll(0, 5, who=MAYOR)]], (0, 5, 5)),
        ("an enemy's dead", [[toll(30, who=ARMY, side="YY")]], (None, None, None)),
        ("a part is no count of the whole", [[toll(17, None, who=DOCTOR, partial=True)], [toll(30, who=MAYOR)]], (30, 30, 30)),
        ("only a part: a floor", [[toll(17, None, who=DOCTOR, partial=True)]], (17, 17, None)),
        ("vague words set no figure", [[toll(24, None, vague=True)]], (None, None, None)),
        ("a hedged figure beside a firm one", [[toll(9, hedged=True), toll(2, who=MAYOR)]], (2, 2, 2)),
        ("none reported is no nought", [[toll(0, None, none_reported=True)]], (None, None, None)),
        ("nobody was killed, says somebody", [[toll(0, who=MAYOR)]], (0, 0, 0)),
        ("an army's count of its enemy", [[toll(10, who=ARMY, claimed_status="military")], [toll(6)]], (6, 6, 6)),
        ("replaced on its own page", [[toll(1, who=MAYOR, superseded=True), toll(2, who=MAYOR, start=9)]], (2, 2, 2)),
    ],
)  # fmt: skip
def test_best_placed(why: str, pages: list[list[Toll]], expected: tuple[int | None, ...]) -> None:
    assert spread(killed(*pages)) == expected, why


def test_a_floor_is_the_conservative_figure_only_where_nobody_counts() -> None:
    floor, count = [toll(2, None, who=MAYOR)], [toll(5, who=GOVERNOR)]
    assert spread(killed(floor, count, rule="conservative")) == (2, 5, None)
    assert spread(killed(floor, rule="conservative")) == (2, 2, None)


def test_what_one_saw_later_does_not_take_back_what_he_counted() -> None:
    figure = killed([toll(9, who=DOCTOR)], [toll(3, who=DOCTOR, partial=True)])
    assert spread(figure) == (9, 9, 9)


def test_names_raise_no_sides_figure() -> None:
    pages = [sighting("s", article_id="p", tolls=(toll(2, None, side="XX"), toll(5, side="YY", start=9)))]
    figures = reconcile(accounts_of(pages, {"p": article("p")}, {}), beside=Beside(named=4))
    assert {figure.side: figure.best for figure in figures} == {None: 7, "XX": 2, "YY": 5}


def test_whoever_leaves_it_open_is_named() -> None:
    figure = killed([toll(7, None, who=MAYOR)], [toll(8, who=PROSECUTOR)])
    assert "leaves it open upwards" in figure.because
    assert "leaves it open" not in killed([toll(7, None, who=MAYOR)]).because


def test_other_rules_read_the_same_claims_differently() -> None:
    pages = [[toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR)]]
    assert killed(*pages, rule="conservative").best == 2
    assert spread(killed(*pages, rule="range")) == (2, 2, 3)


def test_the_sentence_says_who_how_many_agree_and_the_other_rules() -> None:
    figure = killed(
        [toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR), toll(24, None, vague=True, start=5)], [toll(3, who=DOCTOR)]
    )
    assert figure.because == (
        "Best reported: 3 killed (2–3). The prosecutor's office, page of 2 March 2025; one further independent origin agrees. "
        "The mayor’s 2 is the minimum. Not used: a vague “24 killed”. "
        "Rule best-placed v1; `conservative` gives 2, `range` gives 2. Reported, not verified."
    )


SAID = [
    ([[toll(7, None, who=MAYOR)], [toll(8, who=PROSECUTOR)]], 0, "Best reported: 8 killed (7 or more). The prosecutor's office, page of 2 March 2025; one further independent origin agrees. The mayor’s 7 or more is the minimum, and leaves it open upwards. Rule best-placed v1; `range` gives 7."),
    ([[toll(5, who=MAYOR)], [toll(7, None, who=GOVERNOR)], [toll(9, who=PROSECUTOR)]], 0, "Best reported: 9 killed (5 or more). The prosecutor's office, page of 3 March 2025; one further independent origin agrees. The mayor’s 5 is the minimum. The governor’s “7 killed” leaves it open upwards. Rule best-placed v1; `conservative` gives 5, `range` gives 5."),
    ([[toll(17, who=DOCTOR, partial=True)], [toll(9, who=MAYOR)]], 0, "Best reported: 9 killed (9 or more). The mayor, page of 2 March 2025. A doctor’s “17 killed” leaves it open upwards. Rule best-placed v1."),
    ([[toll(90, 110, who=MAYOR)], [toll(100, who=GOVERNOR)]], 0, "Best reported: 100 killed (90–110). The governor, page of 2 March 2025; one further independent origin agrees. The mayor’s 90–110 is the minimum and the maximum. Rule best-placed v1; `conservative` gives 90, `range` gives 90."),
    ([[toll(3, who=PROSECUTOR)], [toll(6, who=GOVERNOR)]], 5, "Best reported: 5 killed (5–6). The prosecutor's office says 3, page of 1 March 2025. The governor’s 6 is the maximum. Five of the dead are named, which is the minimum. Rule best-placed v1."),
    ([[toll(3, None, who=MAYOR)]], 4, "Best reported: 4 killed (4 or more). The mayor, page of 1 March 2025. Four of the dead are named, which is the minimum. Rule best-placed v1."),
    ([[toll(4, who=MAYOR, hedged=True)]], 0, "No firm figure for people killed. Not used: a hedged figure. Rule best-placed v1."),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "named", "sentence"), SAID)
def test_the_sentence(pages: list[list[Toll]], named: int, sentence: str) -> None:
    assert killed(*pages, named=named).because == f"{sentence} Reported, not verified."


def test_sides_are_never_mixed() -> None:
    articles = {"p": article("p")}
    told = accounts_of(
        [sighting("s", article_id="p", tolls=(toll(4), toll(1, side="attacker", start=3)))], articles, {}
    )
    assert {(figure.side, figure.best) for figure in reconcile(told)} == {(None, 4), ("attacker", 1)}


def test_a_lone_group_stands_for_all() -> None:
    """ "Six civilians were killed, two of them women": six killed."""
    people = toll(6, group="civilians", who=MAYOR), toll(2, group="women", who=MAYOR, start=9)
    page = sighting("s", article_id="p", killed=6, tolls=people)
    figures = reconcile(accounts_of([page], {"p": article("p")}, {}))
    assert {figure.group: figure.best for figure in figures} == {"all": 6, "women": 2, "civilians": 6}


def test_those_hit_are_a_figure_of_their_own() -> None:
    """ "Six people were shot. A woman of them was hit in the leg", and on another page "A boy was shot": six, nobody told dead."""
    six = toll(6, harm="casualties"), toll(1, harm="casualties", group="women", start=9)
    pages = [
        replace(sighting("s1", article_id="p1", tolls=six), final=Final(casualties=(6, 6))),
        replace(
            sighting("s2", article_id="p2", tolls=(toll(1, harm="casualties", group="children"),)),
            final=Final(casualties=(1, 1)),
        ),
    ]
    articles = {name: article(name, published="2025-03-01", publisher=name) for name in ("p1", "p2")}
    (figure,) = reconcile(accounts_of(pages, articles, {}))
    assert (figure.harm, figure.group, figure.high) == ("casualties", "all", 6)
    assert figure.because.startswith("Best reported: ") and "killed or injured" in figure.because


def test_a_part_of_the_pages_own_figure_is_no_later_account() -> None:
    """ "Seven people were injured, two of them seriously", says the mayor: seven."""
    page = sighting(
        "s",
        article_id="p",
        injured=7,
        tolls=(toll(7, harm="injured", who=MAYOR), toll(2, harm="injured", who=MAYOR, start=9)),
    )
    told = accounts_of([page], {"p": article("p")}, {})
    assert [spread(figure) for figure in reconcile(told)] == [(7, 7, 7)]


def test_a_page_that_says_it_twice_is_one_account() -> None:
    assert len(killed([toll(3), toll(3, who=MAYOR, start=9)]).accounts) == 1


def test_one_person_told_of_is_no_rival_of_a_count() -> None:
    """ "A woman was killed", says one page; "three people were killed", another: three, and not one to three."""
    woman = toll(1, group="women", who=PROSECUTOR)
    pages = [
        sighting("s0", article_id="p0", killed=1, tolls=(woman,)),
        sighting("s1", article_id="p1", killed=3, tolls=(toll(3),)),
    ]
    articles = {f"p{i}": article(f"p{i}", published="2025-03-01", publisher=f"Paper {i}") for i in range(2)}
    figure = next(each for each in reconcile(accounts_of(pages, articles, {})) if each.group == "all")
    assert spread(figure) == (3, 3, 3)
    assert "some of the people whom others count" in figure.because


OWN = "hierarchy: official > prosecutor, hospital"


def test_a_ladder_of_ones_own_puts_whom_it_names_first() -> None:
    figure = killed([toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR)], rule=OWN)
    assert (spread(figure), figure.rule) == ((2, 2, 3), "hierarchy v1 (official > prosecutor, hospital)")


def test_the_majority_is_what_most_origins_allow() -> None:
    pages = [[toll(2, who=PROSECUTOR)], [toll(3, who=MAYOR)], [toll(3, who=GOVERNOR)]]
    assert spread(killed(*pages, rule="majority")) == (2, 3, 3)
    assert spread(killed(*pages)) == (2, 2, 3)


def test_the_injured_are_best_known_to_those_who_treat_them() -> None:
    tolls = (toll(9, harm="injured", who=PROSECUTOR), toll(7, harm="injured", who=DOCTOR, start=9))
    (figure,) = reconcile(accounts_of([sighting("s", article_id="p", tolls=tolls)], {"p": article("p")}, {}))
    assert figure.best == 7


@pytest.mark.parametrize(
    ("named", "expected"), [(1, (2, 3, 4)), (3, (3, 3, 4)), (4, (4, 4, 4)), (9, (2, 3, 4))], ids=str
)
def test_named_dead_raise_the_minimum(named: int, expected: tuple[int, ...]) -> None:
    tolls = (toll(2, who=MAYOR), toll(3, who=PROSECUTOR, start=5), toll(4, who=GOVERNOR, start=9))
    told = accounts_of([sighting("s", article_id="p", tolls=tolls)], {"p": article("p")}, {})
    (figure,) = reconcile(told, beside=Beside(named=named))
    assert spread(figure) == expected


def test_who_denies_an_attack_is_no_judge_of_its_dead() -> None:
    page = sighting(
        "s", article_id="p", tolls=(toll(0, who=ARMY), toll(4, who=MAYOR, start=5)), actors=(actor("XX", "denied"),)
    )
    (figure,) = reconcile(accounts_of([page], {"p": article("p")}, {}), beside=Beside(denied=True))
    assert spread(figure) == (4, 4, 4)
    assert "Not used: a party's count of people it denies harming, the attacker’s denial." in figure.because


def test_a_monitor_is_no_party_whatever_country_its_name_tells() -> None:
    watch = speaker("the XX Observatory", "monitor", party="XX")
    page = sighting("s", article_id="p", actors=(actor("XX", "denied"),), tolls=(toll(9, who=watch),))
    (figure,) = reconcile(accounts_of([page], {"p": article("p")}, {}))
    assert spread(figure) == (9, 9, 9)
    assert figure.accounts[0].party is None


def test_citing_an_agency_leads_to_whom_its_own_page_names() -> None:
    articles = {"p": article("p", publisher="Wire"), "q": article("q", publisher="Gazette")}
    cited = Attribution(relay=(Mention(words="Wire", span=span()),))
    pages = [
        sighting("s", article_id="p", tolls=(toll(3, who=PROSECUTOR),)),
        sighting("t", article_id="q", tolls=(replace(toll(3), attribution=cited),)),
    ]
    assert {each.account.origin for each in accounts_of(pages, articles, {})} == {"prosecutor"}


def test_a_count_cited_from_an_agency_is_the_agencys_for_whoever_repeats_it() -> None:
    cited = Attribution(relay=(Mention(words="Wire", span=span()),))
    figure = killed([toll(3)], [replace(toll(3), attribution=cited)])
    assert {account.origin for account in figure.accounts} == {"publisher wire"}


def test_a_monitor_under_two_names_is_one_origin() -> None:
    short = speaker("RWO activists", "monitor", name="RWO activists")
    full = speaker("the River War Observatory", "monitor", name="River War Observatory")
    figure = killed([toll(3, who=short)], [toll(5, who=full)])
    assert spread(figure) == (5, 5, 5) and len({account.origin for account in figure.accounts}) == 1


def test_of_two_pages_of_a_day_the_later_hour_stands() -> None:
    articles = {
        "b": article("b", published="2025-03-04", published_at="2025-03-04T09:00:00"),
        "a": article("a", published="2025-03-04", published_at="2025-03-04T18:00:00"),
    }
    pages = [
        sighting("s", article_id="b", tolls=(toll(6, who=MAYOR, article_id="b"),)),
        sighting("t", article_id="a", tolls=(toll(5, who=MAYOR, article_id="a"),)),
    ]
    (figure,) = reconcile(accounts_of(pages, articles, {}))
    assert spread(figure) == (5, 5, 5)


def test_what_a_person_set_aside_counts_no_more() -> None:
    page = sighting("s", article_id="p", tolls=(toll(9, who=PROSECUTOR, article_id="p"), toll(2, who=MAYOR, start=9)))
    (figure,) = reconcile(accounts_of([page], {"p": article("p")}, {}, aside=[span("p", 0, 4)]))
    assert spread(figure) == (2, 2, 2)
    assert {each.because for each in figure.accounts} == {"set aside by a person", "best"}


@pytest.mark.parametrize(
    ("count", "group", "words"),
    [(1, "children", "1 child killed."), (2, "children", "2 children killed."), (1, "all", "1 killed."), (0, "women", "0 women killed."),
     (1, "military", "1 soldier or fighter killed.")],
)  # fmt: skip
def test_numbers_and_people_agree(count: int, group: str, words: str) -> None:
    page = sighting("s", article_id="p", tolls=(toll(count, group=group, who=MAYOR),))
    figures = reconcile(accounts_of([page], {"p": article("p")}, {}))
    assert any(figure.because.startswith(f"Best reported: {words}") for figure in figures)


@given(st.lists(st.sampled_from([MAYOR, PROSECUTOR, DOCTOR]), min_size=1, max_size=4), st.integers(1, 3))
def test_a_copy_adds_no_voice(voices: list[object], times: int) -> None:
    tolls = tuple(toll(at + 1, who=who, start=at) for at, who in enumerate(voices))  # type: ignore[arg-type]
    names = [f"p{number}" for number in range(times + 1)]
    articles = {name: article(name, publisher=name, published="2025-03-04") for name in names}
    pages = [sighting(f"s-{name}", article_id=name, tolls=tolls) for name in names]
    copies = dict.fromkeys(names[1:], "p0")
    alone, copied = accounts_of(pages[:1], articles, {}), accounts_of(pages, articles, copies)
    assert {each.account.origin for each in copied} == {each.account.origin for each in alone}
    assert [spread(figure) for figure in reconcile(copied)] == [spread(figure) for figure in reconcile(alone)]


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([MAYOR, PROSECUTOR, None])), min_size=1, max_size=4, unique=True
    ),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 8)), min_size=1, max_size=4),
    st.sampled_from(sorted(RULES.keys() - {"hierarchy"})),
)
def test_whenever_a_copy_is_printed_it_changes_no_figure(
    said: list[tuple[int, object]], printed: list[tuple[int, int]], rule: str
) -> None:
    """Pages of successive days, and copies of some of them on any day: an old count printed again is no later one."""
    first = [(f"p{at}", at, toll(count, who=who, article_id=f"p{at}")) for at, (count, who) in enumerate(said)]  # type: ignore[arg-type]
    again = [(f"q{at}", day, first[of % len(first)]) for at, (of, day) in enumerate(printed)]
    days = {**{name: day for name, day, _ in first}, **{name: max(day, of[1]) for name, day, of in again}}
    articles = {name: article(name, publisher=name, published=f"2025-03-1{day}") for name, day in days.items()}
    pages = [sighting(f"s{name}", article_id=name, tolls=(one,)) for name, _, one in first]
    copied = [sighting(f"s{name}", article_id=name, tolls=(replace(of[2], span=span(name)),)) for name, _, of in again]
    copies = {name: of[0] for name, _, of in again}
    alone = reconcile(accounts_of(pages, articles, {}), rule=rule)
    together = reconcile(accounts_of([*pages, *copied], articles, copies), rule=rule)
    assert [spread(figure) for figure in together] == [spread(figure) for figure in alone]
    assert [{a.article_id for a in f.accounts if a.used} for f in together] == [
        {a.article_id for a in f.accounts if a.used} for f in alone
    ]


@pytest.mark.parametrize(
    "last",
    [toll(3), replace(toll(3), attribution=Attribution(relay=(Mention(words="Paper 0", span=span()),)))],
    ids=["in its own voice", "citing the first"],
)
def test_an_old_count_told_again_later_is_no_later_count(last: Toll) -> None:
    figure = killed([toll(3, who=PROSECUTOR)], [toll(7, who=PROSECUTOR)], [last])
    assert spread(figure) == (7, 7, 7)
    assert figure.because.startswith("Best reported: 7 killed. The prosecutor's office, page of 2 March 2025.")
    assert "a retelling" in figure.because


def test_of_two_who_give_a_count_the_one_who_does_not_doubt_it_is_repeated() -> None:
    figure = killed([toll(4, who=MAYOR, hedged=True)], [toll(4, who=PROSECUTOR)], [toll(4)])
    assert [account.origin for account in figure.accounts] == ["official mayor", "prosecutor", "prosecutor"]
    assert [account.used for account in figure.accounts] == [False, True, False]


def test_the_copied_page_stands_and_not_its_copy_though_that_bears_an_earlier_day() -> None:
    days = {"wire": "2025-03-05", "print": "2025-03-04"}
    articles = {name: article(name, publisher=name, published=day) for name, day in days.items()}
    pages = [sighting(name, article_id=name, tolls=(toll(3, article_id=name),)) for name in days]
    (figure,) = reconcile(accounts_of(pages, articles, {"print": "wire"}))
    assert [(account.article_id, account.used, account.because) for account in figure.accounts] == [
        ("print", False, "a copy"),
        ("wire", True, "best"),
    ]


def test_a_partys_count_told_again_is_a_partys_count() -> None:
    figure = killed([toll(30, who=ARMY, side="YY")], [toll(30, side="YY")], [toll(2, who=MAYOR, side="YY")])
    assert spread(figure) == (2, 2, 2)
    assert "2 counts of an enemy's dead" in figure.because


def test_whoever_says_firmly_what_another_doubts_says_it_himself() -> None:
    figure = killed([replace(toll(4, who=MAYOR), hedged=True)], [toll(4)])
    assert spread(figure) == (4, 4, 4)


def test_a_figure_that_a_copy_changes_is_a_later_statement_of_its_origin() -> None:
    articles = {
        "p0": article("p0", publisher="Wire", published="2025-03-04"),
        "p1": article("p1", publisher="Gazette", published="2025-03-05"),
    }
    pages = [
        sighting("s0", article_id="p0", tolls=(toll(3, article_id="p0"),)),
        sighting("s1", article_id="p1", tolls=(toll(5, article_id="p1"),)),
    ]
    (figure,) = reconcile(accounts_of(pages, articles, {"p1": "p0"}))
    assert spread(figure) == (5, 5, 5)
    assert {each.origin for each in figure.accounts} == {"publisher wire"}


counts = st.tuples(
    st.integers(0, 60), st.integers(0, 9), st.booleans(), st.sampled_from([MAYOR, GOVERNOR, PROSECUTOR, DOCTOR, None])
)


@given(st.lists(counts, min_size=1, max_size=6), st.sampled_from([OWN, *sorted(RULES.keys() - {"hierarchy"})]))
def test_min_is_at_most_best_is_at_most_max(told: list[tuple[int, int, bool, object]], rule: str) -> None:
    pages = [[toll(low, None if open_ else low + more, who=who)] for low, more, open_, who in told]  # type: ignore[arg-type]
    figure = killed(*pages, rule=rule)
    assert figure.low is not None and figure.best is not None
    assert figure.low <= figure.best and (figure.high is None or figure.best <= figure.high)
    assert sum(account.used for account in figure.accounts) >= 1


def test_a_newsroom_that_repeats_a_count_adds_no_voice() -> None:
    figure = killed([toll(3, who=PROSECUTOR)], [toll(3)])
    assert {account.origin for account in figure.accounts} == {"prosecutor"}


def test_what_one_hospital_counted_exactly_is_still_a_floor() -> None:
    assert spread(killed([toll(17, who=DOCTOR, partial=True)])) == (17, 17, None)


def test_a_figure_that_others_pass_on_is_told_again_by_them() -> None:
    through = Attribution(speaker=PROSECUTOR, relay=(Mention(words="Reuters", span=span()),))
    cited = Attribution(speaker=speaker("Reuters", "media"))
    pages = [[toll(5, who=PROSECUTOR)], [toll(7, who=PROSECUTOR)], [replace(toll(7), attribution=through)]]
    figure = killed(*pages, [replace(toll(7), attribution=cited)])
    assert [(each.used, each.because) for each in figure.accounts] == [
        (False, "a later account of the same origin stands"),
        (True, "best"),
        (False, "another account's figure, told again"),
        (False, "another account's figure, told again"),
    ]
    assert "Not used: 2 retellings, an earlier figure of the same origin." in figure.because or (
        "Not used: an earlier figure of the same origin, 2 retellings." in figure.because
    )
    assert len({each.origin for each in figure.accounts}) == 1


def test_a_copy_of_a_vague_word_is_a_copy() -> None:
    vague = toll(24, None, who=PROSECUTOR, vague=True, article_id="p0")
    pages = {f"p{i}": article(f"p{i}", published="2025-03-01") for i in range(3)}
    told = [sighting(f"s{i}", article_id=f"p{i}", tolls=(vague,)) for i in range(3)]
    (figure,) = reconcile(accounts_of(told, pages, {"p1": "p0", "p2": "p0"}))
    assert "Not used: 2 copies, a vague “24 killed”." in figure.because
