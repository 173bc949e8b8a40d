// As much of curl as the documentation uses, for machines without it.
const args = process.argv.slice(2);
const request = { method: 'GET', headers: {} };
let url = '';
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '-s') continue;
  if (arg === '-X') request.method = args.shift();
  else if (arg === '-d') request.body = args.shift();
  else if (arg === '-H') {
    const [name, ...value] = args.shift().split(':');
    request.headers[name] = value.join(':').trim();
  } else url = arg;
}
const response = await fetch(url, request);
process.stdout.write(await response.text());
