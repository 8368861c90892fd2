"""Writes main/engine/training/trace/operations.json: of each TensorFlow operation that a recorded step may hold, the names
of its outputs and which type attributes follow from which inputs, as TensorFlow's own list of operations has them.

    pip install tensorflow-cpu && python scripts/operations.py

Operations are those that tfjs-node's kernels name and those that our own graph writer uses.
"""
import json
import os
import re
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
from tensorflow.core.framework import op_def_pb2  # noqa: E402
from tensorflow.python.client import pywrap_tf_session  # noqa: E402

ROOT = Path(__file__).parent.parent
KERNELS = ROOT / "node_modules/@tensorflow/tfjs-node/dist"
OWN = """Const StatelessWhile TensorListReserve TensorListSetItem TensorListGetItem TensorListStack GatherV2 ConcatV2 Less
AddV2 Sub Identity StatelessRandomGetKeyCounter StatelessRandomUniformFullIntV2 StatelessIf ZerosLike Reshape Split
XlaDot XlaDynamicUpdateSlice DeepCopy InplaceUpdate""".split()


def named_in_kernels():
    """Every quoted or constant name in tfjs-node's kernels; most are no operations and fall out below."""
    texts = [path.read_text() for path in KERNELS.rglob("*.js")]
    return {word for text in texts for word in re.findall(r"\b[A-Z]\w+", text)}


def argument(arg):
    entry = {"name": arg.name}
    if arg.type_attr:
        entry["type"] = arg.type_attr
    if arg.number_attr:
        entry["number"] = arg.number_attr
    return entry


def entry(op):
    return {"inputs": [argument(arg) for arg in op.input_arg], "outputs": [argument(arg) for arg in op.output_arg]}


buffer = pywrap_tf_session.TF_GetAllOpList()
ops = op_def_pb2.OpList()
ops.ParseFromString(pywrap_tf_session.TF_GetBuffer(buffer))
wanted = named_in_kernels() | set(OWN)
# A step is pure: what reads files, keeps state or calls out is never recorded, whatever a kernel names. DeepCopy is called
# stateful so that no optimisation shares its result.
table = {op.name: entry(op) for op in ops.op if op.name in wanted and (not op.is_stateful or op.name.startswith("Stateless") or op.name == "DeepCopy")}
target = ROOT / "main/engine/training/trace/operations.json"
target.write_text(
    "{\n" + ",\n".join(f'  {json.dumps(name)}: {json.dumps(table[name])}' for name in sorted(table)) + "\n}\n"
)
print(len(table), "operations")
