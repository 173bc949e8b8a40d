import { setEnvironment } from './environment.ts';

// Nobody answers at this address: a test that needs a database fails at once instead of finding somebody's.
setEnvironment('postgresql://nobody:nothing@127.0.0.1:1/none');
