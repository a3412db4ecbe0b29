#!/usr/bin/env python3
"""Makes src/app/access/common_passwords.inc: the passwords that are guessed first.

They are the first 10,000 of the list of zxcvbn (MIT, Copyright 2012-2013 Dropbox, Inc., 2016 Daniel
Wolf), as Debian's package python3-zxcvbn ships it. The file is checked in: a build needs neither.
Run, with the package installed: /usr/bin/python3 scripts/common_passwords.py
"""

import pathlib

from zxcvbn.frequency_lists import FREQUENCY_LISTS

COUNT = 10_000
NOTICE = """// Made by scripts/common_passwords.py from zxcvbn's list, which is under this licence:
//
// Copyright (c) 2012-2013 Dropbox, Inc., 2016 Daniel Wolf
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
// associated documentation files (the "Software"), to deal in the Software without restriction,
// including without limitation the rights to use, copy, modify, merge, publish, distribute,
// sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all copies or
// substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
// NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
// NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
// DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
// OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

passwords = sorted(FREQUENCY_LISTS["passwords"][:COUNT])
assert len(set(passwords)) == COUNT and all(p == p.lower() and p.isascii() for p in passwords)
lines, line = [], " "
for password in passwords:
    if len(line) + len(password) + 1 > 96:
        lines.append(line)
        line = ""
    line += password + " "
lines.append(line)
text = "\n".join(f'"{line.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"' for line in lines)
path = pathlib.Path(__file__).resolve().parent.parent / "src/app/access/common_passwords.inc"
path.write_text(NOTICE + text + "\n")
