"""Texts and a logo in files of their own: read where they are named, each language by itself."""

from pathlib import Path

from syndicate.config.live import written
from syndicate.config.load import load

from .test_beside import FEEDS as LISTS
from .test_beside import SOUTH

FEEDS = LISTS.replace(
    "contact: {name: Us}}",
    "contact: {name: Us}, privacy: {en: 'Short.', fr: 'file:legal/privacy.txt'}, imprint: 'file:legal/imprint.txt',"
    " logo: 'file:logo.svg'}",
)
FILES = {
    "terms/south.yaml": SOUTH,
    "legal/privacy.txt": "Rien\n\n- n’est gardé\n",
    "legal/imprint.txt": "Us: #1",
    "logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


def test_texts_are_read_from_files(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "feeds.yaml").write_text(FEEDS, "utf-8")
    text, beside = written(tmp_path / "feeds.yaml")
    assert beside == FILES
    site = load(text, beside=beside).site
    assert site.privacy == {"en": "Short.", "fr": FILES["legal/privacy.txt"]}
    assert site.imprint == {"": "Us: #1"}
    assert site.logo == FILES["logo.svg"]
    assert site.accessibility is None
