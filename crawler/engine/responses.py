"""Parts of a response: its headers, its body as text, where it came from."""

from scrapy.http import Response

from crawler.vietnamese.decoding import decode


def content_type(response: Response) -> str | None:
    """The header that says what the body is."""
    header = response.headers.get("Content-Type")
    return header.decode("latin-1") if header else None


def text_of(response: Response) -> str:
    """The body as text."""
    return decode(response.body, content_type(response)).text


def refresh(response: Response) -> str:
    """The header that has a browser load another page; "" where there is none."""
    header = response.headers.get("Refresh")
    return header.decode("latin-1") if header else ""


def was_redirected(response: Response) -> bool:
    """True if another address was asked for."""
    return "redirect_urls" in response.meta
