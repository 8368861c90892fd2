"""A peer of the tables worker: `peer.py TASK SOURCE TARGET`; prints its seconds and peak memory as one line of JSON.

Libraries are loaded before the clock starts, as the worker's are; each task begins at the file and ends with a written file or with numbers.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

task, source, target = sys.argv[1:4]

# As the worker does by itself: on a busy machine the two would else not be given the same.
os.nice(5)


def duckdb_import():
    command = Path(sys.executable).parent / "duckdb"
    return lambda: subprocess.run(
        [command, "-c", f"COPY (SELECT * FROM read_csv('{source}')) TO '{target}' (FORMAT parquet)"],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def duckdb_rejects():
    """Records that do not fit are kept apart, as Netloom keeps them."""
    command = Path(sys.executable).parent / "duckdb"
    rows = f"SELECT * FROM read_csv('{source}', delim = ',', header = true, store_rejects = true)"
    return lambda: subprocess.run(
        [command, "-c", f"COPY ({rows}) TO '{target}' (FORMAT parquet)"],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def polars_import():
    import polars

    return lambda: polars.scan_csv(source).sink_parquet(target)


def pandas_import():
    import pandas
    import pyarrow.parquet  # noqa: F401

    return lambda: pandas.read_csv(source).to_parquet(target)


def pandas_profile():
    """What `tables.profile` finds, by the usual calls: the columns' facts, correlations, mutual information, repeats."""
    import numpy
    import pandas
    import pyarrow.parquet  # noqa: F401
    from sklearn.metrics import mutual_info_score

    shares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

    def profile():
        table = pandas.read_parquet(source)
        answer = table[target]
        labels = answer.astype("category").cat.codes
        facts = {}
        for name, column in table.items():
            present = column.dropna()
            if pandas.api.types.is_numeric_dtype(column):
                binned = pandas.qcut(column, 20, labels=False, duplicates="drop").fillna(-1)
                facts[name] = [column.quantile(shares), numpy.histogram(present, 30), (column == 0).sum()]
            else:
                length = present.str.len()
                binned = column.astype("category").cat.codes
                facts[name] = [length.min(), length.mean(), length.max()]
            facts[name].append(mutual_info_score(binned, labels))
        numbers = table.select_dtypes("number")
        return facts, numbers.corr(), table.duplicated().sum()

    return profile


def sklearn_prepare():
    """Missing numbers filled and marked, numbers standardised, words one-hot; fitted on the training rows, all rows written."""
    import numpy
    import pandas
    import pyarrow.parquet  # noqa: F401
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    def prepare():
        table = pandas.read_parquet(source)
        answer = (table.pop("bought") == "yes").to_numpy(numpy.float32)
        numbers = list(table.select_dtypes("number"))
        words = [name for name in table if name not in numbers]
        filled = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
        coded = OneHotEncoder(handle_unknown="ignore", sparse_output=False, dtype=numpy.float32)
        steps = ColumnTransformer([("numbers", filled, numbers), ("words", coded, words)])
        train, _ = train_test_split(numpy.arange(len(table)), test_size=0.36, stratify=answer, random_state=1)
        features = steps.fit(table.iloc[train]).transform(table).astype(numpy.float32)
        numpy.savez(target, features=features, answer=answer)

    return prepare


tasks = {
    "import-duckdb": duckdb_import,
    "rejects-duckdb": duckdb_rejects,
    "import-polars": polars_import,
    "import-pandas": pandas_import,
    "profile-pandas": pandas_profile,
    "prepare-sklearn": sklearn_prepare,
}
run = tasks[task]()
begun = time.perf_counter()
run()
seconds = time.perf_counter() - begun
who = resource.RUSAGE_CHILDREN if task.endswith("-duckdb") else resource.RUSAGE_SELF
print(json.dumps({"seconds": seconds, "peakMb": round(resource.getrusage(who).ru_maxrss / 1024)}))
