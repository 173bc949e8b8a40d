import { defineConfig } from 'prisma/config';

// `prisma generate` looks for the native schema engine although it never runs it; any existing file satisfies it,
// so an install needs no download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema' });
