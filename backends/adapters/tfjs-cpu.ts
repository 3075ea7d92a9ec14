import { tfjs } from './lib/tfjs/implementation.ts';

/** TensorFlow.js, plain JavaScript backend. */
export default await tfjs('cpu');
