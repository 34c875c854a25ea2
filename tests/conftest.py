"""No test may reach the network: Détente runs offline."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL = {getattr(socket, name) for name in ("AF_UNIX",) if hasattr(socket, name)}


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    connect = socket.socket.connect

    def refuse(*given: Any, **named: Any) -> Any:
        raise AssertionError("a test tried to reach the network")

    def connect_locally(self: socket.socket, address: Any) -> None:
        if self.family not in LOCAL:
            refuse()
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_locally)
        patch.setattr(socket, "getaddrinfo", refuse)
        patch.setattr(socket, "create_connection", refuse)
        yield
