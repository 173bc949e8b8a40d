// Writes docs/configuration.md from the schema that validates the environment, so that the two cannot drift apart.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { envReference } from '#server/core/env.ts';

export const CONFIGURATION = join(import.meta.dirname, '../docs/configuration.md');

type Property = { type?: string; enum?: string[]; default?: unknown; description?: string };

/** The page as Markdown: every variable with its default and its sentence. */
export function configurationPage(): string {
  const schema = z.toJSONSchema(envReference, { io: 'input', unrepresentable: 'any' });
  const properties = (schema.properties ?? {}) as Record<string, Property>;
  const required = new Set(schema.required);
  const rows = Object.entries(properties).map(
    ([name, { description = '', enum: values, default: fallback }]) => {
      const otherwise = required.has(name)
        ? 'required'
        : fallback === undefined
          ? ''
          : `\`${String(fallback)}\``;
      const choice =
        values && values.join() !== '0,1' ? ` One of ${values.map((v) => `\`${v}\``).join(', ')}.` : '';
      return `| \`${name}\` | ${otherwise} | ${description}${choice} |`;
    },
  );
  return `# Configuration

AirGate is configured by its environment alone. It is validated at the start; what is missing or wrong is named in one line.
\`npm start\` fills in \`DATABASE_URL\` and \`AIRGATE_SECRET_KEY\` by itself while it runs the embedded database.

| variable | default | what it is |
| --- | --- | --- |
${rows.join('\n')}
`;
}

if (import.meta.main) writeFileSync(CONFIGURATION, configurationPage());
