"""Both strands of a sequence with many motifs, by MOODS or Biopython, on one thread: how long, and how many hits."""

import argparse
import json
import time

parser = argparse.ArgumentParser()
parser.add_argument("--peer", choices=["moods", "biopython"])
parser.add_argument("--file")
options = parser.parse_args()
with open(options.file) as file:
    exchange = json.load(file)
sequence = exchange["sequence"]
thresholds = exchange["thresholds"]


def rows_by_base(values):
    return [values[base::4] for base in range(4)]


matrices = [rows_by_base(matrix["values"]) for matrix in exchange["matrices"]]


def moods():
    import MOODS.scan
    import MOODS.tools
    from importlib.metadata import version

    start = time.perf_counter()
    both = matrices + [MOODS.tools.reverse_complement(matrix) for matrix in matrices]
    found = MOODS.scan.scan_dna(sequence, both, MOODS.tools.flat_bg(4), thresholds + thresholds, 7)
    count = len(matrices)
    counts = [len(found[motif]) + len(found[count + motif]) for motif in range(count)]
    return f"MOODS {version('MOODS-python')}", time.perf_counter() - start, counts


def biopython():
    import Bio
    from Bio.motifs.matrix import PositionSpecificScoringMatrix
    from Bio.Seq import Seq

    start = time.perf_counter()
    letters = Seq(sequence)
    counts = []
    for matrix, threshold in zip(matrices, thresholds):
        forward = PositionSpecificScoringMatrix("ACGT", dict(zip("ACGT", matrix)))
        scores = [pssm.calculate(letters) for pssm in (forward, forward.reverse_complement())]
        counts.append(int(sum((strand >= threshold).sum() for strand in scores)))
    return f"Biopython {Bio.__version__}", time.perf_counter() - start, counts


try:
    program, seconds, counts = {"moods": moods, "biopython": biopython}[options.peer]()
    print(json.dumps({"program": program, "seconds": seconds, "counts": counts}))
except ImportError as error:
    print(json.dumps({"absent": str(error)}))
