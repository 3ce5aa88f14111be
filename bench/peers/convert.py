"""A FASTA file as a table of ids and letters, by Biopython: how long, and the most memory held."""

import argparse
import json
import sys
import time

parser = argparse.ArgumentParser()
parser.add_argument("--input")
parser.add_argument("--output")
options = parser.parse_args()
try:
    import Bio
    from Bio import SeqIO
except ImportError as error:
    print(json.dumps({"absent": str(error)}))
    sys.exit()

start = time.perf_counter()
SeqIO.convert(options.input, "fasta", options.output, "tab")
found = {"program": f"Biopython {Bio.__version__}", "seconds": time.perf_counter() - start}
try:
    import resource

    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    found["peakMemory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
except ImportError:
    pass
print(json.dumps(found))
