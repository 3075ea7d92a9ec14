"""PyTorch's own functions (1.13 and later) before Assay; gradients by torch.autograd.

Absent, because PyTorch has no such function: cross-entropy of probabilities, dropout by a given mask, additive-score,
sinusoidal-positional-encoding, byte-pair-encoding.
"""

import os
import sys

import torch
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "lib"), os.path.join(HERE, "..", "process", "python")]
from assay import Skip, serve, torch_formula  # noqa: E402
from pytorch_optimizers import register_optimizers  # noqa: E402

torch_formula("sigmoid")(lambda x: torch.sigmoid(x))
torch_formula("tanh")(lambda x: torch.tanh(x))
torch_formula("relu")(lambda x: F.relu(x))
torch_formula("leaky-relu")(lambda x, slope: F.leaky_relu(x, slope))
torch_formula("prelu")(lambda x, a: F.prelu(x, a))
torch_formula("softmax")(lambda x, axis: F.softmax(x, axis))
torch_formula("log-softmax")(lambda x, axis: F.log_softmax(x, axis))


@torch_formula("squared-error", "loss", supports={"reduction": ["sum", "mean"]})
def squared_error(y, t, reduction):
    return F.mse_loss(y, t, reduction=reduction)


@torch_formula("softmax-cross-entropy", "loss")
def softmax_cross_entropy(z, t, reduction):
    return F.cross_entropy(z, t.long(), reduction=reduction)


@torch_formula("label-smoothing-cross-entropy", "loss")
def label_smoothing_cross_entropy(z, t, smoothing, reduction):
    return F.cross_entropy(z, t.long(), reduction=reduction, label_smoothing=smoothing)


@torch_formula("linear")
def linear(x, W, b):
    return F.linear(x, W, b)


@torch_formula("conv2d")
def conv2d(x, w, b, stride, pad, dilation, groups):
    return F.conv2d(x, w, b, stride, pad, dilation, groups)


@torch_formula("max-pool2d")
def max_pool2d(x, kernel, stride, pad, ceil):
    return F.max_pool2d(x, kernel, stride, pad, ceil_mode=ceil)


@torch_formula("avg-pool2d")
def avg_pool2d(x, kernel, stride, pad, ceil, count_pad):
    return F.avg_pool2d(x, kernel, stride, pad, ceil_mode=ceil, count_include_pad=count_pad)


def batch_norm_vjp(x, gamma, beta, mean, var, momentum, eps, cotangents):
    if cotangents["mean1"].any() or cotangents["var1"].any():
        raise Skip("PyTorch does not differentiate the running statistics; only y has a gradient")
    leaves = [tensor.clone().requires_grad_() for tensor in (x, gamma, beta)]
    y = F.batch_norm(leaves[0], mean.clone(), var.clone(), *leaves[1:], True, momentum, eps)
    gradients = dict(zip(("x", "gamma", "beta"), torch.autograd.grad(y, leaves, cotangents["y"])))
    return {**gradients, "mean": torch.zeros_like(mean), "var": torch.zeros_like(var)}


@torch_formula("batch-norm", "y mean1 var1", vjp=batch_norm_vjp)
def batch_norm(x, gamma, beta, mean, var, momentum, eps):
    mean1, var1 = mean.clone(), var.clone()
    return F.batch_norm(x, mean1, var1, gamma, beta, True, momentum, eps), mean1, var1


# Of its five inputs PyTorch differentiates three, and refuses when mean or var needs a gradient.
@torch_formula("batch-norm-inference", differentiates=["x", "gamma", "beta"])
def batch_norm_inference(x, gamma, beta, mean, var, eps):
    return F.batch_norm(x, mean, var, gamma, beta, False, eps=eps)


@torch_formula("layer-norm")
def layer_norm(x, gamma, beta, eps):
    return F.layer_norm(x, gamma.shape, gamma, beta, eps)


@torch_formula("dropout-sampled")
def dropout_sampled(x, p, seed):
    torch.manual_seed(seed)
    return F.dropout(x, p)


def stacked(W):
    """[gate, H, D] as PyTorch stores it, [gate*H, D]; its gate orders are those of the formulas."""
    return W.flatten(0, 1)


@torch_formula("rnn-cell", "h1")
def rnn_cell(x, h, W, U, b):
    return torch.rnn_tanh_cell(x, h, W, U, b, torch.zeros_like(b))


@torch_formula("lstm-cell", "h1 c1")
def lstm_cell(x, h, c, W, U, b):
    return torch.lstm_cell(x, (h, c), stacked(W), stacked(U), stacked(b), torch.zeros_like(stacked(b)))


# n = tanh(W x + b + r * (U h)): the reset gate comes after the product.
@torch_formula("gru-cell", "h1", variant="reset-after")
def gru_cell(x, h, W, U, b):
    return torch.gru_cell(x, h, stacked(W), stacked(U), stacked(b), torch.zeros_like(stacked(b)))


@torch_formula("scaled-dot-product-attention")
def scaled_dot_product_attention(Q, K, V, mask):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(Q, K, V, mask.bool())
    # PyTorch 1.13 has it under a private name, and returns the weights too.
    return F._scaled_dot_product_attention(Q, K, V, mask.bool())[0]


@torch_formula("dot-score", "s")
def dot_score(q, K):
    return torch.bmm(K, q.unsqueeze(2)).squeeze(2)


@torch_formula("bilinear-score", "s")
def bilinear_score(q, K, W):
    return F.bilinear(q.unsqueeze(1).expand(-1, K.shape[1], -1).contiguous(), K, W.unsqueeze(0)).squeeze(2)


@torch_formula("multi-head-attention", requires=["H * A == D", "C == A"])  # it splits the model size evenly
def multi_head_attention(X, Y, Wq, Wk, Wv, Wo):
    H, _, D = Wq.shape
    memory = Y.transpose(0, 1)
    y, _ = F.multi_head_attention_forward(
        *(X.transpose(0, 1), memory, memory, D, H, None, None, None, None, False, 0.0),
        *(Wo.flatten(1), None),
        use_separate_proj_weight=True,
        q_proj_weight=stacked(Wq),
        k_proj_weight=stacked(Wk),
        v_proj_weight=stacked(Wv),
    )
    return y.transpose(0, 1)


@torch_formula("embedding")
def embedding(E, tokens):
    return F.embedding(tokens.long(), E)


register_optimizers()
serve("pytorch", version=torch.__version__, issues="https://github.com/pytorch/pytorch/issues")
