"""Page classifier: weighted signs for and against a page being an article.

No sign decides alone: portals declare `og:type` article on every page, listings print whole
articles, articles contain lists of others. A page is an article if its weights add up to enough, or
if none is negative. The weights are small integers, set by hand from the frequency of each sign
on articles and on other pages (WCXB, and saved and simulated pages of Vietnamese portals); on
halves of the pages they do equally well.
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

#: Least sum of weights of an article; and that where only weak signs speak against a page whose
#: region has all of its text.
ENOUGH, ENOUGH_TO_DOUBT = 1, -1
#: Words of prose that few, and hardly any, pages have that are not articles.
MUCH_PROSE, VERY_MUCH_PROSE = 300, 1000
#: Share of the prose in one element: articles have more than the first, pages of many parts less
#: than the second.
TOGETHER, APART = 0.8, 0.3
#: Average words of a paragraph below which the paragraphs are parts of a page.
SHORT_PARAGRAPH = 45
#: Least share of a forum thread's prose that stands in its posts.
IN_POSTS = 0.5
#: Share of the page's running text: a region with less than the first is one part of several; one
#: with at least the second, and as many words as the third, has nearly all of the text.
SMALL_PART, WHOLE, WHOLE_WORDS = 0.3, 0.9, 150
#: Negative weights from here down are strong.
STRONG = -4

_ARTICLE = re.compile(r"\w*Article|\w*BlogPosting|Report")
_THREAD = re.compile(r"DiscussionForumPosting|QAPage")
_PRODUCT = re.compile(
    r"(?:Some|Individual|Vehicle)?Products?|Product(?:Group|Model|Collection)|product\b.*"
)
#: Addresses that end with a month or a day, as those of archives do.
_PERIOD = re.compile(r"/(?:19|20)\d\d/(?:0[1-9]|1[0-2])(?:/[0-3]\d)?/?(?:page/\d+/?)?$")
_ELSE = re.compile(
    r"CollectionPage|SearchResultsPage|ItemList|OfferCatalog|ProfilePage|ContactPage|Service"
    r"|SoftwareApplication|WebApplication|\w*Store"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign: a feature of pages with a weight, and the kind of page that it indicates (`says`)."""

    weight: int
    says: str
    shows: Callable[[PageFeatures], bool]


def classify(page: Layout) -> str:
    """Return the kind of a page that is no article by its weightiest sign; "" for articles."""
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
    """True if the region has nearly all of a page's text, and the text is not short."""
    return features.text_share >= WHOLE and features.page.text_words >= WHOLE_WORDS


def _declares_article(features: PageFeatures) -> bool:
    """True if the page declares itself an article, and not the entries of a list."""
    named = sum(_ARTICLE.fullmatch(t) is not None for t in features.page.declared.schema_types)
    return 0 < named < LISTED


def _declares_thread(features: PageFeatures) -> bool:
    return any(map(_THREAD.fullmatch, features.page.declared.schema_types))


def _declares(features: PageFeatures, types: re.Pattern[str]) -> bool:
    """True if the page declares something of these types, and no article about it."""
    declared = features.page.declared
    return not _declares_article(features) and any(
        map(types.fullmatch, (declared.graph_type, *declared.schema_types))
    )


def _declares_no_article(features: PageFeatures) -> bool:
    """True if the page declares its type, and it is not an article."""
    declared = features.page.declared
    return (
        bool(declared.graph_type or declared.schema_types)
        and declared.graph_type != "article"
        and not any(map(_ARTICLE.fullmatch, declared.schema_types))
    )


def _is_home(features: PageFeatures) -> bool:
    """True if the address is the site's home page."""
    own = page_key(features.page.url) or ""
    return bool(own) and not re.search(r"[/?]", own)


def _is_of_period(features: PageFeatures) -> bool:
    """True if the address is that of a month or a day, as in blog archives."""
    return _PERIOD.search(urlsplit(features.page.url).path) is not None


def _is_scattered(features: PageFeatures) -> bool:
    """True if the page's prose consists of short texts in many places."""
    short = words(features.inside) < SHORT_PARAGRAPH * len(features.inside)
    return features.concentration < APART and (short or not features.inside)


def _has_prices(features: PageFeatures) -> bool:
    """True if the page has more prices than paragraphs."""
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
