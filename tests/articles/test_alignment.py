"""From a character of the text back to the markup."""

from __future__ import annotations

import html as entities

from hypothesis import given
from hypothesis import strategies as st

from istor.articles.alignment import Aligner, runs, visible_lines

WORDS = st.lists(
    st.sampled_from(
        [
            "two",
            "people",
            "& sons",
            "<b>hurt</b>",
            "<i>at</i>",
            "Суми,",
            "“No,”",
            "he",
            "3",
            "a&nbsp;b",
            "&quot;so&quot;",
        ]
    ),
    min_size=1,
    max_size=12,
)


def test_scripts_styles_and_comments_hold_no_text() -> None:
    html = "<p>One</p><script>if (a<b) 'Two'</script><!-- Three --><style>p{}</style><p>Four"
    assert [html[run.start : run.end] for run in runs(html)] == ["One", "Four"]


def test_visible_lines_break_at_blocks_only() -> None:
    html = "<div>A <b>drone</b>\n  hit</div><ul><li>one<li>two</ul>"
    assert ["".join(part.text for part in line) for line in visible_lines(html)] == ["A drone hit", "one", "two"]


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_character_leads_to_its_own_markup(paragraphs: list[list[str]]) -> None:
    html = "<html><body>" + "".join(f"<p>{' '.join(words)}</p>\n" for words in paragraphs) + "</body></html>"
    plain = [
        entities.unescape(" ".join(words).replace("<b>", "").replace("</b>", "").replace("<i>", "").replace("</i>", ""))
        for words in paragraphs
    ]
    aligner = Aligner(html)
    for line in (" ".join(each.split()) for each in plain):
        parts = aligner.align(line)
        assert "".join(part.text for part in parts) == line
        for part in parts:
            assert 0 <= part.start <= part.end <= len(html)
            if not part.text.isspace():
                assert entities.unescape(html[part.start : part.end]) == part.text


@given(st.text(max_size=40), st.text(alphabet="<>p/ab &;c", max_size=60))
def test_a_line_that_stands_nowhere_still_has_a_place(line: str, html: str) -> None:
    parts = Aligner(html).align(line)
    assert "".join(part.text for part in parts) == line
    assert all(0 <= part.start <= part.end <= len(html) for part in parts)
