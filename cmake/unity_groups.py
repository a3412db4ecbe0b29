#!/usr/bin/env python3
"""Prints the batches in which sources of one target can be compiled together.

    unity_groups.py SIZE SOURCE...

One line a batch, its sources separated by spaces. Two sources share a batch only where no name that
one of them keeps to itself (in an anonymous namespace, or as a macro) occurs in the other: what a
name means is then the same as where each source is compiled alone.
"""
import pathlib
import re
import sys

ANONYMOUS = re.compile(r"^namespace \{\n(.*?)^\}  // namespace\n", re.MULTILINE | re.DOTALL)
TYPE = re.compile(r"(?:template <.*> )?(?:struct|class|enum class|enum|union) (\w+)")
ALIAS = re.compile(r"using (\w+) =")
DECLARED = re.compile(r".*?\b(\w+)\s*(?:[({=\[;]|$)")
UNSCOPED = re.compile(r"^enum(?! class)[^{]*\{(.*?)\}", re.MULTILINE | re.DOTALL)
MACRO = re.compile(r"^#define (\w+)", re.MULTILINE)
SPACE = re.compile(r"^namespace gv::\w+(?:::\w+)*::(\w+) \{", re.MULTILINE)
INCLUDED = re.compile(r"^#include \"([^\"]+)\"", re.MULTILINE)
# A member or a name with its namespace spelled out is not looked up among the file's own.
WORD = re.compile(r"(?<![\w.>:])\w+")
COMMENT = re.compile(r"//[^\n]*|R\"(\w*)\(.*?\)\1\"|\"(?:[^\"\\\n]|\\.)*\"", re.DOTALL)


def declared_in(lines):
    """The names that lines at namespace level declare."""
    for line in lines:
        if not re.match(r"[A-Za-z_]", line) or line.startswith(("namespace ", "template ")):
            continue
        if line.startswith("using ") and not ALIAS.match(line):
            continue
        if re.match(r"[A-Z_]+\(", line):
            continue  # TEST(...) and its like
        found = TYPE.match(line) or ALIAS.match(line) or DECLARED.match(line)
        if found:
            yield found.group(1)


def kept_by(text):
    """The names that a source keeps to itself."""
    names = set(MACRO.findall(text))
    for body in ANONYMOUS.findall(text):
        for members in UNSCOPED.findall(body):
            names.update(re.findall(r"\w+", members))
        names.update(declared_in(body.split("\n")))
    return names


class Source:
    """A source: its path, the names it keeps to itself, the words of it and of the headers of its
    own folder that it includes, the namespaces that those open inside of another."""

    def __init__(self, path):
        self.path = path
        text = pathlib.Path(path).read_text(encoding="utf-8")
        self.own = kept_by(text)
        self.words = set(WORD.findall(COMMENT.sub("", text)))
        self.spaces = set(SPACE.findall(text))
        for header in INCLUDED.findall(text):
            beside = pathlib.Path(path).parent / pathlib.PurePath(header).name
            if beside.exists():
                declared = beside.read_text(encoding="utf-8")
                self.words.update(declared_in(declared.split("\n")))
                self.spaces.update(SPACE.findall(declared))

    def disturbs(self, other):
        return bool(self.own & other.words or (self.spaces - other.spaces) & other.words)


def batches(paths, size):
    groups = []
    for source in map(Source, paths):
        for group in groups:
            if len(group) < size and not any(
                source.disturbs(other) or other.disturbs(source) for other in group
            ):
                group.append(source)
                break
        else:
            groups.append([source])
    return [[source.path for source in group] for group in groups]


if __name__ == "__main__":
    for batch in batches(sys.argv[2:], int(sys.argv[1])):
        print(" ".join(batch))
