// Version 4: every saved change of an architecture stays.
export const versions = `
  -- json: the version with its number, name and time. What there was before is the first version.
  CREATE TABLE architecture_versions (
    architecture TEXT NOT NULL REFERENCES architectures (id),
    version INTEGER NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (architecture, version)
  ) STRICT;

  INSERT INTO architecture_versions (architecture, version, json)
  SELECT id, 1, json_remove(
    json_set(json, '$.version', 1, '$.savedAt', json_extract(json, '$.updatedAt')), '$.id', '$.createdAt', '$.updatedAt'
  ) FROM architectures;

  UPDATE architectures SET json = json_set(json, '$.version', 1);
`
