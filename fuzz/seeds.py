"""Writes what the fuzzer starts from: pages of the examples, of the rules, and small pieces of syntax."""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIECES = [
    "---\ntitle: Open Tech School\nots: {relationship: unofficial, ignore: [OTS101, OTS3]}\n---\n# Hi\n",
    "---\nots:\n  ignore:\n    - OTS101  # old\n    - OTS301\nlist: &a [1, *a]\ntext: >-\n  folded\n  text\n---\nx\n",
    '+++\ntitle = "Open Tech School"\n[ots]\nignore = ["OTS101", "OTS301"]\n+++\nx\n',
    '{"title": "Open \\u0054ech School", "ots": {"ignore": ["OTS101"]}}\nx\n',
    "<!-- ots-lint-disable OTS101,OTS301 -- why -->\nOpen Tech School\n<!-- ots-lint-enable OTS301 -->\n\nx\n",
    "<!-- ots-lint-disable-next-line -->\n> <!-- ots-lint-disable-file OTS9 -->\n- <!-- ots-lint-enable -->\n",
    "[Open Tech School][], **Open** Tech [School](x 'a \"t\"'), `code`, <b>Open&shy;Tech</b>&nbsp;School\n\n[x]: /y 'z'\n",
    "| a | b |\n|---|---|\n| Open Tech | School |\n\n[^1]: note\n\n: def\n\n```\ncode\n```\n\n{% raw %}x{% endraw %}\n",
    "<!doctype html><html lang=de><head><title>OTS</title><meta name=description content='Open Tech School'>"
    '<script type="application/ld+json">{"@type":"Event","name":"x\\n","organizer":[{"name":"OpenTechSchool"}]}'
    "</script></head><body><main><p title=a>Open <b>Tech</b> School<img alt='OTS logo' src=x></main></body></html>",
    "<div itemscope itemtype=Event><span itemprop=name>x</span><template>y</template><svg><text>z</text></svg></div>",
]


def main(where: Path) -> None:
    pages = [p.encode() for p in PIECES]
    pages += ["\ufeffOpen Tech School\r\n\r\nx".encode("utf-16-le"), b"\xef\xbb\xbf# Open Tech School\r\n"]
    pages += [p.read_bytes() for p in sorted((ROOT / "examples").rglob("*")) if p.suffix in (".md", ".html")]
    tomls = [p.read_bytes() for p in sorted((ROOT / "examples").rglob("*.toml"))]
    yamls = [p.read_bytes() for p in sorted((ROOT / "rules").rglob("OTS*.yaml"))]
    corpus = {
        "markdown": pages,
        "html": pages,
        "suppression": [first + p for first in (b"a", b"\xff") for p in pages],
        "fix": [first + p for first in (b"a", b"b", b"\xff", b"\xfe") for p in pages],
        "config": tomls,
        "rules": yamls,
        "globs": [b"*.md\n!/a/**/b\n[!a-z]?\\*/\nx/y.md", b"**/a/**/b/*c*\na/b/c/d"],
    }
    for target, inputs in corpus.items():
        folder = where / target
        folder.mkdir(parents=True, exist_ok=True)
        for data in inputs:
            (folder / blake2b(data, digest_size=8).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
