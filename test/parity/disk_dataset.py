"""What DeepChem sees of a DiskDataset."""

import json
import sys

import deepchem
import numpy as np

dataset = deepchem.data.DiskDataset(json.load(sys.stdin)["data"])
print(
    json.dumps(
        {
            "version": deepchem.__version__,
            "records": len(dataset),
            "shards": dataset.get_number_shards(),
            "shapes": [[int(size) for size in shape] for shape in dataset.get_shape()],
            "tasks": [str(task) for task in dataset.get_task_names()],
            "labels": float(np.sum(dataset.y)),
            "weights": float(np.sum(dataset.w)),
            "ids": [str(name) for name in dataset.ids[:3]],
            "batch": [list(array.shape) for array in next(dataset.iterbatches(50, deterministic=True))],
        }
    )
)
