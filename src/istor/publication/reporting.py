"""What goes beside an export: what its format could not hold, what was withheld and why, whom to credit, the file's checksum."""

from __future__ import annotations

from collections import Counter

from istor.publication.losses import Losing, Losses
from istor.publication.policy import PublicationOptions
from istor.publication.redaction import Published

CREDITS = (
    "Place names and points: GeoNames (CC BY 4.0, https://www.geonames.org).",
    "Outlines of regions and countries: Natural Earth (public domain).",
    "Figures as reported, machine-read unless a person has decided, not verified.",
)
DEAD = {
    "withheld": "The names of the dead are withheld.",
    "minors-withheld": "The dead are named, save those under 18 or of an age that no page tells.",
    "published": "The dead are named.",
}


class Tally:
    """What redaction and the format did to the incidents of one export, counted as they pass."""

    def __init__(self, format: str, options: PublicationOptions) -> None:
        self.options = options
        self.restricted = 0
        self._losing = Losing(format)
        self._because: Counter[str] = Counter()
        self._grids: Counter[int] = Counter()

    def note(self, published: Published) -> None:
        """One more incident."""
        self._losing.note(published)
        self._because.update(dict(published.because))
        if published.entry.place is not None and published.entry.place.lat is not None:
            self._grids[published.grid_m] += 1

    def losses(self) -> Losses:
        """What the format could not hold."""
        return self._losing.told()

    def withheld(self) -> list[str]:
        """What was withheld, in sentences that name nobody."""
        told = [DEAD[self.options.names]]
        told += [f"Names withheld of {words}: {count}." for words, count in self._because.most_common()]
        told += [] if self._because else ["No name had to be taken out."]
        if self.restricted:
            told.append(f"Incidents that people marked restricted and that are left out: {self.restricted}.")
        told += [f"Points on a grid of {grid_m:,} m: {count}." for grid_m, count in sorted(self._grids.items())]
        who = "stand beside what they decided" if self.options.reviewers == "published" else "are withheld"
        return [*told, f"The names of those who decided {who}."]

    def report(self, file: str, checksum: str) -> str:
        """The report as text. `checksum` is the file's SHA-256."""
        losses = self.losses()
        lost = losses.sentences() or ["Nothing of the table is left out."]
        parts = (
            ("File", [f"{file}, {losses.incidents} incidents, format {losses.format}", f"SHA-256 {checksum}"]),
            ("What the format could not hold", lost),
            ("What was withheld", self.withheld()),
            ("Credits", list(CREDITS)),
        )
        return "\n\n".join("\n".join((head, *(f"- {each}" for each in told))) for head, told in parts) + "\n"
