import { tfjs } from './lib/tfjs/implementation.ts';

/** TensorFlow.js, WebAssembly backend. */
export default await tfjs('wasm');
