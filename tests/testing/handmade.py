"""Small portals made for one test."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.portals.content import ExpectedArticle, Story
from tests.portals.server import Portal, Request, Response


@dataclass
class Handmade:
    """A portal of the answers that are given by path, those in plain text as pages."""

    host: str
    answers: Mapping[str, str | Response]

    def respond(self, request: Request) -> Response:
        answer = self.answers.get(request.path, Response(404))
        return answer if isinstance(answer, Response) else Response(body=answer.encode())

    def articles(self) -> list[ExpectedArticle]:
        return []


@dataclass
class Slow:
    """A portal whose answers take their time."""

    portal: Portal
    seconds: float

    @property
    def host(self) -> str:
        return self.portal.host

    def respond(self, request: Request) -> Response:
        time.sleep(self.seconds)
        return self.portal.respond(request)

    def articles(self) -> list[ExpectedArticle]:
        return self.portal.articles()


def page(content: str) -> str:
    """A page of a portal around some content."""
    return (
        '<html><head><meta charset="utf-8"><title>Cổng thông tin</title></head><body>'
        '<ul><li><a href="/">Trang chủ</a></li></ul>'
        f"<div>{content}</div><p>Bản quyền thuộc về Sở Khoa học và Công nghệ</p></body></html>"
    )


def links(addresses: Mapping[str, str]) -> str:
    """Links by their addresses, each on a line."""
    return "".join(f'<p><a href="{href}">{text}</a></p>' for href, text in addresses.items())


def article(story: Story, below: str = "") -> str:
    """A page that shows a story, and something below it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in story.text.splitlines())
    date = f"<p>Ngày đăng: {story.published:%d/%m/%Y}</p>"
    return page(f"<h1>{story.title}</h1>{date}{paragraphs}{below}")


def news(folder: str, published: Sequence[Story]) -> dict[str, str]:
    """Pages with a story each, by their paths in a folder."""
    return {f"{folder}/{story.slug}-{story.id}.html": article(story) for story in published}
