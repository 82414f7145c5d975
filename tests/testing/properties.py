"""What tests that try many inputs share: how many, and what addresses and texts are made of."""

from hypothesis import settings
from hypothesis import strategies as st

from tests.testing.alphabet import CAPITAL, SMALL

#: Always the same hundred examples, whatever the machine's load: a failure is the change's own.
HUNDRED = settings(max_examples=100, deadline=None, derandomize=True, database=None)

#: Host names without `www.`, which a letter more or less would turn into others.
HOSTS = st.lists(st.text("abcsvx0189", min_size=1, max_size=9), min_size=2, max_size=4).map(
    ".".join
)
#: What addresses are made of, by their grammar and by the rules of the project.
_PIECES = st.sampled_from(
    [
        *("/", "?", "&", "=", "#", ";", ":", "@", "[", "]", "%", "%2F", "%3F", "..", "//", "\\"),
        *("http://", "www.", "sở", "vi", "index.php", "(S(a1))", "/-/", "op=", "mid/4", "itemid=7"),
        *("ref=1", "print=1", "bai-viet-so-12.html", "p_p_id=101_INSTANCE_x"),
    ]
)
#: Text in which these are frequent.
ADDRESS_LIKE = st.lists(_PIECES | st.text(max_size=6), max_size=12).map("".join)
#: Text in which Vietnamese letters are frequent, marks that stand apart, and what does not show.
VIETNAMESE = st.lists(
    st.sampled_from(SMALL + CAPITAL)
    | st.sampled_from(
        "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031bÐƉ \t\n\xa0\xad\u200b\x85\uf0b7"
    )
    | st.sampled_from(["''", "..", ";;", "–", "»", '"', ": :", ",,"])
    | st.characters(codec="utf-8"),
    max_size=40,
).map("".join)
