"""The words of the reading room, in both languages."""

import re
import tomllib
from pathlib import Path

import pytest
from datasette.utils import parse_metadata

from crawler.browsing.__main__ import METADATA
from crawler.browsing.language import ENGLISH, VIETNAMESE, Language
from crawler.browsing.pages.search import ARGUMENTS
from crawler.browsing.serving import DATABASE
from crawler.browsing.verdicts import Verdict

ROOM = Path(__file__).parents[2] / "crawler" / "browsing"
WORDS = tomllib.loads((ROOM / "words.toml").read_text("utf-8"))
TEXTS = "".join(p.read_text("utf-8") for p in ROOM.rglob("*.*") if p.suffix in (".html", ".py"))
PLACES = re.compile(r"\{(\w+)\}")


def test_every_word_is_there_in_both_languages() -> None:
    for group in WORDS.values():
        for key, told in group.items():
            assert told.keys() == ({"en"} if key.endswith(".one") else {"vi", "en"}), key
            assert len({frozenset(PLACES.findall(text)) for text in told.values()}) == 1, key


def test_every_word_that_is_used_is_there_and_the_other_way_round() -> None:
    used = set(re.findall(r"""(?:\bt|request\.language)\(["'](\w+)["'][,)]""", TEXTS))
    named = set(re.findall(r'"((?:nav|advice|n_results|count|run)_\w+|n_results)"', TEXTS))
    counted = {f"count_{cause}" for cause in ("published", "edited", "removed", "restored")}
    either = {"newest", "older_articles", "removed_article", "former_version", "articles", "site"}
    counted |= {f"run_{count}" for count in ("new", "edited", "removed", "errors")}

    known = {key.removesuffix(".one") for key in WORDS["words"]}
    assert used | named | counted | either == known


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_states_and_facets_have_their_words(language: Language) -> None:
    for verdict in Verdict:
        assert language.known("verdict", verdict) != verdict
        assert language.known("verdict_meaning", verdict) != verdict
    for facet in ARGUMENTS:
        assert language.known("facet", facet) != facet


def test_ready_queries_have_their_words() -> None:
    metadata = parse_metadata(METADATA.read_text("utf-8"))
    queries = metadata["databases"][DATABASE]["queries"].keys() - {"search"}  # a page of its own

    assert WORDS["query"].keys() == WORDS["query_note"].keys() == queries


def test_numbers_days_and_times_are_written_as_the_language_does() -> None:
    assert VIETNAMESE("n_articles", n=12345) == "12.345 bài"
    assert ENGLISH("n_articles", n=12345) == "12,345 articles"
    assert ENGLISH("n_articles", n=1) == "1 article"
    assert VIETNAMESE.day("2026-03-01") == "1/3/2026"
    assert ENGLISH.day("2026-03-01") == "1 March 2026"
    assert VIETNAMESE.minute("2026-03-01T20:30:00Z") == "03:30 2/3/2026"
    assert ENGLISH.day(None) == ""
