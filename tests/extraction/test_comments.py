"""What readers wrote below an article, and other boxes, neither date nor sign it."""

import pytest

from tests.extraction.bylined import read


@pytest.mark.parametrize(
    "remarks",
    [
        '<div class="binh-luan"><b>Lê Văn Tám</b> <i>12/08/2020 09:15</i><p>Rất hay!</p></div>',
        '<div id="ykien"><div>nam_tran (12/08/2020 09:15): Tôi thấy rất tốt.</div></div>',
        '<ul class="list-binhluan"><li><b>Trần Hoa</b><time datetime="2020-08-12">2 năm trước'
        "</time><p>Cảm ơn Sở.</p></ul>",
        '<section itemscope itemtype="http://schema.org/Comment"><b>Lê Văn Tám</b>'
        "<p>12/08/2020 09:15</p><p>Hay</p></section>",
        '<div class="reply-list"><p>Lê Văn Tám</p><p>12/08/2020 09:15</p></div>',
        "<h3>Ý kiến bạn đọc</h3><div><p>Lê Văn Tám</p><p>12/08/2020</p><p>Rất bổ ích.</p></div>",
        "<h4>Bình luận (2)</h4><div>Khách</div><div>12/08/2020 09:15</div><div>Bài hay quá</div>",
        "<h5>2 bình luận</h5><p>Lê Văn Tám 12/08/2020 09:15</p><p>Hay</p>",
        "<b>Ý KIẾN BẠN ĐỌC</b><p>Người gửi: Lê Tám - Ngày gửi: 12/08/2020</p><p>Hay lắm.</p>"
        "<p>Người gửi: Trần Hoa - Ngày gửi: 13/08/2020</p><p>Tôi đồng ý.</p>",
        "<div><b>Lê Văn Tám</b> - 12/08/2020 09:15</div><div>Mong có thêm lớp tập huấn.</div>",
        "<div>Lê Văn Tám</div><div>Gửi lúc 09:15 ngày 12/08/2020</div><div>Rất bổ ích cho bà con."
        "</div>",
        '<div><span>Lê Tám</span><span title="12/08/2020 09:15">2 năm trước</span>'
        "<p>Rất bổ ích.</p></div>",
        "<div><div>Thu Hà</div><div>12/08/2020</div><div>Cho tôi hỏi mua máy ở đâu?</div></div>",
        "<div><h3>Thông báo mới</h3><p>Lịch tiếp công dân tháng 8 của lãnh đạo Sở được niêm yết tại"
        " trụ sở.</p><p>12/08/2020</p></div>",
        "<h3>Lịch công tác</h3><div>12/08/2020 09:15</div><div>Họp giao ban tuần của Sở</div>",
    ],
)
def test_what_readers_wrote_and_other_boxes_are_not_the_articles(remarks: str) -> None:
    article = read(after=remarks)
    assert (article.published, article.author) == (None, None)
    dated = read(below="<div>Hồng Vân - 13/09/2021</div>", after=remarks)
    assert (dated.published, dated.author) == ("2021-09-13", "Hồng Vân")


@pytest.mark.parametrize(
    "after",
    [
        "<p>Hồng Vân - 13/09/2021</p>",
        "<div>Hồng Vân</div><div>13/09/2021</div>",
        '<div class="info"><span>13/09/2021</span> <span>Lượt xem: 20</span></div>',
        "<div>13/09/2021</div><p>Vui lòng gõ tiếng Việt có dấu khi gửi bình luận.</p>",
        "<div>Ngày đăng: 13/09/2021</div><h4>Bình luận</h4><p>Lê Tám 15/09/2021</p><p>Hay quá.</p>",
        '<p><time datetime="2021-09-13">2 ngày trước</time></p>',
    ],
)
def test_date_line_below_the_text(after: str) -> None:
    assert read(after=after).published == "2021-09-13"
