"""The HTML of an article's Markdown: the only way in which text of strangers becomes HTML.

HTML in the text is shown, not obeyed; addresses other than those of web pages are no links. Our
pages call for the pictures of a portal only when their reader does: until then each is a link.
"""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

#: What an address begins with that may be a link.
_WEB = ("http://", "https://")
_REL = "noreferrer nofollow noopener"
#: An article's headings stand below its title, which is the page's only one of the first level.
_BELOW_TITLE = {"h1": "h2"}


class _Renderer(RendererHTML):
    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if env.get("pictures"):
            token.attrs |= {"loading": "lazy", "referrerpolicy": "no-referrer"}
            return super().image(tokens, idx, options, env)
        label = token.content or env.get("picture") or str(token.attrs["src"])
        link = Markup('<a class="picture" href="{}" rel="{}">{}</a>')
        return str(link.format(token.attrs["src"], _REL, label))


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - as the library calls it
        return is_web(url)


def is_web(address: object) -> bool:
    """True if something is the address of a web page, and so may be a link."""
    return isinstance(address, str) and address.lower().startswith(_WEB)


_MARKDOWN = _Markdown("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table")


def to_html(markdown: str, *, pictures: bool = False, picture: str = "") -> Markup:
    """The HTML of Markdown, with its `pictures` or with a link in place of each.

    The link's text is the picture's description, or else `picture`.
    """
    env = {"pictures": pictures, "picture": picture}
    tokens = _MARKDOWN.parse(markdown, env)
    for token in tokens:
        token.tag = _BELOW_TITLE.get(token.tag, token.tag)
        for child in token.children or ():
            if child.type == "link_open":
                child.attrs["rel"] = _REL
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, env)
    return Markup(html)  # noqa: S704 - made of escaped text and of our own tags


def paragraphs(text: str) -> Markup:
    """The HTML of a plain text, a line a paragraph."""
    lines = (line for line in text.splitlines() if line.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(escape(line)) for line in lines)
