"""A dozen formulas in plain NumPy, as a student would write them. Forward only; a template for your own."""

import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "process", "python"))
from assay import formula, serve  # noqa: E402


@formula("relu")
def relu(x):
    return np.maximum(x, 0)


@formula("sigmoid")
def sigmoid(x):
    return 1 / (1 + np.exp(-x))


@formula("tanh")
def tanh(x):
    return np.tanh(x)


@formula("softmax")
def softmax(x, axis):
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


@formula("linear")
def linear(x, W, b):
    return x @ W.T + b


@formula("layer-norm")
def layer_norm(x, gamma, beta, eps):
    d = x - x.mean(-1, keepdims=True)
    return gamma * d / np.sqrt((d * d).mean(-1, keepdims=True) + x.dtype.type(eps)) + beta


@formula("rnn-cell", "h1")
def rnn_cell(x, h, W, U, b):
    return np.tanh(x @ W.T + h @ U.T + b)


@formula("lstm-cell", "h1 c1")
def lstm_cell(x, h, c, W, U, b):
    i, f, g, o = [x @ W[k].T + h @ U[k].T + b[k] for k in range(4)]
    c1 = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c1), c1


@formula("gru-cell", "h1")
def gru_cell(x, h, W, U, b):
    r, z = [sigmoid(x @ W[k].T + h @ U[k].T + b[k]) for k in range(2)]
    n = np.tanh(x @ W[2].T + (r * h) @ U[2].T + b[2])
    return z * h + (1 - z) * n


@formula("scaled-dot-product-attention")
def attention(Q, K, V, mask):
    scores = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.dtype.type(Q.shape[-1]))
    return softmax(np.where(mask == 1, scores, -np.inf), -1) @ V


@formula("embedding")
def embedding(E, tokens):
    return E[tokens]


@formula("clip-by-norm")
def clip_by_norm(g, c):
    norm = np.linalg.norm(g)
    return g if norm <= c else g * (g.dtype.type(c) / norm)


serve("numpy homework", version=np.__version__)
