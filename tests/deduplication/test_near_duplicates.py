"""The same story with another lead, caption or signature, and others that only look like it."""

import random
import re
from collections.abc import Callable
from itertools import combinations

import pytest

from crawler.deduplication.near_duplicates import Story, similarity
from tests.portals.content import Story as Invented
from tests.portals.content import stories

INVENTED = stories(150, 2024)
NEWS = [story for story in INVENTED if story.lead]
NOTICES = [story for story in INVENTED if not story.lead]

#: Each is filled in with several lines of values.
FORMS = {
    "notice of a holiday": (
        "Thông báo lịch nghỉ lễ, Tết\n"
        "Sở Khoa học và Công nghệ thông báo lịch nghỉ {0} như sau: công chức, viên chức và người"
        " lao động được nghỉ từ ngày {1} đến hết ngày {2}.\n"
        "Các phòng, đơn vị trực thuộc phân công người trực, kiểm tra hệ thống điện, nước và thiết"
        " bị phòng cháy, treo cờ Tổ quốc và vệ sinh nơi làm việc trước khi nghỉ. Có việc đột xuất"
        " thì báo ngay về Văn phòng Sở để xử lý kịp thời.",
        ("Tết Dương lịch 2024", "30/12/2023", "01/01/2024"),
        ("lễ Quốc khánh năm 2024", "31/8/2024", "03/9/2024"),
        ("Tết Nguyên đán Ất Tỵ", "25/01/2025", "02/02/2025"),
    ),
    "inspection of filling stations": (
        "Kiểm tra đo lường xăng dầu tại {0}\n"
        "Ngày {1}, đoàn kiểm tra của Chi cục Tiêu chuẩn Đo lường Chất lượng đã làm việc với {2} cửa"
        " hàng bán lẻ xăng dầu tại {0}.\n"
        "Đoàn kiểm tra niêm phong, tem kiểm định, sai số của cột đo, bình đong và hồ sơ pháp lý của"
        " các cửa hàng, đồng thời lấy {3} mẫu xăng, dầu gửi thử nghiệm.\n"
        "Kết quả, {4} cột đo đều còn hạn kiểm định, sai số nằm trong giới hạn cho phép. Đoàn nhắc"
        " các cửa hàng niêm yết giá rõ ràng và bảo quản bình đong đúng quy định.",
        ("huyện Gò Dầu", "12/3/2024", "14", "5", "41"),
        ("thị xã Kỳ Phú", "02/4/2024", "9", "4", "23"),
        ("huyện Cẩm Duệ", "21/11/2024", "17", "6", "52"),
    ),
    "call for proposals": (
        "Tuyển chọn đơn vị thực hiện nhiệm vụ {0}\n"
        "Sở Khoa học và Công nghệ thông báo tuyển chọn tổ chức, cá nhân chủ trì nhiệm vụ cấp tỉnh"
        " “{0}”. Mục tiêu: {1}. Thời gian thực hiện: {2} tháng.\n"
        "Hồ sơ gồm một bản giấy có đóng dấu và một bản điện tử theo mẫu hiện hành, nộp tại Trung"
        " tâm Phục vụ hành chính công trong giờ làm việc. Hạn nộp: ngày {3}. Ngày nhận là ngày ghi"
        " trên dấu bưu điện hoặc dấu đến của Sở.",
        (
            "Nhân giống sâm bố chính bằng nuôi cấy mô",
            "có quy trình và vườn giống",
            "24",
            "15/5/2024",
        ),
        ("Chế phẩm vi sinh cho ao tôm nước lợ", "giảm chi phí thuốc thú y", "18", "20/9/2024"),
        ("Bản đồ số các làng nghề", "phục vụ quản lý và du lịch", "12", "28/02/2025"),
    ),
    "acceptance of a study": (
        "Nghiệm thu đề tài {0}\n"
        "Ngày {1}, Hội đồng tư vấn cấp tỉnh họp nghiệm thu đề tài “{0}” do {2} chủ trì.\n"
        "Hội đồng nghe chủ nhiệm trình bày báo cáo tóm tắt, hai ủy viên phản biện đọc nhận xét, sau"
        " đó thảo luận và đề nghị nhóm nghiên cứu chỉnh sửa một số nội dung của báo cáo, nhất là"
        " phần phương pháp và cách trình bày số liệu. Các ý kiến đều ghi nhận tinh thần làm việc"
        " nghiêm túc của nhóm. Kết quả bỏ phiếu, đề tài được nghiệm thu.\n"
        "Phát biểu kết thúc, Chủ tịch Hội đồng đề nghị chủ nhiệm tiếp thu các ý kiến, hoàn thiện hồ"
        " sơ, giao nộp sản phẩm và đăng ký kết quả theo quy định.",
        ("nuôi cá chình trong bể lót bạt", "12/3/2024", "Trung tâm Khuyến nông tỉnh"),
        ("phục dựng nghề dệt chiếu cói ở Giồng Riềng", "05/6/2024", "Hội Văn nghệ dân gian"),
        ("chiết cao hoạt chất từ lá sen hồng", "19/11/2024", "Trường Đại học Nông Lâm"),
    ),
    "standing phrase with a file": (
        "{0}\n"
        "Sở Khoa học và Công nghệ thông báo để các cơ quan, đơn vị, tổ chức và cá nhân có liên quan"
        " được biết và thực hiện. Nội dung chi tiết xem trong tệp đính kèm.",
        ("Lấy ý kiến về dự thảo quy chế quản lý nhiệm vụ cấp tỉnh",),
        ("Danh mục thủ tục hành chính mới trong lĩnh vực an toàn bức xạ",),
        ("Kết quả xét tuyển viên chức của Trung tâm Ứng dụng",),
    ),
}


def lead_of_another(story: Invented) -> str:
    others = [other for other in NEWS if other is not story]
    return random.Random(story.id).choice(others).lead  # noqa: S311 - repeatable on purpose


def retyped(story: Invented) -> str:
    """One word in a hundred is another now."""
    rng = random.Random(story.id)  # noqa: S311 - repeatable on purpose
    words = story.text.split(" ")
    for place in rng.sample(range(len(words)), 1 + len(words) // 100):
        words[place] = rng.choice(["cùng", "trên", "nhiều"])
    return " ".join(words)


def typed_elsewhere(story: Invented) -> str:
    """Another editor's spelling and punctuation."""
    old_marks = story.text.replace("òa", "oà").replace("óa", "oá").replace("ủy", "uỷ")
    return old_marks.replace("Ủy ban nhân dân", "UBND").replace(",", " –")


REPUBLISHED: dict[str, Callable[[Invented], str]] = {
    "lead": lambda story: "\n".join([lead_of_another(story), *story.paragraphs]),
    "no lead": lambda story: "\n".join(story.paragraphs),
    "caption": lambda story: "\n".join([story.lead, story.captions[0], *story.paragraphs]),
    "signature": lambda story: f"{story.text}\nTheo Phòng Quản lý khoa học",
    "edits": retyped,
    "spelling": typed_elsewhere,
}


def compared(story: Invented) -> Story:
    return Story(story.title, story.text)


def share_a_band(one: Story, other: Story) -> bool:
    return not set(one.bands()).isdisjoint(other.bands())


@pytest.mark.parametrize("change", REPUBLISHED)
def test_a_republished_story_is_found(change: str) -> None:
    pairs = [(compared(s), Story(s.title, REPUBLISHED[change](s))) for s in NEWS]

    found = [one for one, other in pairs if share_a_band(one, other) and similarity(one, other)]

    assert len(found) >= 0.98 * len(pairs)


def test_a_story_under_another_title_is_found() -> None:
    pairs = [(compared(s), Story(f"Tin vắn: {s.lead[:60]}", s.text)) for s in NEWS]

    assert sum(similarity(one, other) is not None for one, other in pairs) >= 0.95 * len(pairs)


def test_a_short_notice_with_a_signature_is_found() -> None:
    for notice in NOTICES:
        signed = Story(notice.title, f"{notice.text}\nVăn phòng Sở")
        assert share_a_band(compared(notice), signed)
        assert similarity(compared(notice), signed) is not None


@pytest.mark.parametrize("form", FORMS)
def test_notices_made_from_one_form_are_different_stories(form: str) -> None:
    frame, *values = FORMS[form]
    filled_in = [Story(*frame.format(*line).split("\n", 1)) for line in values]

    assert [similarity(one, other) for one, other in combinations(filled_in, 2)] == [None] * 3


def test_another_month_s_figures_make_another_notice() -> None:
    frame = "Sáng ngày {} Giám đốc Sở tiếp công dân; sáng ngày {} Phó Giám đốc Sở tiếp công dân."
    march, april = (
        Story("Lịch tiếp công dân", frame.format(*days))
        for days in (("05/3", "19/3"), ("02/4", "16/4"))
    )

    assert similarity(march, april) is None


def test_different_stories_are_different() -> None:
    found = [pair for pair in combinations(map(compared, INVENTED), 2) if similarity(*pair)]

    assert found == []


def test_a_corrected_figure_leaves_a_long_story_the_same() -> None:
    story = max(NEWS, key=lambda story: len(story.text))
    first_figure = re.search(r"\d+", story.paragraphs[len(story.paragraphs) // 2])
    assert first_figure
    corrected = Story(story.title, story.text.replace(first_figure[0], "4242", 1))

    assert 0.9 < (similarity(compared(story), corrected) or 0) < 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("HOÀ BÌNH: TẬP HUẤN", "Các hộ khoẻ mạnh; tuỳ nơi, tuỳ lúc."),
        ("Hòa Bình – tập huấn", "Các hộ khỏe mạnh, tùy nơi,\ntùy lúc"),
        ("Hoa Binh tap huan", "cac ho khoe manh tuy noi tuy luc"),
    ],
)
def test_spelling_makes_no_difference(title: str, text: str) -> None:
    one, other = (
        Story("Hòa Bình: tập huấn", "Các hộ khỏe mạnh; tùy nơi, tùy lúc."),
        Story(title, text),
    )

    assert similarity(one, other) == 1
    assert one.bands() == other.bands()


def test_an_excerpt_is_found_from_both_sides() -> None:
    story = max(NEWS, key=lambda story: len(story.text))
    whole, excerpt = compared(story), Story(story.title, story.text[: len(story.text) // 2])

    assert 0.4 < (similarity(whole, excerpt) or 0) < 0.6
    assert similarity(whole, excerpt) == similarity(excerpt, whole)


@pytest.mark.parametrize(("title", "text"), [("", ""), ("Tin", ""), ("", "…"), ("Thư mời", "2024")])
def test_hardly_any_words_are_no_error(title: str, text: str) -> None:
    assert similarity(Story(title, text), compared(NEWS[0])) is None
    assert similarity(Story(title, text), Story(title, text)) == 1
    assert len(set(Story(title, text).bands())) == len(compared(NEWS[0]).bands())


def test_bands_never_change() -> None:
    """All databases hold them, and others would find nothing."""
    bands = Story("Hội nghị đo lường", "Sáng 01/3, đoàn đã đến. Kết quả được công bố.").bands()

    assert (len(bands), bands[:2]) == (30, [1665408931807915957, 6380487168715991876])
