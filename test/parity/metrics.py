"""scikit-learn's and SciPy's answers for lists of labels, predictions and weights."""

import json
import sys

import numpy as np
from scipy import stats
from sklearn import metrics


def binary(case):
    y, p = np.array(case["labels"]), np.array(case["predictions"])
    w = None if case["weights"] is None else np.array(case["weights"])
    called = p >= 0.5
    return {
        "rocAuc": metrics.roc_auc_score(y, p, sample_weight=w),
        "averagePrecision": metrics.average_precision_score(y, p, sample_weight=w),
        "accuracy": metrics.accuracy_score(y, called, sample_weight=w),
        "precision": metrics.precision_score(y, called, sample_weight=w),
        "recall": metrics.recall_score(y, called, sample_weight=w),
        "f1": metrics.f1_score(y, called, sample_weight=w),
        "matthews": metrics.matthews_corrcoef(y, called, sample_weight=w),
        "logLoss": metrics.log_loss(y, p, sample_weight=w),
        "brier": metrics.brier_score_loss(y, p, sample_weight=w),
    }


def regression(case):
    y, p = np.array(case["labels"]), np.array(case["predictions"])
    return {
        "pearson": stats.pearsonr(y, p)[0],
        "spearman": stats.spearmanr(y, p)[0],
        "r2": metrics.r2_score(y, p),
        "meanSquaredError": metrics.mean_squared_error(y, p),
        "meanAbsoluteError": metrics.mean_absolute_error(y, p),
    }


cases = json.load(sys.stdin)
print(json.dumps([binary(case) if case["kind"] == "binary" else regression(case) for case in cases]))
