// As much of curl as the documentation uses, for machines without it.
import { writeFile } from 'node:fs/promises';

const args = process.argv.slice(2);
const request = { method: 'GET', headers: {} };
let url = '';
let keep = false;
while (args.length > 0) {
  const arg = args.shift();
  if (/^-[sSO]+$/.test(arg)) {
    keep ||= arg.includes('O');
    continue;
  }
  if (arg === '-X') request.method = args.shift();
  else if (arg === '-d') request.body = args.shift();
  else if (arg === '-H') {
    const [name, ...value] = args.shift().split(':');
    request.headers[name] = value.join(':').trim();
  } else url = arg;
}
const response = await fetch(url, request);
const text = await response.text();
if (keep) await writeFile(new URL(url).pathname.split('/').at(-1), text);
else process.stdout.write(text);
