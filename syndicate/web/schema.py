"""The JSON Schema of feeds.yaml, at an address of its own for editors that are not beside the file."""

from functools import cache

from flask import Blueprint, Response, jsonify

from ..config.schema import schema

bp = Blueprint("schema", __name__)
AGE = 86_400  # seconds


@bp.get("/schema/feeds.json")
def feeds() -> Response:
    """Give the schema to whoever asks, from whatever page."""
    response = jsonify(written())
    response.headers["Cache-Control"] = f"public, max-age={AGE}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@cache
def written() -> dict[str, object]:
    return schema()
