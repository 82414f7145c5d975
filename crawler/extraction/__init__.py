"""Article extraction: pure functions, usable without Scrapy, network or database.

>>> from crawler.extraction import extract
>>> article = extract(html, "http://skhcn.example.vn/tin-tuc/bai-viet-12.html")
>>> article.title, article.published, article.text
"""

from crawler.extraction.article import Article, Reading
from crawler.extraction.fields.images import Image
from crawler.extraction.fields.references import Attachment
from crawler.extraction.kinds.kind import Kind
from crawler.extraction.reading import extract, read_page
from crawler.extraction.template.template import Template
from crawler.extraction.template.training import learn_template

__all__ = [
    "Article",
    "Attachment",
    "Image",
    "Kind",
    "Reading",
    "Template",
    "extract",
    "learn_template",
    "read_page",
]
