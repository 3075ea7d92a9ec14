throw new Error('the GPU is on fire');
