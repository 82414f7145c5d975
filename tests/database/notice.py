"""An article as a later version of this program may declare it."""

from dataclasses import dataclass
from typing import Annotated

from crawler.database import StoredArticle
from crawler.extraction.declaration import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(StoredArticle):
    """An article with fields that there are none of."""

    symbol: Annotated[
        str | None,
        Field(en="The symbol of the document.", vi="Số, ký hiệu của văn bản."),
        Field(name="office", en="Who issued it.", vi="Nơi ban hành.", value=lambda _: "SKHCN"),
    ] = None
    sheets: Annotated[int, Field(en="Its sheets.", vi="Số tờ.", exported=False)] = 0
    signers: Annotated[tuple[str, ...], Field(en="Its signers.", vi="Người ký.")] = ()
