"""One line on its own: its shape and the group its words belong to."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from istor.articles.lines import GROUPS, line_of, split


@pytest.mark.parametrize(
    ("text", "shape", "group"),
    [
        ("Show More", "short", "furniture"),
        ("3 min read", "short", "furniture"),
        ("2 hours ago", "short", "furniture"),
        ("Share on Facebook", "short", "furniture"),
        ("© 2024 The Harbour Herald. All rights reserved.", "prose", "furniture"),
        ("We have sent you a confirmation email.", "prose", "furniture"),
        ("E-mail notifications are sent each evening.", "prose", "furniture"),
        ("The mayor sent a confirmation that the depot had burned down.", "prose", None),
        ("Comments are moderated and must follow our guidelines.", "prose", "furniture"),
        ("There was no comment from the ministry, in line with its policy of silence.", "prose", None),
        ("Thursday, 6 March 2025, 09:15", "headline", "dateline"),
        ("12.03.2025 | 10:20", "short", "dateline"),
        ("Çarşamba, 5 Mart 2025, 22:03", "headline", "dateline"),
        ("By Olha Rudenko", "short", "byline"),
        ("Rescuers search a stairwell in Sumy. (Ivan Petrenko/AFP via Getty Images)", "headline", "caption"),
        (
            "© Reuters. Smoke hangs over the port after a strike, March 4, 2025. REUTERS/Ivan Petrenko",
            "headline",
            "caption",
        ),
        ("A mourner holds a portrait(Image: Telegram)", "headline", "caption"),
        ("Two people were hurt on the road to Sumy. (AFP)", "prose", None),
        ("Read more:", "sentence", "related"),
        ("You may also like", "headline", "related"),
        ("Most viewed", "short", "end"),
        ("Leave a Reply", "short", "end"),
        ("Olha Rudenko and Petro Bilyk contributed to this report.", "prose", "end"),
        ("Reporting by Olha Rudenko; editing by Petro Bilyk", "headline", "end"),
        ("Olha Rudenko is a senior correspondent who writes about the coast.", "prose", "bio"),
        ("Two people died when a shell hit their car near Orikhiv.", "prose", None),
        ("Shell hits car near Orikhiv, two dead", "headline", None),
        ("Two died.", "sentence", None),
        ("A ministry official said the …", "headline", None),
    ],
)
def test_shape_and_group(text: str, shape: str, group: str | None) -> None:
    line = line_of(text)
    assert (line.shape, line.group) == (shape, group)


def test_offsets_quote_the_line() -> None:
    text = "\n  First line \n\n\tSecond line.\n"
    assert [text[line.start : line.end] for line in split(text)] == ["First line", "Second line."]


def test_the_word_list_keeps_its_own_rules() -> None:
    content = tomllib.loads((files("istor") / "articles" / "furniture.toml").read_text(encoding="utf8"))
    for key in ("language", "reviewed_by", "known_problems"):
        assert content.pop(key)
    assert set(content) == set(GROUPS)
    for name, section in content.items():
        for key, words in section.items():
            assert len(words) == len(set(words)), f"[{name}] {key} has a word twice"
            assert key == "patterns" or all(word == word.lower() for word in words), (
                f"[{name}] {key} is not in lower case"
            )
            for word in words if key == "patterns" else ():
                re.compile(word)
