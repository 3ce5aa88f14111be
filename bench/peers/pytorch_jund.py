"""PyTorch on the CPU, the JUND network: sequences a second while training and predicting.

python pytorch_jund.py --data DISKDATASET --threads 2 --seconds 10      (needs torch, numpy, joblib)

The protocol is that of bench/README.md: float32, batches of 1,000, three times [Conv1D(15, 10, relu, same) + dropout .5]
and Dense(1), weighted sigmoid cross-entropy from logits, Adam 1e-3, shuffled every epoch, data in memory in the form
that the program likes best, five batches to warm up, then whole batches for the given time; the median batch counts.
"""

import argparse
import glob
import json
import os
import re
import statistics
import time

import joblib
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

BATCH = 1000

options = argparse.ArgumentParser()
options.add_argument("--data", required=True)
options.add_argument("--threads", type=int, default=2)
options.add_argument("--seconds", type=float, default=10)
options = options.parse_args()
torch.set_num_threads(options.threads)
torch.manual_seed(0)


def column(letter):
    """One part of every shard, in their order."""
    paths = [p for e in ("joblib", "npy") for p in glob.glob(os.path.join(options.data, f"shard-*-{letter}.{e}"))]
    paths.sort(key=lambda path: int(re.search(r"shard-(\d+)-", path).group(1)))
    load = lambda path: np.load(path) if path.endswith(".npy") else joblib.load(path)
    return torch.from_numpy(np.concatenate([load(path) for path in paths]).astype("float32"))


X, y, w = column("X").transpose(1, 2).contiguous(), column("y"), column("w")


class Same(nn.Module):
    def __init__(self, inputs, outputs, width):
        super().__init__()
        self.conv = nn.Conv1d(inputs, outputs, width)
        self.pad = ((width - 1) // 2, width - 1 - (width - 1) // 2)

    def forward(self, x):
        return self.conv(F.pad(x, self.pad))


layers, channels = [], 4
for _ in range(3):
    layers += [Same(channels, 15, 10), nn.ReLU(), nn.Dropout(0.5)]
    channels = 15
network = nn.Sequential(*layers, nn.Flatten(), nn.Linear(15 * X.shape[2], 1))
optimizer = torch.optim.Adam(network.parameters(), 1e-3)


def train(rows):
    optimizer.zero_grad(set_to_none=True)
    loss = F.binary_cross_entropy_with_logits(network(X[rows]), y[rows], reduction="none") * w[rows]
    loss.mean().backward()
    optimizer.step()


def predict(rows):
    network(X[rows])


def batches():
    while True:
        order = torch.randperm(len(X))
        for first in range(0, len(order) - BATCH + 1, BATCH):
            yield order[first : first + BATCH]


def sequences_per_second(step):
    rows = batches()
    for _ in range(5):
        step(next(rows))
    times, end = [], time.perf_counter() + options.seconds
    while time.perf_counter() < end:
        batch = next(rows)
        start = time.perf_counter()
        step(batch)
        times.append(time.perf_counter() - start)
    return round(BATCH / statistics.median(times))


network.train()
training = sequences_per_second(train)
network.eval()
with torch.inference_mode():
    predicting = sequences_per_second(predict)
print(json.dumps({"program": f"PyTorch {torch.__version__}", "threads": options.threads, "training": training, "predicting": predicting}))
