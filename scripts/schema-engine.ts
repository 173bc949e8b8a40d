// Prisma's schema engine as WebAssembly: no native program to download. Four faults of its PostgreSQL adapter are mended here.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQueryable,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

export type SchemaEngine = glue.SchemaEngine;

export interface OpenEngine {
  readonly engine: SchemaEngine;
  /** Closes every connection that the engine opened. */
  close(): Promise<void>;
}

/** The catalogs' one-byte type "char", which the adapter does not know. */
const CHAR_OID = 18;
const TEXT_OID = 25;
const CHAR_MARK = '\u0000char';

/** Opens the engine on a database for the given Prisma schema files, `[path, content]` each. */
export async function openEngine(url: string, schema: [string, string][]): Promise<OpenEngine> {
  loadGlue();
  const adapters: SqlDriverAdapter[] = [];
  const track = (adapter: SqlDriverAdapter) => {
    adapters.push(adapter);
    return adapter;
  };
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => track(await connect(url)),
    connectToShadowDb: async () => track(await connectToShadow(url)),
  });
  const engine = await glue.SchemaEngine.new({ datamodels: schema }, () => {}, factory);
  return {
    engine,
    close: async () => {
      engine.free();
      await Promise.all(adapters.map((adapter) => adapter.dispose()));
    },
  };
}

let loaded = false;
function loadGlue(): void {
  if (loaded) return;
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': { ...glue } });
  glue.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start();
  // Without this registry a panic hides behind a TypeError.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => console.error(`Schema engine: ${message}`),
    },
  });
  loaded = true;
}

async function connect(url: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url });
  pool.on('connect', (client) => {
    if (client instanceof pg.Client) markCharColumns(client);
  });
  const adapter = readCharColumns(await new PrismaPg(pool).connect());
  // The adapter cuts a script at every semicolon, also inside functions and literals, and runs the pieces one by one.
  // A query without parameters goes to the server whole, which runs all of it or nothing.
  adapter.executeScript = async (sql) => {
    await adapter.executeRaw({ sql, args: [], argTypes: [] });
  };
  let closed: Promise<void> | undefined;
  adapter.dispose = () => {
    closed ??= pool.end();
    return closed;
  };
  return adapter;
}

/** The adapter's own shadow run can hit the real database and leaves the shadow behind. */
async function connectToShadow(url: string): Promise<SqlDriverAdapter> {
  const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
  const main = await connect(url);
  await main.executeScript(`CREATE DATABASE "${name}" TEMPLATE template0`);
  const shadowUrl = new URL(url);
  shadowUrl.pathname = `/${name}`;
  const shadow = await connect(shadowUrl.href);
  const closeShadow = shadow.dispose;
  let closed: Promise<void> | undefined;
  const close = async () => {
    await closeShadow();
    await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
    await main.dispose();
  };
  shadow.dispose = () => {
    closed ??= close();
    return closed;
  };
  return shadow;
}

/** Lets "char" columns pass the adapter as text, with a mark in their name. */
function markCharColumns(client: pg.Client): void {
  client.connection.prependListener(
    'rowDescription',
    ({ fields }: { fields: { name: string; dataTypeID: number }[] }) => {
      for (const field of fields) {
        if (field.dataTypeID !== CHAR_OID) continue;
        field.dataTypeID = TEXT_OID;
        field.name += CHAR_MARK;
      }
    },
  );
}

/** Turns marked columns into characters again. */
function readCharColumns<T extends SqlQueryable>(adapter: T): T {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    result.columnNames.forEach((name, column) => {
      if (!name.endsWith(CHAR_MARK)) return;
      result.columnNames[column] = name.slice(0, -CHAR_MARK.length);
      result.columnTypes[column] = ColumnTypeEnum.Character;
    });
    return result;
  };
  return adapter;
}
