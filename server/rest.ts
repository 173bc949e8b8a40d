/** Every endpoint of the API, by slice. */
import { restHandler } from '#server/core/rest.ts';
import { cloudsRest } from './clouds/rest.ts';

export const routes = [...cloudsRest];

export const handleRest = restHandler(routes);
