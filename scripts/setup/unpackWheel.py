"""Takes TensorFlow's shared libraries and C headers out of its wheel: unpackWheel.py WHEEL LIBRARIES HEADERS."""

import pathlib
import shutil
import sys
import zipfile

INCLUDE = 'tensorflow/include/'
HEADERS = (
    'tensorflow/include/tensorflow/c/',
    'tensorflow/include/tensorflow/core/platform/',
    'tensorflow/include/xla/tsl/',
    'tensorflow/include/tsl/',
)


def target(name, libraries, headers):
    if name.endswith('/'):
        return None
    if name.startswith('tensorflow/libtensorflow'):
        return libraries / name.split('/')[-1]
    if name.startswith(HEADERS):
        return headers / name[len(INCLUDE):]
    return None


def unpack(wheel, libraries, headers):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            path = target(name, libraries, headers)
            if path is None:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            # In pieces: the largest file has 800 MB.
            with archive.open(name) as source, path.open('wb') as sink:
                shutil.copyfileobj(source, sink, 1 << 20)


unpack(sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
