"""Addresses as no server should write them."""

#: None of them is one of the web's that a crawler can ask for.
MALFORMED = (
    "http://[…",
    "http://[::1",
    "//[kho]/tin",
    "http://a:99999999/",
    "http://a:abc/",
    "http://a:-1/",
    "http://a:0/",
    "http://a.vidu/%00x",
    "http://\ud800.vidu/",
    "http://a.vidu/\ud800",
    "http://.",
    "http://..vidu/",
    "http://a b.vidu/",
    "http://%zz/",
    "http://a%00.vidu/",
    "http://<b>/",
    "http://a.vidu℀/",
    "http://-a.vidu/",
    f"http://{'a' * 300}.vidu/",
    f"http://{'á' * 64}.vidu/",
    f"/{'a/b' * 1_000}",
)
#: Well formed, and nothing to ask for.
OTHER = ("data:text/html,tin", "blob:http://a.vidu/tin", "javascript:void(0)", "mailto:a@vidu")
#: Odd, and good all the same: what they are resolved to on http://a.vidu/tin/.
ODD = {
    "http:///tin": "http://a.vidu/tin",
    "//": "http://a.vidu/tin/",
    " http://a.vidu/\n1 ": "http://a.vidu/1",
    "/%zz%": "http://a.vidu/%zz%",
    "/%FF%FE": "http://a.vidu/%FF%FE",
    "http://tỉnh.vidu/": "http://tỉnh.vidu/",
    "\\tin\\1": "http://a.vidu/tin/1",
}
