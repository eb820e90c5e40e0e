"""Addresses to listen at, as the settings write them: `127.0.0.1:8443`, `[::1]:9100`."""


def host_and_port(address: str) -> tuple[str, int]:
    """Return the two parts; the brackets around an IPv6 address are only for writing it."""
    host, _, port = address.rpartition(":")
    return host.removeprefix("[").removesuffix("]"), int(port)
