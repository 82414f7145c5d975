"""Legal document records (văn bản): pages of labels and values instead of a text."""

from collections.abc import Iterator, Sequence

from crawler.extraction.source.blocks import Block
from crawler.vietnamese.phrases import RECORD_LABEL, RECORD_SUMMARY
from crawler.vietnamese.unicode import fold

#: Least number of different labels in a record.
LEAST_LABELS = 3
#: Most labels that may be repeated in a record.
AGAIN = 1
#: Most words in a label.
LABEL_WORDS = 6
#: Separators of label and value in one line: the cells of a row, or a colon.
_SEPARATORS = (" | ", ":")


def is_record(blocks: Sequence[Block]) -> bool:
    """True if blocks hold a document's record: rows, a list of terms, or lines with a colon.

    Repeated labels indicate a list of documents, labels without values a form.
    """
    labels = [fold(label) for label, value in _fields(blocks) if value]
    different = len(set(labels))
    return different >= LEAST_LABELS and len(labels) <= different + AGAIN


def summary(blocks: Sequence[Block]) -> str | None:
    """Return the subject of a record's document (trích yếu), None without one."""
    said = (value for label, value in _fields(blocks) if RECORD_SUMMARY.fullmatch(fold(label)))
    return next(filter(None, said), None)


def _fields(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Yield the labels and values of a record in page order."""
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
    """Return the value on a line of its own below its label, "" without one."""
    return next((b.text for b in following if not _is_label(_parted(b.text)[0])), "")
