"""Two pages in feeds of every kind and a sitemap, and an index of two sitemaps."""

BASE = "http://skhcn.vidu/rss/tin.xml"
TITLE = "Tập huấn ghi nhãn hàng hóa & mã số mã vạch"
NEW, OLD = "http://skhcn.vidu/tin/2", "http://skhcn.vidu/tin/1"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Sở KH&amp;CN</title><link>http://skhcn.vidu/</link>
<item><title>Tin cũ</title><link>{OLD}</link>
<pubDate>Mon, 13 Sep 2021 08:30:00 +0700</pubDate></item>
<item><title><![CDATA[ {TITLE} ]]></title><link>
  {NEW}
</link><pubDate>Thu, 30 Sep 2021 05:53:00 +0700</pubDate>
<description><![CDATA[<a href="http://khac.vidu/">Xem</a>]]></description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sở</title>
<link rel="self" href="/atom"/>
<entry><title>Tin cũ</title><link href="{OLD}"/>
<published>2021-09-13T08:30:00+07:00</published></entry>
<entry><title>{TITLE.replace("&", "&amp;")}</title><link rel="edit" href="/sua/2"/>
<link rel="alternate" href="{NEW}"/><updated>2021-09-30T05:53:00+07:00</updated></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://skhcn.vidu/"><title>Sở</title><link>http://skhcn.vidu/</link></channel>
<item><title>Tin cũ</title><link>{OLD}</link><dc:date>2021-09-13T08:30:00+07:00</dc:date></item>
<item><title>{TITLE.replace("&", "&amp;")}</title><link>{NEW}</link>
<dc:date>2021-09-30T05:53:00+07:00</dc:date></item></rdf:RDF>"""
SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{OLD}</loc><lastmod>2021-09-13</lastmod><changefreq>never</changefreq></url>
<url><image:image><image:loc>http://skhcn.vidu/anh.jpg</image:loc></image:image>
<loc> {NEW} </loc><lastmod>2021-09-30T05:53:00+07:00</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://skhcn.vidu/map-1.xml</loc><lastmod>2021-09-13</lastmod></sitemap>
<sitemap><loc>/map-2.xml.gz</loc></sitemap></sitemapindex>"""
