// Version 2: checkpoints of runs, plans of several parts, what was odd about a run, and where its weights came from.
export const checkpoints = `
  -- name: of the file in the run's folder of checkpoints.
  CREATE TABLE checkpoints (
    run TEXT NOT NULL REFERENCES runs (id),
    step INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (run, step)
  ) STRICT;

  UPDATE runs SET json = json_set(json, '$.problems', json('[]'), '$.start', json('null'));

  UPDATE runs SET json = json_set(json, '$.plan', json_object(
    'parts', json_array(json_object('tier', json_extract(json, '$.plan.tier'), 'fromStep', 0)),
    'reason', json_extract(json, '$.plan.reason'),
    'threads', json_extract(json, '$.plan.threads'),
    'libraryVersion', json_extract(json, '$.plan.libraryVersion'),
    'chunkSteps', 0,
    'forecast', json('[]'),
    'notes', json('[]')
  )) WHERE json_type(json, '$.plan') = 'object';
`
