"""PyTorch on the JUND network as Helicon wrote it: opens the model file and the DiskDataset, trains, and predicts.

Reads {model, data, batchSize, steps, learningRate}; prints the losses, the last predictions and what it saw of the data.
"""

import csv
import gzip
import json
import os
import sys

import joblib
import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open

options = json.load(sys.stdin)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

with gzip.open(os.path.join(options["data"], "metadata.csv.gzip"), "rt") as lines:
    shards = list(csv.DictReader(lines))


def column(name):
    paths = [os.path.join(options["data"], shard[name]) for shard in shards]
    return np.concatenate([joblib.load(path) if path.endswith("joblib") else np.load(path, allow_pickle=True) for path in paths])


X, y, w, ids = (column(name) for name in ("X", "y", "w", "ids"))
assert set(np.unique(X)) <= {0, 1}

with safe_open(options["model"], "pt") as file:
    names = sorted(file.keys())
    weights = {name: file.get_tensor(name).double().requires_grad_() for name in names}
    layers = json.loads(file.metadata()["helicon.spec"])["layers"]


def logits(rows):
    x = torch.tensor(X[rows].astype("float64")).transpose(1, 2)
    for layer in ("conv1d", "conv1d_1", "conv1d_2"):
        kernel = weights[f"{layer}/kernel"].permute(2, 1, 0)
        total = kernel.shape[2] - 1
        x = F.relu(F.conv1d(F.pad(x, (total // 2, total - total // 2)), kernel, weights[f"{layer}/bias"]))
    return x.transpose(1, 2).flatten(1) @ weights["dense/kernel"] + weights["dense/bias"]


def adam(step, moments, gradients, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Keras' form. PyTorch's adds epsilon after the correction of v, which shows while v is small."""
    rate = options["learningRate"] * (1 - beta2**step) ** 0.5 / (1 - beta1**step)
    with torch.no_grad():
        for weight, (m, v), g in zip(weights.values(), moments, gradients):
            m.mul_(beta1).add_(g, alpha=1 - beta1)
            v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
            weight.sub_(rate * m / (v.sqrt() + epsilon))


moments = [(torch.zeros_like(weight), torch.zeros_like(weight)) for weight in weights.values()]
losses, size = [], options["batchSize"]
for step in range(options["steps"]):
    rows = np.arange(step * size, (step + 1) * size)
    label, weight = torch.tensor(y[rows].astype("float64")), torch.tensor(w[rows].astype("float64")).reshape(-1, 1)
    loss = (F.binary_cross_entropy_with_logits(logits(rows), label, reduction="none") * weight).mean()
    adam(step + 1, moments, torch.autograd.grad(loss, list(weights.values())))
    losses.append(loss.item())

with torch.no_grad():
    predictions = torch.sigmoid(logits(np.arange(len(X))))[:, 0].tolist()
print(
    json.dumps(
        {
            "layers": [layer["type"] for layer in layers],
            "shapes": {"X": X.shape, "y": y.shape, "w": w.shape, "ids": ids.shape},
            "dtype": str(X.dtype),
            "ids": [str(name) for name in ids[:3]],
            "bases": X.sum((0, 1)).tolist(),
            "losses": losses,
            "predictions": predictions,
        }
    )
)
