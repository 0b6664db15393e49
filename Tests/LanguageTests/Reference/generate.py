"""Writes the numbers that Aim's operators are held against: NumPy 2.4, SciPy 1.17, PyTorch 2.13 (CPU).

    python3 -m venv ~/.cache/aim-peers
    ~/.cache/aim-peers/bin/pip install numpy scipy torch==2.13.0
    ~/.cache/aim-peers/bin/python Tests/LanguageTests/Reference/generate.py

Each case is an Aim expression over the named inputs below and what the peer computes for the same: dtype, shape
and values, one case a line of operators.jsonl. Inputs are small and made by a formula that both sides evaluate, so
the file stays readable. Every operator has at least six cases: empty, no dimensions, strided, broadcast or batched,
negative axis, large values, as far as they apply to it.
"""
import itertools, json, math, warnings
from pathlib import Path
import numpy as np, scipy.special, torch
import torch.nn.functional as F

np.seterr(all="ignore")
warnings.simplefilter("ignore")
f32, f64, i64 = np.float32, np.float64, np.int64


def wave(*shape, dtype=f32, scale=1.0, shift=0.0):
    """Values without ties or symmetry: sin(1.7 k + 0.3) * 3 * scale + shift."""
    n = math.prod(shape)
    return (np.sin(np.arange(n, dtype=f64) * 1.7 + 0.3) * 3 * scale + shift).round(3).reshape(shape).astype(dtype)


INPUTS = {
    "e": np.zeros((0, 3), f32), "s": np.array(2.5, f32), "v": wave(4), "m": wave(3, 4), "c": wave(3, 1),
    "p": np.abs(wave(3, 4)) + f32(0.25), "u": (wave(3, 4) / f32(4)).round(3).astype(f32), "d": wave(2, 3, 4, dtype=f64),
    "big": np.array([1e30, -2e30, 3e30, 88.0], f32), "i": np.array([[3, -7, 5], [2, 0, -4]], i64),
    "j": np.array([[2, 3, -2], [5, 1, 3]], i64), "b": np.array([[True, False, True], [False, False, True]]),
    "nan": np.array([1.0, np.nan, -np.inf, np.inf, 0.0, -0.0], f32), "w": wave(4, 5), "q": wave(2, 4, 3),
    "h": np.array([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, -2.6], f32),
}
INPUTS["t"] = INPUTS["m"].T          # strided, written m.mT in Aim
INPUTS["x"] = INPUTS["w"][::2, 1:4]  # strided, written w[::2, 1:4]
STRIDED = {"t": "m.mT", "x": "w[::2, 1:4]"}
cases = []


def literal(a):
    """The input as Aim source."""
    if a.size == 0:
        return f"zeros({', '.join(map(str, a.shape))})"
    def text(v):
        if isinstance(v, list):
            return "[" + ", ".join(map(text, v)) + "]"
        if isinstance(v, bool):
            return "true" if v else "false"
        if isinstance(v, float) and math.isnan(v):
            return "nan"
        if isinstance(v, float) and math.isinf(v):
            return "inf" if v > 0 else "-inf"
        return repr(v)
    values = a.astype(f64).tolist() if a.dtype == f32 else a.tolist()
    if a.dtype == f32:
        values = json.loads(json.dumps(values), parse_float=lambda s: float(np.format_float_positional(f32(float(s)), unique=True)) if abs(float(s)) < 1e6 else float(s))
    name = {"float32": "f32", "float64": "f64", "int64": "i64", "bool": "bool"}[str(a.dtype)]
    return f'tensor({text(values)}, dtype: "{name}")'


def case(operator, expression, value, rtol=None):
    value = value.numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    dtype = {"float32": "f32", "float64": "f64", "int64": "i64", "bool": "bool"}[str(value.dtype)]
    digits = 9 if value.dtype == f32 else 12
    short = lambda v: float(f"{v:.{digits}g}") if isinstance(v, float) and math.isfinite(v) else v
    flat = [("nan" if math.isnan(v) else "inf" if v > 0 else "-inf") if isinstance(v, float) and not math.isfinite(v) else v
            for v in map(short, value.reshape(-1).tolist())]
    cases.append(dict(operator=operator, expression=expression, dtype=dtype, shape=list(value.shape), values=flat,
                      **({"rtol": rtol} if rtol else {})))


def aim(name):
    return STRIDED.get(name, name)


def unary(name, f, inputs="e s m t big d", rtol=None):
    for k in inputs.split():
        case(name, f"{name}({aim(k)})", f(INPUTS[k]), rtol)


def rows(operator, **table):
    """Cases of one operator: Aim's expression and the peer's value, in turn."""
    for text, value in table["cases"].items():
        case(operator, text, np.array(value, order="C") if isinstance(value, np.ndarray) else value, table.get("rtol"))


def binary(name, f, symbol=None, pairs="m:m m:v c:v t:c s:m e:s d:d big:s"):
    for pair in pairs.split():
        a, b = pair.split(":")
        if a == "t" and b == "c":
            a, b = "t", "v4"
        left, right = INPUTS[a], INPUTS["c"].reshape(3) if b == "v4" else INPUTS[b]
        right_text = "c[:, 0]" if b == "v4" else aim(b)
        text = f"{aim(a)} {symbol} {right_text}" if symbol else f"{name}({aim(a)}, {right_text})"
        case(name, text, f(left, right))


def elementwise():
    for name in "exp expm1 sin cos tanh floor ceil trunc square sign abs".split():
        unary(name, getattr(np, name))
    for name, f in dict(log=np.log, log1p=np.log1p, sqrt=np.sqrt, rsqrt=lambda a: (1 / np.sqrt(a)).astype(a.dtype)).items():
        unary(name, f, "e s p m t nan big")
    for name in "tan arctan sinh cosh arcsinh".split():
        unary({"arctan": "atan", "arcsinh": "asinh"}.get(name, name), getattr(np, name), "e s m t d u x")
    for name in "arcsin arccos arctanh".split():
        unary("a" + name[3:], getattr(np, name), "e u m nan x big")
    for name, f in dict(acosh=np.arccosh, log2=np.log2, log10=np.log10, reciprocal=lambda a: (1 / a).astype(a.dtype)).items():
        unary(name, f, "e s p m t nan big d")
    unary("round", np.round, "e s h m t d")
    unary("erf", lambda a: scipy.special.erf(a).astype(a.dtype))
    unary("sigmoid", lambda a: scipy.special.expit(a).astype(a.dtype))
    unary("negative", np.negative, "e s m t d i")
    for name in ["isnan", "isfinite", "isinf"]:
        unary(name, getattr(np, name), "e s nan m t big")
    binary("add", np.add, "+"), binary("subtract", np.subtract, "-"), binary("multiply", np.multiply, "*")
    binary("divide", np.divide, "/"), binary("maximum", np.maximum), binary("minimum", np.minimum)
    binary("power", np.power, "^", "p:v p:s s:p e:s d:d m:m nan:s"), binary("floor_divide", np.floor_divide, "//", "m:v c:v i:j s:m e:s d:d p:v")
    binary("remainder", np.remainder, "%", "m:v c:v i:j s:m e:s d:d p:v")
    for name, f in dict(atan2=np.arctan2, logaddexp=np.logaddexp).items():
        binary(name, f)
    for name, symbol in dict(elementwise_equal="==", not_equal="!=", less="<", less_equal="<=", greater=">", greater_equal=">=").items():
        binary(name, getattr(np, name.removeprefix("elementwise_")), symbol, "m:m m:v c:v s:m e:s i:j nan:s")
    i, j, b = INPUTS["i"], INPUTS["j"], INPUTS["b"]
    for symbol, f in dict(zip("+ - *".split(), (np.add, np.subtract, np.multiply))).items():
        case("integers", f"i {symbol} j", f(i, j)), case("integers", f"i {symbol} 3", f(i, 3))
    case("integers", "i / j", (i / j).astype(f32)), case("integers", "i + 0.5", (i + 0.5).astype(f32))
    case("integers", "m[:2, :3] + i", (INPUTS["m"][:2, :3] + i).astype(f32)), case("integers", "m + d[0]", INPUTS["m"] + INPUTS["d"][0])
    case("integers", "i * m[:2, :3] + 1", (i * INPUTS["m"][:2, :3] + 1).astype(f32))
    for f, symbol in ((np.logical_and, "and"), (np.logical_or, "or")):
        name = "logical_" + symbol
        case(name, f"b {symbol} not b", f(b, ~b)), case(name, f"b {symbol} (i > 0)", f(b, i > 0)), case(name, f"b {symbol} b[0]", f(b, b[0]))
        case(name, f"b.mT {symbol} (j > 2).mT", f(b.T, (j > 2).T)), case(name, f"(e > 0) {symbol} (e > 0)", f(INPUTS["e"] > 0, INPUTS["e"] > 0)), case(name, f"b[0, 0] {symbol} b", f(b[0, 0], b))
    rows("logical_not", cases={"not b": ~b, "not b.mT": ~b.T, "not (e > 0)": INPUTS["e"] > 0, "not (s > 1)": np.array(False), "not b[:, ::2]": ~b[:, ::2], "not isnan(nan)": ~np.isnan(INPUTS["nan"])})
    rows("logical_xor", cases={f"logical_xor({x}, {y})": np.logical_xor(p, q) for x, p, y, q in (
        ("b", b, "not b", ~b), ("b", b, "i > 0", i > 0), ("b", b, "b[0]", b[0]), ("b.mT", b.T, "(j > 2).mT", (j > 2).T), ("e > 0", INPUTS["e"] > 0, "e > 0", INPUTS["e"] > 0), ("b[0, 0]", b[0, 0], "b", b))})
    case("chained comparison", "0 < m < 2", (0 < INPUTS["m"]) & (INPUTS["m"] < 2))
    m, v, c, d = (INPUTS[k] for k in "m v c d".split())
    for text, value in {"where(m > 0, m, 0)": np.where(m > 0, m, f32(0)), "where(m > 0, m, v)": np.where(m > 0, m, v), "where(c > 0, m, c)": np.where(c > 0, m, c),
                        "where(m.mT > 0, m.mT, 1)": np.where(m.T > 0, m.T, f32(1)), "where(b, i, j)": np.where(b, i, j), "where(e > 0, e, e)": INPUTS["e"], "where(true, s, 0)": INPUTS["s"]}.items():
        case("where", text, value)
    for text, value in {"clamp(m, -1, 1)": m.clip(-1, 1), "clamp(m.mT, -1, 1)": m.T.clip(-1, 1), "clamp(d, 0, 2)": d.clip(0, 2), "clamp(e, 0, 1)": INPUTS["e"], "clamp(s, 0, 1)": INPUTS["s"].clip(0, 1), "clamp(i, -2, 3)": i.clip(-2, 3)}.items():
        case("clamp", text, value)


def axes(rank):
    return [None, 0, -1] + ([1, (0, 2), (-1, 0)] if rank == 3 else [])


def reductions():
    named = dict(sum=np.sum, mean=np.mean, max=np.max, min=np.min, prod=np.prod,
                 logsumexp=lambda a, axis=None, keepdims=False: scipy.special.logsumexp(a.astype(f64), axis=axis, keepdims=keepdims).astype(a.dtype),
                 variance=np.var, std=np.std)
    for name, f in named.items():
        for key, keep in itertools.product("m t d".split(), (False, True)):
            a = INPUTS[key]
            for axis in axes(a.ndim):
                options = ([] if axis is None else [f"axis: {list(axis) if isinstance(axis, tuple) else axis}"]) + (["keepdims: true"] if keep else [])
                case(name, f"{name}({', '.join([aim(key)] + options)})", f(a, axis=axis, keepdims=keep))
        case(name, f"{name}(s)", f(INPUTS["s"])), case(name, f"{name}(v)", f(INPUTS["v"]))
        case(name, f"{name}({aim('x')}, axis: 1)", f(INPUTS["x"], axis=1))
        if name not in ("max", "min", "logsumexp"):
            case(name, f"{name}(e, axis: -1)", f(INPUTS["e"], axis=-1)), case(name, f"{name}(e)", f(INPUTS["e"]))
    for name in ("variance", "std"):
        f = named[name]
        case(name, f"{name}(m, axis: 0, correction: 1)", f(INPUTS["m"], axis=0, ddof=1)), case(name, f"{name}(d, axis: [0, 2], correction: 1)", f(INPUTS["d"], axis=(0, 2), ddof=1))
    case("sum", "sum(i)", INPUTS["i"].sum()), case("sum", "sum(i, axis: 0)", INPUTS["i"].sum(0)), case("sum", "sum(b)", INPUTS["b"].sum()), case("sum", "sum(b, axis: 1)", INPUTS["b"].sum(1))
    case("mean", "mean(i, axis: 0)", INPUTS["i"].mean(0).astype(f32)), case("prod", "prod(j, axis: 1)", INPUTS["j"].prod(1)), case("max", "max(i, axis: 1)", INPUTS["i"].max(1))
    case("logsumexp", "logsumexp(big[3:])", INPUTS["big"][3]), case("logsumexp", "logsumexp(100 * m, axis: 0)", scipy.special.logsumexp(100 * INPUTS["m"].astype(f64), axis=0).astype(f32))
    for name in ("argmax", "argmin"):
        f = getattr(np, name)
        for key, axis in itertools.product("m t d x i".split(), (None, 0, 1, -1)):
            case(name, f"{name}({aim(key)}{'' if axis is None else f', axis: {axis}'})", f(INPUTS[key], axis=axis))
    for name in ("cumsum", "cumprod"):
        f = getattr(np, name)
        for key, axis in itertools.product("m t d x i e".split(), (0, -1)):
            case(name, f"{name}({aim(key)}, axis: {axis})", f(INPUTS[key], axis=axis))
    for name in ("any", "all"):
        f = getattr(np, name)
        for text, value in {"b": f(INPUTS["b"]), "b, axis: 0": f(INPUTS["b"], 0), "b, axis: -1": f(INPUTS["b"], -1), "b.mT, axis: 0": f(INPUTS["b"].T, 0),
                            "e > 0": f(INPUTS["e"] > 0), "b, axis: 1, keepdims: true": f(INPUTS["b"], 1, keepdims=True), "s > 1": f(INPUTS["s"] > 1)}.items():
            case(name, f"{name}({text})", value)
    rows("count_nonzero", cases={"count_nonzero(i)": np.count_nonzero(INPUTS["i"]), "count_nonzero(i, axis: 0)": np.count_nonzero(INPUTS["i"], 0), "count_nonzero(i.mT, axis: -1)": np.count_nonzero(INPUTS["i"].T, -1), "count_nonzero(e)": 0,
        "count_nonzero(s)": 1, "count_nonzero(b, axis: 1, keepdims: true)": np.count_nonzero(INPUTS["b"], 1, keepdims=True), "count_nonzero(nan)": np.count_nonzero(INPUTS["nan"]), "count_nonzero(d, axis: [0, 2])": np.count_nonzero(INPUTS["d"], (0, 2))})
    for order, axis in itertools.product((1, 2, 3, "inf"), (0, -1)):
        for key in "m t d".split():
            f = lambda a, p: np.abs(a).max(axis) if p == "inf" else (np.abs(a.astype(f64)) ** p).sum(axis) ** (1 / p)
            case("norm", f"norm({aim(key)}, order: {order}, axis: {axis})", f(INPUTS[key], order).astype(INPUTS[key].dtype))
    for text, value in {"norm(m)": np.linalg.norm(INPUTS["m"]), "norm(m, axis: 1)": np.linalg.norm(INPUTS["m"], axis=1), "norm(m.mT, axis: -1)": np.linalg.norm(INPUTS["m"].T, axis=-1), "norm(v)": np.linalg.norm(INPUTS["v"]),
                        "norm(d, axis: 0)": np.linalg.norm(INPUTS["d"], axis=0), "norm(e)": np.linalg.norm(INPUTS["e"])}.items():
        case("norm", text, value)


def movement():
    m, d, v, i = (INPUTS[k] for k in "m d v i".split())
    table = {
        "reshape": {"reshape(m, [2, 6])": m.reshape(2, 6), "reshape(m, [-1, 2])": m.reshape(-1, 2), "reshape(m.mT, [2, -1])": m.T.reshape(2, -1), "reshape(s, [1, 1])": INPUTS["s"].reshape(1, 1), "reshape(e, [3, 0])": INPUTS["e"].reshape(3, 0), "reshape(d, [4, 3, 2])": d.reshape(4, 3, 2)},
        "flatten": {"flatten(d)": d.reshape(-1), "flatten(d, from: 1)": d.reshape(2, -1), "flatten(m.mT)": m.T.reshape(-1), "flatten(e)": INPUTS["e"].reshape(-1), "flatten(s)": INPUTS["s"].reshape(-1), "flatten(d, from: -2)": d.reshape(2, -1)},
        "transpose": {"transpose(m)": m.T, "transpose(d)": d.swapaxes(-1, -2), "transpose(d, 0, -1)": d.swapaxes(0, -1), "transpose(m.mT)": m, "transpose(e)": INPUTS["e"].T, "transpose(v, 0, 0)": v, "transpose(d[:, ::2, ::-1], 1, 0)": d[:, ::2, ::-1].swapaxes(0, 1)},
        "mT": {"m.mT": m.T, "d.mT": d.swapaxes(-1, -2), "e.mT": INPUTS["e"].T, "m.mT.mT": m, "d[:, ::2, ::-1].mT": d[:, ::2, ::-1].swapaxes(-1, -2), "i.mT": i.T},
        "permute": {"permute(d, [2, 0, 1])": d.transpose(2, 0, 1), "permute(d, [-1, 1, 0])": d.transpose(2, 1, 0), "permute(m.mT, [1, 0])": m, "permute(e, [1, 0])": INPUTS["e"].T, "permute(s, [])": INPUTS["s"], "permute(v, [-1])": v},
        "squeeze": {"squeeze(c)": INPUTS["c"][:, 0], "squeeze(c, axis: -1)": INPUTS["c"][:, 0], "squeeze(c.mT)": INPUTS["c"][:, 0], "squeeze(s)": INPUTS["s"], "squeeze(zeros(1, 0, 1))": np.zeros(0, f32), "squeeze(d[:1, :, 1:2], axis: [0, 2])": d[0, :, 1], "squeeze(d[:1, :, 1:2], axis: 0)": d[0, :, 1:2]},
        "expand_dims": {"expand_dims(v, 0)": v[None], "expand_dims(v, -1)": v[:, None], "expand_dims(m.mT, 1)": m.T[:, None], "expand_dims(s, 0)": INPUTS["s"][None], "expand_dims(e, -3)": INPUTS["e"][None], "expand_dims(d, 2)": d[:, :, None]},
        "slice": {"slice(v, [1], [4], [2])": v[1:4:2], "slice(m.mT, [0, 2], [4, 0], [3, -1])": m.T[0:4:3, 2:0:-1], "slice(d, [1, 0, 1], [2, 3, 4], [1, 2, 2])": d[1:2, 0:3:2, 1:4:2], "slice(e, [0, 1], [0, 3], [1, 1])": INPUTS["e"][:, 1:3], "slice(i, [0, 0], [2, 0], [1, 1])": i[:, :0], "slice(b, [1, 0], [2, 3], [1, 1])": INPUTS["b"][1:]},
        "repeat_elements": {"repeat_elements(v, 2)": np.repeat(v, 2), "repeat_elements(m, 3, axis: -1)": np.repeat(m, 3, -1), "repeat_elements(m.mT, 2, axis: 0)": np.repeat(m.T, 2, 0), "repeat_elements(e, 2, axis: 1)": np.repeat(INPUTS["e"], 2, 1), "repeat_elements(i, 1, axis: 0)": i, "repeat_elements(d, 0, axis: 1)": np.repeat(d, 0, 1)},
        "chunk": {"chunk(m, 2)[0]": m[:2], "chunk(m, 2)[1]": m[2:], "chunk(m.mT, 2, axis: -1)[0]": m.T[:, :2], "chunk(d, 4, axis: 2)[3]": d[:, :, 3:], "chunk(e, 1)[0]": INPUTS["e"], "chunk(v, 4)[1]": v[1:2], "chunk(i, 3, axis: 1)[2]": i[:, 2:]},
        "diagonal": {"diagonal(m)": np.diagonal(m), "diagonal(m, 1)": np.diagonal(m, 1), "diagonal(m.mT, -1)": np.diagonal(m.T, -1), "diagonal(d)": np.diagonal(d, 0, -2, -1), "diagonal(e)": np.diagonal(INPUTS["e"]), "diagonal(i, 2)": np.diagonal(i, 2)},
        "diag": {"diag(v)": np.diag(v), "diag(v, 1)": np.diag(v, 1), "diag(v, -2)": np.diag(v, -2), "diag(m.mT[0])": np.diag(m.T[0]), "diag(zeros(0))": np.zeros((0, 0), f32), "diag(i[0])": np.diag(i[0]), "diag(m)": np.stack([np.diag(r) for r in m])},
        "meshgrid": {"meshgrid(v, i[0])[0]": np.meshgrid(v, i[0], indexing="ij")[0], "meshgrid(v, i[0])[1]": np.meshgrid(v, i[0], indexing="ij")[1], "meshgrid([v])[0]": v, "meshgrid(m.mT[1], v[::2])[0]": np.meshgrid(m.T[1], v[::2], indexing="ij")[0], "meshgrid(v[:0], v)[1]": np.zeros((0, 4), f32), "meshgrid(v[:2], v[:3], d[0, 0])[2]": np.meshgrid(v[:2], v[:3], d[0, 0], indexing="ij")[2]},
        "take": {"take(m, [2, 0, 0])": m[[2, 0, 0]], "take(m, [-1, 1], axis: 1)": m[:, [-1, 1]], "take(m.mT, [1], axis: -1)": m.T[:, [1]], "take(d, [1, 1], axis: 0)": d[[1, 1]], "take(e, [2, 0], axis: 1)": INPUTS["e"][:, [2, 0]], "take(v, tensor([], dtype: \"i64\"))": v[:0], "take(i, [1], axis: 0)": i[[1]]},
        "nonzero": {"nonzero(i)": np.argwhere(i), "nonzero(b)": np.argwhere(INPUTS["b"]), "nonzero(b.mT)": np.argwhere(INPUTS["b"].T), "nonzero(e)": np.argwhere(INPUTS["e"]), "nonzero(nan)": np.argwhere(INPUTS["nan"]), "nonzero(d > 2)": np.argwhere(d > 2), "nonzero(v * 0)": np.argwhere(v * 0)},
        "index": {"m[1]": m[1], "m[-1, 1:3]": m[-1, 1:3], "d[..., 0]": d[..., 0], "d[:, ::2, ::-1]": d[:, ::2, ::-1], "m[[0, 2]]": m[[0, 2]], "m[m > 0]": m[m > 0], "m[1..3]": m[1:3], "d[0][1]": d[0][1], "m[:, [3, 0, 0]]": m[:, [3, 0, 0]], "m[2:0]": m[2:0], "d[1, :, -1]": d[1, :, -1]},
        "concat": {"concat([m, m], axis: 0)": np.concatenate([m, m]), "concat([m, c], axis: 1)": np.concatenate([m, INPUTS["c"]], 1), "concat([m.mT, w[:, :2]], axis: -1)": np.concatenate([m.T, INPUTS["w"][:, :2]], -1), "concat([v, v])": np.concatenate([v, v]), "concat([e, e], axis: 0)": np.concatenate([INPUTS["e"]] * 2), "concat([d, d], axis: -2)": np.concatenate([d, d], -2)},
        "stack": {"stack([v, v])": np.stack([v, v]), "stack([v, v], axis: 1)": np.stack([v, v], 1), "stack([m, m], axis: -1)": np.stack([m, m], -1), "stack([s, s])": np.stack([INPUTS["s"]] * 2), "stack([m.mT, m.mT], axis: 1)": np.stack([m.T, m.T], 1), "stack([e, e])": np.stack([INPUTS["e"]] * 2)},
        "pad": {"pad(v, [1, 2])": np.pad(v, [[1, 2]]), "pad(m, [0, 1, 2, 0])": np.pad(m, [[0, 1], [2, 0]]), "pad(m.mT, [1, 1, 0, 0], value: 7)": np.pad(m.T, [[1, 1], [0, 0]], constant_values=7), "pad(d, [0, 0, 1, 0, 0, 1])": np.pad(d, [[0, 0], [1, 0], [0, 1]]), "pad(i, [1, 0, 0, 0])": np.pad(i, [[1, 0], [0, 0]]), "pad(e, [1, 0, 0, 0])": np.pad(INPUTS["e"], [[1, 0], [0, 0]]),
                **{f'pad({text}, {sum(map(list, widths), [])}, mode: "{mode}")': np.pad(a, widths, mode) for mode in ("reflect", "edge")
                   for text, a, widths in (("v", v, ((1, 2),)), ("m", m, ((0, 1), (2, 0))), ("m.mT", m.T, ((2, 1), (0, 1))), ("d", d, ((0, 1), (1, 0), (3, 2))), ("i", i, ((1, 1), (0, 0))), ("b", INPUTS["b"], ((0, 1), (2, 2))))}},
        "flip": {"flip(v)": v[::-1], "flip(m, axis: 0)": m[::-1], "flip(m, axis: -1)": m[:, ::-1], "flip(d, axis: 1)": d[:, ::-1], "flip(m.mT, axis: 0)": m.T[::-1], "flip(e, axis: 0)": INPUTS["e"]},
        "roll": {"roll(v, 1)": np.roll(v, 1), "roll(m, 1, axis: 0)": np.roll(m, 1, 0), "roll(m, -1, axis: -1)": np.roll(m, -1, -1), "roll(d, 5, axis: 2)": np.roll(d, 5, 2), "roll(m.mT, 2, axis: 0)": np.roll(m.T, 2, 0), "roll(e, 1, axis: 0)": INPUTS["e"]},
        "broadcast_to": {"broadcast_to(v, [2, 4])": np.broadcast_to(v, (2, 4)), "broadcast_to(c, [3, 2])": np.broadcast_to(INPUTS["c"], (3, 2)), "broadcast_to(s, [2, 2])": np.broadcast_to(INPUTS["s"], (2, 2)), "broadcast_to(m, [2, 3, 4])": np.broadcast_to(m, (2, 3, 4)), "broadcast_to(m.mT, [1, 4, 3])": np.broadcast_to(m.T, (1, 4, 3)), "broadcast_to(e, [2, 0, 3])": np.broadcast_to(INPUTS["e"], (2, 0, 3))},
        "tril": {"tril(m)": np.tril(m), "tril(w, 1)": np.tril(INPUTS["w"], 1), "tril(m.mT, -1)": np.tril(m.T, -1), "tril(d)": np.tril(d), "tril(i)": np.tril(i), "tril(e)": np.tril(INPUTS["e"])},
        "triu": {"triu(m)": np.triu(m), "triu(w, 1)": np.triu(INPUTS["w"], 1), "triu(m.mT, -1)": np.triu(m.T, -1), "triu(d)": np.triu(d), "triu(i)": np.triu(i), "triu(e)": np.triu(INPUTS["e"])},
        "tile": {"tile(v, [2])": np.tile(v, 2), "tile(m, [2, 1])": np.tile(m, (2, 1)), "tile(m.mT, [1, 2])": np.tile(m.T, (1, 2)), "tile(s, [3])": np.tile(INPUTS["s"], 3), "tile(d, [1, 1, 2])": np.tile(d, (1, 1, 2)), "tile(e, [2, 1])": np.tile(INPUTS["e"], (2, 1))},
        "gather": {"gather(m, argsort(m, axis: 1), axis: 1)": np.sort(m, 1), "gather(m, [[0, 2, 1, 0]], axis: 0)": torch.gather(torch.tensor(m), 0, torch.tensor([[0, 2, 1, 0]])), "gather(m.mT, argsort(m.mT, axis: -1), axis: -1)": np.sort(m.T, -1), "gather(v, [3, 3, 0], axis: 0)": v[[3, 3, 0]], "gather(d, argmax(d, axis: -1, keepdims: true), axis: -1)": d.max(-1, keepdims=True), "gather(i, [[2], [0]], axis: 1)": np.array([[5], [2]])},
        "arange": {"arange(5)": np.arange(5), "arange(2, 9, 3)": np.arange(2, 9, 3), "arange(0)": np.arange(0), "arange(5, 0, -2)": np.arange(5, 0, -2), "arange(-2, 2)": np.arange(-2, 2), "arange(3, 3)": np.arange(3, 3)},
        "linspace": {f"linspace({a}, {b}, {n})": np.linspace(a, b, n).astype(f32) for a, b, n in ((0, 1, 5), (3, -3, 1), (0, 1, 0), (-1, 1, 4), (0, 1e6, 3), (2, 2, 3), (0.1, 0.3, 7))},
        "eye": {"eye(2)": np.eye(2, dtype=f32), "eye(0)": np.eye(0, dtype=f32), "eye(1)": np.eye(1, dtype=f32), "eye(2, 3)": np.eye(2, 3, dtype=f32), "eye(3, 2)": np.eye(3, 2, dtype=f32), 'eye(2, dtype: "f64")': np.eye(2)},
        "cast": {'cast(m, "f64")': m.astype(f64), 'cast(i, "f32")': i.astype(f32), 'cast(b, "i64")': INPUTS["b"].astype(i64), 'cast(b.mT, "f32")': INPUTS["b"].T.astype(f32), 'cast(m.mT, "f64")': m.T.astype(f64), 'cast(e, "i64")': INPUTS["e"].astype(i64), 'cast(s, "f64")': INPUTS["s"].astype(f64), 'cast(d, "f32")': d.astype(f32), 'cast(floor(m), "i64")': np.floor(m).astype(i64), 'cast(big, "f64")': INPUTS["big"].astype(f64)},
        "one_hot": {"one_hot([0, 2, 1], 3)": np.eye(3, dtype=f32)[[0, 2, 1]], "one_hot([[1], [0]], 2)": np.eye(2, dtype=f32)[[[1], [0]]], "one_hot([4], 5)": np.eye(5, dtype=f32)[[4]],
            "one_hot(1, 3)": np.eye(3, dtype=f32)[1], "one_hot(tensor([], dtype: \"i64\"), 3)": np.zeros((0, 3), f32), "one_hot(tensor([[0, 1], [2, 0]]).mT, 3)": np.eye(3, dtype=f32)[np.array([[0, 1], [2, 0]]).T]},
    }
    for name, value in dict(zeros=0, ones=1).items():
        table[name] = {f"{name}(2, 3)": np.full((2, 3), value, f32), f"{name}([2, 0])": np.full((2, 0), value, f32), f"{name}([])": np.full((), value, f32), f'{name}(2, dtype: "i64")': np.full(2, value), f'{name}(2, dtype: "f64")': np.full(2, value, f64), f'{name}(2, dtype: "bool")': np.full(2, bool(value))}
        table[name + "_like"] = {f"{name}_like({aim(k)})": np.full_like(INPUTS[k], value) for k in "m t d e s i b".split()}
    table["full"] = {"full([2, 3], 7)": np.full((2, 3), 7), "full([0], 2.5)": np.full(0, 2.5, f32), "full([], -1)": np.full((), -1), "full([2], true)": np.full(2, True), 'full([2], 3, dtype: "f64")': np.full(2, 3.0), "full([1, 2], 1e30)": np.full((1, 2), 1e30, f32)}
    table["full_like"] = {f"full_like({aim(k)}, 3)": np.full_like(INPUTS[k], 3) for k in "m t d e s i".split()}
    places = ("v", v, [3, 0], 0), ("m", m, [[0, 2, 1, 0]], 0), ("m.mT", m.T, [[2], [0], [1], [1]], -1), ("d", d, [[[1, 0, 1, 0]], [[0, 1, 0, 1]]], 1), ("i", i, [[2], [0]], 1), ("e", INPUTS["e"], np.zeros((0, 2), i64).tolist(), 1)
    for name, method in dict(scatter="scatter", scatter_add="scatter_add").items():
        for text, a, index, axis in places:
            index = np.array(index, i64).reshape(np.shape(index) if a.size else (0, 2))
            source = np.ones(index.shape, a.dtype) * 5
            peer = getattr(torch.tensor(np.ascontiguousarray(a)), method)(axis, torch.tensor(index), torch.tensor(source))
            written = index.tolist() if a.size else 'zeros([0, 2], dtype: "i64")'
            case(name, f"{name}({text}, {written}, cast(5 * ones({list(index.shape)}), {text}.dtype), axis: {axis})", peer)
    case("scatter_add", "scatter_add(v, [1, 1, 1], v[:3], axis: 0)", torch.tensor(v).scatter_add(0, torch.tensor([1, 1, 1]), torch.tensor(v[:3])))
    for text, a, index, axis, size in (("v", v, [3, 0, 0, 1], 0, 5), ("m", m, [1, 1, 0], 0, 2), ("m", m, [0, 2, 0, 2], -1, 3), ("m.mT", m.T, [0, 0, 1, 1], 0, 2), ("d", d, [2, 0, 2], 1, 3), ("i", i, [1, 0], 0, 2), ("e", INPUTS["e"], [0, 1, 1], 1, 2)):
        shape = list(a.shape)
        shape[axis] = size
        peer = torch.zeros(shape, dtype=torch.tensor(np.ascontiguousarray(a)).dtype).index_add(axis, torch.tensor(index), torch.tensor(np.ascontiguousarray(a)))
        case("index_add", f"index_add({text}, {index}, axis: {axis}, size: {size})", peer)
    for operator, rows in table.items():
        for text, value in rows.items():
            case(operator, text, np.array(value, order="C") if isinstance(value, np.ndarray) else value)


def linear():
    g = INPUTS
    pairs = {"m @ w": g["m"] @ g["w"], "m @ v": g["m"] @ g["v"], "v @ w": g["v"] @ g["w"], "v @ v": g["v"] @ g["v"], "m.mT @ c": g["t"] @ g["c"], "q @ d[0]": g["q"] @ g["d"][0], "d @ q": g["d"] @ g["q"],
             "e.mT @ e": g["e"].T @ g["e"], "e @ m": g["e"] @ g["m"], "x @ d[:, :, :2]": g["x"] @ g["d"][:, :, :2], "i @ j.mT": g["i"] @ g["j"].T, "big[:2] @ big[2:4]": g["big"][:2] @ g["big"][2:4]}
    for text, value in pairs.items():
        case("matmul", text.replace("x @", STRIDED["x"] + " @"), value)
    einsums = [("ij,jk->ik", "m w"), ("ij->ji", "m"), ("ij->", "m"), ("ij->i", "m"), ("i,j->ij", "v v"), ("bij,bjk->bik", "d q"), ("bij->bj", "d"), ("ij,ij->", "m m"), ("...j,j->...", "d v"), ("ii->i", "w4"), ("bij,bkj->bik", "d d"), ("ij,j->i", "m v")]
    for spec, names in einsums:
        names = names.split()
        arrays = [g["w"][:, :4] if n == "w4" else g[n] for n in names]
        texts = ["w[:, :4]" if n == "w4" else n for n in names]
        case("einsum", f'einsum("{spec}", {", ".join(texts)})', np.einsum(spec, *arrays))
    vectors = (("v", "v"), ("v", "i[0]"), ("d[0, 0]", "v"), ("m.mT[0]", "v[:3]"), ("v[:0]", "v[:0]"), ("i[0]", "j[0]"), ("v[::2]", "m[:2, 1]"), ("big[:2]", "v[:2]"))
    here = {"v": g["v"], "i[0]": g["i"][0], "j[0]": g["j"][0], "d[0, 0]": g["d"][0, 0], "m.mT[0]": g["m"].T[0], "v[:3]": g["v"][:3], "v[:0]": g["v"][:0], "v[::2]": g["v"][::2], "m[:2, 1]": g["m"][:2, 1], "big[:2]": g["big"][:2], "v[:2]": g["v"][:2]}
    for left, right in vectors:
        a, b = here[left], here[right]
        kind = f32 if {a.dtype, b.dtype} == {np.dtype(f32), np.dtype(i64)} else np.result_type(a, b)
        case("outer", f"outer({left}, {right})", np.outer(a, b).astype(kind))
        if a.shape == b.shape:
            case("dot", f"dot({left}, {right})", np.dot(a, b).astype(kind))


def sorting():
    g = INPUTS
    for key, axis in itertools.product("m t d x i e".split(), (0, -1)):
        case("sort", f"sort({aim(key)}, axis: {axis})", np.sort(g[key], axis=axis, kind="stable")), case("argsort", f"argsort({aim(key)}, axis: {axis})", np.argsort(g[key], axis=axis, kind="stable"))
    case("sort", "sort(m, axis: -1, descending: true)", -np.sort(-g["m"], axis=-1)), case("sort", "sort(nan)", np.sort(g["nan"]))
    for key, k in (("m", 2), ("t", 1), ("d", 3), ("v", 4), ("x", 2), ("i", 1)):
        top = torch.topk(torch.tensor(g[key].copy()), k)
        case("topk", f"topk({aim(key)}, {k}).values", top.values), case("topk", f"topk({aim(key)}, {k}).indices", top.indices)
    ladder = np.array([-2.0, 0.0, 1.0, 1.0, 2.5], f32)
    for side in ("left", "right"):
        for text, value in {"m": g["m"], "m.mT": g["m"].T, "s": g["s"], "e": g["e"], "d": g["d"], "big": g["big"]}.items():
            case("searchsorted", f'searchsorted([-2.0, 0.0, 1.0, 1.0, 2.5], {text}, side: "{side}")', np.searchsorted(ladder, value, side))
    for text, value in {"bincount([0, 2, 2])": [1, 0, 2], "bincount([0, 2, 2], 5)": [1, 0, 2, 0, 0], 'bincount(tensor([], dtype: "i64"))': [], "bincount([7])": np.bincount([7]), "bincount(abs(i)[0])": np.bincount(abs(g["i"])[0]), "bincount(abs(i).mT[:, 1])": np.bincount(abs(g["i"]).T[:, 1])}.items():
        case("bincount", text, np.array(value, i64))
    for text, value in {"unique([3, 1, 3, 2, 1])": np.array([1, 2, 3]), "unique(i)": np.unique(g["i"]), "unique(m)": np.unique(g["m"]), "unique(b)": np.unique(g["b"]), "unique(e)": np.unique(g["e"]), "unique(m.mT)": np.unique(g["m"])}.items():
        case("unique", text, value)


def convolution():
    def tensors(shape, weight, bias):
        return [torch.tensor(wave(*s, dtype=f64)) if s else None for s in (shape, weight, bias)]

    def text(shape):
        return f"wave({list(shape)})"
    shapes2 = itertools.product((1, 2), (0, 1, 2), (1, 2), (1, 2), ((3, 2), (1, 1)))
    for stride, padding, dilation, groups, kernel in shapes2:
        shape, weight = (2, 4, 7, 6), (6, 4 // groups, *kernel)
        x, w, _ = tensors(shape, weight, None)
        case("conv2d", f"conv2d({text(shape)}, {text(weight)}, stride: {stride}, padding: {padding}, dilation: {dilation}, groups: {groups})", F.conv2d(x, w, None, stride, padding, dilation, groups), 1e-9)
        shape, weight = (2, 4, 9), (6, 4 // groups, kernel[0])
        x, w, _ = tensors(shape, weight, None)
        case("conv1d", f"conv1d({text(shape)}, {text(weight)}, stride: {stride}, padding: {padding}, dilation: {dilation}, groups: {groups})", F.conv1d(x, w, None, stride, padding, dilation, groups), 1e-9)
        shape, weight = (1, 4, 5, 4), (4, 6 // groups, *kernel)
        if padding < 2 or kernel != (1, 1):
            x, w, _ = tensors(shape, weight, None)
            y = F.conv_transpose2d(x, w, None, stride, padding, 0, groups, dilation)
            case("conv_transpose2d", f"conv_transpose2d({text(shape)}, {text(weight)}, stride: {stride}, padding: {padding}, dilation: {dilation}, groups: {groups})", y, 1e-9)
            shape, weight = (2, 4, 5), (4, 6 // groups, kernel[0])
            x, w, _ = tensors(shape, weight, None)
            y = F.conv_transpose1d(x, w, None, stride, padding, 0, groups, dilation)
            case("conv_transpose1d", f"conv_transpose1d({text(shape)}, {text(weight)}, stride: {stride}, padding: {padding}, dilation: {dilation}, groups: {groups})", y, 1e-9)
    for kernel, stride, padding in itertools.product((1, 2, 3), (1, 2, 3), (0, 1)):
        if padding * 2 > kernel:
            continue
        for rank, shape in ((1, (2, 3, 8)), (2, (2, 2, 7, 6))):
            x = torch.tensor(wave(*shape, dtype=f64))
            options = f"{kernel}, stride: {stride}, padding: {padding}"
            case(f"max_pool{rank}d", f"max_pool{rank}d({text(shape)}, {options})", getattr(F, f"max_pool{rank}d")(x, kernel, stride, padding))
            case(f"avg_pool{rank}d", f"avg_pool{rank}d({text(shape)}, {options})", getattr(F, f"avg_pool{rank}d")(x, kernel, stride, padding))


def windows():
    """What the even grid of arguments above leaves out: a bias, sizes and steps that differ by axis, `same`, output padding."""
    def make(*shape):
        return f"wave({list(shape)})", torch.tensor(wave(*shape, dtype=f64))

    for rank, groups, bias in itertools.product((1, 2), (1, 2), (False, True)):
        space, kernel = ((9,), (3,)) if rank == 1 else ((7, 6), (3, 2))
        strides = (1, 2) if rank == 1 else (1, [2, 1], [1, 3])
        for stride, dilation in itertools.product(strides, (1, 2) if rank == 1 else (1, [1, 2])):
            (xt, x), (wt, w), (bt, b) = make(2, 4, *space), make(6, 4 // groups, *kernel), make(6)
            for padding in (0, 1, [1, 0]) if rank == 2 else (0, 1):
                text = f"conv{rank}d({xt}, {wt}, {f'{bt}, ' if bias else ''}stride: {stride}, padding: {padding}, dilation: {dilation}, groups: {groups})"
                case(f"conv{rank}d", text, getattr(F, f"conv{rank}d")(x, w, b if bias else None, stride, padding, dilation, groups), 1e-9)
            if stride == 1:
                text = f'conv{rank}d({xt}, {wt}, {f"{bt}, " if bias else ""}padding: "same", dilation: {dilation}, groups: {groups})'
                case(f"conv{rank}d", text, getattr(F, f"conv{rank}d")(x, w, b if bias else None, 1, "same", dilation, groups), 1e-9)
            (xt, x), (wt, w), (bt, b) = make(2, 4, *([5] if rank == 1 else [4, 5])), make(4, 6 // groups, *kernel), make(6)
            largest = np.maximum(np.atleast_1d(stride), np.atleast_1d(dilation)).min()
            for padding, extra in itertools.product((0, 1), range(largest)):
                text = f"conv_transpose{rank}d({xt}, {wt}, {f'{bt}, ' if bias else ''}stride: {stride}, padding: {padding}, output_padding: {extra}, dilation: {dilation}, groups: {groups})"
                case(f"conv_transpose{rank}d", text, getattr(F, f"conv_transpose{rank}d")(x, w, b if bias else None, stride, padding, extra, groups, dilation), 1e-9)
    for kernel, stride, padding in itertools.product(([2, 3], [3, 1]), (None, [1, 2], [3, 1]), ([0, 0], [1, 0])):
        xt, x = make(2, 2, 7, 6)
        options = f"{kernel}, {'' if stride is None else f'stride: {stride}, '}padding: {padding}"
        for name in ("max_pool2d", "avg_pool2d"):
            case(name, f"{name}({xt}, {options})", getattr(F, name)(x, kernel, stride, padding))
    for name, shape, kernel in (("conv1d", (0, 2, 5), (3, 2, 2)), ("conv2d", (0, 2, 4, 4), (3, 2, 2, 2)), ("conv_transpose1d", (0, 2, 5), (2, 3, 2)), ("conv_transpose2d", (0, 2, 4, 4), (2, 3, 2, 2))):
        (xt, x), (wt, w) = make(*shape), make(*kernel)
        case(name, f"{name}({xt}, {wt})", getattr(F, name)(x, w))
    xt, x = "permute(wave([4, 5, 2, 2]), [2, 3, 0, 1])", torch.tensor(wave(4, 5, 2, 2, dtype=f64)).permute(2, 3, 0, 1)
    wt, w = "wave([2, 2, 3, 2]).mT", torch.tensor(wave(2, 2, 3, 2, dtype=f64)).mT
    case("conv2d", f"conv2d({xt}, {wt}, padding: 1)", F.conv2d(x, w, None, 1, 1), 1e-9)
    case("conv_transpose2d", f"conv_transpose2d({xt}, {wt}, stride: 2)", F.conv_transpose2d(x, w, None, 2), 1e-9)
    case("max_pool2d", f"max_pool2d({xt}, 2)", F.max_pool2d(x, 2)), case("avg_pool2d", f"avg_pool2d({xt}, 2)", F.avg_pool2d(x, 2))


def attention():
    """Values, and the gradients of sum(y * y) with respect to queries, keys and values."""
    name = "scaled_dot_product_attention"
    for q, k, v, options, given in (
        ((3, 4), (5, 4), (5, 2), "", {}), ((2, 3, 4), (2, 3, 4), (2, 3, 4), ", causal: true", dict(is_causal=True)),
        ((1, 2, 2, 4), (1, 2, 5, 4), (1, 2, 5, 3), ", wave([2, 5])", dict(attn_mask=torch.tensor(wave(2, 5, dtype=f64)))),
        ((2, 3, 2), (2, 3, 2), (2, 3, 2), ", tril(ones(3, 3)) > 0", dict(attn_mask=torch.ones(3, 3).tril() > 0)),
        ((2, 1, 3), (2, 7, 3), (2, 7, 3), "", {}), ((70, 3), (70, 3), (70, 2), ", causal: true", dict(is_causal=True)),
    ):
        inputs = [torch.tensor(wave(*shape, dtype=f64)).requires_grad_() for shape in (q, k, v)]
        value = F.scaled_dot_product_attention(*inputs, **given)
        (value * value).sum().backward()
        texts = [f"wave({list(shape)})" for shape in (q, k, v)]
        case(name, f"{name}({', '.join(texts)}{options})", value.detach(), 1e-10)
        for place, x in enumerate(inputs):
            call = ", ".join(texts[:place] + ["x"] + texts[place + 1:])
            case(name, f"grad(x -> sum({name}({call}{options}) ^ 2))({texts[place]})", x.grad, 1e-9)


def library():
    m, d, v = (torch.tensor(INPUTS[k]) for k in "m d v".split())
    t = torch.tensor(INPUTS["t"].copy())
    for name, f in {"softmax": F.softmax, "log_softmax": F.log_softmax}.items():
        for key, axis in itertools.product(("m", "t", "d"), (0, -1)):
            case(name, f"{name}({aim(key)}, axis: {axis})", f(dict(m=m, t=t, d=d)[key], axis))
        case(name, f"{name}(1000 * m)", f(1000 * m, -1)), case(name, f"{name}(v)", f(v, -1))
    for name, f in {"relu": F.relu, "gelu": F.gelu, "silu": F.silu}.items():
        for key, a in dict(m=m, t=t, d=d, s=torch.tensor(2.5), e=torch.zeros(0, 3)).items():
            case(name, f"{name}({aim(key)})", f(a.double()).to(a.dtype))
        case(name, f"{name}(20 * m)", f(20 * m.double()).float())
    for key, a in dict(m=m, t=t, d=d, s=torch.tensor(2.5)).items():
        tanh = 'approximate: "tanh"'
        case("gelu", f"gelu({aim(key)}, {tanh})", F.gelu(a.double(), approximate="tanh").to(a.dtype))
        x = a.double().clone().requires_grad_()
        F.gelu(x, approximate="tanh").sum().backward()
        case("gelu", f"grad(x -> sum(gelu(x, {tanh})))({aim(key)})", x.grad.to(a.dtype))
    attention()
    y = torch.tensor([1, 3, 0])
    case("cross_entropy", "cross_entropy(m, [1, 3, 0])", F.cross_entropy(m, y)), case("cross_entropy", "cross_entropy(100 * m, [1, 3, 0])", F.cross_entropy(100 * m, y))
    case("cross_entropy", "cross_entropy(m[:1], [2])", F.cross_entropy(m[:1], torch.tensor([2]))), case("cross_entropy", "cross_entropy(m.mT, [0, 1, 2, 2])", F.cross_entropy(t, torch.tensor([0, 1, 2, 2])))
    z = torch.tensor(wave(2, 2, 3, dtype=f64))
    case("cross_entropy", "cross_entropy(wave([2, 2, 3]), [[0, 2], [1, 1]])", F.cross_entropy(z.reshape(4, 3), torch.tensor([0, 2, 1, 1])), 1e-9)
    case("cross_entropy", "cross_entropy(v, 2)", F.cross_entropy(v, torch.tensor(2))), case("cross_entropy", "cross_entropy(m[:, ::2], [0, 1, 1])", F.cross_entropy(m[:, ::2], torch.tensor([0, 1, 1])))
    case("mse", "mse(d, d * d)", F.mse_loss(d, d * d)), case("mse", "mse(s, 1)", F.mse_loss(torch.tensor(2.5), torch.tensor(1.0))), case("mse", "mse(1e15 * m, m)", F.mse_loss(1e15 * m, m))
    case("mse", "mse(m[:, ::2], m[:, 1::2])", F.mse_loss(m[:, ::2], m[:, 1::2]))
    for shape, key in (((3, 4), "m"), ((4, 3), "t"), ((2, 3, 4), "d"), ((4,), "v"), ((0, 3), "e")):
        a = torch.tensor(np.ascontiguousarray(INPUTS[key]))
        w, b = (torch.tensor(wave(shape[-1], dtype=INPUTS[key].dtype, shift=k)) for k in (0, 0))
        dtype = "f64" if key == "d" else "f32"
        parameter = f'cast(wave([{shape[-1]}]), "{dtype}")'
        case("layer_norm", f"layer_norm({aim(key)}, {parameter}, {parameter})", F.layer_norm(a.double(), (shape[-1],), w.double(), b.double()).to(a.dtype))
    case("layer_norm", "layer_norm(1e4 * m, ones(4), zeros(4), epsilon: 1e-3)", F.layer_norm(1e4 * m.double(), (4,), None, None, 1e-3).float())
    for shape in ((3, 4), (2, 3, 5), (2, 3, 2, 4), (0, 3), (1, 2), (4, 1, 3)):
        a, c = torch.tensor(wave(*shape, dtype=f64)), shape[1]
        centre, weight = torch.tensor(wave(c, dtype=f64)), torch.tensor(wave(c, dtype=f64))
        spread = weight ** 2 + 0.5
        value = F.batch_norm(a, centre, spread, weight, centre) if a.numel() else a
        case("batch_norm", f"batch_norm(wave({list(shape)}), wave([{c}]), wave([{c}]) ^ 2 + 0.5, wave([{c}]), wave([{c}]))", value)
    bce = lambda a, y: F.binary_cross_entropy_with_logits(a.double(), y.double()).to(a.dtype)
    for text, a, target, y in (("m", m, "m > 0", m > 0), ("m.mT", t, "m.mT > 1", t > 1), ("d", d, "d < 0", d < 0), ("100 * m", 100 * m, "m < 0", m < 0), ("v", v, "v > 2", v > 2), ("s", torch.tensor(2.5), "s > 3", torch.tensor(False))):
        target = f'cast({target}, {text.split(" ")[-1]}.dtype)'
        case("binary_cross_entropy_with_logits", f"binary_cross_entropy_with_logits({text}, {target})", bce(a, y))
        p = torch.sigmoid(a.double()).to(a.dtype)
        case("binary_cross_entropy", f"binary_cross_entropy(sigmoid({text}), {target})", F.binary_cross_entropy(p, y.to(a.dtype)), 2e-5)
    case("mse", "mse(m, m * 0.5)", F.mse_loss(m, m * 0.5)), case("mse", "mse(v, m[0] - 1)", F.mse_loss(v, m[0] - 1)), case("mse", "mse(m.mT, m.mT + 1)", F.mse_loss(t, t + 1))


def recurrent():
    """torch's own layers, values and gradients, from the same weights: torch keeps its matrices transposed."""
    for name, layer, gates in ("rnn", torch.nn.RNN, 1), ("gru", torch.nn.GRU, 3), ("lstm", torch.nn.LSTM, 4):
        for batch, steps, inputs, units in (2, 3, 2, 3), (1, 1, 1, 1), (3, 2, 4, 5), (1, 7, 2, 4), (18, 2, 1, 2), (5, 4, 1, 2):
            width, state = gates * units, (batch, units)
            states = [state, state] if name == "lstm" else [state]
            shapes = [(batch, steps, inputs), *states, (inputs, width), (units, width), (width,), (width,)]
            texts = [f"{round(0.1 + 0.05 * k, 2)} * wave({list(shape)})" for k, shape in enumerate(shapes)]
            x, *rest = [round(0.1 + 0.05 * k, 2) * torch.tensor(wave(*shape, dtype=f64)) for k, shape in enumerate(shapes)]
            states, weights = rest[:-4], rest[-4:]
            net = layer(inputs, units, batch_first=True, dtype=torch.float64)
            for p, weight in zip(net.parameters(), weights):
                p.data.copy_(weight.T)
            leaves = [x, *states]
            for leaf in leaves:
                leaf.requires_grad_()
            outputs, last = net(x, tuple(h[None] for h in states) if name == "lstm" else states[0][None])
            last = [h[0] for h in last] if name == "lstm" else [last[0]]
            loss = torch.sin(2 * outputs).sum() + sum((h ** 2).sum() for h in last)
            loss.backward()
            call = lambda texts: f"{name}({', '.join(texts)})"
            fields = ["outputs", "hidden", "cell"][:1 + len(states)]
            for field, value in zip(fields, [outputs, *last]):
                case(name, f"{call(texts)}.{field}", value.detach())
            for k, gradient in enumerate([leaf.grad for leaf in leaves] + [p.grad.T for p in net.parameters()]):
                varied = call([*texts[:k], "v", *texts[k + 1:]])
                squares = " + ".join(f"sum(r.{field} ^ 2)" for field in fields[1:])
                case(name, f"grad(v -> {{ let r = {varied}; sum(sin(2 * r.outputs)) + {squares} }})({texts[k]})", gradient)


elementwise(), reductions(), movement(), linear(), sorting(), convolution(), windows(), library(), recurrent()
folder = Path(__file__).parent
header = dict(source=f"NumPy {np.__version__}, SciPy {scipy.__version__}, PyTorch {torch.__version__}",
              inputs={k: literal(v) for k, v in INPUTS.items() if k not in STRIDED},
              functions=['fn wave(shape) = reshape(round(sin(tensor(arange(prod(shape)), dtype: "f64") * 1.7 + 0.3) * 3000) / 1000, shape)'])
with open(folder / "operators.jsonl", "w") as file:
    for row in [header] + cases:
        file.write(json.dumps(row, allow_nan=False) + "\n")
print(len(cases), "cases,", len({c["operator"] for c in cases}), "operators")
