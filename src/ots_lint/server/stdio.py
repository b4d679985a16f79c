"""Standard input and output for messages alone: what is no message is passed over, and nothing else is written there."""

from __future__ import annotations

import os
import sys
from typing import IO, BinaryIO, cast

#: A longer message is not read: no page that may be linted needs it.
MAX_MESSAGE = 512 << 20
_MAX_HEADER = 8 << 10
_CHUNK = 1 << 20


class Messages:
    """The bytes of a stream as the library wants them: one line with the length, an empty one, and the message.

    The library understands no header written differently, and waits for ever for what is announced and never comes.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._lines: list[bytes] = []

    def readline(self) -> bytes:
        """The next line of a header; nothing at the end."""
        if not self._lines:
            length = self._length()
            self._lines = [] if length is None else [b"\r\n", b"Content-Length: %d\r\n" % length]
        return self._lines.pop() if self._lines else b""

    def read(self, length: int) -> bytes:
        """The message; nothing where the stream ends before it does."""
        data = self._stream.read(length)
        return data if len(data) == length else b""

    def _length(self) -> int | None:
        """How long the next message is; None at the end."""
        length = 0
        while line := self._stream.readline(_MAX_HEADER):
            name, _, value = line.strip().partition(b":")
            value = value.strip()
            if name.strip().lower() == b"content-length" and value.isdigit() and len(value) < 16:
                length = int(value)
            elif not name and length > MAX_MESSAGE:
                self._skip(length)
                length = 0
            elif not name and length:
                return length
        return None

    def _skip(self, length: int) -> None:
        while length > 0 and (data := self._stream.read(min(length, _CHUNK))):
            length -= len(data)


def take_over() -> tuple[BinaryIO, BinaryIO]:
    """The streams for messages. What anything else writes to standard output goes to standard error from now on."""
    output = os.fdopen(os.dup(1), "wb")
    sys.stdout.flush()
    os.dup2(2, 1)
    return cast(BinaryIO, Messages(sys.stdin.buffer)), output
