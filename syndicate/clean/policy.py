"""What markup we keep: tables only."""

# Elements whose children are text that flows on, and those that stand by themselves.
INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strike strong sub sup"
    " time tt u var".split()
)
BLOCKS = frozenset(
    "address article aside blockquote br caption center col colgroup dd details div dl dt figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr img li main nav ol p pre section summary table tbody td tfoot th"
    " thead tr ul wbr".split()
)
KEPT = (INLINE | BLOCKS) - {"nav", "address", "main", "center", "tt", "strike"}

# Elements that go with all that is in them: what runs, what draws, what is not text of the article.
DROPPED = frozenset(
    "applet audio button canvas iframe math noembed noframes noscript object script select style svg template"
    " textarea title video xmp".split()
)

ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
}
# Written by us: the sanitiser adds attributes in an order that changes from run to run.
IMAGE = ' loading="lazy" referrerpolicy="no-referrer"'
REL = "noopener noreferrer nofollow"
SCHEMES = {"http", "https", "mailto"}
ADDRESSES = frozenset({("a", "href"), ("img", "src")})

# Elements that a parser closes by itself, or that hold nothing: open ones of them do not nest.
FLAT = frozenset(
    "area base br col colgroup dd dt embed hr img input li link meta optgroup option p param rp rt source"
    " tbody td tfoot th thead tr track wbr".split()
)
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
