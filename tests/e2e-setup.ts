// One whole AirGate for the browser tests, on a port and a data folder of its own.
import { startAirGate } from './airgate.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const airgate = await startAirGate();
  Object.assign(process.env, {
    AIRGATE_E2E_URL: airgate.url,
    AIRGATE_E2E_EMAIL: airgate.email,
    AIRGATE_E2E_PASSWORD: airgate.password,
    AIRGATE_E2E_SANDBOX_URL: airgate.sandboxUrl,
    AIRGATE_E2E_DATA_DIR: airgate.dataDir,
  });
  return airgate.stop;
}
