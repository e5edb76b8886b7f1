/// Words by which pages of governments are recognised: the names that publishing systems give to
/// their parts, and the labels of what they say about an article.
enum PageWords {
    /// In `id` and `class`: the element holds the article itself.
    static let article = [
        "trs_editor", "trs_ueditor", "trs_view", "custom_unionstyle", "ucap-content",
        "pages_content", "ivs_content", "bt-content", "bt_content", "article-content",
        "article_content", "articlecontent", "articlecon", "art_con", "artcontent",
        "news_content", "newscontent", "news-content", "detail-content", "detail_content",
        "content_detail", "detailcontent", "xxgk_content", "ucontent", "wzcon", "con_text",
        "infocontent", "info-content", "info_content", "view-content", "view_content",
        "zwcontent", "zw_content", "text-content", "txtcontent", "content-body", "govcontent",
        "vsb_content", "v_news_content", "zoomcon", "contenttext", "content_text",
    ]

    /// In `id` and `class`: what stands around articles.
    static let frame = [
        "nav", "menu", "crumb", "foot", "header", "topbar", "sidebar", "side-", "share",
        "copyright", "position", "location", "dqwz", "search", "login", "related", "xgyd",
        "qrcode", "erweima", "toolbar", "banner", "breadcrumb", "bshare", "bdshare", "pagebar",
        "print", "fontsize", "links", "friend", "weizhi", "logo",
    ]

    /// Elements that nobody sees as text.
    static let unseen: Set<String> = [
        "script", "style", "noscript", "template", "select", "button", "textarea", "svg",
        "iframe", "object", "title", "meta", "link", "head", "map", "audio", "video", "canvas",
    ]

    /// Short lines with these are about the page, not of the article.
    static let pageLines = [
        "打印本页", "关闭窗口", "【打印】", "【关闭】", "[打印]", "[关闭]", "打印本稿", "扫一扫", "分享到", "浏览次数",
        "阅读次数", "点击数", "字体：", "字号：", "【大", "[大", "上一篇", "下一篇", "相关链接", "相关阅读", "责任编辑",
        "返回顶部", "当前位置", "您所在的位置", "您现在的位置", "您的位置", "网站地图", "版权所有", "备案号", "收藏本页",
        "视力保护色", "我要纠错", "保护视力色", "语音播报", "无障碍",
    ]

    private static let firstOfPageLines = Set(
        pageLines.compactMap { $0.unicodeScalars.first?.value })
    private static let pageLineScalars = pageLines.map { $0.unicodeScalars.map(\.value) }

    /// Whether one of `pageLines` stands in a text.
    static func isAboutPage(_ text: ArraySlice<UInt32>) -> Bool {
        for index in text.indices where firstOfPageLines.contains(text[index]) {
            let rest = text[index...]
            if pageLineScalars.contains(where: rest.starts) { return true }
        }
        return false
    }

    enum Label: CaseIterable {
        case title, issuer, source, documentNumber, indexNumber, writtenDate, publishedDate, other
    }

    /// What a page writes before a value; longer ones first.
    static let labels: [(String, Label)] = [
        ("信息索引号", .indexNumber), ("索引号", .indexNumber), ("索引编号", .indexNumber),
        ("发布机构", .issuer), ("发文机关", .issuer), ("公开机构", .issuer), ("制发机关", .issuer),
        ("发布单位", .issuer), ("发文单位", .issuer), ("制定机关", .issuer), ("公开主体", .issuer),
        ("信息来源", .source), ("文章来源", .source), ("来源", .source),
        ("发文字号", .documentNumber), ("文件编号", .documentNumber), ("文件字号", .documentNumber),
        ("文号", .documentNumber),
        ("成文日期", .writtenDate), ("成文时间", .writtenDate), ("生成日期", .writtenDate),
        ("生成时间", .writtenDate), ("发文日期", .writtenDate),
        ("发布日期", .publishedDate), ("发布时间", .publishedDate), ("公开日期", .publishedDate),
        ("公开时间", .publishedDate), ("发文时间", .publishedDate), ("信息时间", .publishedDate),
        ("信息名称", .title), ("公文名称", .title), ("文件名称", .title), ("标题", .title),
        ("名称", .title),
        ("主题分类", .other), ("主题词", .other), ("有效性", .other), ("统一登记号", .other),
        ("公文种类", .other), ("信息分类", .other), ("分类", .other), ("体裁分类", .other),
        ("公开方式", .other), ("公开范围", .other), ("公开程序", .other), ("服务对象", .other),
        ("字体", .other), ("浏览次数", .other), ("作者", .other), ("责任编辑", .other),
        ("关键词", .other), ("内容概述", .other), ("失效日期", .other), ("实施日期", .other),
        ("效力状态", .other), ("生效日期", .other), ("组配分类", .other), ("载体类型", .other),
        ("时效", .other), ("点击", .other), ("编辑", .other), ("访问量", .other), ("访问次数", .other),
    ]

    /// Names of `meta` elements in lower case.
    static let metas: [String: Label] = [
        "articletitle": .title, "pubdate": .publishedDate, "publishdate": .publishedDate,
        "firstpublishedtime": .publishedDate, "createdate": .writtenDate,
        "contentsource": .source, "source": .source,
    ]
}
