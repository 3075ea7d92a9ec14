"""The optimizers of torch.optim, each stepped through g[t] with the learning rate lr[t].

Those that accept `differentiable=True` in the installed PyTorch have a gradient, the others are forward only.
"""

import inspect

import torch
from assay import Skip, torch_formula


def has_gradient(optimizer):
    return "differentiable" in inspect.signature(optimizer.__init__).parameters


def run(optimizer, theta, g, lr, states, **options):
    """theta and the named states after len(lr) steps, from the given states."""
    theta = theta.clone()
    if has_gradient(optimizer):
        options["differentiable"] = torch.is_grad_enabled() and theta.requires_grad
    stepper = optimizer([theta], lr=1.0, **options)
    state = stepper.state[theta]
    state.update(states)
    for gradient, rate in zip(g, lr):
        # Autograd needs the states before a step, which the step overwrites.
        state.update({name: value.clone() for name, value in state.items() if name in states and name != "step"})
        theta.grad = gradient
        stepper.param_groups[0]["lr"] = rate.item()
        stepper.step()
    return (theta, *(state[name] for name in states if name not in ("step", "mu_product")))


def torch_optimizer(name, outputs, optimizer, **declared):
    return torch_formula(name, outputs, gradient=has_gradient(optimizer), **declared)


def momentum(nesterov):
    def steps(theta, v, g, lr, mu):
        if mu == 0:
            raise Skip("with momentum 0 torch.optim.SGD keeps no buffer")
        return run(torch.optim.SGD, theta, g, lr, {"momentum_buffer": v}, momentum=mu, nesterov=nesterov)

    return steps


def sgd(theta, g, lr):
    return run(torch.optim.SGD, theta, g, lr, {})[0]


def adagrad(theta, s, g, lr, eps):
    return run(torch.optim.Adagrad, theta, g, lr, {"step": torch.zeros(()), "sum": s}, eps=eps)


def rmsprop(theta, s, g, lr, rho, eps):
    # Which of them it takes depends on the version: 1.13 refuses a tensor, 2.x needs one.
    step = 0 if torch.__version__.startswith("1.") else torch.zeros(())
    states = {"step": step, "square_avg": s}
    return run(torch.optim.RMSprop, theta, g, lr, states, alpha=rho, eps=eps)


def adadelta(theta, s, d, g, lr, rho, eps):
    states = {"step": torch.zeros(()), "square_avg": s, "acc_delta": d}
    return run(torch.optim.Adadelta, theta, g, lr, states, rho=rho, eps=eps)


def adam(theta, m, v, g, lr, beta1, beta2, eps, t0):
    states = {"step": torch.tensor(float(t0)), "exp_avg": m, "exp_avg_sq": v}
    return run(torch.optim.Adam, theta, g, lr, states, betas=(beta1, beta2), eps=eps)


def nadam(theta, m, v, g, lr, beta1, beta2, eps, t0):
    mu_product = torch.tensor(1.0)
    for t in range(1, t0 + 1):  # as the steps before these would have left it
        mu_product *= beta1 * (1 - 0.5 * 0.96 ** (t * 4e-3))
    states = {"step": torch.tensor(float(t0)), "mu_product": mu_product, "exp_avg": m, "exp_avg_sq": v}
    return run(torch.optim.NAdam, theta, g, lr, states, betas=(beta1, beta2), eps=eps)


def clip_by_norm(g, c):
    parameter = torch.empty_like(g)
    parameter.grad = g.clone()
    torch.nn.utils.clip_grad_norm_([parameter], c)
    return parameter.grad


def register_optimizers():
    sgd_buffer = {"variant": "lr-outside-buffer"}  # v = mu v + g ; theta -= lr v
    torch_optimizer("sgd", "theta1", torch.optim.SGD)(sgd)
    torch_optimizer("momentum", "theta1 v1", torch.optim.SGD, **sgd_buffer)(momentum(nesterov=False))
    torch_optimizer("nesterov", "theta1 v1", torch.optim.SGD, **sgd_buffer)(momentum(nesterov=True))
    torch_optimizer("adagrad", "theta1 s1", torch.optim.Adagrad, variant="eps-outside")(adagrad)
    torch_optimizer("rmsprop", "theta1 s1", torch.optim.RMSprop, variant="eps-outside")(rmsprop)
    torch_optimizer("adadelta", "theta1 s1 d1", torch.optim.Adadelta)(adadelta)
    torch_optimizer("adam", "theta1 m1 v1", torch.optim.Adam)(adam)
    torch_optimizer("nadam", "theta1 m1 v1", torch.optim.NAdam, variant="momentum-schedule")(nadam)
    torch_formula("clip-by-norm", gradient=False, variant="eps-in-denominator")(clip_by_norm)
