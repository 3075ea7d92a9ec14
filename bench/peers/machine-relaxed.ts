import { machine } from './lib/machine.ts';

export default machine(true);
