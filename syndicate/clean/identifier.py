"""The library that knows the languages, loaded with its numbers; imported with the first text that needs it."""

from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

IDENTIFIER: Any = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
