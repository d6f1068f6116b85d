#!/usr/bin/env python3
"""What tuned models of scikit-learn reach on the features, folds of speakers and test part of a finished run.

    python3 scikit_learn.py experiments/EXPERIMENT/RUN [LABELS.csv ...]

LABELS.csv name the labelled part's labels (columns name and discrete or label, and speaker where known). A run with outer folds needs none: its
test-labels.csv holds every utterance, and five folds of speakers are drawn here by GroupKFold. Features are the run's own tables, beside each
other, with a mask per encoder, standardised inside each fold; normalised per speaker first where the run did. RBF SVM, logistic regression and
random forest are each tuned by five inner folds; the one that the inner folds choose is the baseline, and the best on the test part is printed too.
Differences are of the run's final ensemble minus scikit-learn's on the same utterances, with a bootstrap over speakers.

Needs numpy and scikit-learn (Debian: python3-sklearn). The product itself needs no Python.
"""
import csv
import json
import pathlib
import sys

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, recall_score
from sklearn.model_selection import GridSearchCV, GroupKFold, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

GRIDS = {
    "svm": (SVC(), {"svc__C": [0.3, 1, 3, 10, 30], "svc__gamma": ["scale", "auto", 1e-4, 1e-3]}),
    "logistic": (LogisticRegression(max_iter=2000), {"logisticregression__C": [1e-4, 1e-3, 1e-2, 1e-1, 1]}),
    "forest": (RandomForestClassifier(n_estimators=400, random_state=0, n_jobs=1), {"randomforestclassifier__max_features": ["sqrt", 0.1]}),
}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(folder):
    names = [row["name"] for row in rows_of(folder / "index.csv")]
    return dict(zip(names, np.load(folder / "values.npy").astype(np.float64)))


def features(run, names, speakers):
    manifest = json.loads((run / "run.json").read_text())
    root = run.resolve().parents[2] / "datasets" / "features"
    blocks = []
    for folder in manifest["feature_tables"] + manifest.get("joint_tables", []):
        if (root / folder / "offsets.npy").exists():
            continue
        rows = table(root / folder)
        x = np.array([rows[name] for name in names])
        if manifest["normalised_per_speaker"]:
            for speaker in set(speakers):
                of = np.array([s == speaker for s in speakers])
                spread = np.nanstd(x[of], axis=0)
                x[of] = (x[of] - np.nanmean(x[of], axis=0)) / np.where(spread > 1e-9, spread, 1)
        blocks += [np.nan_to_num(x), (~np.isnan(x).all(axis=1, keepdims=True)).astype(float)]
        print(f"{folder}: {x.shape[1]} values")
    return np.hstack(blocks)


def fitted(name, x, y, groups, metric):
    model, grid = GRIDS[name]
    folds = (GroupKFold(5).split(x, y, groups) if groups is not None else StratifiedKFold(5, shuffle=True, random_state=0).split(x, y))
    scoring = "f1_weighted" if metric == "waf" else "recall_macro"
    return GridSearchCV(make_pipeline(StandardScaler(), model), grid, cv=list(folds), scoring=scoring, n_jobs=1).fit(x, y)


def score(metric, truth, predicted):
    return f1_score(truth, predicted, average="weighted", zero_division=0) if metric == "waf" else recall_score(truth, predicted, average="macro", zero_division=0)


def main():
    run = pathlib.Path(sys.argv[1])
    metric = json.loads((run / "metrics.json").read_text())["metric"].lower()
    tests = {row["name"]: row for row in rows_of(run / "test-labels.csv")}
    ours = {row["name"]: row["discrete"] for row in rows_of(run / "predictions.csv") if row["part"] == "test"}
    names = list(ours)
    truth = np.array([tests[name]["label"] for name in names])
    groups = np.array([tests[name]["group"] or name for name in names])
    theirs, inner = {model: np.empty(len(names), dtype=object) for model in GRIDS}, {model: [] for model in GRIDS}
    if len(sys.argv) > 2:
        labelled = {row["name"]: row for path in sys.argv[2:] for row in rows_of(path) if row.get("discrete") or row.get("label")}
        train = [name for name in labelled if name not in ours]
        y = np.array([labelled[name].get("discrete") or labelled[name]["label"] for name in train])
        speakers = [labelled[name].get("speaker") for name in train]
        x = features(run, train + names, speakers + list(groups))
        splits = [(np.arange(len(train)), np.arange(len(train), len(x)), y, np.array(speakers) if all(speakers) else None)]
        place = lambda test: test - len(train)
    else:
        x = features(run, names, groups)
        splits = [(a, b, truth[a], groups[a]) for a, b in GroupKFold(5).split(x, truth, groups)]
        place = lambda test: test
    for train, test, y, of in splits:
        for model in GRIDS:
            search = fitted(model, x[train], y, of, metric)
            theirs[model][place(test)] = search.predict(x[test])
            inner[model].append(search.best_score_)
    chosen = max(GRIDS, key=lambda model: np.mean(inner[model]))
    best = max(GRIDS, key=lambda model: score(metric, truth, theirs[model]))
    own = np.array([ours[name] for name in names])
    print(f"{metric}, {len(names)} test utterances; the run: {score(metric, truth, own):.3f}")
    for model in GRIDS:
        print(f"{model}: inner folds {np.mean(inner[model]):.3f}, test {score(metric, truth, theirs[model]):.3f}")
    random, units = np.random.default_rng(1), sorted(set(groups))
    members = {unit: np.flatnonzero(groups == unit) for unit in units}
    for what, model in (("chosen by inner folds", chosen), ("best on the test part", best)):
        draws = []
        for _ in range(2000):
            rows = np.concatenate([members[unit] for unit in random.choice(units, len(units))])
            draws.append(score(metric, truth[rows], own[rows]) - score(metric, truth[rows], theirs[model][rows]))
        low, high = np.quantile(draws, [0.025, 0.975])
        print(f"the run minus {model} ({what}): {score(metric, truth, own) - score(metric, truth, theirs[model]):+.3f} [{low:+.3f}, {high:+.3f}]")


main()
