"""Clean text for the tests, which nothing may change."""

#: Vietnamese, in one line each.
PARAGRAPHS = [
    "Sở Khoa học và Công nghệ",
    "Trang chủ",
    "Tin tức",
    "Liên hệ",
    "Đo lường và thử nghiệm",
    "Năm nay, Chi cục đã kiểm định hơn 1.200 phương tiện đo của 85 cơ sở.",
    "Chứng nhận ISO 9001, ISO 14001, HACCP",
    "Hội thảo có ông Nguyễn Văn Hưởng, bà Lý Thị Quỳnh và kỹ sư Đỗ Hữu Đức phát biểu.",
    "Người tiêu dùng nên đọc kỹ nhãn hàng hoá, xem nơi sản xuất và giữ lại hoá đơn.",
    "“Truy xuất nguồn gốc” – việc không thể thiếu… khi bán nước mắm, bưởi da xanh, xoài cát.",
    "Nhiệt độ bảo quản từ 2°C đến 8°C, sai số ±0,5 %, diện tích kho 120 m².",
    "Khuyến khích các huyện dùng mã số, mã vạch; hỗ trợ 50 % phí năm đầu (không quá 5 triệu đồng).",
    "Ủy ban giao đơn vị trực thuộc rà soát, xoá bỏ thủ tục chồng chéo, rườm rà, kéo dài.",
]

#: What has letters and signs that look like damage but are none.
OTHERS = [
    "",
    "Sở Khoa học và Công nghệ tỉnh Quảng Trị – “Năng suất chất lượng” © 2021, ®, §, 25 °C, 5 µm",
    "Thông báo",
    "Hoà Bình, toàn tính, loài voi, thuê nhà, tù và, thì là, quà quê, mùa thi",
    "ba mũi, hai kíp, sáu lò; không có lỗi gì; và là do",
    "hôm qua; bán ô tô, ô cô bé",
    "khoa\u00adhọc; infor\u00adma\u00adtion tech\u00adno\u00adlogy",
    "The naïve café owner’s résumé — 5 µm ± 2 µm, © 2020 ACME® Ltd., § 4, «quoted»",
    "Il était une fois, où l’été à Genève fut très chaud ; le garçon a reçu un goûter. Noël !",
    "Fünf Größen für Käse: groß, mäßig, höher, über, während, Öl, Übung, schön",
    "El niño comió piñas en la montaña mañana; ¿qué más? ¡Olé!",
    "São Paulo não é só café: ação, irmã, lições, pão, mãe",
    "Smörgåsbord på söndag är så gott, och nästa år åker vi till Malmö.",
    "İstanbul’da güneşli bir gün, çok güzel",
    "Température : 25 °C ± 1 °C ; densité « élevée » ; 10 µg/m³",
    "for (i = 0; i < n; i++) { s += t[i] ^ 0xFF; } // © « »",
    "Email: bientap@example.gov.vn; http://example.gov.vn/?a=1&b=2",
    "TCVN ISO/IEC 17025:2017; QCVN 9:2012/BKHCN",
    "Новости науки и техники, 科学技术",
]
