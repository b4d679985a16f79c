"""Pages made up of everything that may stand around, beside and inside a name, from a seed."""

from __future__ import annotations

from random import Random

WORDS = ("Open", "Tech", "School")
SHAPES = (
    "Open Tech School", "opentechschool", "OpenTech School", "Open TechSchool", "Open-Tech-School", "Open_Tech_School",
    "OPENTECHSCHOOL", "Opentechschool", "OpenTechschool", "OpenTechSchool", "open tech school", "Open\\_Tech\\_School",
    "Open&nbsp;Tech School", "Open&#32;Tech&#x20;School", "OpenTech&shy;School", "Open  Tech School", "OpenTechScool",
)  # fmt: skip
#: What may stand between the words of a name, in both formats.
BETWEEN = (
    " ", " ", " ", "-", "_", "&nbsp;", "\n", " <!-- more --> ", "<!-- x -->", " <!-- ots-lint-disable OTS402 -->", "<br>",
    "<wbr>", '<a id="anchor"></a> ', "<script>track(1)</script> ", '<span class="x"></span> ', "\u200b ", "\u00ad", "",
    "<br/>\n", "<a name=here></a>", " <img src=i.png alt=''> ", "<sup>1</sup>", " {{ x }} ", "<style>b{}</style> ",
)  # fmt: skip
MARKDOWN_BETWEEN = (
    *BETWEEN,
    "  \n",
    "\\\n",
    "\\_",
    "\\-",
    "[](/empty)",
    "[^1]",
    "{:.x} ",
    "`c` ",
    "![](i.png) ",
    "\n> ",
)
OPENERS = (
    ("<b>", "</b>"), ("<i>", "</i>"), ("<em>", "</em>"), ('<span class="c">', "</span>"), ('<a href="/u">', "</a>"),
    ("<strong>", "</strong>"), ('<font color="red">', "</font>"), ("<u>", "</u>"), ('<abbr title="x">', "</abbr>"),
    ("<code>", "</code>"), ("<mark>", "</mark>"), ("<ins>", "</ins>"), ('<b id="b1">', "</b>"), ("<q>", "</q>"),
    ("<small>", "</small>"), ("<sub>", "</sub>"), ('<a name="n">', "</a>"), ("<button>", "</button>"), ("<kbd>", "</kbd>"),
)  # fmt: skip
MARKDOWN_OPENERS = (
    *OPENERS, ("*", "*"), ("**", "**"), ("_", "_"), ("__", "__"), ("***", "***"), ("~~", "~~"), ("[", "](/u)"),
    ("[", "](/u 'by Open Tech School')"), ("[", "]"), ("[", "][]"), ("[", "][ref]"), ("`", "`"), ("![", "](/i.png)"),
    ("*", "*"), ("**", "**"), ("[", "](/v)"), ("![", "]"), ("*", "**"), ("[**", "**](/w)"), ("*[", "](/w)*"), ("[^", "]"),
    ("\\*", "\\*"), ("\\[", "\\]"), ("(", ")"), ("“", "”"), ("==", "=="),
)  # fmt: skip
FILLER = (
    "tea",
    "an *evening*",
    "and",
    "we, too",
    "a & b",
    "Grüße",
    "🎉",
    "with **cake**",
    "(see below)",
    "1.",
    "- so",
    "x_y_z",
)


class Writer:
    """Writes one page; what it holds depends on the random numbers alone."""

    def __init__(self, random: Random, *, markdown: bool) -> None:
        self.random = random
        self.markdown = markdown
        self.between = MARKDOWN_BETWEEN if markdown else BETWEEN
        self.openers = MARKDOWN_OPENERS if markdown else OPENERS
        self.labels: list[str] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def name(self) -> str:
        """A name: as one word of text, or with markup between and around its parts."""
        pick = self.random.choice
        if self.chance(0.4):
            return pick(SHAPES)
        parts = list(WORDS)
        if self.chance(0.15):  # each first letter in an element of its own
            left, right = pick(self.openers)
            return pick((" ", "-", "")).join(f"{left}{word[0]}{right}{word[1:]}" for word in parts)
        seams = [pick(self.between), pick(self.between)]
        if self.chance(0.6):
            seams[self.random.randrange(2)] = " "
        start = self.random.randrange(3)
        end = self.random.randrange(start, 3)
        left, right = pick(self.openers) if self.chance(0.7) else ("", "")
        parts[start] = left + parts[start]
        parts[end] += right
        if self.chance(0.25):
            left, right = pick(self.openers)
            which = self.random.randrange(3)
            parts[which] = left + parts[which] + right
        name = parts[0] + seams[0] + parts[1] + seams[1] + parts[2]
        if self.chance(0.15):
            left, right = pick(self.openers)
            name = left + name + right
        return name

    def words(self) -> str:
        return " ".join(self.random.choice(FILLER) for _ in range(self.random.randrange(4)))

    def inline(self) -> str:
        """A stretch of text with a name in some construct."""
        name, pick = self.name(), self.random.choice
        forms = [name, name, name, f'<b>{name}</b>', f'<a href="/open-tech-school">{name}</a>',
                 f'<img src="/open-tech-school.png" alt="{pick(SHAPES)}" title="{pick(SHAPES)}">',
                 f'<a href="/u" title="{pick(SHAPES)}">{self.words()}</a>', f"<code>{pick(SHAPES)}</code>",
                 f'<input type="submit" value="Join {pick(SHAPES)}">', f"<del>{name}</del>", f"&ldquo;{name}&rdquo;"]  # fmt: skip
        if self.markdown:
            label = pick(("Open Tech School", "the opentechschool team", "OTS", "Open", "School", "Tech School"))
            self.labels.append(label)
            forms += [
                f"[{name}](/u)", f"[{name}][ref]", f"[{label}]", f"[{label}][]", f"![{label}]", f"![{label}][]", f"*{name}*",
                f"**{name}**", f"_{name}_", f"![{name}](/i.png)", f"![`{pick(SHAPES)}` by {pick(SHAPES)}](/i.png)",
                f'[tea](/u "{pick(SHAPES)}")', f"[our friends]({pick(SHAPES)})", f"[OTS][{pick(SHAPES)}]", f"`{pick(SHAPES)}`",
                f"[![{name}](/i.png)](/u)", f"<https://x.org/{pick(SHAPES).replace(' ', '')}>", f"[{label}] [{label}]",
                f"[{pick(SHAPES)}]: x", f"~~{name}~~", f"[x]({pick(SHAPES)} 'y')", f"![x](<{pick(SHAPES)}>)", f"[^1] {name}",
                f"[{name}]({{{{ site.url }}}}/x)", f"*tea {name} cake*", f"**{name} and** *{name}*", f"[{name}", f"{name}](/x)",
                f"[a {name} b][{label}]", f"$x$ {name}", f"www.{name}", f"{name}[^1]", f"<{name}>", f"{name}\\",
            ]  # fmt: skip
        return f"{self.words()} {pick(forms)} {self.words()}".strip()

    def text(self) -> str:
        return self.random.choice((" ", "\n", " ", "  \n")).join(
            self.inline() for _ in range(self.random.choice((1, 1, 1, 2, 3)))
        )

    def directive(self) -> str:
        kinds = ("disable-next-line OTS101", "disable-next-line OTS402", "disable OTS402", "disable-next-line", "enable",
                 "disable-file OTS402", "disable OTS101,OTS402", "disabled", "disable-file OTS402 OTS101")  # fmt: skip
        return f"<!-- ots-lint-{self.random.choice(kinds)} -->"

    def html_block(self) -> str:
        """A block of HTML, for both formats."""
        pick, text = self.random.choice, self.inline
        forms = (
            f"<div>\n{text()}\n</div>",
            f"<p>{text()}</p>",
            f"<table>\n  <tr>\n    <td>{text()}</td>\n    {self.directive()}\n    <td>{text()}</td>\n  </tr>\n</table>",
            f"<p>\nfirst\n{self.directive()}\n# no heading {pick(SHAPES)}\n</p>",
            f"<details>\n<summary>{text()}</summary>\n\n{text()}\n\n</details>",
            f"<ul><li>{text()}<li>{text()}</ul>",
            f"<h2>{text()}</h2>",
            f'<script type="application/ld+json">\n{{"@type":"Event","name":"{pick(WORDS)} Tech School","url":"x"}}\n</script>',
            f"<pre>\n{pick(SHAPES)}\n</pre>",
            f"<style>/* {pick(SHAPES)} */</style>",
            f"<!-- {pick(SHAPES)} -->",
            f'<div class="x" id="open-tech-school">{text()}</div>',
            f"<blockquote>{text()}</blockquote>",
            f"<dl><dt>{text()}</dt><dd>{text()}</dd></dl>",
            f'<figure><img src="a.png" alt=open-tech-school><figcaption>{text()}</figcaption></figure>',
            f"<select><option>{pick(SHAPES)}</option></select><textarea>{pick(SHAPES)}</textarea>",
            f"<p>{text()}\n{self.directive()}\n{text()}</p>",
            f"<p>{self.directive()}{text()} {self.directive()} {text()}</p>",
        )
        return pick(forms)

    def block(self, depth: int = 0) -> str:
        """A block of Markdown."""
        pick, text = self.random.choice, self.text
        kind = self.random.randrange(22 if depth < 2 else 12)
        if kind < 5:
            return text()
        if kind == 5:
            return f"{'#' * self.random.randrange(1, 5)} {self.inline()}"
        if kind == 6:
            return f"{self.inline()}\n{pick(('===', '---'))}"
        if kind == 7:
            first, second = (self.inline().replace("\n", " ") for _ in range(2))
            return f"| {first} | b |\n|---|:-:|\n| {second} | {pick(SHAPES)} |\n| `{pick(SHAPES)}` | x |"
        if kind == 8:
            return self.html_block()
        if kind == 9:
            return f"```\n{pick(SHAPES)}\n```" if self.chance(0.5) else f"    {pick(SHAPES)}"
        if kind == 10:
            return f"{text()}\n{self.directive()}\n{text()}"
        if kind == 11:
            rest = pick(("", " tea", ' "t"'))
            return f"[{pick(('Host', 'Open Tech School', 'x'))}]: {pick(SHAPES)}{rest}"
        if kind == 12:
            label = pick(("t", "Open Tech School"))
            return f'[{label}]: /d "{pick(SHAPES)}"'
        if kind == 13:
            return f"{self.inline()}\n: {self.inline()}"
        if kind in (14, 15):
            mark = pick(("- ", "* ", "1. ", "- [ ] ", "3) "))
            inner = [
                self.block(depth + 1).replace("\n", "\n" + " " * len(mark)) for _ in range(self.random.randrange(1, 4))
            ]
            return pick(("\n", "\n\n")).join(mark + block for block in inner)
        if kind == 16:
            return "> " + self.block(depth + 1).replace("\n", "\n> ")
        if kind == 17:
            return self.directive()
        if kind == 18:
            return f"{pick(('', '- '))}{self.directive()} {text()}"
        if kind == 19:
            return "***"
        if kind == 20:
            return f"[^{pick(('1', 'Open Tech School'))}]: {text()}"
        return f"see [above](#open-tech-school) and {text()}"

    def front_matter(self) -> str:
        pick = self.random.choice
        title = pick(
            ("Open Tech School", "'opentechschool'", '"Open\\u0020Tech School"', ">-\n  by Open\n  Tech School", "tea")
        )
        ignore = pick(("", "ots:\n  ignore: [OTS402, OTS101]\n", "ots: {ignore: OTS402}\n", "lang: en\n"))
        return f"---\ntitle: {title}\n{ignore}tags: [opentechschool]\n---\n"

    def page(self) -> str:
        """A page of one to four blocks."""
        blocks = range(self.random.choice((1, 1, 2, 3, 4)))
        head = self.front_matter() if self.chance(0.1) else ""
        if not self.markdown:
            body = "\n".join(self.html_block() for _ in blocks)
            if self.chance(0.3):
                title = self.random.choice(SHAPES)
                meta = f'<meta name="description" content="{self.random.choice(SHAPES)}">'
                body = f"<!DOCTYPE html>\n<html lang=en><head><title>{title}</title>{meta}</head><body>\n{body}\n</body></html>"
            return head + body + "\n"
        text = "\n\n".join(self.block() for _ in blocks)
        defined = [label for label in dict.fromkeys(self.labels) if self.chance(0.6)]
        if self.chance(0.3):
            defined.append("OpenTechSchool")
        notes = "\n\n[^1]: a note by Open Tech School" if "[^1]" in text and self.chance(0.7) else ""
        ends = "".join(f"\n[{label}]: /{number}" for number, label in enumerate(["ref", *defined]))
        return f"{head}{text}{notes}\n{ends}\n"


def page(seed: int) -> tuple[str, str]:
    """The file name and text of the page with this number."""
    random = Random(seed)
    markdown = random.random() < 0.7
    text = Writer(random, markdown=markdown).page()
    if random.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return f"{seed}.{'md' if markdown else 'html'}", text
