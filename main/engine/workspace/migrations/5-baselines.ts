// Version 5: what the baselines came to on prepared data.
export const baselines = `
  -- prepared: hash of the arrays. json: the list of scores.
  CREATE TABLE baselines (
    prepared TEXT PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT;
`
