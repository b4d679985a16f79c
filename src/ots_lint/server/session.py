"""One editor's session: its open pages, what it is told about them, and when they are looked at."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from ots_lint import __version__
from ots_lint.errors import OtsLintError
from ots_lint.messages import catalogue, language_of
from ots_lint.server.actions import KINDS, actions, fixed_all
from ots_lint.server.diagnostics import diagnostics, of_error
from ots_lint.server.documents import Change, Document
from ots_lint.server.hover import hover
from ots_lint.server.pages import Checked, check
from ots_lint.server.protocol import Protocol
from ots_lint.site.live import SETTINGS, Live, warm
from ots_lint.site.options import Options

logger = logging.getLogger(__name__)

#: Seconds between two looks at the files of settings and rules, for editors that do not tell of their changes.
_LOOK = 2.0
#: A page that takes longer than so many seconds is linted when nobody has typed for a while: so many times as long.
_AT_ONCE, _PAUSE, _LONGEST_PAUSE = 0.1, 2.0, 2.0


class Session(LanguageServer):
    """The server for one editor, which started it and ends it."""

    protocol: Protocol

    def __init__(self, options: Options) -> None:
        super().__init__("ots-lint", __version__, protocol_cls=Protocol)
        self.live = Live(options)
        self.documents: dict[str, Document] = {}
        self._waiting: dict[str, asyncio.Handle] = {}  # pages that are to be linted soon
        self._ready = asyncio.Event()
        self._told: set[str] = set()  # mistakes in settings that were told, until they are mended
        self._wrong: set[str] = set()  # files that they are shown in
        handlers: dict[str, Callable[..., Any]] = {
            lsp.INITIALIZE: self._initialize,
            lsp.INITIALIZED: self._initialized,
            lsp.TEXT_DOCUMENT_DID_SAVE: self._saved,
            lsp.TEXT_DOCUMENT_HOVER: self._hover,
            lsp.CODE_ACTION_RESOLVE: self._resolve,
            lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: self._files_changed,
            lsp.WORKSPACE_DID_CHANGE_CONFIGURATION: self._nothing,
        }
        for name, handler in handlers.items():
            self.feature(name)(partial(handler))  # the library writes on it
        offered = lsp.CodeActionOptions(code_action_kinds=list(KINDS), resolve_provider=True)
        self.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, offered)(partial(self._actions))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say what went wrong where editors keep such things, and bother nobody."""
        logger.error("%s", error)

    def shutdown(self) -> None:
        """End without waiting for a message that will not come."""
        if self._stop_event is not None:
            self._stop_event.set()
        if self._thread_pool is not None:
            self._thread_pool.shutdown(wait=False, cancel_futures=True)

    # ------------------------------------------------------------ beginning

    def _initialize(self, params: lsp.InitializeParams) -> None:
        if params.locale:  # what the locale is on the command line
            options = self.live.options._replace(locale=language_of({"LANG": params.locale}))
            self.live = Live(options)

    def _initialized(self, params: lsp.InitializedParams) -> None:
        loop = asyncio.get_running_loop()
        folder = next(iter(self._folders()), None) or os.getcwd()  # noqa: PTH109
        threading.Thread(target=self._warm, args=(loop, folder), daemon=True).start()
        loop.call_later(_LOOK, self._look)
        watching = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            watchers = [lsp.FileSystemWatcher(f"**/{name}") for name in SETTINGS]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = lsp.Registration("settings", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.client_register_capability(lsp.RegistrationParams([registration]))

    def _folders(self) -> list[str]:
        """The folders that are open in the editor."""
        folders = [uris.to_fs_path(folder.uri) for folder in self.workspace.folders.values()]
        return [folder for folder in [*folders, self.workspace.root_path] if folder]

    def _warm(self, loop: asyncio.AbstractEventLoop, folder: str) -> None:
        """Load what pages will need, beside whatever else goes on: first what any page needs, then every language."""
        way = None
        try:
            way = self.live.load(folder)
        except OtsLintError:  # told about each page that it concerns
            pass
        except Exception as error:
            logger.error("%s", error)
        try:
            loop.call_soon_threadsafe(self._warmed)
            if way is not None:
                warm(way)
                loop.call_soon_threadsafe(self._settled)
        except RuntimeError:  # the session is over
            return
        except Exception as error:
            logger.error("%s", error)

    def _settled(self) -> None:
        """All that was loaded stays, and need not be looked through again whenever garbage is collected."""
        gc.collect()
        gc.freeze()

    def _warmed(self) -> None:
        self._ready.set()
        for uri in self.documents:
            self._soon(uri)

    # ------------------------------------------------------------ pages

    def opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        """A page is open from now on."""
        given = params.text_document
        path = uris.to_fs_path(given.uri) if given.uri.startswith("file:") else None
        if path is None:  # in no file yet
            folder = next(iter(self._folders()), None) or os.getcwd()  # noqa: PTH109
            path = os.path.join(folder, given.uri.rpartition(":")[2].replace("/", "-").replace("\0", "") or "page")  # noqa: PTH118
        document = Document(given.uri, os.path.abspath(path), given.language_id, given.version, given.text)  # noqa: PTH100
        if given.uri.startswith("file:"):
            document.read_disk()
        self.documents[given.uri] = document
        self._look_at_settings()
        self._soon(given.uri)

    def changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Somebody types."""
        document = self.documents.get(params.text_document.uri)
        if document is None:
            return
        changes = []
        for change in params.content_changes:
            if isinstance(change, lsp.TextDocumentContentChangePartial):
                first, last = change.range.start, change.range.end
                changes.append(Change(change.text, (first.line, first.character), (last.line, last.character)))
            else:
                changes.append(Change(change.text))
        document.change(changes, params.text_document.version)
        self._soon(document.uri)

    def closed(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """A page is no longer open, and nothing is shown of it."""
        uri = params.text_document.uri
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        if self.documents.pop(uri, None) is not None:
            self._show(uri, [], None)

    def _saved(self, params: lsp.DidSaveTextDocumentParams) -> None:
        document = self.documents.get(params.text_document.uri)
        if document is not None:
            document.read_disk()
            self._look_at_settings()
            self._soon(document.uri)

    def _soon(self, uri: str) -> None:
        """Lint a page as soon as what came with this change is taken over; a slow one when nobody types."""
        if not self._ready.is_set():
            return
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        seconds = self.documents[uri].seconds
        pause = min(seconds * _PAUSE, _LONGEST_PAUSE) if seconds > _AT_ONCE else 0.0
        self._waiting[uri] = asyncio.get_running_loop().call_later(pause, self._lint, uri)

    def _lint(self, uri: str) -> None:
        self._waiting.pop(uri, None)
        document = self.documents.get(uri)
        if document is None:
            return
        checked = self._checked(document)
        self._show(uri, diagnostics(document, checked), document.version)

    def _checked(self, document: Document) -> Checked:
        """What there is to say about a page; a mistake in the settings is told once."""
        checked = check(document, self.live)
        if checked.error is not None:
            self._tell(checked.error)
        return checked

    def _show(self, uri: str, found: list[lsp.Diagnostic], version: int | None) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def _tell(self, error: OtsLintError) -> None:
        text = str(error)
        if text in self._told:
            return
        self._told.add(text)
        options = self.live.options
        words = catalogue(options.lang or options.locale)
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"ots-lint: {error.line(words)}"))
        place = of_error(error, words)
        if place is not None:
            uri, diagnostic = place
            self._wrong.add(uri)
            self._show(uri, [diagnostic], None)

    # ------------------------------------------------------------ settings

    def _nothing(self, params: Any) -> None:
        """Settings of the editor are none of ours: those of a project are in its files, the user's in the options."""

    def _files_changed(self, params: lsp.DidChangeWatchedFilesParams) -> None:
        if self._ready.is_set():  # before, nothing has been read that could be old
            self.live.forget()
            self._anew()

    def _look(self) -> None:
        asyncio.get_running_loop().call_later(_LOOK, self._look)
        self._look_at_settings()

    def _look_at_settings(self) -> None:
        """Read settings and rules anew if they have changed."""
        if self._ready.is_set() and self.live.look():
            self._anew()

    def _anew(self) -> None:
        """Lint every page by the settings that hold now."""
        for uri in self._wrong - self.documents.keys():
            self._show(uri, [], None)
        self._wrong.clear()
        self._told.clear()
        for uri, document in self.documents.items():
            document.checked = document.explained = None
            self._soon(uri)

    # ------------------------------------------------------------ what the editor asks

    async def _hover(self, params: lsp.HoverParams) -> lsp.Hover | None:
        await self._ready.wait()
        document = self.documents.get(params.text_document.uri)
        if document is None:
            return None
        asked = self.client_capabilities.text_document and self.client_capabilities.text_document.hover
        formats = (asked.content_format if asked else None) or ()
        return hover(document, self._checked(document), params.position, markdown=lsp.MarkupKind.Markdown in formats)

    async def _actions(self, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        await self._ready.wait()
        document = self.documents.get(params.text_document.uri)
        if document is None:
            return []
        only = None if params.context.only is None else [str(getattr(k, "value", k)) for k in params.context.only]
        checked = self._checked(document)
        return actions(document, checked, params.range, only, versioned=self._versioned, later=self._resolves)

    async def _resolve(self, action: lsp.CodeAction) -> lsp.CodeAction:
        await self._ready.wait()
        uri = action.data.get("uri") if isinstance(action.data, dict) else None
        document = self.documents.get(uri) if isinstance(uri, str) else None
        if document is None or action.edit is not None:
            return action
        return fixed_all(action, document, self._checked(document), versioned=self._versioned)

    @property
    def _versioned(self) -> bool:
        """Whether the editor takes edits for one state of a page."""
        workspace = self.client_capabilities.workspace
        return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)

    @property
    def _resolves(self) -> bool:
        """Whether the editor asks for the edit of an action when it is chosen."""
        page = self.client_capabilities.text_document
        support = page.code_action.resolve_support if page and page.code_action else None
        return support is not None and "edit" in support.properties


def serve(options: Options) -> int:
    """Speak with the editor until it ends the session; returns the exit status, 0 where it said so before."""
    from ots_lint.server import stdio

    logging.basicConfig(format="ots-lint server: %(message)s", level=logging.ERROR)
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # it writes whole tracebacks, and tells us the rest
    incoming, outgoing = stdio.take_over()
    session = Session(options)
    session.start_io(incoming, outgoing)
    return 0 if session.protocol.finished else 1
