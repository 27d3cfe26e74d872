"""Posts that feeds have been broken with, and what is left of them for those who read.

A case says what is sent, and what a reader has to find: the title that the post was given, words of the text that
must be there, and words that must not be, as a browser would show them.
"""

import dataclasses

# What no document in XML may have, and what may stand there but is nothing to see.
CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 0x7F, *range(0x80, 0xA0)]))
NONCHARACTERS = "\ufffe\uffff\U0001fffe\ufdd0"
LONG = "All work and no play. " * 4600
EMOJI = "\U0001f469\u200d\U0001f680\U0001f1f3\U0001f1f4\U0001f44b\U0001f3fe 1\ufe0f\u20e3"


@dataclasses.dataclass
class Case:
    what: str
    sent: dict
    title: str = ""
    shown: tuple = ()
    hidden: tuple = ()
    links: tuple = ()


def case(what, *, title="", shown=(), hidden=(), links=(), **sent):
    """Underscores become hyphens, and bare values lists."""
    sent = {name.replace("_", "-"): value if isinstance(value, list) else [value] for name, value in sent.items()}
    return Case(what, sent, title, tuple(shown), tuple(hidden), tuple(links))


def html(text):
    return {"html": text}


def cases(base):
    """`base` is the site's address: what is relative has to be completed with it."""
    return [*characters(), *markup(), *titles(), *addresses(base), *sizes(), *dates()]


def characters():
    return [
        case("control characters", content=f"Bell{CONTROLS}after", shown=["Bell", "after"], hidden=CONTROLS),
        case(
            "control characters in a title",
            name=f"Bell{CONTROLS}book",
            content="Candle",
            title="Bell book",
            shown=["Candle"],
        ),
        case("noncharacters", content=f"Non{NONCHARACTERS[:2]}characters", shown=["Noncharacters"]),
        case("noncharacters in a title", name=f"Not{NONCHARACTERS[:2]}hing", content="At all", title="Nothing"),
        case("noncharacters that XML allows", content=f"Plane{NONCHARACTERS[2:]}s", shown=["Planes"]),
        case("a replacement character", name="What\ufffd", content="Lost \ufffd character", shown=["Lost"]),
        case("bidi overrides", name="\u202egnp.exe", content="\u2066a\u202eb\u202c\u2069 \u200f!", shown=["\u202eb"]),
        case("emoji", name=EMOJI, content=EMOJI, category=[EMOJI], title=EMOJI, shown=[EMOJI]),
        case(
            "many marks on a letter", content="Z" + "\u0351\u036f\u0312" * 200 + "algo", shown=["Z\u0351\u036f", "algo"]
        ),
        case("line ends", content="One\r\ntwo\rthree\u2028four\u2029five\u0085six", shown=["One", "four\u2029five"]),
    ]


def markup():
    end = "]]> <![CDATA[ ]]&gt; </content></entry></feed> <?xml version='1.0'?> <!DOCTYPE x> <!-- -- -->"
    return [
        case("the end of a section", content=end, shown=["]]> <![CDATA[", "</content></entry></feed>"]),
        case("the end of a section, as HTML", content=html("<p>]]> and ]]&gt;</p>"), shown=["]]> and ]]>"]),
        case("entities", content="&amp;lt; &nbsp; &copy; &bogus; &#0; &#xD800; &", shown=["&lt;", "&bogus;"]),
        case(
            "scripts",
            content=html(
                "<p onclick='alert(1)' style='position:fixed'>Safe</p><script>alert(2)</script><style>p{}</style>"
                "<iframe src='https://frame.example/'></iframe><object data='x'></object><embed src='x'>"
                "<a href='javascript:alert(3)'>link</a><svg onload='alert(4)'><script>alert(5)</script></svg>"
                "<math><mtext><mglyph><style><img src=x onerror=alert(6)></style></mglyph></mtext></math>"
                "<form action='https://form.example/'><input name=x><button>Press</button></form>"
                "<base href='https://base.example/'><meta http-equiv=refresh content=0><link rel=stylesheet href=x>"
            ),
            shown=["Safe", "link"],
            hidden=["alert(2)", "alert(5)", "p{}"],
        ),
        case("open elements", content=html("<div><p><b>Open <i>ends</b></i> <ul><li>one<li>two"), shown=["Open ends"]),
        case(
            "a table in a mess", content=html("<table><tr><td>Cell<p>x</table><td>loose</td>"), shown=["Cell", "loose"]
        ),
        case("headings, code, quotes", content="# Top\n\n```html\n<b>&amp;</b>\n```\n\n> said", shown=["<b>&amp;</b>"]),
        case("nested without end", content=html("<blockquote>" * 300 + "Deep"), shown=["Deep"]),
    ]


def titles():
    return [
        case("markup in a title", name="<b>Bold</b> & \"so\" 'on'", content="A", title="<b>Bold</b> & \"so\" 'on'"),
        case("a script in a title", name="<script>alert(1)</script>", content="B", title="<script>alert(1)</script>"),
        case("references in a title", name="AT&amp;T &lt;3 &#60;", content="C", title="AT&amp;T &lt;3 &#60;"),
        case("the end of a section in a title", name="]]> <![CDATA[x", content="D", title="]]> <![CDATA[x"),
        case("spaces in a title", name="  Two \t lines\n of title ", content="E", title="Two lines of title"),
        case("a title of spaces", name=" \u200b\u2003 ", content="Spaces above", shown=["Spaces above"]),
        case("markup in a category", category=["<b>sea</b> & co", 'a"b', "]]>"], content="Sorted", shown=["Sorted"]),
        case("a note that is all markup", content="<b>No title</b> & only words", shown=["<b>No title</b> & only"]),
    ]


def addresses(base):
    relative = (
        "<a href='/about'>a</a> <a href='sub/page?x=1&amp;y=2#z'>b</a> <a href='#part'>c</a> "
        "<a href='//other.example/d'>d</a> <a href='?q=e'>e</a> <img src='/pic.jpg' alt='f'> "
        "<a href='https://space.example/a b\u00e4&quot;'>g</a> <a href='mailto:me@mail.example'>h</a>"
    )
    return [
        case(
            "relative addresses",
            content=html(f"<p>{relative}</p>"),
            links=[f"{base}/about", f"{base}/pic.jpg", "http://other.example/d", "mailto:me@mail.example"],
        ),
        case(
            "relative addresses in Markdown",
            content="[in](/in) ![picture](up.png) <https://x.example/?a=b&c=d>",
            links=[f"{base}/in", "https://x.example/?a=b&c=d"],
        ),
        case(
            "a reply with odd addresses",
            in_reply_to='https://other.example/"><script>alert(7)</script>?a=b&c=d',
            content="So it is",
            shown=["So it is"],
        ),
        case("a like", like_of="https://other.example/liked?a=b&c=d", links=["https://other.example/liked?a=b&c=d"]),
        case("a video elsewhere", content="It moves", video="https://media.example/clip.mp4", shown=["It moves"]),
        case("an odd slug", name="Slug", content="Slug", mp_slug="../../\u00e4 <b>&\"'", title="Slug"),
    ]


def sizes():
    return [
        case("100 kB of text", name="Long", content=LONG, title="Long", shown=["no play. All work"]),
        case("100 kB without a title", content=LONG, shown=["no play. All work"]),
        case("100 kB in one word", content="x" * 100_000, shown=["x" * 99_000]),
        case("a long title", name="Title " * 300, content="Short", title=("Title " * 300).strip()),
        case("200 categories", content="Tagged", category=[f"tag {number}" for number in range(200)], shown=["Tagged"]),
    ]


def dates():
    """Posts of one second, and of other zones."""
    return [
        case("one of three in a second", content="First of three", published="2020-02-29T23:59:59Z"),
        case("two of three in a second", content="Second of three", published="2020-02-29T23:59:59Z"),
        case("three of three in a second", content="Third of three", published="2020-02-29T23:59:59Z"),
        case("far east", content="Tomorrow already", published="2021-01-01T13:59:00+14:00"),
        case("with a quarter of an hour", content="High up", published="2021-02-01T00:00:00+05:45"),
        case("with a half hour", content="In between", published="2021-03-01T00:00:00-09:30"),
        case("before the epoch", content="Older than time", published="1969-07-20T20:17:40Z"),
    ]
