#!/usr/bin/env python3
"""Golden values of src/io/media: tone curve of HDR luma, limited-range YUV to RGB."""
import math


def pq(code):
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    e = code ** (1 / m2)
    return 10000 * (max(e - c1, 0) / (c2 - c3 * e)) ** (1 / m1)


def hlg(code):
    a = 0.17883277
    b, c = 1 - 4 * a, 0.5 - a * math.log(4 * a)
    scene = code * code / 3 if code <= 0.5 else (math.exp((code - c) / a) + b) / 12
    return 1000 * scene ** 1.2


def curve(light, value):
    w, x = 1000 / 203, light(value / 255) / 203
    y = min(1.0, x * (1 + x / w ** 2) / (1 + x))
    out = 4.5 * y if y < 0.018 else 1.099 * y ** 0.45 - 0.099
    return math.floor(255 * out + 0.5)


def rgb(y, u, v, kr, kb):
    y, cb, cr = (y - 16) * 255 / 219, (u - 128) * 255 / 224, (v - 128) * 255 / 224
    kg = 1 - kr - kb
    r = y + 2 * (1 - kr) * cr
    b = y + 2 * (1 - kb) * cb
    g = y - (2 * kb * (1 - kb) * cb + 2 * kr * (1 - kr) * cr) / kg
    return [min(255, max(0, math.floor(c + 0.5))) for c in (r, g, b)]


points = (0, 32, 64, 128, 148, 192, 224, 255)
print("pq ", [curve(pq, i) for i in points])
print("hlg", [curve(hlg, i) for i in points])
print("601", rgb(81, 90, 240, 0.299, 0.114), "709", rgb(63, 102, 240, 0.2126, 0.0722))
print("601 mid", rgb(120, 100, 150, 0.299, 0.114), "2020", rgb(120, 100, 150, 0.2627, 0.0593))
