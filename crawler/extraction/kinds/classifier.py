"""What speaks for a page being an article, and what against it.

No sign decides alone: portals declare `og:type` article on every page, listings print whole
articles, articles have a list of others in their midst. Each sign has a weight, and a page is an
article if they add up to enough, or if nothing speaks against it. The weights are small whole
numbers, set by hand from how often a sign stands on articles and on other pages (WCXB, and saved
and simulated pages of Vietnamese portals); on halves of the pages they do equally well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.extraction.fields.references import page_key
from crawler.extraction.kinds.listings import (
    LISTED,
    is_headed_by_another,
    is_headed_by_links,
    is_interrupted,
    is_mostly_headlines,
)
from crawler.extraction.kinds.page_features import PageFeatures, words
from crawler.extraction.region.layout import Layout

#: What the signs of an article add up to, at least; and where only weak signs speak
#: against one that has all of the page's text.
ENOUGH, ENOUGH_TO_DOUBT = 1, -1
#: Words of prose that few pages have which are not written to be read, and hardly any has.
MUCH_PROSE, VERY_MUCH_PROSE = 300, 1000
#: The share of its prose that an article has in one element, and a page of many parts has not.
TOGETHER, APART = 0.8, 0.3
#: Paragraphs in parts of a page are short: they have fewer words than this on average.
SHORT_PARAGRAPH = 45
#: The share of a thread's prose that stands in its posts.
IN_POSTS = 0.5
#: A region with a smaller share of the page's running text is one part among others; one with so
#: much of it, and so many words, has what there is to read on the page.
SMALL_PART, WHOLE, WHOLE_WORDS = 0.3, 0.9, 150
#: Signs that weigh as much are strong.
STRONG = -4

_ARTICLE = re.compile(r"\w*Article|\w*BlogPosting|Report")
_THREAD = re.compile(r"DiscussionForumPosting|QAPage")
_PRODUCT = re.compile(
    r"(?:Some|Individual|Vehicle)?Products?|Product(?:Group|Model|Collection)|product\b.*"
)
#: Addresses that end with a month or a day lead to what was published in it.
_PERIOD = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])(?:/[0-3]\d)?/?(?:page/\d+/?)?$")
_ELSE = re.compile(
    r"CollectionPage|SearchResultsPage|ItemList|OfferCatalog|ProfilePage|ContactPage|Service"
    r"|SoftwareApplication|WebApplication|\w*Store"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that pages show or do not; `says` is what a page is that shows it."""

    weight: int
    says: str
    shows: Callable[[PageFeatures], bool]


def verdict(page: Layout) -> str:
    """What a page is instead of an article, by its weightiest sign; "" for articles."""
    features = PageFeatures(page)
    against = [sign for sign in SIGNS if sign.weight < 0 and sign.shows(features)]
    if not against:
        return ""
    speaking_for = [sign for sign in SIGNS if sign.weight > 0 and sign.shows(features)]
    is_doubtful = _is_whole(features) and all(sign.weight > STRONG for sign in against)
    enough = ENOUGH_TO_DOUBT if is_doubtful else ENOUGH
    if sum(sign.weight for sign in against + speaking_for) >= enough:
        return ""
    return min(against, key=lambda sign: sign.weight).says


def _is_whole(features: PageFeatures) -> bool:
    """Whether the region has nearly all of a page's text, and that is some."""
    return features.text_share >= WHOLE and features.page.text_words >= WHOLE_WORDS


def _declares_article(features: PageFeatures) -> bool:
    """Whether the page calls itself an article, and not the entries of a list."""
    named = sum(_ARTICLE.fullmatch(t) is not None for t in features.page.declared.schema_types)
    return 0 < named < LISTED


def _declares_thread(features: PageFeatures) -> bool:
    return any(map(_THREAD.fullmatch, features.page.declared.schema_types))


def _declares(features: PageFeatures, types: re.Pattern[str]) -> bool:
    """Whether the page describes something of these types, and is no article about it."""
    declared = features.page.declared
    return not _declares_article(features) and any(
        map(types.fullmatch, (declared.graph_type, *declared.schema_types))
    )


def _declares_no_article(features: PageFeatures) -> bool:
    """Whether the page says what it is, but not that it is an article."""
    declared = features.page.declared
    return (
        bool(declared.graph_type or declared.schema_types)
        and declared.graph_type != "article"
        and not any(map(_ARTICLE.fullmatch, declared.schema_types))
    )


def _is_home(features: PageFeatures) -> bool:
    """Whether the address is that of the whole site."""
    own = page_key(features.page.url) or ""
    return bool(own) and not re.search(r"[/?]", own)


def _is_of_period(features: PageFeatures) -> bool:
    """Whether the address is that of a month or a day, as blogs' archives have them."""
    return _PERIOD.search(urlsplit(features.page.url).path) is not None


def _is_scattered(features: PageFeatures) -> bool:
    """Whether the page's prose are short texts in many places."""
    short = words(features.inside) < SHORT_PARAGRAPH * len(features.inside)
    return features.concentration < APART and (short or not features.inside)


def _has_prices(features: PageFeatures) -> bool:
    """Whether the page has more prices than paragraphs."""
    return features.prices >= LISTED and features.prices > len(features.paragraphs)


SIGNS = (
    Sign(+3, "named by others", lambda e: e.page.anchor is not None),
    Sign(+2, "dated", lambda e: e.page.is_dated),
    Sign(+3, "declared an article", _declares_article),
    Sign(+2, "declared with a date", lambda e: e.page.declared.published is not None),
    Sign(+3, "prose in one place", lambda e: e.concentration >= TOGETHER),
    Sign(+2, "much prose", lambda e: words(e.inside) >= MUCH_PROSE),
    Sign(+3, "all of the page's text", _is_whole),
    Sign(+1, "very much prose", lambda e: words(e.inside) >= VERY_MUCH_PROSE),
    Sign(-6, "listing", lambda e: is_interrupted(e.page)),
    Sign(-6, "listing", lambda e: is_headed_by_links(e.page)),
    Sign(-6, "listing", lambda e: is_headed_by_another(e.page)),
    Sign(-4, "listing", lambda e: is_mostly_headlines(e.page)),
    Sign(-6, "listing", _is_of_period),
    Sign(-6, "home page", _is_home),
    Sign(-10, "forum", _declares_thread),
    Sign(-4, "forum", lambda e: e.posts >= IN_POSTS),
    Sign(-9, "product", lambda e: _declares(e, _PRODUCT)),
    Sign(-5, "shop", _has_prices),
    Sign(-4, "declared something else", lambda e: _declares(e, _ELSE)),
    Sign(-2, "page of parts", lambda e: LISTED < e.headings >= len(e.inside)),
    Sign(-2, "page of parts", lambda e: e.text_share < SMALL_PART),
    Sign(-2, "not declared an article", _declares_no_article),
    Sign(-1, "listing", lambda e: e.links > len(e.inside)),
    Sign(-1, "page of parts", _is_scattered),
    Sign(-1, "no prose", lambda e: not e.inside),
)
