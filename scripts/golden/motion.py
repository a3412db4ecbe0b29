"""Golden values of motion, detection and moments in plain arithmetic (standard library only).

Units and classes, head decoding, face-weighted motion, attention curve.
Run: python3 scripts/golden/motion.py
"""

import math


def reference_energy(pixels, short_side, dt):
    return pixels * 1080 / short_side * (1 / 30) / dt


def expected_bin(logits):
    weights = [math.exp(x) for x in logits]
    return sum(k * w for k, w in enumerate(weights)) / sum(weights)


def yunet(row, col, stride, bbox, cls, obj):
    w, h = math.exp(bbox[2]) * stride, math.exp(bbox[3]) * stride
    x, y = (col + bbox[0]) * stride - w / 2, (row + bbox[1]) * stride - h / 2
    return x, y, w, h, math.sqrt(cls * obj)


def face_weighted(face_cells, face_energy, cells, energy, weight=3.2, faces=1):
    rest = cells - face_cells
    weighted = (rest * energy + weight * face_cells * face_energy) / (rest + weight * face_cells)
    return faces * weight * face_energy, energy, weighted, face_cells / cells


def attention(moments, duration):
    sigma = 2 * duration / 100
    times = [(k + 0.5) * duration / 100 for k in range(100)]
    curve = [sum(e * math.exp(-0.5 * ((t - m) / sigma) ** 2) for m, e in moments) for t in times]
    return times, [a / max(curve) for a in curve]


def main():
    for pixels, dt in ((0.1, 1 / 30), (0.5, 1 / 30), (2, 1 / 30), (3, 1 / 30), (2, 1 / 60), (2, 1 / 25)):
        print("energy", pixels, round(1 / dt), reference_energy(pixels, 180, dt))
    print("expected bin", expected_bin([20 if k in (3, 4) else 0 for k in range(16)]))
    print("logistic(1)", 1 / (1 + math.exp(-1)))
    print("yunet", yunet(10, 5, 16, (0.3, 0.4, 1.0, 1.2), 0.9, 0.8))
    print("one face", face_weighted(20, 4, 100, 1))
    print("two faces in one place", face_weighted(20, 4, 100, 1, faces=2))
    times, curve = attention([(1.0, 6.0), (5.0, 3.0)], 10)
    print("attention", {k: round(curve[k], 4) for k in (8, 9, 10, 14, 45, 49, 50)})
    times, curve = attention([(1.0, 6.0)], 10)
    early = [a for t, a in zip(times, curve) if t < 3]
    print("mean attention 0-3 s", sum(early) / len(early))


if __name__ == "__main__":
    main()
