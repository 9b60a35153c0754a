"""Somebody without Galley, in front of a proof in a browser: no network, no files but this one."""

import json
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

_LISTED = 'document.getElementById("list").innerText'


class Recording(QWebEngineUrlRequestInterceptor):
    """Notes every request, and lets them pass."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        self.asked.append(info.requestUrl().toString())


class _Page(QWebEnginePage):
    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self.said: list[str] = []

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        self.said.append(message)


class ProofReader:
    """Reads a proof as a page of its own, with its script running."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1280, 900)) -> None:
        self._qtbot = qtbot
        self._profile = QWebEngineProfile()  # nothing is kept
        self.requests = Recording(self._profile)
        self._profile.setUrlRequestInterceptor(self.requests)
        self._profile.downloadRequested.connect(self._take)
        self.page = _Page(self._profile, self._profile)
        self.view = QWebEngineView(self.page)
        qtbot.addWidget(self.view, before_close_func=lambda _: self.close())
        self.view.resize(*size)
        self.view.show()
        self.files: list[Path] = []
        self._folder = Path()

    def open(self, proof: Path) -> None:
        self._folder = proof.parent
        with self._qtbot.waitSignal(self.page.loadFinished) as loaded:
            self.page.load(QUrl.fromLocalFile(str(proof)))
        assert loaded.args == [True]

    def run(self, script: str) -> Any:
        """The value of an expression in the page's own world."""
        answers: list[Any] = []
        self.page.runJavaScript(f"JSON.stringify(({script}) ?? null)", 0, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers))
        return json.loads(answers[0]) if answers[0] else None

    def select(self, words: str) -> None:
        """Drag over the words where they stand first."""
        units = len(words.encode("utf-16-le")) // 2
        assert self.run(f"""(() => {{
          const walker = document.createTreeWalker(
            document.getElementById("story"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {{
            const at = walker.currentNode.data.indexOf({json.dumps(words)});
            if (at < 0) continue;
            getSelection().setBaseAndExtent(
              walker.currentNode, at, walker.currentNode, at + {units});
            return true;
          }}
        }})()"""), f"not on the page: {words}"
        self._qtbot.waitUntil(lambda: self.run('!document.getElementById("bar").hidden'))

    def press(self, label: str) -> None:
        """A button by what it says."""
        assert self.run(f"""(() => {{
          const found = [...document.querySelectorAll("button")].find((each) =>
            each.checkVisibility() && each.textContent === {json.dumps(label)});
          found?.click();
          return !!found;
        }})()"""), f"no button says {label}"

    def write(self, label: str, text: str) -> None:
        """Into the field with this label."""
        assert self.run(f"""(() => {{
          const label = [...document.querySelectorAll("label")].find((each) =>
            each.textContent === {json.dumps(label)});
          if (label) label.control.value = {json.dumps(text)};
          return !!label;
        }})()"""), f"no field is called {label}"

    def remark(self, text: str, name: str = "") -> None:
        """In the box that is open."""
        self.write("Remark", text)
        if name:
            self.write("Your name", name)
        there = self.run(_LISTED)
        self.press("Keep the remark")
        self._qtbot.waitUntil(lambda: self.run(_LISTED) != there)

    def save(self) -> Path:
        before = len(self.files)
        self.press("Save the answer file")
        self._qtbot.waitUntil(lambda: len(self.files) > before)
        return self.files[-1]

    def close(self) -> None:
        """The page before its profile."""
        if shiboken6.isValid(self.page):
            shiboken6.delete(self.page)

    def _take(self, download: QWebEngineDownloadRequest) -> None:
        download.setDownloadDirectory(str(self._folder))
        path = self._folder / download.downloadFileName()
        download.isFinishedChanged.connect(lambda: self.files.append(path))
        download.accept()
