"""Keras as one of the programs compared (needs keras 3, a backend and numpy). The protocol is that of bench/README.md.

KERAS_BACKEND chooses tensorflow, torch or jax. With TensorFlow the model is measured with and without XLA.
"""

import os

from exchange import answer, arguments, attempt, one_hot, read_exchange, records_per_second, shuffled_rows

options = arguments()
# Before the import: jax and oneDNN read it once.
os.environ["OMP_NUM_THREADS"] = str(options.threads)
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
from keras import layers

backend = keras.backend.backend()
if backend == "tensorflow":
    import tensorflow as backend_module

    backend_module.config.threading.set_intra_op_parallelism_threads(options.threads)
    backend_module.config.threading.set_inter_op_parallelism_threads(1)
elif backend == "torch":
    import torch as backend_module

    backend_module.set_num_threads(options.threads)
else:
    backend_module = __import__(backend)

SETTINGS = ["without XLA", "XLA"] if backend == "tensorflow" else ["as it is"]
ARRAYS = {
    "conv1d": ["kernel", "bias"],
    "dense": ["kernel", "bias"],
    "batchNormalization": ["gamma", "beta", "movingMean", "movingVariance"],
}

keras.utils.set_random_seed(0)
network, weights, data = read_exchange(options.exchange)
y, w = data["labels"], data["weights"]


def layer_of(layer, dropout):
    kind, activation = layer["type"], layer.get("activation", "linear")
    if kind == "conv1d":
        sizes = {"dilation_rate": layer.get("dilationRate", 1), "padding": layer.get("padding", "valid")}
        return layers.Conv1D(layer["filters"], layer["kernelSize"], activation=activation, **sizes)
    if kind == "dense":
        return layers.Dense(layer["units"], activation=activation)
    if kind == "activation":
        return layers.Activation(activation)
    if kind == "maxPooling1d":
        return layers.MaxPooling1D(layer["poolSize"])
    if kind == "dropout":
        return layers.Dropout(layer["rate"] if dropout else 0.0)
    plain = {
        "batchNormalization": layers.BatchNormalization,
        "globalMaxPooling1d": layers.GlobalMaxPooling1D,
        "globalAveragePooling1d": layers.GlobalAveragePooling1D,
        "flatten": layers.Flatten,
        "add": layers.Add,
    }
    return plain[kind]()


def build(setting, dropout):
    spec = network["spec"]
    given = keras.Input(spec["inputs"][0]["shape"])
    values, made = {spec["inputs"][0]["name"]: given}, {}
    for layer in spec["layers"]:
        inputs = [values[name] for name in layer["inputs"]]
        made[layer["name"]] = layer_of(layer, dropout)
        values[layer["name"]] = made[layer["name"]](inputs if layer["type"] == "add" else inputs[0])
    output = next(o["layer"] for o in spec["outputs"] if o["name"] == network["loss"]["output"])
    model = keras.Model(given, values[output])
    for layer in spec["layers"]:
        names = ARRAYS.get(layer["type"], [])
        made[layer["name"]].set_weights([weights[f"{layer['name']}/{part}"] for part in names])
    adam = network["optimizer"]
    optimizer = keras.optimizers.Adam(network["learningRate"], adam["beta1"], adam["beta2"], adam["epsilon"])
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(optimizer, loss, jit_compile=setting == "XLA")
    return model


def check(setting):
    rows = slice(0, network["checkRecords"])
    x, model, losses = one_hot(data["codes"][rows]), build(setting, False), []
    outputs = model.predict_on_batch(x).flatten().tolist()
    for _ in range(3):
        # The value is a mean over the batches since the last reset.
        model.reset_metrics()
        losses.append(float(model.train_on_batch(x, y[rows], sample_weight=w[rows])))
    return {"outputs": outputs, "losses": losses, **measure(setting, setting)}


def measure(training, predicting):
    x, model = one_hot(data["codes"]), build(training, True)
    rate = lambda step: records_per_second(
        step, shuffled_rows(len(x), network["batch"]), network["batch"], options.seconds
    )
    rates = {"training": rate(lambda rows: model.train_on_batch(x[rows], y[rows], sample_weight=w[rows]))}
    if predicting != training:
        model = build(predicting, True)
    return {**rates, "predicting": rate(lambda rows: model.predict_on_batch(x[rows]))}


def train():
    x, model = one_hot(data["codes"]), build(options.training, True)
    rows = shuffled_rows(len(x), network["batch"])
    for _ in range(options.batches):
        batch = next(rows)
        model.train_on_batch(x[batch], y[batch], sample_weight=w[batch])
    return {}


if options.task == "check":
    result = {"candidates": [attempt(setting, lambda: check(setting)) for setting in SETTINGS]}
else:
    result = measure(options.training, options.predicting) if options.task == "measure" else train()
answer(f"Keras {keras.__version__} on {backend} {backend_module.__version__}", result)
