"""PyTorch on the CPU as one of the programs compared (needs torch and numpy). The protocol is that of bench/README.md.

Settings are tried and the fastest one whose results are right is measured: convolutions of sequences or of images of
height 1 with the channels last in memory, each as it is or through torch.compile (which needs a C++ compiler).
"""

import torch
import torch.nn.functional as F

from exchange import answer, arguments, attempt, one_hot, read_exchange, records_per_second, shuffled_rows
from pytorch_network import Network

SETTINGS = ["eager", "eager, channels last", "compiled", "compiled, channels last"]

options = arguments()
torch.set_num_threads(options.threads)
torch.manual_seed(0)
network, weights, data = read_exchange(options.exchange)
y, w = (torch.from_numpy(data[name].copy()) for name in ("labels", "weights"))


class Model:
    """The network of one setting, with the records in the form that it likes."""

    def __init__(self, setting, dropout, records):
        channels_last = setting.endswith("channels last")
        self.x = torch.from_numpy(one_hot(data["codes"][:records])).transpose(1, 2).contiguous()
        self.network = Network(network, weights, not channels_last, dropout)
        if channels_last:
            self.x = self.x[:, :, None, :].contiguous(memory_format=torch.channels_last)
            self.network = self.network.to(memory_format=torch.channels_last)
        adam = network["optimizer"]
        self.optimizer = torch.optim.Adam(
            self.network.parameters(), network["learningRate"], (adam["beta1"], adam["beta2"]), adam["epsilon"]
        )
        self.call = torch.compile(self.network) if setting.startswith("compiled") else self.network

    def train(self, rows):
        self.optimizer.zero_grad(set_to_none=True)
        each = F.binary_cross_entropy_with_logits(self.call(self.x[rows]), y[rows], reduction="none").mean(1)
        loss = (each * w[rows]).mean()
        loss.backward()
        self.optimizer.step()
        return loss

    def predict(self, rows):
        with torch.inference_mode():
            return self.call(self.x[rows])


def rate(model, step, train):
    model.network.train(train)
    rows = (torch.from_numpy(batch) for batch in shuffled_rows(len(model.x), network["batch"]))
    return records_per_second(step, rows, network["batch"], options.seconds)


def check_step(model, rows, step):
    """One step with Keras' Adam: PyTorch adds epsilon after the correction of the moments, Keras before it."""
    adam = network["optimizer"]
    for group in model.optimizer.param_groups:
        group["eps"] = adam["epsilon"] / (1 - adam["beta2"] ** step) ** 0.5
    return model.train(rows).item()


def check(setting):
    rows = torch.arange(network["checkRecords"])
    model = Model(setting, False, len(rows))
    model.network.eval()
    outputs = model.predict(rows).flatten().tolist()
    model.network.train()
    losses = [check_step(model, rows, step) for step in (1, 2, 3)]
    return {"outputs": outputs, "losses": losses, **measure(setting, setting)}


def measure(training, predicting):
    model = Model(training, True, None)
    rates = {"training": rate(model, model.train, True)}
    if predicting != training:
        model = Model(predicting, True, None)
    return {**rates, "predicting": rate(model, model.predict, False)}


def train():
    model = Model(options.training, True, None)
    rows = shuffled_rows(len(model.x), network["batch"])
    for _ in range(options.batches):
        model.train(torch.from_numpy(next(rows)))
    return {}


if options.task == "check":
    result = {"candidates": [attempt(setting, lambda: check(setting)) for setting in SETTINGS]}
else:
    result = measure(options.training, options.predicting) if options.task == "measure" else train()
answer(f"PyTorch {torch.__version__}", result)
