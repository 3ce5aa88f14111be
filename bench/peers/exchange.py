"""What the programs in Python share: the arguments, the arrays to start from, batches, and how a rate is measured."""

import argparse
import json
import os
import statistics
import sys
import time

import numpy as np

TYPES = {"F32": np.float32, "U8": np.uint8}
WARM_UP = 5
FEWEST = 3


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--task", choices=["check", "measure", "train"], required=True)
    parser.add_argument("--exchange", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--batches", type=int, default=20)
    parser.add_argument("--training", default="")
    parser.add_argument("--predicting", default="")
    return parser.parse_args()


def read_arrays(path):
    """A safetensors file: the header's length, the header in JSON, the arrays."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        body = file.read()
    arrays = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            arrays[name] = np.frombuffer(body[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    return arrays


def read_exchange(folder):
    """network.json, the weights by `layer/array`, and the records: codes, labels, weights."""
    with open(os.path.join(folder, "network.json"), encoding="utf8") as file:
        network = json.load(file)
    weights = read_arrays(os.path.join(folder, "weights.safetensors"))
    return network, weights, read_arrays(os.path.join(folder, "data.safetensors"))


def one_hot(codes):
    """[n, length] codes as [n, length, 4] float32; what is no base is a row of zeros."""
    return np.eye(5, 4, dtype=np.float32)[codes]


def shuffled_rows(records, size):
    """Rows of whole batches for ever, shuffled again in every pass."""
    generator = np.random.default_rng(0)
    while True:
        order = generator.permutation(records)
        for first in range(0, records - size + 1, size):
            yield order[first : first + size]


def records_per_second(step, rows, size, seconds):
    """From the median time of a batch, after five (or `seconds`) to warm up; three batches at least are measured."""
    start, done = time.perf_counter(), 0
    while done < WARM_UP and (done == 0 or time.perf_counter() - start < seconds):
        step(next(rows))
        done += 1
    times, start = [], time.perf_counter()
    while len(times) < FEWEST or time.perf_counter() - start < seconds:
        batch = next(rows)
        before = time.perf_counter()
        step(batch)
        times.append(time.perf_counter() - before)
    return size / statistics.median(times)


def peak_memory():
    """Bytes of memory that the process has held at most; nothing on Windows."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def attempt(setting, check):
    """The answer of one setting, or why it cannot be used here (no compiler, an operation that is not supported)."""
    try:
        return {"setting": setting, **check()}
    except Exception as error:
        return {"setting": setting, "failed": f"{type(error).__name__}: {str(error).strip().splitlines()[0][:200]}"}


def answer(program, result):
    print(json.dumps({"program": program, "peakMemory": peak_memory(), **result}))
