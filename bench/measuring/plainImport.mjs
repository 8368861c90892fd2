// A process of its own: DuckDB alone turns a CSV file into a Parquet file; its seconds and peak memory go to the parent.
import { DuckDBInstance } from '@duckdb/node-api'
import { availableParallelism, setPriority } from 'node:os'

// As the tables worker does: on a busy machine the two would else not be given the same.
setPriority(5)
const [, , source, target] = process.argv
const text = (path) => `'${path.replaceAll("'", "''")}'`
const threads = String(Math.min(4, Math.max(2, availableParallelism())))
const instance = await DuckDBInstance.create(':memory:', { threads })
const connection = await instance.connect()
const begun = performance.now()
await connection.run(`COPY (SELECT * FROM read_csv(${text(source)})) TO ${text(target)} (FORMAT parquet)`)
process.send({ seconds: (performance.now() - begun) / 1000 })
