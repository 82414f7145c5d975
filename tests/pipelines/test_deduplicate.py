"""An article is named by what it says."""

import unicodedata

from crawler.deduplication.fingerprint import content_hash
from pipelines.deduplicate import Deduplicate
from tests.testing.stages import TEXT, TITLE, found


def test_article_is_named_by_title_and_text() -> None:
    assert Deduplicate().process_item(found()).content_hash == content_hash(TITLE, TEXT)


def test_same_text_at_another_address_has_the_same_name() -> None:
    decomposed = found("muc-khac/1", unicodedata.normalize("NFD", TEXT))
    names = [Deduplicate().process_item(item).content_hash for item in (found(), decomposed)]
    assert names[0] == names[1]


def test_other_text_has_another_name() -> None:
    names = [
        Deduplicate().process_item(found(text=text)).content_hash for text in (TEXT, TEXT[:-5])
    ]
    assert names[0] != names[1]
