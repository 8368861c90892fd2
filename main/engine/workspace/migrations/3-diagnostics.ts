// Version 3: series that have a value at every so manieth position alone, and histograms of weights and activations.
export const diagnostics = `
  ALTER TABLE series ADD COLUMN every INTEGER NOT NULL DEFAULT 1;

  -- data: float64, little-endian: count, min, max, mean, deviation, zeros, dead (NaN: none), then how many lie in each bin.
  CREATE TABLE histograms (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    epoch INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (run, epoch, kind, name)
  ) STRICT;
`
