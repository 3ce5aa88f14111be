"""PyTorch in float64 on the presets for any labels, written down apart from Helicon's layers, with weights of its file.

Reads {cases: [{model, name, length, task, outputs, strands, records, codes}]}; prints the predictions of every case.
"""

import json
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def arrays(path):
    """The arrays of a safetensors file: a length of 8 bytes, a header in JSON, float32 numbers."""
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        header, data = json.loads(file.read(size)), file.read()
    found = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, last = entry["data_offsets"]
            values = np.frombuffer(data[first:last], "<f4").astype("float64")
            found[name] = torch.tensor(values).reshape(entry["shape"])
    return found


def conv(x, w, name, dilation=1):
    """Same padding, the smaller half on the left. x [records, channels, length]."""
    kernel = w[f"{name}/kernel"].permute(2, 1, 0)
    total = (kernel.shape[2] - 1) * dilation
    x = F.pad(x, (total // 2, total - total // 2))
    return F.conv1d(x, kernel, w[f"{name}/bias"], dilation=dilation)


def norm(x, w, name):
    mean, variance = w[f"{name}/movingMean"], w[f"{name}/movingVariance"]
    return F.batch_norm(x, mean, variance, w[f"{name}/gamma"], w[f"{name}/beta"], eps=1e-3)


def dense(x, w, name):
    return x @ w[f"{name}/kernel"] + w[f"{name}/bias"]


def deepbind(strands, w):
    if len(strands) == 1:
        best = F.relu(conv(strands[0], w, "conv1d")).amax(2)
    else:
        # Every place in which a filter of 24 meets a base of either strand.
        padded = [conv(F.pad(x, (23, 23)), w, "conv1d") for x in strands]
        best = torch.stack([F.relu(x).amax(2) for x in padded]).amax(0)
    return F.relu(dense(best, w, "dense"))


def basset(strands, w):
    (x,) = strands
    length = x.shape[2]
    pools = next(p for p in ([3, 4, 4], [3, 4, 2], [3, 2, 2], [2, 2, 2], [2, 2, 1]) if p == [2, 2, 1] or length >= 10 * p[0] * p[1] * p[2])
    for stage, pool in enumerate(pools):
        suffix = f"_{stage}" if stage else ""
        x = F.max_pool1d(F.relu(norm(conv(x, w, f"conv1d{suffix}"), w, f"batchNormalization{suffix}")), pool)
    x = x.transpose(1, 2).flatten(1)
    return F.relu(dense(F.relu(dense(x, w, "dense")), w, "dense_1"))


def residual(strands, w):
    (x,) = strands
    most = min(32, x.shape[2] / 8)
    x = conv(x, w, "stem")
    dilation, norms, convolutions = 1, 0, 0
    numbered = lambda name, number: f"{name}_{number}" if number else name
    while dilation == 1 or dilation <= most:
        y = F.relu(norm(x, w, numbered("batchNormalization", norms)))
        y = conv(y, w, numbered("conv1d", convolutions), dilation)
        y = F.relu(norm(y, w, numbered("batchNormalization", norms + 1)))
        x = x + conv(y, w, f"branch_{dilation}")
        dilation, norms, convolutions = dilation * 2, norms + 2, convolutions + 1
    x = F.relu(norm(x, w, numbered("batchNormalization", norms)))
    return torch.cat([x.amax(2), x.mean(2)], 1)


def predict(case):
    w = arrays(case["model"])
    codes = torch.tensor(case["codes"]).reshape(case["records"], case["length"])
    x = F.one_hot(codes, 5)[:, :, :4].double().transpose(1, 2)
    strands = [x] if case["strands"] == "one" else [x, x.flip(1, 2)]
    logits = dense({"deepbind": deepbind, "basset": basset, "residual": residual}[case["name"]](strands, w), w, HEADS[case["task"]])
    if case["task"] == "regression":
        return logits
    return logits.sigmoid() if case["task"] == "binary" else logits.softmax(1)


HEADS = {"binary": "logits", "categorical": "logits", "regression": "prediction"}
options = json.load(sys.stdin)
print(json.dumps({"predictions": [predict(case).flatten().tolist() for case in options["cases"]]}))
