"""A server's log shows who asks and why."""

import pytest

from tests.testing.loopback import crawl, page, serve

PURPOSE = "archive of public science and technology news of Vietnam"


@pytest.mark.parametrize(
    ("settings", "user_agent"),
    [
        ({}, f"dost-record/0.1 ({PURPOSE})"),
        ({"CONTACT": "lienhe@vidu.vn"}, f"dost-record/0.1 ({PURPOSE}; +lienhe@vidu.vn)"),
        ({"USER_AGENT": "thu/1"}, "thu/1"),
    ],
)
def test_user_agent_says_who_and_why(settings: dict[str, str], user_agent: str) -> None:
    with serve({"/": page()}) as server:
        crawl(server, "/", **settings)
    assert {asked.headers["User-Agent"] for asked in server.seen} == {user_agent}
