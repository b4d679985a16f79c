"""Which addresses of the network belong to everybody's: the others lead to this computer, or to those around it.

The tables are those of IANA's registries of special-purpose addresses (RFC 6890), as they stand in 2026. Python's own
`is_global` differs from version to version, and holds addresses for public that carry another one inside them.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_SPECIAL_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local: where clouds tell machines their secrets
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and the broadcast
    )
)
#: Of IPv6 only this was given out to anybody: loopback, mapped, NAT64, local and multicast addresses lie outside.
_GLOBAL_6 = IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols: Teredo, which carries IPv4, and others
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which carries IPv4
        "3fff::/20",  # documentation
    )
)


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public network; False for what is no IP address."""
    try:
        found: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _SPECIAL_4)
    return found in _GLOBAL_6 and found.scope_id is None and not any(found in network for network in _SPECIAL_6)
