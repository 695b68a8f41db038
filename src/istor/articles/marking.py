"""A page's lines → marked blocks: headline, body, caption, furniture, teaser. Nothing is deleted.

One line says little; where it stands says more. The lines are read top to bottom in one of four states: before the
article (lead), in it (body), in a box of other articles (related) and after its end (tail). A paragraph that is called
furniture loses facts, a teaser that is called body invents them: in doubt inside the article a line is body, after its end
a teaser.
"""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import accumulate

from istor.articles.article import Block, BlockKind
from istor.articles.blocks import Mark, blocks_of
from istor.articles.headlines import find_headline
from istor.articles.lines import HEADLINE_WORDS, Line, plain_words, split
from istor.articles.repeats import repeated

LEAD_CHARS = 280  # an article that has said less than this has not ended: a box stands above its text
BOX = 4  # so many headlines in a row open a box of other articles even without a word over it
HEADING_WORDS = 16  # a longer line inside the text is a paragraph that lost its full stop
BARE_WORDS = 4  # "Read more:" opens a box; with the other article's headline behind it, it is one line inside the text
NEXT_LINES = 20  # furniture between two paragraphs is no longer
RUN = 3  # so many lines in a row without a full stop are a list, not headings


# "NIKOPOL, Ukraine (Agency) –": what stands without a full stop between the headline and such a line is under a picture
_DATELINE = re.compile(r"^[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w .,’'-]{2,50}\([^()]{2,40}\) ?[-–—]")


def mark(
    text: str, *, title: str | None = None, headings: Container[int] = (), tidy: bool = False
) -> tuple[Block, ...]:
    """The blocks of a page's text.

    `title` is the cleaned headline (None: the first line that looks like one). `headings` are offsets of lines that
    the markup calls headings; `tidy` says that an extractor took the furniture away, so that only words and headings
    are looked at, not the runs of short lines that navigation leaves.

    >>> [b.kind for b in mark("Menu\\nShells hit Orikhiv market\\nTwo people were hurt on Monday, police said.\\nLeave a Reply")]
    ['furniture', 'headline', 'body', 'furniture']
    """
    lines = split(text)
    if not lines:
        return ()
    marks = _Reader(lines, title=title, headings=headings, tidy=tidy).read()
    return blocks_of(marks)


class _Reader:
    """One pass over the lines of one page. Lines whose meaning depends on what follows wait in `pending`."""

    def __init__(self, lines: list[Line], *, title: str | None, headings: Container[int], tidy: bool) -> None:
        self.lines, self.headings, self.tidy = lines, headings, tidy
        self.found: dict[int, tuple[BlockKind, str]] = {}
        self.pending: list[int] = []
        self.state = "lead"
        self.body_chars = 0
        self.seen: set[str] = set()
        self.names: set[str] = set()
        self.headline = find_headline(lines, title)
        if self.headline is not None:
            self.found[self.headline] = ("headline", "title")
            self._remember(lines[self.headline].text)
        self.found |= repeated(lines, self.headline)
        self.summary = next(
            (i for i, line in enumerate(lines) if line.group == "summary" and i >= (self.headline or 0)), None
        )
        self.prose_from = list(accumulate((_is_prose(line) for line in reversed(lines)), initial=0))[::-1]
        self.comments = _comments_from(lines)
        self.announced = False

    def read(self) -> list[Mark]:
        """Every line with its mark."""
        steps = {"lead": self._lead, "body": self._body, "related": self._related, "tail": self._tail}
        for i, line in enumerate(self.lines):
            if i in self.found:
                if i == self.headline and self.state == "lead":
                    self._drop("teaser", "before the headline")
                continue
            if i == self.comments and self.state in ("body", "related"):
                self._end_at_comments(i, line)
            else:
                steps[self.state](i, line)
        self._settle_at_end()
        return [Mark(line, *self.found[i]) for i, line in enumerate(self.lines)]

    # --- the four states ------------------------------------------------------------------------------------------

    def _lead(self, i: int, line: Line) -> None:
        if line.group is not None:
            self._group(i, line)
            if line.group == "end" and self._ends_bodyless():
                self._bodyless(deck=True)
                self.state = "tail"
        elif line.shape == "prose":
            self._settle_lead(i)
            self.state = "body"
            self._take(i, line)
        else:
            self._wait(i)

    def _body(self, i: int, line: Line) -> None:
        if line.group == "end" and self._said_enough():
            self._end(i, line)
        elif line.group == "related" and line.words > BARE_WORDS:
            self.found[i] = ("teaser", "names another article")
        elif line.group == "related":
            self._open_box(i, line)
        elif line.group == "bio" and self._near_the_end(i):
            self._end(i, line)
        elif line.group in ("end", "bio", None):
            self._own_line(i, line)
        else:
            self._group(i, line)

    def _own_line(self, i: int, line: Line) -> None:
        if line.plain in self.seen and line.words > 2:
            self.found[i] = ("furniture", "printed above")
        elif line.shape in ("prose", "sentence"):
            self._settle_inside()
            if self.state == "related":
                self._related(i, line)
            else:
                self._take(i, line)
        else:
            self._wait(i)

    def _related(self, i: int, line: Line) -> None:
        if line.group == "end" and self._said_enough():
            self._end(i, line)
        elif line.group is not None:
            self._group(i, line)
        elif self.tidy and line.start in self.headings:
            self.state = "body"
            self._wait(i)
        elif line.shape == "prose" and not line.cut and self._goes_on(i, line):
            self.state = "body"
            self._take(i, line)
        else:
            self.found[i] = ("teaser", "in a box of other articles")

    def _tail(self, i: int, line: Line) -> None:
        if line.group is not None:
            self._group(i, line)
        elif line.shape == "short":
            self.found[i] = ("furniture", "after the end")
        else:
            self.found[i] = ("teaser", "after the end")

    # --- moves ----------------------------------------------------------------------------------------------------

    def _wait(self, i: int) -> None:
        """What the line is depends on the lines below. A list that the text announced with a colon is the text's own."""
        if not self.pending:
            self.announced = self._is_body(i - 1) and self.lines[i - 1].text.endswith(":")
        self.pending.append(i)

    def _group(self, i: int, line: Line) -> None:
        kind: BlockKind = "caption" if line.group == "caption" else "furniture"
        self.found[i] = (kind, f"words of {line.group}")

    def _take(self, i: int, line: Line) -> None:
        self.found[i] = ("body", "text")
        self.body_chars += len(line.text)
        self.seen.add(line.plain)
        self._remember(line.text)

    def _open_box(self, i: int, line: Line) -> None:
        self._card_above(i, line)
        self._drop("teaser", "before a box of other articles")
        self._group(i, line)
        self.state = "related"

    def _card_above(self, i: int, line: Line) -> None:
        """A card prints headline and summary above its picture: the paragraph just taken was no text."""
        above = [self._heading_before(i), i - 1]
        if line.plain != "article image" or above[0] is None:
            return
        for at in above:
            if at is not None:
                self.found[at] = ("teaser", "card of another article")

    def _heading_before(self, i: int) -> int | None:
        fits = i >= 2 and self._is_body(i - 1) and self.lines[i - 2].shape == "headline"
        return i - 2 if fits else None

    def _end(self, i: int, line: Line) -> None:
        self._drop("teaser", "before the end")
        self._group(i, line)
        self.state = "tail"

    def _end_at_comments(self, i: int, line: Line) -> None:
        """The paragraph above the first "Reply" is a reader's."""
        self._end(i, line)
        if self._is_body(i - 1) and self.body_chars >= LEAD_CHARS:
            self.found[i - 1] = ("teaser", "a reader's comment")

    def _drop(self, kind: BlockKind, because: str) -> None:
        """What waits is not the article's: long lines are `kind`, labels furniture; a list that was announced stays."""
        for at in self.pending:
            line = self.lines[at]
            if self.announced:
                self._take(at, line)
            else:
                self.found[at] = ("furniture" if line.shape == "short" else kind, because)
        self.pending = []

    def _settle_lead(self, i: int) -> None:
        """Lines above the first paragraph: below the headline they are its deck, elsewhere navigation and other stories."""
        self._take_summary()
        headline = self.headline
        below = [at for at in self.pending if headline is not None and headline < at]
        for at in self.pending:
            line = self.lines[at]
            if line.shape == "short":
                self.found[at] = ("furniture", "above the text")
            elif headline is None and len(self.pending) < RUN:
                self.found[at] = ("body", "above the text")
            elif headline is not None and headline < at and len(below) < RUN:
                captioned = self._captioned(at) or (at == i - 1 and _DATELINE.match(self.lines[i].text))
                self.found[at] = ("caption", "named under a picture") if captioned else ("body", "deck")
            else:
                self.found[at] = ("teaser", "above the text")
        self.pending = []

    def _take_summary(self) -> None:
        """The points under a line like "Summary" are the article's own."""
        if self.summary is not None:
            for at in self.pending:
                if at > self.summary and self.lines[at].shape != "short":
                    self.found[at] = ("body", "summary")
            self.pending = [at for at in self.pending if at not in self.found]

    def _captioned(self, at: int) -> bool:
        """A picture's words end in the name of the agency or archive."""
        _, dash, name = self.lines[at].text.replace("—", "–").replace(" - ", " – ").rpartition(" – ")
        return bool(dash) and len(name.split()) <= 4 and name[:1].isupper()

    def _settle_inside(self) -> None:
        """Lines inside the text: one or two are headings; a run is a list, ours where it was announced, else the page's."""
        run = 0 if self.announced else len(self.pending)
        if run and self._boxed():
            self._drop("teaser", "run of headlines")
            self.state = "related"
            return
        for at in self.pending:
            line = self.lines[at]
            if run and self._credited_below(at):
                self.found[at] = ("caption", "above a credit")
            elif not run or line.words > HEADING_WORDS:
                self._take(at, line)
            else:
                self._settle_one(at, line, run)
        self.pending = []

    def _settle_one(self, at: int, line: Line, run: int) -> None:
        label = line.shape == "short" and not any(c.isdigit() for c in line.text)
        if line.start in self.headings or (run < RUN and not self.tidy and (line.shape == "headline" or label)):
            self.found[at] = ("headline", "heading")
        elif self.tidy:
            self._take(at, line)
        elif label:
            self.found[at] = ("furniture", "label")
        elif line.shape == "headline":
            self.found[at] = ("teaser", "run of headlines")
        else:
            self._take(at, line)

    def _credited_below(self, at: int) -> bool:
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        return below is not None and below.group == "caption" and below.words <= 8

    def _boxed(self) -> bool:
        return not self.tidy and sum(self.lines[at].shape == "headline" for at in self.pending) >= BOX

    def _settle_at_end(self) -> None:
        if self.state == "lead":
            self._bodyless(deck=False)
        elif self.tidy and self.state == "body":
            self._settle_inside()
        self._drop("teaser", "after the last paragraph")

    def _bodyless(self, *, deck: bool) -> None:
        """No paragraph at all: a line or two alone are the text; of more, what stands right under the headline is its deck."""
        self._take_summary()
        if self.headline is None and len(self.lines) < RUN:
            for at in self.pending:
                self._take(at, self.lines[at])
            self.pending = []
        under = -1 if self.headline is None else self.headline + 1
        if under not in self.pending or self.lines[under].shape != "headline":
            return
        if deck or self._speaks_of(under, under - 1):
            self.found[under] = ("body", "deck")
            self.pending.remove(under)

    def _ends_bodyless(self) -> bool:
        """Whether what waits when the page's end comes is all the text there is: its points, or one line under the headline."""
        if self.summary is not None and any(at > self.summary for at in self.pending):
            return True
        return self.headline is not None and self.pending == [self.headline + 1]

    def _speaks_of(self, at: int, other: int) -> bool:
        return len(_words(self.lines[at].text) & _words(self.lines[other].text)) >= 2

    # --- questions ------------------------------------------------------------------------------------------------

    def _is_body(self, at: int) -> bool:
        return at in self.found and self.found[at][0] == "body"

    def _said_enough(self) -> bool:
        return self.body_chars > 0

    def _near_the_end(self, i: int) -> bool:
        """An author's own paragraph closes the text; the same words higher up are about somebody in the news."""
        return self.body_chars >= LEAD_CHARS and self.prose_from[i + 1] <= 2

    def _goes_on(self, i: int, line: Line) -> bool:
        """Whether a paragraph after a box belongs to the article: it is not a card's summary, or it speaks of the same."""
        if self.comments is not None and i < self.comments <= i + NEXT_LINES // 2:
            return False
        if self.body_chars < LEAD_CHARS or self.tidy:
            return True
        names = _names(line.text)
        below = (self.lines[at] for at in range(i + 1, min(i + 1 + NEXT_LINES, len(self.lines))))
        following = next((later for later in below if later.group is None), None)
        if following is not None and following.shape == "prose" and not following.cut:
            return bool((names | _names(following.text)) & self.names)
        above = self.lines[i - 1]
        return len(names & self.names) >= max(2, 0.5 * len(names)) and not (
            above.shape == "headline" and above.group is None
        )

    def _remember(self, text: str) -> None:
        self.names |= _names(text)


def _comments_from(lines: list[Line]) -> int | None:
    """Where readers' comments are known to have begun, by the first "Reply"; None where the page has none."""
    marks = [i for i, line in enumerate(lines) if line.group == "comment"]
    return marks[0] if len(marks) >= RUN else None


def _is_prose(line: Line) -> bool:
    return line.shape == "prose" and line.group is None


def _names(text: str) -> set[str]:
    """The capitalised words, by which two paragraphs are known to speak of the same."""
    return {
        word.strip("“”\"',.’s()") for word in text.split()[1:] if word[:1].isupper() and len(word) >= HEADLINE_WORDS
    }


def _words(text: str) -> set[str]:
    """The words that carry meaning, roughly: those of four letters and more."""
    return {word for word in plain_words(text).split() if len(word) >= 4}
