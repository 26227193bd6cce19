"""Which addresses of the internet are anybody's, and which lead into a house.

Written out from IANA's registries of special-purpose addresses: what `ipaddress` calls global differs between versions
of Python.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_PUBLIC_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier NAT, and a cloud's metadata
            "127.0.0.0/8",
            "168.63.129.16/32",  # a cloud's metadata at an otherwise public address
            "169.254.0.0/16",  # link-local, and most clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
"""Outside are loopback, link-local, unique local, multicast, and IPv4 in disguise (mapped, NAT64)."""
_NOT_PUBLIC_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and other protocols
            "2001:db8::/32",
            "2002::/16",  # 6to4, IPv4 in disguise
            "3fff::/20",
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address is that of a machine anybody may reach, and of no network of ours."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_V4)
    return _is_public_v6(ip)


def _is_public_v6(ip: IPv6Address) -> bool:
    return ip in _PUBLIC_V6 and not any(ip in network for network in _NOT_PUBLIC_V6)
