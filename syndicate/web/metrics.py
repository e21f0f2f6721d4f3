"""`/metrics`: how the service stands, for Prometheus, by a token or from networks that the operator named.

In: a request. Out: text in Prometheus' format, or a refusal. Without a token and without named networks nobody reads it.
"""

from ipaddress import ip_address

from flask import Blueprint, Response, request
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from .current import required, state
from .samples import Samples
from .status.gate import bearer

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def metrics() -> Response:
    """Everything that can be measured, as it is now."""
    if not near() and bearer() is None:
        return refused()
    config, registry = required(), CollectorRegistry(auto_describe=False)
    with state().store.read() as tx:
        registry.register(Samples(tx, config, state().clock()))
        body = generate_latest(registry)
    return Response(body, content_type=CONTENT_TYPE_PLAIN_0_0_4, headers={"Cache-Control": "no-store"})


def near() -> bool:
    """Tell whether everybody who had this request in hand is in a network that may read.

    A forwarded address can only take away what the peer's own gives: a proxy in an allowed network lets no stranger in,
    and who makes one up gains nothing.
    """
    passed = [*request.headers.get("X-Forwarded-For", "").split(","), request.headers.get("X-Real-IP", "")]
    told = [request.remote_addr or "", *(one.strip() for one in passed if one.strip())]
    if "Forwarded" in request.headers:  # read by nobody here: what it says is not known
        return False
    return all(within(address) for address in told)


def within(address: str) -> bool:
    """Tell whether an address lies in one of the networks that may read."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in state().networks)


def refused() -> Response:
    """Say how one gets in."""
    words = (
        "This is read with a token ('syndicate password --token NAME') or from SYNDICATE_METRICS_NETWORKS.\n"
    )
    response = Response(words, 401, mimetype="text/plain", headers={"Cache-Control": "no-store"})
    response.headers["WWW-Authenticate"] = 'Bearer realm="Syndicate"'
    return response
