"""The errors of the API: the only kind that a client sees as rpc_error.

    RpcError            code and NAME, as in schema/errors.tsv

Anything else that leaves a handler is a bug or an outage: logged with its context, answered 500.

Source: https://core.telegram.org/api/errors
"""

from __future__ import annotations


class RpcError(Exception):
    """An answer that refuses a request.

    Attributes:
        code: The class of the error, like an HTTP status: 303, 400, 401, 403, 406, 420, 500.
        message: The name that clients match on, in capitals, perhaps with a number at its end.
    """

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message


def bad_request(name: str) -> RpcError:
    """400: the request is wrong and will be wrong again."""
    return RpcError(400, name)


def unauthorized(name: str) -> RpcError:
    """401: the key is good, the caller is not logged in. Never for an outage: clients log out."""
    return RpcError(401, name)


def forbidden(name: str) -> RpcError:
    """403: the caller may not do this."""
    return RpcError(403, name)


def not_acceptable(name: str) -> RpcError:
    """406: refused; clients show nothing and wait for an update that explains."""
    return RpcError(406, name)


def flood_wait(seconds: float) -> RpcError:
    """420: too often; the client may ask again after so many whole seconds."""
    return RpcError(420, f"FLOOD_WAIT_{max(1, int(seconds + 0.999))}")


def internal(name: str = "INTERNAL") -> RpcError:
    """500: our fault; clients ask again."""
    return RpcError(500, name)
