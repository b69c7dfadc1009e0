// How the chain benchmark starts Assay: an entry for the table in its peers.mjs.
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../../assay', import.meta.url));

export const assay = (port, { mode = 'auto', gas, data, extra = [] } = {}) => ({
  cmd: launcher,
  args: [
    'dev', '--silent', '--host', '127.0.0.1', '--port', port,
    ...(mode === 'interval' ? ['--block-time', 1] : []),
    ...(gas ? ['--gas-limit', gas] : []),
    ...(data ? ['--data-dir', `${data}/chain`] : []),
    ...extra,
  ],
});
