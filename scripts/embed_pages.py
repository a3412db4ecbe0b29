#!/usr/bin/env python3
"""Packs the files of the dashboard into the program.

    embed_pages.py DIST SOURCE BLOB

Writes BLOB, the gzipped files of DIST one after the other, and SOURCE, a table of them. Without
DIST/index.html the table is empty. Both are written only when they change, so that a build after
a build compiles nothing.
"""

import gzip
import hashlib
import pathlib
import sys

SOURCE = """// Made by scripts/embed_pages.py from web/dist ({digest}).
#include "cli/dashboard.h"

{blob}namespace gv::cli {{

std::span<const PackedFile> dashboard_files() {{
{table}}}

}}  // namespace gv::cli
"""

BLOB = """#include <array>

// The assembler takes the bytes as they are; as a C++ array they would take minutes to compile.
__asm__(
    ".pushsection .rodata\\n"
    ".global gv_dashboard_bytes\\n"
    "gv_dashboard_bytes:\\n"
    ".incbin \\"{path}\\"\\n"
    ".popsection\\n");
extern "C" const char gv_dashboard_bytes[];

"""


def write_if_changed(path, content):
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def main():
    dist, source, blob = (pathlib.Path(argument) for argument in sys.argv[1:])
    built = (dist / "index.html").is_file()
    files = sorted(path for path in dist.rglob("*") if path.is_file()) if built else []
    packed = [gzip.compress(path.read_bytes(), compresslevel=9, mtime=0) for path in files]
    table, offset = [], 0
    for path, content in zip(files, packed):
        name = "/" + path.relative_to(dist).as_posix()
        table.append(f'      PackedFile{{"{name}", {{gv_dashboard_bytes + {offset}, {len(content)}}}}},\n')
        offset += len(content)
    whole = b"".join(packed)
    text = SOURCE.format(
        digest=hashlib.sha256(whole).hexdigest()[:16] if built else "not built",
        blob=BLOB.format(path=blob) if built else "",
        table=f"  static const std::array<PackedFile, {len(files)}> kFiles{{{{\n{''.join(table)}  }}}};\n"
        "  return kFiles;\n" if built else "  return {};\n",
    )
    write_if_changed(blob, whole)
    write_if_changed(source, text.encode())


main()
