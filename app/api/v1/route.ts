/** Who opens the API's own address in a browser finds its documentation. */
export function GET(): Response {
  return new Response(null, { status: 307, headers: { location: '/docs/api' } });
}
