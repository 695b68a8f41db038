"""What `istor show` prints: an incident with every claim behind its figures, an article with what was read in it marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from istor.articles.article import Article
from istor.geography.place import Place
from istor.incidents.incident import Sighting
from istor.ledger.entry import Account, Entry, Figure, TollStep
from istor.plainly import counted, figure_words, metres, party, safe, short, spread, stances, voice, when, where
from istor.provenance import Refusal
from istor.publication.readings import Reading
from istor.runs.reckoning import pair, proposal
from istor.screens import console, print_json, quoted, say, show, why
from istor.store.dossiers import Dossier, gather
from istor.store.ledger import Ledger

HARMS = {
    "killed": "Killed",
    "injured": "Injured",
    "casualties": "Killed or injured",
    "missing": "Missing",
    "abducted": "Abducted",
    "displaced": "Displaced",
}
OVERLAPS_SHOWN = 6
LEAST_LIKELY = 0.01  # what else a place's name may mean is shown from here on


def print_sheet(ledger: Ledger, name: str, *, rule: str | None = None, as_json: bool) -> bool:
    """Prints the incident or article of this name, figures as `rule` has them (None: as the ledger has them). False: the
    ledger holds neither."""
    found = pair(ledger, name, rule=rule)
    if found is not None:
        dossier = gather(ledger, *found)
        print_json(dossier) if as_json else show(incident_sheet(dossier))
        return True
    reading = ledger.article(name)
    if reading is not None:
        print_reading(reading, as_json=as_json)
    return reading is not None


def print_proposal(ledger: Ledger, name: str, *, as_json: bool) -> bool:
    """Prints the grade proposed to whoever reviews the incident, and what to beware of. False: there is no such incident."""
    found = ledger.incident(name)
    if found is None:
        return False
    grade, cautions = proposal(found[1])
    if as_json:
        print_json({"grade": grade.grade, "criterion": grade.criterion, "cautions": list(cautions)})
        return True
    say(f"Proposed: {grade.grade}, since {grade.criterion}. It is shown nowhere until somebody decides:")
    say(f"  istor decide correct {short(found[0].id)} --field grade --to {grade.grade} --by NAME")
    for each in cautions:
        say(f"Beware: {each}")
    return True


def print_reading(reading: Reading, *, as_json: bool) -> None:
    """Prints what was read in an article: marked, or as the published form in one line."""
    if as_json:
        print_json(reading.to_json())
        return
    screen = console()
    show(article_sheet(reading, colour=screen.is_terminal and not screen.no_color))


def incident_sheet(dossier: Dossier) -> Group:
    """The incident from its days down to its pages."""
    parts: list[RenderableType] = [_heading(dossier.entry)]
    for figure in dossier.entry.figures:
        parts += _figure(figure, dossier.articles)
    parts += _section("How the toll was told over time", _history(dossier.entry, dossier.articles), numbered=True)
    parts += _section("Not followed by the figures, and why", _left_out(dossier.entry))
    parts += _section("Why these pages are taken to tell of one attack", _reasons(dossier))
    parts += _section("What else the words could mean", _runners_up(dossier.entry))
    parts += _section("What people decided", _decided(dossier))
    parts += _section("Pages", _pages(dossier))
    return Group(*parts)


def article_sheet(reading: Reading, *, colour: bool) -> Group:
    """The article's text with what was read in it marked, what that came to, and what was left out.

    Without `colour`, a reading stands in brackets with its kind.
    """
    article = reading.article
    head = Text(safe(article.title or article.source_id), style="bold")
    facts = [
        article.id,
        article.publisher.name if article.publisher else "publisher not known",
        _published(article),
        f"language {article.language or 'not known'}",
        *([article.url] if article.url else []),
        *([f"junk: {article.junk}"] if article.junk else []),
        f"sha256 {article.raw_sha256}",
    ]
    parts: list[RenderableType] = [
        head,
        Text(safe("\n".join(facts)), style="dim"),
        Text(),
        marked(reading, colour=colour),
    ]
    parts += _section("Read in it", [_sighting_line(each) for each in reading.sightings] or ["no attack"])
    parts += _section("Left open", [_refusal_line(each, article) for each in reading.refusals])
    return Group(*parts)


DAY_FROM = {
    "record": "from the input's record",
    "metadata": "from the page's metadata",
    "text": "from the page's text",
    "url": "from the address",
    "user": "given with --published",
}


def _published(article: Article) -> str:
    if article.published is None:
        return "no publication day"
    given = DAY_FROM.get(article.published_from or "")
    return f"published {article.published.isoformat()}" + (f" ({given})" if given else "")


def _refusal_line(refusal: Refusal, article: Article) -> str:
    words = f"{quoted(refusal.span.quote(article.text))}: " if refusal.span else ""
    return " ".join(safe(words + why(refusal)).split())


def marked(reading: Reading, *, colour: bool) -> Text:
    """The text, furniture dimmed, each reading in its kind's colour or, without colour, in ⟦brackets with its kind⟧."""
    text, article = Text(), reading.article
    at = 0
    for start, end, kind in _marks(reading):
        text.append_text(_plain(article, at, start, colour=colour))
        words = safe(article.text[start:end])
        text.append(words if colour else f"⟦{kind}: {words}⟧", style=STYLES[kind] if colour else "")
        at = end
    return text.append_text(_plain(article, at, len(article.text), colour=colour))


STYLES = {
    "toll": "bold red",
    "attack": "bold",
    "date": "cyan",
    "place": "green",
    "actor": "magenta",
    "weapon": "yellow",
    "target": "blue",
    "speaker": "underline",
}


def _marks(reading: Reading) -> list[tuple[int, int, str]]:
    """What is marked, in text order, never overlapping: what comes first in STYLES wins, then the longer."""
    found: list[tuple[int, int, str]] = []
    for sighting in reading.sightings:
        if sighting.date:
            found.append((sighting.date.start, sighting.date.end, "date"))
        found += [(each.start, each.end, "place") for each in (sighting.place, *sighting.places) if each]
        for kind in ("toll", "actor", "weapon", "target"):
            found += [(each.span.start, each.span.end, kind) for each in getattr(sighting, f"{kind}s")]
        found += [(v.speaker.span.start, v.speaker.span.end, "speaker") for v in sighting.voices if v.speaker]
    found += [(c.attack.span.start, c.attack.span.end, "attack") for c in reading.claims if c.attack]
    rank = list(STYLES)
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(set(found), key=lambda mark: (rank.index(mark[2]), mark[0] - mark[1], mark[0])):
        if start < end and all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, kind))
    return sorted(kept)


def _plain(article: Article, start: int, end: int, *, colour: bool) -> Text:
    text = Text()
    at = start
    for block in article.blocks:
        if block.end <= at or block.start >= end:
            continue
        text.append(safe(article.text[at : max(at, block.start)]))
        stop = min(end, block.end)
        unread = colour and block.kind not in ("headline", "body")
        text.append(safe(article.text[max(at, block.start) : stop]), style="dim" if unread else "")
        at = stop
    return text.append(safe(article.text[at:end]))


def _heading(entry: Entry) -> Text:
    text = Text(entry.incident_id, style="bold").append(f"   {entry.review}\n", style="not bold")
    text.append(f"{entry.type} · {when(entry.date)} · {where(entry.place)}", style="not bold")
    for mark in (
        entry.scope if entry.scope != "incident" else None,
        f"{entry.grade.grade} (decided by {entry.grade.by})" if entry.grade else None,
        entry.status,
        entry.sensitivity,
    ):
        text.append(f" · {mark}" if mark else "", style="not bold")
    quoted = [f"“{safe(each.words)}”" for each in (entry.date, entry.place) if each]
    doubt = entry.place.radius_m if entry.place else None
    lines = [
        f"In the pages' words: {', '.join(quoted)}"
        + (f"; the place is known to within {metres(doubt)}" if doubt else "")
        if quoted
        else "",
        _listed("By", [f"{words} ({said})" for words, said in stances(entry.actors).items()]),
        _listed("With", [each.words for each in entry.weapons]),
        _listed("Hit", [f"{each.words} ({each.kind})" for each in entry.targets]),
        f"{counted(entry.pages, 'page')} of {counted(entry.publishers, 'publisher')}, {counted(entry.origins, 'independent origin')}"
        + (f", {counted(entry.copies, 'copy').replace('copys', 'copies')}" if entry.copies else ""),
        _listed("May count the same people as", [short(each) for each in entry.overlaps[:OVERLAPS_SHOWN]])
        + (f" and {len(entry.overlaps) - OVERLAPS_SHOWN} more" if len(entry.overlaps) > OVERLAPS_SHOWN else ""),
    ]
    return text.append("\n" + "\n".join(line for line in lines if line), style="not bold")


def _listed(label: str, words: Sequence[str]) -> str:
    return f"{label}: {', '.join(dict.fromkeys(safe(each) for each in words))}" if words else ""


def _figure(figure: Figure, articles: Mapping[str, Article]) -> list[RenderableType]:
    group = "" if figure.group == "all" else f", {figure.group}"
    side = f", of {party(figure.side)}" if figure.side else ""
    title = Text(f"\n{HARMS.get(figure.harm, figure.harm)}{group}{side}: {figure_words(figure)}", style="bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for heading in ("", "Figure", "Words", "Who says so", "Page", "Counted or not"):
        table.add_column(heading, overflow="fold")
    for account in figure.accounts:
        table.add_row(
            "✓" if account.used else "·",
            spread(account.low, account.high),
            Text(f"“{safe(account.words)}”"),
            Text(safe(voice(account))),
            Text(safe(_page(articles.get(account.article_id), account))),
            Text(safe(account.because)),
        )
    told: list[RenderableType] = [title, Padding(Text(safe(figure.because)), (0, 0, 0, 2))]
    return [*told, Padding(table, (0, 0, 0, 2))] if figure.accounts else told


def _page(article: Article | None, account: Account) -> str:
    said = _said(account) or "no day"
    name = account.publisher or (article.source_id if article else account.article_id)
    return f"{name}, {said} [{short(account.article_id)}]"


def _said(told: Account | TollStep) -> str | None:
    """The day of the page that tells it, with its hour where it has one."""
    return f"{told.said_on.isoformat()}{f' {told.said_at}' if told.said_at else ''}" if told.said_on else None


def _section(title: str, lines: Sequence[str], *, numbered: bool = False) -> list[RenderableType]:
    if not lines:
        return []
    body = Table.grid(padding=(0, 1))
    body.add_column(no_wrap=True, justify="right")
    body.add_column(overflow="fold")
    for number, line in enumerate(lines, start=1):
        body.add_row(f"  {number}." if numbered else "  –", Text(line))
    return [Text(f"\n{title}", style="bold"), body]


def _history(entry: Entry, articles: Mapping[str, Article]) -> list[str]:
    lines = []
    for step in entry.history:
        day = step.as_of or _said(step) or "day not told"
        article = articles.get(step.article_id)
        who = step.speaker or (article.publisher.name if article and article.publisher else "the page itself")
        instead = f", in place of step {step.supersedes + 1}" if step.supersedes is not None else ""
        lines.append(safe(f"{day}: {spread(step.low, step.high)} {step.harm}, {who}{instead}"))
    return lines


def _left_out(entry: Entry) -> list[str]:
    return [
        safe(f"“{each.words}”" + (f", {each.speaker}" if each.speaker else "") + f": {each.because}")
        for each in entry.dissents
    ]


def _reasons(dossier: Dossier) -> list[str]:
    """The strongest links that hold the pages together: one fewer than there are accounts, however many agree."""
    home = {each.id: each.article_id for each in dossier.sightings}
    joined = [link for link in dossier.links if link.joined and link.a in home and link.b in home]
    group = {identifier: identifier for identifier in home}
    lines = []
    for link in sorted(joined, key=lambda link: -link.score):
        one, other = group[link.a], group[link.b]
        if one == other:
            continue
        group = {identifier: one if at == other else at for identifier, at in group.items()}
        agreements = "; ".join(each.because for each in link.agreements)
        lines.append(safe(f"{short(home[link.a])} and {short(home[link.b])} (score {link.score:g}): {agreements}"))
    more = len(joined) - len(lines)
    return [*lines, f"{counted(more, 'more pair')} of them agree, too: --json has every pair"] if more else lines


def _runners_up(entry: Entry) -> list[str]:
    if entry.place is None:
        return []
    words, chosen = entry.place.words, entry.place.place
    others = [each for each in entry.place.candidates[:4] if each.place != chosen and each.score >= LEAST_LIKELY]
    because = [each.because for each in entry.place.candidates if each.place == chosen]
    lines = [f"“{words}” could also be {_whereabouts(each.place)}: {each.score:.0%} likely" for each in others]
    if others and because and chosen:
        lines.insert(0, f"“{words}” is taken for {_whereabouts(chosen)}: {because[0]}")
    return [safe(line) for line in lines]


def _whereabouts(place: Place) -> str:
    around = place.admin1 if place.admin1 != place.name else None
    return ", ".join(part for part in (place.name, around, place.country) if part)


def _decided(dossier: Dossier) -> list[str]:
    """Each decision, and what stood there before; of corrected accounts what was read."""
    lines = []
    for each in dossier.entry.verdicts:
        value = "" if each.path is None and each.value is None else f" {each.path or ''} {_told(each.value)}".rstrip()
        before = f" (in place of {each.before})" if each.before else ""
        why = f" – {each.why}" if each.why else ""
        lines.append(safe(f"{each.at:%Y-%m-%d} {each.by}: {each.verb}{value}{before}{why} [{short(each.decision)}]"))
    kept = {each.id: each for each in dossier.sightings}
    for machine in dossier.machine:
        fields = sorted(kept[machine.id].settled)
        read = ", ".join(f"{field} {_read(machine, field)}" for field in fields)
        lines.append(safe(f"account {short(machine.id)} was read as: {read}"))
    return lines


def _told(value: object) -> str:
    return "is not known" if value is None else f"is {value}"


def _read(sighting: Sighting, field: str) -> str:
    if field == "date":
        return when(sighting.date)
    if field == "place":
        return where(sighting.place)
    if field == "final":
        told = [
            f"{spread(*figure)} {harm}" for harm in ("killed", "injured") if (figure := getattr(sighting.final, harm))
        ]
        return ", ".join(told) or "no figure"
    return str(getattr(sighting, field))


def _pages(dossier: Dossier) -> list[str]:
    lines = []
    for article_id in dict.fromkeys(each.article_id for each in dossier.sightings):
        article = dossier.articles[article_id]
        accounts = ", ".join(short(each.id) for each in dossier.sightings if each.article_id == article_id)
        publisher = article.publisher.name if article.publisher else "publisher not known"
        day = article.published.isoformat() if article.published else "no day"
        lines.append(
            safe(
                f"[{short(article_id)}] {article.title or article.source_id} – {publisher}, {day} {article.url or article.source_id} (account {accounts})"
            )
        )
    return lines


def _sighting_line(sighting: Sighting) -> str:
    final = [
        f"{spread(*figure)} {harm}"
        for harm in ("killed", "injured")
        if (figure := getattr(sighting.final, harm)) is not None
    ]
    said = [safe(voice.speaker.words) for voice in sighting.voices if voice.speaker]
    parts = [
        sighting.type,
        when(sighting.date),
        where(sighting.place),
        *final,
        *([f"said by {', '.join(said)}"] if said else []),
    ]
    notes = [each for each in (sighting.scope, sighting.role) if each not in ("incident", "main")]
    return f"{' · '.join(parts)}" + (f" ({', '.join(notes)})" if notes else "")
