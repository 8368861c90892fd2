// Version 1: a table a noun (the record as JSON, columns only for what is queried), and metric series as blocks.
const noun = (name: string) => `
  CREATE TABLE ${name} (
    id TEXT PRIMARY KEY,
    json TEXT NOT NULL,
    created TEXT NOT NULL,
    removed TEXT
  ) STRICT;`

/** What a block and a series both say of their values; NULL stands for NaN. */
const summary = `
    count INTEGER NOT NULL,
    min REAL,
    max REAL,
    min_at INTEGER NOT NULL,
    max_at INTEGER NOT NULL,
    last REAL`

export const records = `
  ${noun('datasets')}
  ${noun('architectures')}
  ${noun('exports')}

  -- owner: the program that trains or has queued the run. content: hash of a run that came with a bundle.
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    status TEXT NOT NULL,
    owner TEXT,
    content TEXT,
    json TEXT NOT NULL,
    created TEXT NOT NULL,
    removed TEXT
  ) STRICT;
  CREATE INDEX runs_by_status ON runs (status);
  CREATE INDEX runs_by_content ON runs (content);

  CREATE TABLE preferences (name TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;

  CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    at TEXT NOT NULL,
    line TEXT NOT NULL
  ) STRICT;
  CREATE INDEX log_by_run ON log (run, id);

  CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    name TEXT NOT NULL,
    axis TEXT NOT NULL,
    ${summary},
    UNIQUE (run, name)
  ) STRICT;

  -- data: float64, little-endian, for first, first + 1, ...
  CREATE TABLE blocks (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    first INTEGER NOT NULL,
    ${summary},
    data BLOB NOT NULL,
    UNIQUE (series, first)
  ) STRICT;
`
