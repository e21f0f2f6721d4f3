"""What a source calls a language in, its BCP 47 tag in canonical case out, or nothing where it names none."""

import re
from functools import lru_cache

TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?(?:-[a-z0-9-]+)?", re.ASCII)

# ISO 639-1; of the codes of three letters those stand in the table below which have one of two.
CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee"
    " el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io"
    " is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn"
    " mr ms mt my na nb nd ne ng nl nn nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg"
    " si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa"
    " wo xh yi yo za zh zu".split()
)
NONE = frozenset({"mis", "mul", "und", "zxx"})  # RFC 5646, section 4.1: these name no language

# Former codes, and the codes of three letters in use where BCP 47 wants two (RFC 5646, section 2.2.1).
NOW = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "no": "nb", "sh": "sr-Latn", "nor": "nb",
    "bul": "bg", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de", "ell": "el", "gre": "el",
    "eng": "en", "spa": "es", "est": "et", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga", "hrv": "hr",
    "hun": "hu", "ita": "it", "lit": "lt", "lav": "lv", "mlt": "mt", "nld": "nl", "dut": "nl", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "slk": "sk", "slo": "sk", "slv": "sl", "swe": "sv", "ara": "ar",
    "cat": "ca", "rus": "ru", "tur": "tr", "ukr": "uk",
}  # fmt: skip


@lru_cache(maxsize=256)
def tag(printed: str | None) -> str | None:
    """Read a language with its script and region (RFC 5646, section 2.1.1); variants and extensions go."""
    found = TAG.fullmatch((printed or "").strip().lower().replace("_", "-"))
    if not found or found[1] in NONE:
        return None
    first = NOW.get(found[1], found[1])
    if len(found[1]) == 2 and first[:2] not in CODES:
        return None
    if "-" in first and found[2]:
        first = first[:2]
    region = "GB" if found[3] == "uk" else (found[3] or "").upper()
    return "-".join(filter(None, (first, (found[2] or "").title(), region)))
