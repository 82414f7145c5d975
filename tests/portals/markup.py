"""What editors leave behind: one text in the many markups of content editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from html.entities import codepoint2name

from markupsafe import Markup

from .content import Story

_FONT = "font-family: 'Times New Roman', serif; font-size: 14pt"
_WORD_HEAD = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom>"
    "</w:WordDocument></xml><![endif]-->"
    "<style>p.MsoNormal{margin:0cm;margin-bottom:.0001pt;}</style>\n"
)


@dataclass(frozen=True)
class Body:
    """An article's body as markup, and the text that a reader sees in it."""

    html: Markup
    text: str
    """A line each paragraph or caption, without the signature."""


@dataclass(frozen=True)
class _Picture:
    """A picture that stands in the text, its caption a paragraph like the others."""

    image: str
    caption: str


_Part = str | _Picture


def body(
    story: Story, style: str, *, lead: bool = True, pictures: bool = True, signature: bool = False
) -> Body:
    """The story in an editor's style, one of `STYLES`.

    Without `lead` the system's template shows the lead, above the body. `signature` ends the body
    with the author's name on a line of its own.
    """
    parts: list[_Part] = [*([story.lead] if lead and story.lead else []), *story.paragraphs]
    if pictures and story.captions and story.id % 3 == 0:
        parts.insert(1, _Picture(_image(story), story.captions[0]))
    shown = [part.caption if isinstance(part, _Picture) else part for part in parts]
    if story.lead and not lead:
        shown.insert(0, story.lead)
    markup = STYLES[style](parts)
    if signature and story.author:
        markup += _SIGNATURES[story.id % len(_SIGNATURES)].format(escape(story.author))
    return Body(Markup(markup), "\n".join(shown))  # noqa: S704 - every text in it is escaped


_SIGNATURES = (
    '<p style="text-align: right;"><strong>{}</strong></p>',
    '<div align="right"><b><i>{}</i></b></div>',
    '<p align="right">&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;<em>{}</em>&nbsp;</p><p>&nbsp;</p>',
)


def _image(story: Story) -> str:
    alts = (
        r"Description: C:\Users\Administrator\Desktop\anh tin bai\IMG_{}.jpg",
        r"D:\2. NOI BO\5. TIN BAI\{}.JPG",
        "",
    )
    alt = alts[story.id % len(alts)].format(story.id)
    return f'<img src="/upload/tinbai/IMG_{story.id:05}.jpg" alt="{alt}" width="560" border="0"/>'


def _plain(parts: Sequence[_Part]) -> str:
    return "\n".join(
        f'<p style="text-align:center">{part.image}</p>\n'
        f'<p style="text-align:center"><em>{escape(part.caption)}</em></p>'
        if isinstance(part, _Picture)
        else f"<p>{escape(part)}</p>"
        for part in parts
    )


def _justified(parts: Sequence[_Part]) -> str:
    pattern = (
        '<p style="text-align: {};">{}<span style="font-size:14px"><span style="'
        'font-family:arial,helvetica,sans-serif">&nbsp;&nbsp; {}</span></span></p>'
    )
    paragraphs = [
        pattern.format("center", part.image + "<br />", escape(part.caption))
        if isinstance(part, _Picture)
        else pattern.format("justify", "", escape(part))
        for part in parts
    ]
    return "\n\n".join(paragraphs) + "\n<p>&nbsp;</p>"


def _word(parts: Sequence[_Part]) -> str:
    """Pasted from a word processor, each paragraph in two runs."""
    result = []
    for part in parts:
        if isinstance(part, _Picture):
            result.append(
                f'<p class="MsoNormal" align="center"><span style="{_FONT}">{part.image}</span></p>'
                f'<p class="MsoNormal" align="center"><i><span lang="VI" style="{_FONT}">'
                f"{escape(part.caption)}<o:p></o:p></span></i></p>"
            )
            continue
        first, _, second = escape(part).partition(", ")
        result.append(
            '<p class="MsoNormal" style="margin-top:6.0pt;text-align:justify;text-indent:36.0pt">'
            f'<span lang="VI" style="{_FONT}">{first}{", " if second else ""}</span>'
            f'<span style="{_FONT}">{second}<o:p></o:p></span></p>'
            '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        )
    return _WORD_HEAD + "\n".join(result)


def _breaks(parts: Sequence[_Part]) -> str:
    """Bare text between line breaks."""
    shown = [
        f'<center>{part.image}<br><font size="2"><i>{escape(part.caption)}</i></font></center>'
        if isinstance(part, _Picture)
        else escape(part)
        for part in parts
    ]
    return '<div align="justify">' + "<br />\n<br />\n".join(shown) + "<br /><br /></div>"


def _divisions(parts: Sequence[_Part]) -> str:
    pattern = (
        '<div style="text-align: justify; line-height: 150%"><span><font face="Arial" size="3">'
        "{}</font></span><br></div>"
    )
    divisions = [
        f"<div><br></div><div>{part.image}</div>" + pattern.format(escape(part.caption))
        if isinstance(part, _Picture)
        else pattern.format(escape(part))
        for part in parts
    ]
    return "<div>" + "<div>&#160;</div>".join(divisions) + "</div>"


def _fragments(parts: Sequence[_Part]) -> str:
    """A span a fragment, cut inside words, with line breaks inside sentences."""
    result = []
    for part in parts:
        image = part.image + "<br />" if isinstance(part, _Picture) else ""
        text = part.caption if isinstance(part, _Picture) else part
        spans = "".join(
            f'<span style="color:#000000">{escape(piece).replace(" ", chr(10), 1)}</span>'
            for piece in re.findall(r".{1,70}", text)
        )
        result.append(f'<p style="text-align:justify">{image}{spans}</p>')
    return "\n".join(result)


def _entities(parts: Sequence[_Part]) -> str:
    """Letters with an HTML entity of their own written as that, the others not."""
    return re.sub(r"[À-ý]", lambda match: f"&{codepoint2name[ord(match[0])]};", _plain(parts))


def _table(parts: Sequence[_Part]) -> str:
    """All in one cell, pictures and their captions in tables within it."""
    cells = [
        f'<table align="center" border="0"><tbody><tr><td>{part.image}</td></tr>'
        f"<tr><td align=center><i>{escape(part.caption)}</i></td></tr></tbody></table>"
        if isinstance(part, _Picture)
        else f'<p align="justify"><font face="Times New Roman">{escape(part)}</p>'
        for part in parts
    ]
    return (
        '<table border="0" cellpadding="0" cellspacing="0" width="100%"><tbody><tr><td>'
        + "\n".join(cells)
        + "</td></tr></tbody></table>"
    )


STYLES: dict[str, Callable[[Sequence[_Part]], str]] = {
    "plain": _plain,
    "justified": _justified,
    "word": _word,
    "breaks": _breaks,
    "divisions": _divisions,
    "fragments": _fragments,
    "entities": _entities,
    "table": _table,
}
