"""The record of a legal document (văn bản): labels and values, where others have a text."""

from collections.abc import Iterator, Sequence

from crawler.extraction.source.blocks import Block
from crawler.vietnamese.phrases import RECORD_LABEL, RECORD_SUMMARY
from crawler.vietnamese.unicode import fold

#: So many different labels make a record.
LEAST_LABELS = 3
#: So many labels may stand there a second time.
AGAIN = 1
#: A label has no more words than this.
LABEL_WORDS = 6
#: What parts a label from its value in one line: the cells of a row, or a colon.
_SEPARATORS = (" | ", ":")


def is_record(blocks: Sequence[Block]) -> bool:
    """Whether blocks hold a document's record: rows, a list of terms, or lines with a colon.

    Where labels come again, it is a list of documents; where they have no values, a form.
    """
    labels = [fold(label) for label, value in _fields(blocks) if value]
    different = len(set(labels))
    return different >= LEAST_LABELS and len(labels) <= different + AGAIN


def summary(blocks: Sequence[Block]) -> str | None:
    """What a record says that its document is about (trích yếu), None where it does not."""
    said = (value for label, value in _fields(blocks) if RECORD_SUMMARY.fullmatch(fold(label)))
    return next(filter(None, said), None)


def _fields(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The labels and values of a record, in the order of the page."""
    for place, block in enumerate(blocks):
        label, value = _parted(block.text)
        if block.words and _is_label(label):
            yield label, value or _value_below(blocks[place + 1 : place + 2])


def _parted(text: str) -> tuple[str, str]:
    for separator in _SEPARATORS:
        label, found, value = text.partition(separator)
        if found:
            return label.strip(), value.strip(" |:")
    return text.strip(), ""


def _is_label(label: str) -> bool:
    return len(label.split()) <= LABEL_WORDS and RECORD_LABEL.fullmatch(fold(label)) is not None


def _value_below(following: Sequence[Block]) -> str:
    """The value that stands on a line of its own below its label."""
    return next((b.text for b in following if not _is_label(_parted(b.text)[0])), "")
