"""When a site's template is learned during a crawl, from what, and when it has had its day."""

from dataclasses import replace

import pytest

from crawler.articles.stages import AcceptedArticle, FetchedPage
from crawler.engine.template_manager import (
    ENOUGH,
    FIRST,
    LEAST,
    NEARLY_ENOUGH,
    OF_ONE_SHAPE,
    TemplateManager,
)
from crawler.extraction import Template, learn_template
from tests.testing.stages import article, page

TEMPLATE = replace(learn_template([]), pages=ENOUGH)
BETTER = replace(TEMPLATE, names=frozenset((".bai-viet",)))
SHAPES = ("tin", "thong-bao", "van-ban", "su-kien")


def read(keeper: TemplateManager, count: int, *, fits: bool = True, folder: str = "") -> None:
    """Let a crawl read some articles, of several shapes unless a folder is given."""
    for number in range(count):
        where = page(f"{folder or SHAPES[number % len(SHAPES)]}/{number}")
        keeper.note(AcceptedArticle(where, article(), keeper.version, fits))


def due(keeper: TemplateManager) -> int:
    """How many articles have been read when the next lesson is due; 0 for never."""
    for count in range(1, 3 * ENOUGH):
        read(keeper, 1, folder=SHAPES[count % len(SHAPES)])
        if keeper.is_due:
            return count
    return 0


def learn(keeper: TemplateManager, template: Template = TEMPLATE) -> list[FetchedPage]:
    keeper.begin()
    keeper.end()
    keeper.use(template, keeper.version + 1)
    return [sample.page for sample in keeper.samples]


def test_unknown_site_is_learned_early_and_once_more_when_there_is_enough() -> None:
    keeper = TemplateManager(None)
    assert due(keeper) == FIRST
    assert len(learn(keeper)) == FIRST
    assert due(keeper) == ENOUGH - FIRST
    assert len(learn(keeper, BETTER)) == ENOUGH
    assert keeper.template is BETTER
    assert due(keeper) == 0
    assert not keeper.is_due_at_end


def test_at_the_end_a_few_articles_do() -> None:
    keeper = TemplateManager(None)
    read(keeper, LEAST - 1)
    assert not keeper.is_due_at_end
    read(keeper, 1)
    assert keeper.is_due_at_end
    assert not keeper.is_due


def test_at_the_end_nothing_is_learned_from_the_same_articles_again() -> None:
    keeper = TemplateManager(None)
    read(keeper, FIRST)
    learn(keeper)
    assert not keeper.is_due_at_end
    read(keeper, 1)
    assert keeper.is_due_at_end


def test_template_that_was_learned_from_few_articles_is_learned_better_from_more() -> None:
    keeper = TemplateManager(replace(TEMPLATE, pages=FIRST).to_json())
    read(keeper, FIRST)
    assert not keeper.is_due_at_end
    read(keeper, 1)
    assert keeper.is_due_at_end
    assert due(keeper) == ENOUGH - FIRST - 1


@pytest.mark.parametrize("pages", [ENOUGH, NEARLY_ENOUGH])
def test_site_whose_template_is_stored_is_not_learned_while_it_fits(pages: int) -> None:
    stored = replace(TEMPLATE, pages=pages)
    keeper = TemplateManager(stored.to_json())
    assert keeper.template == stored
    read(keeper, LEAST)
    read(keeper, LEAST, fits=False)  # half of them are not most
    assert due(keeper) == 0
    assert not keeper.is_due_at_end
    assert not keeper.is_outdated


def test_at_the_end_pages_that_are_read_again_teach_nothing() -> None:
    keeper = TemplateManager(None)
    keeper.at_end = True
    read(keeper, ENOUGH)
    assert not keeper.samples
    assert not keeper.is_due


@pytest.mark.parametrize(("unfit", "is_outdated"), [(LEAST - 1, False), (LEAST, True)])
def test_template_is_outdated_when_most_articles_no_longer_fit(
    unfit: int, is_outdated: bool
) -> None:
    keeper = TemplateManager(TEMPLATE.to_json())
    read(keeper, 2)
    read(keeper, unfit, fits=False)
    assert keeper.is_outdated == is_outdated
    assert keeper.is_due_at_end == is_outdated


def test_outdated_template_is_learned_anew_and_has_its_chance() -> None:
    keeper = TemplateManager(TEMPLATE.to_json())
    read(keeper, FIRST, fits=False)
    assert keeper.is_due
    learn(keeper, BETTER)
    assert not keeper.is_outdated
    read(keeper, LEAST)
    assert keeper.template is BETTER
    assert not keeper.is_outdated


def test_news_leave_room_for_articles_of_other_shapes() -> None:
    keeper = TemplateManager(None)
    read(keeper, FIRST, folder="tin")
    learn(keeper)
    read(keeper, 2 * ENOUGH, folder="tin")
    assert len(keeper.samples) == OF_ONE_SHAPE
    read(keeper, 3, folder="thong-bao")
    assert len(keeper.samples) == OF_ONE_SHAPE + 3
    read(keeper, 2 * ENOUGH, folder="van-ban")
    read(keeper, 2 * ENOUGH, folder="su-kien")
    assert len(keeper.samples) == ENOUGH


def test_what_was_read_with_less_is_read_again() -> None:
    keeper = TemplateManager(None)
    read(keeper, FIRST)
    learn(keeper)
    read(keeper, 2, folder="van-ban")
    again = [sample.page.key for sample in keeper.outdated_samples()]
    assert len(again) == FIRST
    assert page("van-ban/0").key not in again

    learn(keeper, BETTER)
    assert len(keeper.outdated_samples()) == FIRST + 2


def test_sample_is_the_page_as_it_came() -> None:
    keeper = TemplateManager(None)
    came = replace(page(), body=b"<p>" + bytes(range(256)), content_type="text/html", named=True)
    keeper.note(AcceptedArticle(came, article()))
    (sample,) = keeper.samples
    assert sample.page == came
    assert sample.article == article()
