"""The pictures of an article, and none of the page's, each with its caption and address."""

import pytest

from crawler.extraction import Article, Image, extract

URL = "http://skhcn.vidu/tin-tuc/bai-12.html"
TITLE = "Khai trương sàn giao dịch công nghệ và thiết bị trực tuyến"
FIRST = (
    "Sáng 12/9, Trung tâm Ứng dụng tiến bộ khoa học và công nghệ khai trương sàn giao dịch công "
    "nghệ trực tuyến với sự tham dự của gần một trăm doanh nghiệp, hợp tác xã trong tỉnh."
)
SECOND = (
    "Ngay ngày đầu, hơn 300 quy trình, thiết bị được chào bán; nhiều nhất là máy sấy nông sản, hệ "
    "thống tưới tự động và men vi sinh xử lý phụ phẩm."
)
CAPTION = "Đại biểu tham quan gian trưng bày. Ảnh: Thu Hằng"


def article(between: str, head: str = "", below: str = "") -> Article:
    """The article of a page with something between its two paragraphs."""
    found = extract(
        f"<html><head>{head}</head><body><div class='tin'><h1>{TITLE}</h1><p>{FIRST}</p>{between}"
        f"<p>{SECOND}</p></div>{below}</body></html>",
        URL,
    )
    assert found is not None
    assert found.text == f"{FIRST}\n{SECOND}"
    return found


@pytest.mark.parametrize(
    ("picture", "address"),
    [
        ('<img src="a.jpg">', "http://skhcn.vidu/tin-tuc/a.jpg"),
        ('<img src="/Anh%20tin/hội nghị.jpg">',
         "http://skhcn.vidu/Anh%20tin/h%E1%BB%99i%20ngh%E1%BB%8B.jpg"),
        ('<img src="//cdn.vidu/a.jpg" width="640" height="480">', "http://cdn.vidu/a.jpg"),
        ('<img src="\\upload\\a.jpg">', "http://skhcn.vidu/upload/a.jpg"),
        # Late loading.
        ('<img src="/blank.gif" data-src="/a.jpg">', "http://skhcn.vidu/a.jpg"),
        ('<img src="data:image/gif;base64,R0lGOD" data-original="/a.jpg">',
         "http://skhcn.vidu/a.jpg"),
        ('<img srcset="/a-320.jpg 320w, /a-1024.jpg 1024w, /a-640.jpg 640w">',
         "http://skhcn.vidu/a-1024.jpg"),
        ('<picture><source srcset="/a.webp 2x, /b.webp"><img></picture>',
         "http://skhcn.vidu/a.webp"),
        ('<img src="/a-20.jpg" data-srcset="/a-900.jpg 900w">', "http://skhcn.vidu/a-900.jpg"),
        ('<img src="/a-20.jpg" data-srcset="/a-300.jpg 300w, /a-900.jpg 900w">',
         "http://skhcn.vidu/a-900.jpg"),
        ('<picture><source data-srcset="/a.webp 1x"><img src="/a-20.jpg"></picture>',
         "http://skhcn.vidu/a.webp"),
        ('<img src="/a-20.jpg" srcset="/a-20.jpg 20w" data-lazy-srcset="/a-900.jpg">',
         "http://skhcn.vidu/a-900.jpg"),
        ('<img src="/a-20.jpg" data-srcset=" , ">', "http://skhcn.vidu/a-20.jpg"),
        # A copy for readers without scripts.
        ('<img class="x"><noscript><img src="/a.jpg"></noscript>', "http://skhcn.vidu/a.jpg"),
        ('<noscript><img src="/a.jpg"></noscript><img class="x">', "http://skhcn.vidu/a.jpg"),
        ('<img src="data:image/gif;base64,R0l"><noscript><img srcset="/a.jpg 2x"></noscript>',
         "http://skhcn.vidu/a.jpg"),
        ('<img src="/blank.gif" width="1" height="1"><noscript><img src="/a.jpg"></noscript>',
         "http://skhcn.vidu/a.jpg"),
        ('<span><img></span><noscript><img src="/a.jpg"></noscript>', "http://skhcn.vidu/a.jpg"),
        ('<picture><img></picture><noscript><img src="/a.jpg"></noscript>',
         "http://skhcn.vidu/a.jpg"),
        # A link to the same picture, larger.
        ('<a href="/lon/a.jpg"><img src="/a.jpg"></a>', "http://skhcn.vidu/a.jpg"),
        ('<a href="javascript:phongTo()"><img src="/a.jpg"></a>', "http://skhcn.vidu/a.jpg"),
    ],
)  # fmt: skip
def test_address_of_a_picture(picture: str, address: str) -> None:
    assert article(f"<p>{picture}</p>").images == (Image(address),)


def test_address_is_relative_to_the_base_that_a_page_names() -> None:
    found = article('<p><img src="a.jpg"></p>', '<base href="http://anh.vidu/2020/">')
    assert found.images == (Image("http://anh.vidu/2020/a.jpg"),)


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/a.gif" width="16" height="16">',
        '<img src="/dem.php?id=7" width="1" height="1">',
        '<img src="/a.gif" style="width: 12px">',
        '<img src="/images/spacer.gif">',
        '<img src="/images/icon-pdf.png">',
        '<img src="/images/new.gif">',
        '<img src="/Portals/0/Skins/tinh/anh.jpg">',
        '<img src="/_layouts/15/images/anh.png">',
        '<div class="share"><img src="/a.jpg"></div>',
        '<p><a href="/tin-khac-13.html"><img src="/thumb/13.jpg"></a></p>',
        '<p style="display:none"><img src="/a.jpg"></p>',
        '<p><img style="display:none" src="/a.jpg"></p>',
        '<p><img src="data:image/png;base64,iVBORw0"></p>',
        "<p><img></p>",
    ],
)
def test_what_is_no_picture_of_the_article(picture: str) -> None:
    assert article(picture).images == ()


def test_copies_for_readers_without_scripts_are_each_of_its_own_picture() -> None:
    lazy = '<img class="lazy"><noscript><img src="/{0}.jpg" alt="Gian trưng bày {0}"></noscript>'
    found = article(f"<p>{lazy.format(1)}{lazy.format(2)}<img src='/3.jpg'></p>")
    assert [(image.address, image.alt) for image in found.images] == [
        ("http://skhcn.vidu/1.jpg", "Gian trưng bày 1"),
        ("http://skhcn.vidu/2.jpg", "Gian trưng bày 2"),
        ("http://skhcn.vidu/3.jpg", None),
    ]


def test_pictures_around_the_article_are_the_pages() -> None:
    found = article(
        '<p><img src="/a.jpg"></p>',
        below='<div><img src="/quang-cao.jpg"></div><p><img src="/lien-ket.jpg"></p>',
    )
    assert found.images == (Image("http://skhcn.vidu/a.jpg"),)


@pytest.mark.parametrize(
    "figure",
    [
        f'<figure><img src="/a.jpg"><figcaption>{CAPTION}</figcaption></figure>',
        f'<figure><figcaption>{CAPTION}</figcaption><img src="/a.jpg"></figure>',
        f'<p><img src="/a.jpg"></p><p><em>{CAPTION}</em></p>',
        f'<p><img src="/a.jpg"><br>{CAPTION}</p>',
        f'<table><tr><td><img src="/a.jpg"></td></tr><tr><td>{CAPTION}</td></tr></table>',
    ],
)
def test_caption_is_that_of_its_picture(figure: str) -> None:
    found = article(figure)
    assert found.images == (Image("http://skhcn.vidu/a.jpg", CAPTION),)
    assert found.captions == (CAPTION,)
    assert f"![](http://skhcn.vidu/a.jpg)\\\n*{CAPTION}*" in found.markdown


def test_caption_below_two_pictures_is_that_of_the_second() -> None:
    pictures = '<p><img src="/a.jpg"><img src="/b.jpg"></p>'
    found = article(f"{pictures}<p>{CAPTION}</p>")
    assert [image.caption for image in found.images] == [None, CAPTION]


def test_caption_of_a_film_is_no_pictures() -> None:
    film = '<p><iframe src="https://phim.vidu/12"></iframe></p>'
    found = article(f'<p><img src="/a.jpg"></p>{film}<p>Ảnh: Thu Hằng</p>')
    assert found.captions == ("Ảnh: Thu Hằng",)
    assert found.images == (Image("http://skhcn.vidu/a.jpg"),)
    assert "\n\n*Ảnh: Thu Hằng*\n\n" in found.markdown


def test_picture_that_is_shown_twice_is_one() -> None:
    assert len(article('<p><img src="/a.jpg"></p><p><img src="/a.jpg"></p>').images) == 1


@pytest.mark.parametrize(
    ("alt", "expected"),
    [
        ("Gian trưng bày của Sở", "Gian trưng bày của Sở"),
        ("IMG_2043.JPG", None),
        ("IMG_2043", None),
        (r"Description: C:\Users\Admin\Desktop\anh\hoi nghi.jpg", None),
        ("image banner", None),
        ("", None),
    ],
)
def test_description_that_is_no_file_name(alt: str, expected: str | None) -> None:
    (image,) = article(f'<p><img src="/a.jpg" alt="{alt}"></p>').images
    assert image.alt == expected


def test_picture_behind_a_paragraphs_text_stands_behind_it() -> None:
    html = f'<p>{SECOND} <img src="/a.jpg"></p>'
    found = extract(f"<body><h1>{TITLE}</h1><p>{FIRST}</p>{html}<p>{FIRST}</p></body>", URL)
    assert found is not None
    assert found.markdown == f"{FIRST}\n\n{SECOND}\n\n![](http://skhcn.vidu/a.jpg)\n\n{FIRST}"
