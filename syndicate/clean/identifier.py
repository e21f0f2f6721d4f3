"""The library that knows the languages, loaded with its tables; imported with the first text that needs it.

The tables are 50 MB, of which a text needs some hundred rows. They stay in a file without a name, whose pages the
system reads as they are looked at: as lists in memory they would be two thirds of what the process holds.
"""

import lzma
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

CHUNK = 1 << 20  # bytes unpacked at once


def load() -> Any:
    """Make what the library makes of its model, from tables that stay where they are."""
    with TemporaryDirectory() as folder:
        table = tables(Path(MODEL_DIR, MODEL_FILE), Path(folder))
    return LanguageIdentifier(
        np.asarray(table["ptc"]),
        np.array(table["pc"]),
        table["classes"].tolist(),
        memoryview(table["nextmove"]),
        memoryview(table["out_feat"]),
        norm_probs=True,
        tk_row=table["nextmove_row"].tolist(),
    )


def tables(model: Path, folder: Path) -> Mapping[str, Any]:
    """Unpack a model into a folder, and map its tables; they stay mapped when their files have gone."""
    with lzma.open(model) as packed, Path(folder, "model").open("wb") as archive:
        shutil.copyfileobj(packed, archive, CHUNK)
    with ZipFile(folder / "model") as archived:
        archived.extractall(folder)
    return {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}


IDENTIFIER = load()
