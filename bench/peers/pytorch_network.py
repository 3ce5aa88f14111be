"""A network in Keras' terms as a PyTorch module, from Helicon's weights."""

import torch
import torch.nn.functional as F
from torch import nn

ACTIVATIONS = {"linear": lambda x: x, "relu": F.relu, "sigmoid": torch.sigmoid}


class Network(nn.Module):
    """
    Sequences [n, 4, length], or images of height 1 [n, 4, 1, length] where `flat` is false: two ways to write the same
    convolutions, for which PyTorch has different code.
    """

    def __init__(self, network, weights, flat, dropout):
        super().__init__()
        self.flat = flat
        self.length = network["spec"]["inputs"][0]["shape"][0]
        self.inputs = [given["name"] for given in network["spec"]["inputs"]]
        output = next(o["layer"] for o in network["spec"]["outputs"] if o["name"] == network["loss"]["output"])
        names = [layer["name"] for layer in network["spec"]["layers"]]
        # What comes after the output that the loss is of is a sigmoid for people.
        self.plan = network["spec"]["layers"][: names.index(output) + 1]
        self.output = output
        self.modules_by_name = nn.ModuleDict()
        self.shapes = {self.inputs[0]: (self.length, 4)}
        for layer in self.plan:
            module = self.module(layer, weights, dropout)
            if module is not None:
                self.modules_by_name[layer["name"]] = module

    def module(self, layer, weights, dropout):
        """The layer's module with its weights; None where it has no state. Notes the shape of what it gives."""
        name, kind, shape = layer["name"], layer["type"], self.shapes[layer["inputs"][0]]
        self.shapes[name] = self.shape_after(layer, shape)
        array = lambda part: torch.from_numpy(weights[f"{name}/{part}"].copy())
        if kind == "conv1d":
            dilation, width = layer.get("dilationRate", 1), layer["kernelSize"]
            if self.flat:
                module = nn.Conv1d(shape[1], layer["filters"], width, dilation=dilation)
                kernel = array("kernel").permute(2, 1, 0)
            else:
                module = nn.Conv2d(shape[1], layer["filters"], (1, width), dilation=(1, dilation))
                kernel = array("kernel").permute(2, 1, 0)[:, :, None, :]
            module.weight.data.copy_(kernel)
            module.bias.data.copy_(array("bias"))
            return module
        if kind == "dense":
            module = nn.Linear(weights[f"{name}/kernel"].shape[0], layer["units"])
            kernel = array("kernel")
            if isinstance(shape[0], tuple):
                # Flattened here with the length last, in the weights with the channels last.
                length, channels = shape[0]
                kernel = kernel.reshape(length, channels, -1).transpose(0, 1).reshape(length * channels, -1)
            module.weight.data.copy_(kernel.T)
            module.bias.data.copy_(array("bias"))
            return module
        if kind == "batchNormalization":
            norm = nn.BatchNorm1d if self.flat else nn.BatchNorm2d
            module = norm(shape[-1], eps=layer.get("epsilon", 0.001), momentum=1 - layer.get("momentum", 0.99))
            module.weight.data.copy_(array("gamma"))
            module.bias.data.copy_(array("beta"))
            return module
        return nn.Dropout(layer["rate"] if dropout else 0.0) if kind == "dropout" else None

    def shape_after(self, layer, shape):
        """[length, channels] or [units]; what was flattened keeps both as a pair."""
        kind = layer["type"]
        if kind == "conv1d":
            return (shape[0], layer["filters"])
        if kind == "maxPooling1d":
            return (shape[0] // layer["poolSize"], shape[1])
        if kind == "flatten":
            return ((shape[0], shape[1]),)
        if kind in ("globalMaxPooling1d", "globalAveragePooling1d"):
            return (shape[1],)
        return (layer["units"],) if kind == "dense" else shape

    def forward(self, x):
        values = {self.inputs[0]: x}
        for layer in self.plan:
            values[layer["name"]] = self.apply_layer(layer, [values[name] for name in layer["inputs"]])
        return values[self.output]

    def apply_layer(self, layer, given):
        kind, x = layer["type"], given[0]
        if kind == "conv1d":
            if layer.get("padding", "valid") == "same":
                total = (layer["kernelSize"] - 1) * layer.get("dilationRate", 1)
                x = F.pad(x, (total // 2, total - total // 2))
            x = self.modules_by_name[layer["name"]](x)
        elif kind in ("dense", "batchNormalization", "dropout"):
            x = self.modules_by_name[layer["name"]](x)
        elif kind == "maxPooling1d":
            size = layer["poolSize"]
            x = F.max_pool1d(x, size) if self.flat else F.max_pool2d(x, (1, size))
        elif kind == "globalMaxPooling1d":
            x = x.amax(2) if self.flat else x.amax((2, 3))
        elif kind == "globalAveragePooling1d":
            x = x.mean(2) if self.flat else x.mean((2, 3))
        elif kind == "flatten":
            x = x.flatten(1)
        elif kind == "add":
            x = sum(given[1:], x)
        return ACTIVATIONS[layer.get("activation", "linear")](x)
