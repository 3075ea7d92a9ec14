"""The Python helper without any library: echo, and the ways in which user code goes wrong."""

import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "..", "backends", "process", "python"))
from assay import Plain, Skip, formula, serve


def echo_vjp(x, cotangents, **options):
    return {"x": cotangents["y"]}


@formula("echo", arrays="plain", vjp=echo_vjp)
def echo(x, how=""):
    if how == "prints":
        print("on standard output")
        os.system("echo from a child too")
    if how == "raises":
        return 1 / 0
    if how == "skips":
        raise Skip("only for the brave", issue="https://example.org/2")
    if how == "two":
        return x, x
    if how == "type":
        return Plain(x.shape, x.data.__class__("d", x.data))
    if how == "exits":
        os._exit(9)
    return x


@formula("split", "low high", arrays="plain", variant="low-first", supports={"at": [0]}, dtypes=["f32"])
def split(x, at):
    low = Plain(x.shape, x.data.__class__("f", [min(v, at) for v in x.data]))
    high = Plain(x.shape, x.data.__class__("f", [max(v, at) for v in x.data]))
    return low, high


serve("plain", version="3", ftz=False, function_ulp=1.5, issues="https://example.org")
