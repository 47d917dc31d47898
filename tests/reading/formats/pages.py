"""Web pages as they are met: the same paper among menus, adverts, related links, comments and share buttons of eight kinds of site."""

import html
from collections.abc import Callable

MENU = ["首页", "政务公开", "新闻中心", "政务服务", "互动交流", "数据开放", "走进江州"]
RELATED = [
    "我市召开春季招商推介会，签约项目十二个", "市政务服务大厅周末延时服务受群众好评", "云溪区：老旧小区换新颜，居民生活更舒心", "松江县早稻育秧全面展开",
    "石桥镇举办农民运动会", "市博物馆新展开放，市民可免费预约参观",
]
FOOT = "主办单位：江州市人民政府办公室　承办：江州市大数据中心　网站标识码：0000000001　备案号：江ICP备00000001号　地址：江州市云溪区人民路1号，邮编：000000"
COMMENT = "写得很及时，希望各部门认真落实，不要走过场。要多听听群众的意见，把好事办好！"


def paragraphs(lines: list[str], tag: str = "p", attributes: str = "") -> str:
    """Lines as paragraphs."""
    return "\n".join(f"<{tag}{attributes}>{html.escape(line)}</{tag}>" for line in lines)


def links(words: list[str]) -> str:
    """Lines as a list of links."""
    return "<ul>" + "".join(f'<li><a href="/a/{number}.html">{one}</a></li>' for number, one in enumerate(words)) + "</ul>"


def page(title: str, body: str, head: str = "") -> str:
    """A whole page."""
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}-江州市人民政府</title>{head}</head><body>{body}</body></html>'


def government(title: str, lines: list[str]) -> str:
    """A municipal site of the usual system."""
    return page(title, f"""<div class="top-bar"><a href="/">无障碍</a> <a href="/m">手机版</a></div><div class="header"><img src="logo.png"><div class="nav">{links(MENU)}</div></div>
<div class="crumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/xw">新闻中心</a> &gt; 政务要闻</div>
<div class="wrap"><div class="article-box"><h1 class="article-title">{title}</h1>
<div class="article-info"><span>发布时间：2026-03-06 10:20</span> <span>来源：江州日报</span> <span>浏览次数：<i id="hits">381</i></span> <span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span> <a>打印</a></div>
<div class="TRS_Editor"><style>.TRS_Editor P{{line-height:2}}</style>{paragraphs(lines, attributes=' style="text-indent:2em"')}</div>
<div class="share">分享到：<a>微信</a> <a>微博</a> <a>QQ空间</a></div>
<div class="pn"><p>上一篇：<a href="1.html">{RELATED[0]}</a></p><p>下一篇：<a href="2.html">{RELATED[1]}</a></p></div></div>
<div class="xgxw"><h3>相关新闻</h3>{links(RELATED)}</div></div><div class="footer"><p>{FOOT}</p></div><script>var a="<p>请各单位要立即整改。</p>";</script>""")


def tables(title: str, lines: list[str]) -> str:
    """A site of twenty years ago: tables in tables, breaks for paragraphs."""
    body = "<br>\n".join("&nbsp;&nbsp;&nbsp;&nbsp;" + html.escape(line) for line in lines)
    menu = "".join(f'<tr><td bgcolor="#eeeeee"><a href="{one}.htm">{one}</a></td></tr>' for one in MENU)
    return page(title, f"""<table width="960" align="center"><tr><td colspan="2"><table><tr>{''.join(f'<td><a href="#">{one}</a></td>' for one in MENU)}</tr></table></td></tr>
<tr><td width="200" valign="top"><table>{menu}</table><table><tr><td>公告：本网站将于周六维护，届时暂停服务，请谅解。</td></tr></table></td>
<td valign="top"><table><tr><td align="center"><b><font size="4">{title}</font></b></td></tr><tr><td align="center">2026年3月6日　来源：江州日报　【打印】【关闭】</td></tr>
<tr><td><font size="3">{body}</font></td></tr><tr><td align="right">责任编辑：张一</td></tr></table></td></tr>
<tr><td colspan="2" align="center">{FOOT}</td></tr></table>""")


def portal(title: str, lines: list[str]) -> str:
    """A news portal with adverts, a ranking, stories with abstracts and readers' comments."""
    half = len(lines) // 2
    cards = "".join(f'<div class="card"><a href="{n}"><h4>{one}</h4></a><p>本报讯　{one}。记者在现场看到，工作人员正在忙碌，现场秩序井然。</p></div>' for n, one in enumerate(RELATED[:4]))
    return page(title, f"""<header><nav>{links(MENU)}</nav></header><main><article class="post"><h1>{title}</h1><div class="meta"><time>2026-03-06 10:20</time> 江州日报</div>
<div class="post-body">{paragraphs(lines[:half])}<div class="ad-slot"><a href="http://shop.example">春季家装节，全场五折，立即抢购！</a></div>{paragraphs(lines[half:])}</div>
<div class="social-share"><button>赞</button><button>收藏</button></div><p class="editor">责任编辑：李二</p></article>
<section class="comments"><h3>网友评论</h3>{''.join(f'<div class="comment-item"><b>网友{n}</b><p>{COMMENT}</p></div>' for n in range(4))}</section></main>
<aside><h3>热点排行</h3>{links(RELATED)}</aside><section class="recommend"><h3>推荐阅读</h3>{cards}</section><footer>{FOOT}</footer>""")


def account(title: str, lines: list[str]) -> str:
    """An official account's article, saved from a telephone's reader: sections and spans, styled one by one."""
    body = "".join(f'<section style="margin:0 8px"><section><p style="text-indent:2em"><span style="font-size:16px"><span>{html.escape(one)}</span></span></p></section></section>' for one in lines)
    return page(title, f"""<div id="js_article" class="rich_media"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">{title}</h1>
<div id="meta_content" class="rich_media_meta_list"><span>江州发布</span> <em id="publish_time">2026年3月6日 10:20</em> <span>江州</span></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden;"><section><p><span>点击上方蓝字，关注我们</span></p></section>{body}
<section><p style="text-align:center"><span>扫一扫，关注江州发布</span></p></section></div></div><div class="rich_media_tool"><a>阅读原文</a> <span>阅读 1.2万</span> <span>在看 35</span></div></div>
<div id="js_pc_qr_code" style="display:none"><p>微信扫一扫，关注该公众号，获取更多资讯。</p></div>""")


def scrambled(title: str, lines: list[str]) -> str:
    """A page made by script, where no class says anything."""
    cards = "".join(f'<div class="x7"><a href="{n}"><div class="q2">{one}</div></a><div class="q3">{n + 2}小时前</div></div>' for n, one in enumerate(RELATED))
    return page(title, f"""<div id="root"><div class="a1"><div class="b2">{''.join(f'<a class="c3">{one}</a>' for one in MENU)}</div></div><div class="d4"><div class="e5"><h1 class="f6">{title}</h1>
<div class="g7">江州日报 2026-03-06 10:20</div><div class="h8">{paragraphs(lines, 'div', ' class="i9"')}</div><div class="j1"><span>点赞</span><span>分享</span></div></div><div class="k2">{cards}</div></div>
<div class="l3"><div>{FOOT}</div></div></div>""")


def disclosure(title: str, lines: list[str]) -> str:
    """A page of open government information, with the table of what the paper is above it."""
    facts = (("索引号", "000000001/2026-00012", "发文机关", "江州市人民政府办公室"), ("成文日期", "2026年3月6日", "发文字号", "江府办〔2026〕12号"), ("主题分类", "综合政务", "有效性", "有效"))
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in facts)
    return page(title, f"""<div id="header"><div class="menu">{links(MENU)}</div></div><div class="position">当前位置：首页 &gt; 政府信息公开 &gt; 政策文件</div>
<div class="xxgk-content"><table class="xxgk-table">{rows}</table><h1>{title}</h1><div class="wzxl"><div id="zoom">{paragraphs(lines)}</div></div>
<div class="fj"><p>相关附件下载：<a href="1.pdf">附件1</a></p></div></div><div class="statement">版权所有，未经许可不得转载。</div><div id="foot">{FOOT}</div>""")


def broken(title: str, lines: list[str]) -> str:
    """A page whose author never closed a paragraph, with a pop-up and a side column without names."""
    side = "".join(f"<li><a href={n}.html>{one}</a>" for n, one in enumerate(RELATED))
    return f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>{title}</title></head><body><div id=popup style="display:none">
<p>亲爱的网友，本站启用新域名，请及时更新收藏夹，谢谢支持。</div><center><a href=/>首页</a> | <a href=/xw>新闻</a> | <a href=/gg>公告</a></center><div id=l><ul>{side}</ul></div><div id=c><h1>{title}</h1><p>2026年3月6日 来源：江州日报
{''.join('<p>　　' + html.escape(one) for one in lines)}<p align=right>【<a>关闭</a>】</div><hr><center>{FOOT}</center></body></html>"""


def numbered(title: str, lines: list[str]) -> str:
    """A page of a small content system, main part marked by nothing but its length, several columns around it."""
    col = f'<div class="col-3"><h4>栏目</h4>{links(MENU)}<h4>最新</h4>{links(RELATED)}</div>'
    return page(title, f"""<div class="container"><div class="row">{col}<div class="col-6"><h2>{title}</h2><small>2026-03-06</small>{paragraphs(lines)}<p>浏览次数：20</p></div>{col}</div></div>
<div class="bottom"><p>{FOOT}</p></div>""")


# What a site shows between the headline and the text: it is read too, since it tells the day.
DATELINES = {
    "government": "发布时间：2026-03-06 10:20 来源：江州日报", "tables": "2026年3月6日　来源：江州日报　【打印】【关闭】", "portal": "2026-03-06 10:20 江州日报",
    "account": "江州发布 2026年3月6日 10:20 江州", "scrambled": "江州日报 2026-03-06 10:20", "broken": "2026年3月6日 来源：江州日报", "numbered": "2026-03-06",
}

SITES: dict[str, Callable[[str, list[str]], str]] = {
    "government": government, "tables": tables, "portal": portal, "account": account, "scrambled": scrambled, "disclosure": disclosure,
    "broken": broken, "numbered": numbered,
}
