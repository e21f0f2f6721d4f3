"""The months in the 24 languages of the EU: tables only, and the number of a name; it reads no dates.

Each line has twelve months; a month's names are its nominative, its genitive, and abbreviations that are not its
beginning. Any beginning of a name with three letters or more is understood too, where only one month has it.
"""

import re
from functools import cache

from ...text import fold

SHORTEST = 3  # letters of an abbreviation

TABLE = {
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    "cs": "leden ledna|únor února|březen března|duben dubna|květen května|červen června čvn|červenec července čvc|srpen srpna|září|říjen října|listopad listopadu|prosinec prosince",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "de": "januar jänner|februar feber|märz mrz|april|mai|juni|juli|august|september|oktober|november|dezember",
    "el": "ιανουάριος ιανουαρίου γενάρης|φεβρουάριος φεβρουαρίου|μάρτιος μαρτίου|απρίλιος απριλίου|μάιος μαΐου|ιούνιος ιουνίου|ιούλιος ιουλίου|αύγουστος αυγούστου|σεπτέμβριος σεπτεμβρίου|οκτώβριος οκτωβρίου|νοέμβριος νοεμβρίου|δεκέμβριος δεκεμβρίου",
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre setiembre|octubre|noviembre|diciembre",
    "et": "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober okt|november|detsember",
    "fi": "tammikuu tammikuuta|helmikuu helmikuuta|maaliskuu maaliskuuta|huhtikuu huhtikuuta|toukokuu toukokuuta|kesäkuu kesäkuuta|heinäkuu heinäkuuta|elokuu elokuuta|syyskuu syyskuuta|lokakuu lokakuuta|marraskuu marraskuuta|joulukuu joulukuuta",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "ga": "eanáir|feabhra|márta|aibreán|bealtaine bhealtaine|meitheamh mheitheamh|iúil|lúnasa|meánfómhair mheánfómhair mfómh|deireadhfómhair dheireadhfómhair dfómh|samhain samhna shamhain|nollaig nollag",
    "hr": "siječanj siječnja|veljača veljače|ožujak ožujka|travanj travnja|svibanj svibnja|lipanj lipnja|srpanj srpnja|kolovoz kolovoza|rujan rujna|listopad listopada|studeni studenog studenoga|prosinac prosinca",
    "hu": "január|február|március|április|május|június|július|augusztus|szeptember|október|november|december",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "lt": "sausis sausio|vasaris vasario|kovas kovo|balandis balandžio|gegužė gegužės|birželis birželio|liepa liepos|rugpjūtis rugpjūčio|rugsėjis rugsėjo|spalis spalio|lapkritis lapkričio|gruodis gruodžio",
    "lv": "janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā|jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī|decembris decembrī",
    "mt": "jannar|frar|marzu|april|mejju|ġunju|lulju|awwissu|settembru|ottubru|novembru|diċembru",
    "nl": "januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "styczeń stycznia|luty lutego|marzec marca|kwiecień kwietnia|maj maja|czerwiec czerwca|lipiec lipca|sierpień sierpnia|wrzesień września|październik października|listopad listopada|grudzień grudnia",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "ro": "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
    "sk": "január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla|august augusta|september septembra|október októbra|november novembra|december decembra",
    "sl": "januar januarja|februar februarja|marec marca|april aprila|maj maja|junij junija|julij julija|avgust avgusta|september septembra|oktober oktobra|november novembra|december decembra",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
}  # fmt: skip

# Names of two words are read as one: "Meán Fómhair" in Irish is September, "Deireadh Fómhair" October.
PARTED = re.compile(r"\b(m(?:h)?e[aá]n|d(?:h)?eireadh)\s+(f(?:h)?[oó]mhair)\b", re.IGNORECASE)


def joined(text: str) -> str:
    """Write names of two words as one."""
    return PARTED.sub(lambda found: found[1] + found[2].lower().replace("fh", "f"), text)


def number(word: str, language: str | None) -> int | None:
    """Give the number of a month by its name in a language, or by the beginning of it.

    Without a language, or where the language has no such month, the whole name in any language counts if it means
    the same month in all that have it: "listopad" does not.
    """
    folded, first = fold(word), (language or "").partition("-")[0]
    if len(folded) < SHORTEST:
        return None
    return named(folded, first) or alone({month for known in TABLE if (month := exact(folded, known))})


def named(folded: str, language: str) -> int | None:
    """Give the month that has this name in a language, or alone has a name that begins so."""
    if found := exact(folded, language):
        return found
    return alone({month for name, month in names(language).items() if name.startswith(folded)})


def exact(folded: str, language: str) -> int | None:
    return names(language).get(folded)


def alone(found: set[int]) -> int | None:
    return found.pop() if len(found) == 1 else None


@cache
def names(language: str) -> dict[str, int]:
    """The folded names of the months in a language; none where there is no table."""
    lists = enumerate(TABLE.get(language, "").split("|"), 1)
    found = {fold(name): month for month, written in lists for name in written.split()}
    return found | {name[:SHORTEST]: month for name, month in found.items() if lone(name, found)}


def lone(name: str, found: dict[str, int]) -> bool:
    """Tell whether no other month begins with the same three letters."""
    return len({month for other, month in found.items() if other[:SHORTEST] == name[:SHORTEST]}) == 1
