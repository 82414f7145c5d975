"""Results of extraction: the article of a page, or the reason why the page has none."""

from dataclasses import dataclass
from typing import Annotated

from crawler.extraction.declaration import Field
from crawler.extraction.fields.images import Image
from crawler.extraction.fields.references import Attachment
from crawler.extraction.kinds.kind import Kind


def day(published: str | None) -> str | None:
    """Return the day of a time of publication."""
    return published[:10] if published else None


def moment(published: str | None) -> str | None:
    """Return a time of publication, or None where only the day is known."""
    return published if published and "T" in published else None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read from a page; the one declaration of the record's article fields.

    What a page does not state is None or empty, never guessed. `text` is in Unicode NFC.
    `published` is an ISO 8601 date, with time and Vietnam's zone where the page gives a time.
    `captions` are those of pictures, films and tables; the record has only those of pictures, with
    the pictures. Nor is `url`, the address that was read, a field: the record stores the pages of
    an article separately.
    """

    url: str
    title: Annotated[
        str,
        Field(en="The headline.", vi="Tiêu đề.", searched=True, hashed=True),
    ]
    text: Annotated[
        str,
        Field(
            en="The article's text, a line a paragraph.",
            vi="Nội dung bài viết, mỗi đoạn văn một dòng.",
            searched=True,
            hashed=True,
        ),
    ]
    author: Annotated[
        str | None,
        Field(en="Who signed the article.", vi="Người ký tên dưới bài viết."),
    ] = None
    published: Annotated[
        str | None,
        Field(
            en="The day of publication in Vietnam (ISO 8601); empty where the page names none.",
            vi="Ngày đăng theo giờ Việt Nam (ISO 8601); để trống nếu trang không ghi ngày.",
            value=day,
        ),
        Field(
            name="published_at",
            en="The moment of publication, where the page gives a time.",
            vi="Thời điểm đăng, nếu trang có ghi giờ.",
            value=moment,
        ),
    ] = None
    published_raw: Annotated[
        str | None,
        Field(en="The date as it stands on the page.", vi="Ngày tháng nguyên văn trên trang."),
    ] = None
    lead: Annotated[
        str | None,
        Field(
            en="The introduction (sapo), where it is set apart from the text.",
            vi="Đoạn mở đầu (sapo), nếu được trình bày tách khỏi nội dung.",
        ),
    ] = None
    source: Annotated[
        str | None,
        Field(
            en="Where the page says that the text was taken from.",
            vi="Nguồn của bài viết, theo như trang ghi.",
        ),
    ] = None
    section: Annotated[
        str | None,
        Field(
            en="The part of its site that the article is in (chuyên mục), where the page says.",
            vi="Chuyên mục của bài viết, nếu trang có ghi.",
        ),
    ] = None
    tags: Annotated[
        tuple[str, ...],
        Field(
            en="The keywords (từ khoá) that the page files it under (a JSON array).",
            vi="Các từ khoá mà trang gắn cho bài viết (mảng JSON).",
        ),
    ] = ()
    captions: tuple[str, ...] = ()
    images: Annotated[
        tuple[Image, ...],
        Field(
            en="The pictures, each with its address, caption and description (a JSON array).",
            vi="Các hình ảnh, mỗi hình có địa chỉ, chú thích và mô tả (mảng JSON).",
        ),
    ] = ()
    attachments: Annotated[
        tuple[Attachment, ...],
        Field(
            en="The files attached, each with its address and label (a JSON array).",
            vi="Các tệp đính kèm, mỗi tệp có địa chỉ và tên hiển thị (mảng JSON).",
        ),
    ] = ()
    markdown: Annotated[
        str,
        Field(
            en="The same text with its headings, lists, tables, emphasis, links and pictures, as"
            " Markdown; it is shown formatted, with links in place of pictures.",
            vi="Cũng nội dung ấy kèm đề mục, danh sách, bảng, chữ nhấn mạnh, liên kết và hình ảnh,"
            " viết bằng Markdown; được hiển thị có định dạng, hình ảnh thay bằng liên kết.",
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a page.

    `reason` states why it is not an article ("" for articles). `surely_dated` is True if the date
    is the article's own, and not one that every page of the portal may show, as a clock does.
    `fallbacks` names each step that failed and was done another way, for counting.
    """

    kind: Kind
    reason: str
    article: Article | None
    declares_article: bool = False
    fallbacks: tuple[str, ...] = ()
    surely_dated: bool = False
