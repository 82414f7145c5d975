"""Whether a page is an article, by what it is rather than by its address."""

from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawler.addresses import canonical, identity
from crawler.extraction.blocks import Block
from crawler.extraction.layout import Layout
from crawler.extraction.region import Role
from crawler.vietnamese.phrases import BLOCKED, NOT_FOUND, RECORD_LABEL, UNAVAILABLE

#: A page that says little more than that there is nothing to see (words).
NOTICE_WORDS = 60
#: A page that lets nobody through says no more than this (words).
GATE_WORDS = 250
#: The shortest article: a sentence that points to an attachment (words).
LEAST_WORDS = 15
#: Headlines with teasers that make a page a listing.
LISTED = 3
#: So many words of running text no teaser has.
LONG_TEXT = 120
#: Labels of a legal document's record on a page that is one.
RECORD_LABELS = 3


class Kind(StrEnum):
    """What a page is."""

    ARTICLE = "article"
    LISTING = "listing"
    OTHER = "other"


def kind_of(page: Layout) -> tuple[Kind, str]:
    """What a page is, and why it is not an article ("" for articles)."""
    blocks, kinds = page.blocks, page.roles
    if not page.region:
        return Kind.OTHER, "empty page"
    inside = [blocks[i] for i in page.region]
    inside_roles = [kinds[i] for i in page.region]
    if page.text_words <= NOTICE_WORDS and (reason := _notice(_said(page))):
        return Kind.OTHER, reason
    if sum(b.words for b in blocks) <= GATE_WORDS and _is_gate(blocks):
        return Kind.OTHER, "blocked"
    if page.text_words < LEAST_WORDS and _is_login(page.root) and Role.TEASER not in kinds:
        return Kind.OTHER, "login"
    if page.anchor is None and not page.is_dated and _is_listing(blocks, kinds, page.text_words):
        return Kind.LISTING, "listing"
    if _is_interrupted(inside_roles, inside) or _is_headed_by_links(page):
        return Kind.LISTING, "listing"
    if _is_record(inside) and page.text_words < LONG_TEXT:
        return Kind.OTHER, "legal document"
    return Kind.ARTICLE, ""


def _said(page: Layout) -> str:
    """What a page of few words says: its region, or all but its links where the region is empty."""
    if page.text_words >= LEAST_WORDS:
        return " ".join(page.blocks[i].folded for i in page.region)
    return " ".join(block.folded for block in page.blocks if not block.link_words)


def _notice(text: str) -> str | None:
    """Why a page that says only `text` (folded) has nothing to show."""
    for pattern, reason in (
        (BLOCKED, "blocked"),
        (UNAVAILABLE, "site unavailable"),
        (NOT_FOUND, "not found"),
    ):
        if pattern.search(text):
            return reason
    return None


def _is_gate(blocks: Sequence[Block]) -> bool:
    """Whether a short page is a firewall's or a challenge: its first lines say so."""
    return any(BLOCKED.search(block.folded) for block in blocks[:3])


def _is_login(root: HtmlElement) -> bool:
    """Whether a page asks for a password."""
    return any((e.get("type") or "").lower() == "password" for e in root.iter("input"))


def _is_listing(blocks: Sequence[Block], roles: Sequence[Role], text: int) -> bool:
    """Whether what prevails are headlines, bare or with a line of text each.

    `text` counts the words of running text in the page's best region. An article's related list
    stands before or behind its text; a listing's text stands between its headlines.
    """
    headlines = [b for b, role in zip(blocks, roles, strict=True) if role is Role.HEADLINE]
    if len(headlines) < LISTED or text >= LONG_TEXT:
        return False
    teasers = sum(b.words for b, role in zip(blocks, roles, strict=True) if role is Role.TEASER)
    return teasers > text or sum(b.words for b in headlines) > 2 * text


def _is_interrupted(roles: Sequence[Role], blocks: Sequence[Block]) -> bool:
    """Whether headlines cut the text into pieces none of which is an article's length."""
    followers = dict(zip(blocks, roles[1:], strict=False))

    def dated(block: Block) -> bool:
        return followers.get(block) is Role.DATE

    pieces, headlines = [0], 0
    for block, role in zip(blocks, roles, strict=True):
        if role is Role.HEADLINE and (block.heading or dated(block)):
            headlines += 1
            pieces.append(0)
        elif role in (Role.TEXT, Role.TEASER):
            pieces[-1] += block.words
    pieces = [piece for piece in pieces if piece]
    return headlines >= LISTED and len(pieces) > LISTED and max(pieces) < 0.5 * sum(pieces)


def _is_record(blocks: Sequence[Block]) -> bool:
    """Whether a page is the record of a legal document (văn bản): labels and values, no article."""
    labels = (block.folded.partition(" | ")[0] for block in blocks)
    return sum(RECORD_LABEL.fullmatch(label) is not None for label in labels) >= RECORD_LABELS


def _is_headed_by_links(page: Layout) -> bool:
    """Whether what stands as the title leads to another page, as do further headings below it.

    Some listings print whole articles, each under the title that links to it.
    """
    own = identity(canonical(page.url))
    headings = [
        page.blocks[i]
        for i in {page.title, *page.region}
        if i is not None and page.roles[i] is Role.HEADLINE and page.blocks[i].heading
    ]
    leads_on = [
        block
        for block in headings
        if identity(canonical(urljoin(page.url, block.links[0][0]))) != own
    ]
    return len(leads_on) > 1 and any(block.index == page.title for block in leads_on)
