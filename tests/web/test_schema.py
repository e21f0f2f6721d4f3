"""The schema of feeds.yaml for editors that are not beside the file."""

from flask.testing import FlaskClient

from syndicate.config.schema import schema


def test_editors_get_it_from_anywhere(client: FlaskClient) -> None:
    answer = client.get("/schema/feeds.json")
    assert answer.status_code == 200
    assert answer.json == schema()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "public" in answer.headers["Cache-Control"]
