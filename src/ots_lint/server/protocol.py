"""The protocol as the library has it, but for what it does not do as editors need it.

Documents are our own, because lines are what the protocol says they are; positions are UTF-16, which every editor
knows; a request that cannot be understood is answered.
"""

from __future__ import annotations

import logging
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol, lsp_method

if TYPE_CHECKING:
    from ots_lint.server.session import Session

logger = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """What comes from the editor, handed on to the session."""

    _server: Session

    @property
    def finished(self) -> bool:
        """Whether the editor has said that it will ask no more."""
        return self._shutdown

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message from its JSON; a request that is none is answered here, and nothing comes of it."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if isinstance(data.get("id"), int | str) and "method" in data:
                answer = JsonRpcInvalidParams(str(error) or None)
                self._send_response(data["id"], None, answer.to_response_error())
            logger.error("a message was passed over: %s", error)
            return None

    def handle_message(self, message: Any) -> None:
        """Deal with a message; what is none is passed over."""
        if hasattr(message, "jsonrpc"):
            super().handle_message(message)

    @lsp_method(lsp.INITIALIZE)
    def lsp_initialize(self, params: lsp.InitializeParams) -> Generator[Any, Any, lsp.InitializeResult]:
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = [lsp.PositionEncodingKind.Utf16]
        return (yield from super().lsp_initialize(params))

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        self._server.opened(params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        self._server.changed(params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        self._server.closed(params)
