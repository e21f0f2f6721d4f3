"""What lies under /status, in one place: by this everything there is closed, whoever adds a page to it."""

from flask import Blueprint

ROOT = "/status"

bp = Blueprint("status", __name__, url_prefix=ROOT)


def below(path: str) -> bool:
    """Tell whether a path, as it is routed, lies under /status."""
    return path == ROOT or path.startswith(f"{ROOT}/")
