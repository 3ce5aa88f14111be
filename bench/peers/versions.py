"""Which of the programs compared this Python has, and what they compute with."""

import json
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
found = {}
try:
    import numpy
    import torch

    capability = torch.backends.cpu.get_cpu_capability()
    found["pytorch"] = {"version": torch.__version__, "instructions": capability, "numpy": numpy.__version__}
except ImportError as error:
    found["pytorchAbsent"] = str(error)
try:
    import keras

    found["keras"] = {"version": keras.__version__, "backend": keras.backend.backend()}
except Exception as error:
    found["kerasAbsent"] = str(error)
print(json.dumps(found))
