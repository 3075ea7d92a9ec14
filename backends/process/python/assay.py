"""Puts Python functions before Assay: one file, the standard library, and NumPy or PyTorch if they are used.

    from assay import formula, serve

    @formula("softmax")
    def softmax(x, axis):
        e = numpy.exp(x - x.max(axis, keepdims=True))
        return e / e.sum(axis, keepdims=True)

    serve("my-lib", version="1.0")

and then `assay check --exec "python3 my_adapter.py"`.

A function gets the formula's inputs and options by their names, and returns its outputs: one array, a tuple in the
order of `outputs`, or a dict. Floating-point arrays have the dtype under judgement and must be returned in it (only
what a formula without floating-point inputs returns is rounded to it). Standard output belongs to the protocol:
whatever user code prints there goes to standard error. Python 3.8 or later.
"""

from __future__ import annotations

import array
import base64
import json
import os
import sys
import traceback
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

__all__ = ["Plain", "Skip", "formula", "serve", "torch_formula"]

Arrays = Dict[str, Any]
Function = Callable[..., Any]

PROTOCOL = 1
_LITTLE = {"f32": "<f4", "f64": "<f8", "i32": "<i4"}
_PLAIN = {"f32": "f", "f64": "d", "i32": "i"}


class Skip(Exception):
    """Raise it for a case that the implementation knows it cannot do, with the reason."""

    def __init__(self, reason: str, issue: Optional[str] = None) -> None:
        super().__init__(reason)
        self.issue = issue


class Plain(NamedTuple):
    """A tensor without any library: row major, `data` an array.array of type 'f', 'd' or 'i'."""

    shape: Sequence[int]
    data: array.array


class _Formula(NamedTuple):
    function: Function
    outputs: Sequence[str]
    arrays: str
    vjp: Optional[Function]
    declared: Dict[str, Any]


_formulas: Dict[str, _Formula] = {}


def formula(
    name: str,
    outputs: str = "y",
    *,
    vjp: Optional[Function] = None,
    variant: Optional[str] = None,
    supports: Optional[Dict[str, Sequence[Any]]] = None,
    requires: Optional[Sequence[str]] = None,
    differentiates: Optional[Sequence[str]] = None,
    dtypes: Optional[Sequence[str]] = None,
    arrays: str = "numpy",
    gradient: Optional[bool] = None,
) -> Callable[[Function], Function]:
    """Registers the decorated function as the implementation of a formula.

    name      the formula, as `assay list` prints it
    outputs   the formula's outputs, separated by spaces, in the order in which the function returns them
    vjp       its gradient: called with the inputs, the options and `cotangents`, a dict by output; returns a dict
              by input
    variant   the convention that it follows, where that is not the definition
    supports  the option values that it can do, where it cannot do all: {"reduction": ["mean"]}
    requires  conditions on sizes and options outside which it is not asked: ["H * A == D"]
    differentiates  the inputs that it gives gradients for, where it cannot give all
    dtypes    the dtypes that it can do, where it cannot do all
    arrays    what it takes and returns: "numpy", "torch", or "plain" for Plain tensors
    gradient  with arrays="torch" the gradient comes from torch.autograd unless this is False
    """
    if gradient is None:
        gradient = arrays == "torch" or vjp is not None
    declared = {"gradient": gradient, "variant": variant, "supports": supports, "requires": requires}
    declared.update({"differentiates": differentiates, "dtypes": dtypes})
    declared = {key: value for key, value in declared.items() if value is not None}

    def register(function: Function) -> Function:
        _formulas[name] = _Formula(function, outputs.split(), arrays, vjp, declared)
        return function

    return register


def torch_formula(name: str, outputs: str = "y", **declared: Any) -> Callable[[Function], Function]:
    """As `formula`, for a function of torch tensors; its gradient comes from torch.autograd."""
    return formula(name, outputs, arrays="torch", **declared)


def serve(
    name: str,
    *,
    version: str = "0",
    dtypes: Sequence[str] = ("f32", "f64"),
    ftz: Optional[bool] = None,
    function_ulp: Optional[float] = None,
    issues: Optional[str] = None,
) -> None:
    """Answers Assay's requests until it says bye or its end of the pipe is closed."""
    hello = {"hello": PROTOCOL, "name": name, "version": version, "language": "Python", "dtypes": list(dtypes)}
    optional = {"ftz": ftz, "functionUlp": function_ulp, "issues": issues}
    hello.update({key: value for key, value in optional.items() if value is not None})
    hello["formulas"] = {formula: entry.declared for formula, entry in _formulas.items()}
    answers = _take_standard_output()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if request["cmd"] == "bye":
            return
        answer = hello if request["cmd"] == "hello" else _answer(request)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _take_standard_output() -> Any:
    """The real standard output; afterwards descriptor 1, and so C code too, writes to standard error."""
    sys.stdout.flush()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return answers


def _answer(request: Dict[str, Any]) -> Dict[str, Any]:
    number = request["id"]
    try:
        return {"id": number, **_run(request)}
    except Skip as skip:
        issue = {} if skip.issue is None else {"issue": skip.issue}
        return {"id": number, "skipped": {"reason": str(skip), **issue}}
    except Exception as error:  # whatever user code raises costs this case only
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = "%s, line %s, in %s" % (os.path.basename(frame.filename), frame.lineno, frame.name)
        return {"id": number, "error": {"message": "%s: %s (%s)" % (type(error).__name__, error, place)}}


def _run(request: Dict[str, Any]) -> Dict[str, Any]:
    entry = _formulas.get(request["formula"])
    if entry is None:
        raise Skip("no function is registered for %s" % request["formula"])
    make, take = _codec(entry.arrays)
    inputs = {name: make(tensor) for name, tensor in request["inputs"].items()}
    cotangents = request.get("cotangents")
    by_autograd = cotangents is not None and entry.vjp is None
    if by_autograd:
        if entry.arrays != "torch":
            raise TypeError("this formula has no vjp")
        wanted = entry.declared.get("differentiates", inputs)
        free = {name for name, x in inputs.items() if x.is_floating_point() and name in wanted}
        inputs = {name: x.requires_grad_() if name in free else x for name, x in inputs.items()}
    outputs = _named(entry, entry.function(**inputs, **request["options"]))
    if all(tensor["dtype"] == "i32" for tensor in request["inputs"].values()):
        outputs = {name: _rounded(value, request["dtype"]) for name, value in outputs.items()}
    answer = {"outputs": {name: take(name, value, request["dtype"]) for name, value in outputs.items()}}
    if cotangents is None:
        return answer
    cotangents = {name: make(tensor) for name, tensor in cotangents.items()}
    if by_autograd:
        gradients = _autograd(inputs, outputs, cotangents)
    else:
        assert entry.vjp is not None
        gradients = entry.vjp(**inputs, **request["options"], cotangents=cotangents)
    answer["gradients"] = {name: take(name, value, request["dtype"]) for name, value in gradients.items()}
    return answer


def _rounded(value: Any, dtype: str) -> Any:
    """NumPy makes float64 from nothing, PyTorch float32: neither is the function's choice."""
    if type(value).__module__.split(".")[0] == "torch":
        import torch

        return value.to({"f32": torch.float32, "f64": torch.float64}[dtype]) if value.is_floating_point() else value
    if isinstance(value, Plain):
        return value if value.data.typecode == "i" else Plain(value.shape, array.array(_PLAIN[dtype], value.data))
    import numpy

    value = numpy.asarray(value)
    return value.astype(_LITTLE[dtype]) if value.dtype.kind == "f" else value


def _named(entry: _Formula, result: Any) -> Arrays:
    if isinstance(result, dict):
        return result
    values = result if isinstance(result, tuple) and not isinstance(result, Plain) else (result,)
    if len(values) != len(entry.outputs):
        names = ", ".join(entry.outputs)
        raise TypeError("%d outputs were returned, must be %d: %s" % (len(values), len(entry.outputs), names))
    return dict(zip(entry.outputs, values))


def _autograd(inputs: Arrays, outputs: Arrays, cotangents: Arrays) -> Arrays:
    """Gradients of all floating-point inputs; an input that autograd finds unused has the gradient zero."""
    import torch

    names = [name for name, x in inputs.items() if x.requires_grad]
    for name in cotangents:
        if name not in outputs:
            raise TypeError("the outputs are %s; the formula's have %s" % (", ".join(outputs), name))
        if not outputs[name].requires_grad:
            raise TypeError("autograd does not reach the output %s; give a vjp or say gradient=False" % name)
    gradients = torch.autograd.grad(
        [outputs[name] for name in cotangents],
        [inputs[name] for name in names],
        list(cotangents.values()),
        allow_unused=True,
    )
    pairs = zip(names, gradients)
    return {name: torch.zeros_like(inputs[name]) if g is None else g for name, g in pairs}


def _codec(arrays: str) -> Tuple[Callable[[Any], Any], Callable[[str, Any, str], Dict[str, Any]]]:
    """How to make arrays of a tensor on the wire, and how to take one back."""
    codecs = {"numpy": (_to_numpy, _from_numpy), "torch": (_to_torch, _from_torch), "plain": (_to_plain, _from_plain)}
    return codecs[arrays]


def _to_numpy(tensor: Dict[str, Any]) -> Any:
    import numpy

    values = numpy.frombuffer(base64.b64decode(tensor["data"]), _LITTLE[tensor["dtype"]])
    # A copy in native byte order: the buffer cannot be written to.
    return values.reshape(tensor["shape"]).astype(values.dtype.newbyteorder("="))


def _from_numpy(name: str, value: Any, dtype: str) -> Dict[str, Any]:
    import numpy

    value = numpy.asarray(value)
    kind = "i32" if value.dtype.kind in "biu" else {"float32": "f32", "float64": "f64"}.get(value.dtype.name)
    if kind not in ("i32", dtype):
        raise TypeError("%s has dtype %s, must have that of the inputs, %s" % (name, value.dtype, dtype))
    wire = value.astype(_LITTLE[kind])
    if kind == "i32" and not numpy.array_equal(wire, value):
        raise OverflowError("%s has integers beyond 32 bits" % name)
    return {"dtype": kind, "shape": list(value.shape), "data": base64.b64encode(wire.tobytes()).decode()}


def _to_torch(tensor: Dict[str, Any]) -> Any:
    import torch

    return torch.from_numpy(_to_numpy(tensor))


def _from_torch(name: str, value: Any, dtype: str) -> Dict[str, Any]:
    return _from_numpy(name, value.detach().cpu().numpy(), dtype)


def _to_plain(tensor: Dict[str, Any]) -> Plain:
    values = array.array(_PLAIN[tensor["dtype"]], base64.b64decode(tensor["data"]))
    if sys.byteorder == "big":
        values.byteswap()
    return Plain(tensor["shape"], values)


def _from_plain(name: str, value: Plain, dtype: str) -> Dict[str, Any]:
    kinds: List[str] = [kind for kind, code in _PLAIN.items() if code == value.data.typecode]
    if kinds not in (["i32"], [dtype]):
        raise TypeError("%s has type %s, must have %s" % (name, value.data.typecode, _PLAIN[dtype]))
    values = value.data[:]
    if sys.byteorder == "big":
        values.byteswap()
    return {"dtype": kinds[0], "shape": list(value.shape), "data": base64.b64encode(values.tobytes()).decode()}
