"""Which addresses are taken, how they are written, and which hosts are everybody's."""

from __future__ import annotations

import ipaddress

import pytest

from ots_lint.errors import FetchError
from ots_lint.fetch.address import address
from ots_lint.fetch.reach import is_public


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG.:443/A?b=ü c#part", "https://example.org/A?b=%C3%BC%20c"),
        ("http://example.org:80/%C3%BC", "http://example.org/%C3%BC"),
        ("http://example.org:8080/ü", "http://example.org:8080/%C3%BC"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443/"),
        ("https://example.org/\udcff", "https://example.org/%FF"),  # an argument that is no UTF-8
        ("http://127.1/", "http://127.1/"),  # where that leads to is looked at later
    ],
)
def test_an_address_is_written_one_way(given: str, written: str) -> None:
    assert str(address(given)) == written


@pytest.mark.parametrize(
    "given",
    [
        "https://",
        "https:///a",
        "https://exa mple.org/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://[::1",
        "https://[fe80::1%25eth0]/",
        "https://good.example\\evil.example/",
        "https://good.example\\@evil.example/",
        "https://a..b/",
        "https://example.org/a\r\nHost: evil.example",
        "https://example.org/\x00",
        "https://℀.example/",
        "https://example.org/" + "a" * 5_000,
        f"https://{'a' * 64}.example/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://me@example.org/",
        "https://me:secret@example.org/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(given: str) -> None:
    with pytest.raises(FetchError) as caught:
        address(given)
    assert "secret" not in str(caught.value)


def test_what_leads_on_may_be_relative() -> None:
    base = address("https://example.org/a/b?c")
    assert [str(address(text, base)) for text in ("../d", "//other.example", "?e", "/f#g")] == [
        "https://example.org/d",
        "https://other.example/",
        "https://example.org/a/b?e",
        "https://example.org/f",
    ]


@pytest.mark.parametrize(
    "ip",
    [
        *("0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1"),
        *("172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7"),
        *("203.0.113.7", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1"),
        *("100::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1"),
        *("fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fec0::1", "ff02::1"),
        *("", "example.org", "127.1", "0x7f000001", "2130706433"),
    ],
)
def test_what_is_not_everybodys(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00::1"])
def test_what_is_everybodys(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        *(("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"), ("100.64.0.0", "100.127.255.255")),
        *(("127.0.0.0", "127.255.255.255"), ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255")),
        *(("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"), ("192.88.99.0", "192.88.99.255")),
        *(("192.168.0.0", "192.168.255.255"), ("198.18.0.0", "198.19.255.255"), ("198.51.100.0", "198.51.100.255")),
        *(("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "255.255.255.255")),
        *(
            ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
        ),
        *(("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff")),
    ],
)
def test_where_a_network_of_nobodys_begins_and_ends(first: str, last: str) -> None:
    low, high = ipaddress.ip_address(first), ipaddress.ip_address(last)
    assert (is_public(first), is_public(last)) == (False, False)
    if int(low):
        assert is_public(str(low - 1))
    if first != "224.0.0.0":  # behind it there is nothing
        assert is_public(str(high + 1))


def test_nothing_that_python_holds_for_private_is_public() -> None:
    for number in range(0, 1 << 32, 65_537 * 197):
        ip = ipaddress.IPv4Address(number)
        assert not is_public(str(ip)) or ip.is_global
    for number in range(0, 1 << 16, 37):
        six = ipaddress.IPv6Address(number << 112 | 1)
        assert not is_public(str(six)) or six.is_global
